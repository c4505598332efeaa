package io.netstacks.spi.platform;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Everything that is known about one network operating system. What is absent, the platform does not have: no
 * {@link #enable()} means that the login level is the only one. Immutable.
 */
public final class Platform {

    /** What stands in place of a masked secret. */
    public static final String MASK = "<removed>";

    private static final int LONGEST_PROMPT = 512;

    private final String id;
    private final String vendor;
    private final Map<String, List<String>> names;
    private final Set<String> aliases;
    private final List<PrivilegeLevel> levels;
    private final List<Pattern> contextLines;
    private final SessionRules session;
    private final PagingRules paging;
    private final Optional<EnableRules> enable;
    private final Optional<ConfigModeRules> configMode;
    private final Optional<ContextRules> contexts;
    private final Optional<SaveRules> save;
    private final CommitRules commit;
    private final ConfigRules config;
    private final SecretMask mask;
    private final DetectRules detect;
    private final List<Pattern> errors;
    private final List<QuickPattern> quickErrors;
    private final Map<String, List<String>> samples;
    private final List<String> unverified;
    private final String notes;

    private Platform(Builder builder) {
        id = builder.id;
        vendor = builder.vendor;
        names = copyOf(builder.names);
        aliases = flatten(names.values(), builder.aliases);
        levels = List.copyOf(builder.levels);
        contextLines = List.copyOf(builder.contextLines);
        session = builder.session;
        paging = builder.paging;
        enable = builder.enable;
        configMode = builder.configMode;
        contexts = builder.contexts;
        save = builder.save;
        commit = builder.commit;
        config = builder.config;
        mask = new SecretMask(config.secrets());
        detect = builder.detect;
        errors = List.copyOf(builder.errors);
        quickErrors = errors.stream().map(QuickPattern::of).toList();
        samples = copyOf(builder.samples);
        unverified = List.copyOf(builder.unverified);
        notes = builder.notes;
    }

    /** Starts a platform with the rules that every one needs. */
    public static Builder named(
            String id,
            List<PrivilegeLevel> levels,
            SessionRules session,
            PagingRules paging,
            CommitRules commit,
            ConfigRules config,
            DetectRules detect) {
        return new Builder(id, levels, session, paging, commit, config, detect);
    }

    /** Returns a builder that begins with everything that this platform has, under another id. */
    public Builder toBuilder(String newId) {
        Builder copy = new Builder(newId, levels, session, paging, commit, config, detect)
                .vendor(vendor)
                .names(names)
                .aliases(aliases)
                .contextLines(contextLines)
                .errors(errors)
                .samples(samples)
                .unverified(unverified)
                .notes(notes);
        enable.ifPresent(copy::enable);
        configMode.ifPresent(copy::configMode);
        contexts.ifPresent(copy::contexts);
        save.ifPresent(copy::save);
        return copy;
    }

    /** Returns the id, for example {@code cisco_ios}. */
    public String id() {
        return id;
    }

    /** Returns who makes it. */
    public String vendor() {
        return vendor;
    }

    /** Returns the names that other tools have for it, all together. */
    public Set<String> aliases() {
        return aliases;
    }

    /**
     * Returns the names that other tools have for it, by tool: {@code netmiko}, {@code napalm}, {@code scrapli},
     * {@code oxidized}, {@code ansible}, {@code ntc}; a tool's usual name comes first.
     */
    public Map<String, List<String>> names() {
        return names;
    }

    /** Returns the usual name that a tool has for it, for example {@code ntc} for ntc-templates. */
    public Optional<String> nameIn(String tool) {
        return names.getOrDefault(tool, List.of()).stream().findFirst();
    }

    /** Returns the levels, the most specific prompt first. */
    public List<PrivilegeLevel> levels() {
        return levels;
    }

    /** Returns the level of that name. */
    public Optional<PrivilegeLevel> level(String name) {
        for (PrivilegeLevel level : levels) {
            if (level.name().equals(name)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }

    /** Returns what matches whole lines around the prompt that belong to it and not to the output. */
    public List<Pattern> contextLines() {
        return contextLines;
    }

    /** Returns how a session begins, reads and ends. */
    public SessionRules session() {
        return session;
    }

    /** Returns how output comes in pages. */
    public PagingRules paging() {
        return paging;
    }

    /** Returns how the privileged level is reached. */
    public Optional<EnableRules> enable() {
        return enable;
    }

    /** Returns how configuration mode is entered and left. */
    public Optional<ConfigModeRules> configMode() {
        return configMode;
    }

    /** Returns how contexts are entered by name; empty where there are none, or nobody knows how. */
    public Optional<ContextRules> contexts() {
        return contexts;
    }

    /** Returns how the configuration is saved; empty where the OS saves by itself. */
    public Optional<SaveRules> save() {
        return save;
    }

    /** Returns how a change takes effect. */
    public CommitRules commit() {
        return commit;
    }

    /** Returns how a configuration is read, compared and kept. */
    public ConfigRules config() {
        return config;
    }

    /** Returns how the platform is recognised. */
    public DetectRules detect() {
        return detect;
    }

    /** Returns what an output holds whose command was refused; multi-line patterns, searched. */
    public List<Pattern> errors() {
        return errors;
    }

    /** Returns sample prompts by level. */
    public Map<String, List<String>> samples() {
        return samples;
    }

    /** Returns which facts nobody has seen on a device. */
    public List<String> unverified() {
        return unverified;
    }

    /** Returns what people should know. */
    public String notes() {
        return notes;
    }

    /**
     * Finds the level whose prompt the text ends with.
     *
     * @param cleanedTail output without escape sequences, carriage returns and NULs; its last line is looked at, and the
     *     line before it where a level needs its context; blanks at the end of either do not count
     * @return the first level that matches, most specific first; empty where the last line is blank or no prompt,
     *     as one of more than 512 characters never is
     */
    public Optional<PrivilegeLevel> classifyPrompt(String cleanedTail) {
        int end = endWithoutBlanks(cleanedTail, cleanedTail.length());
        int start = cleanedTail.lastIndexOf('\n', end - 1) + 1;
        if (start == end || end - start > LONGEST_PROMPT) {
            return Optional.empty();
        }
        String last = cleanedTail.substring(start, end);
        String before = lineBefore(cleanedTail, start);
        for (PrivilegeLevel level : levels) {
            if (level.matches(last, before)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }

    /** Finds the line of an output that says that the command was refused, without blanks around it. */
    public Optional<String> findError(String output) {
        for (QuickPattern error : quickErrors) {
            int found = error.find(output);
            if (found >= 0) {
                int start = output.lastIndexOf('\n', found) + 1;
                int end = output.indexOf('\n', Math.max(found, start));
                return Optional.of(
                        output.substring(start, end < 0 ? output.length() : end).strip());
            }
        }
        return Optional.empty();
    }

    /** Returns the text with {@link #MASK} in place of every secret that the platform's patterns find; {@link SecretMark}s stay. */
    public String maskSecrets(String text) {
        return mask.mask(text);
    }

    /**
     * Returns the text with a mark in place of every secret that the platform's patterns find; marks that are there stay.
     *
     * @param markOf returns the mark of a secret, see {@link SecretMark}
     */
    public String markSecrets(String text, UnaryOperator<String> markOf) {
        return mask.mark(text, markOf);
    }

    /**
     * Returns as many lines as there are, with {@link #MASK} in each that a secret reaches; also where one spans several of
     * them.
     */
    public List<String> maskSecrets(List<String> lines) {
        return mask.mask(lines);
    }

    /** Returns the text without the lines and blocks that change by themselves. */
    public String dropVolatile(String text) {
        return ConfigScrubber.drop(text, config.volatileBlocks(), config.volatileLines());
    }

    private static Map<String, List<String>> copyOf(Map<String, List<String>> lists) {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        lists.forEach((key, values) -> copy.put(key, List.copyOf(values)));
        return Collections.unmodifiableMap(copy);
    }

    private static Set<String> flatten(Collection<List<String>> names, Set<String> more) {
        Set<String> all = new LinkedHashSet<>();
        names.forEach(all::addAll);
        all.addAll(more);
        return Collections.unmodifiableSet(all);
    }

    private static String lineBefore(String text, int lineStart) {
        if (lineStart == 0) {
            return "";
        }
        int newline = lineStart - 1;
        int start = text.lastIndexOf('\n', newline - 1) + 1;
        return text.substring(start, endWithoutBlanks(text, newline));
    }

    private static int endWithoutBlanks(String text, int end) {
        int last = end;
        while (last > 0 && (text.charAt(last - 1) == ' ' || text.charAt(last - 1) == '\t')) {
            last--;
        }
        return last;
    }

    /** Returns the id. */
    @Override
    public String toString() {
        return id;
    }

    /** Collects what makes a platform. Confined: one thread at a time. */
    public static final class Builder {

        private final String id;
        private String vendor = "";
        private final Map<String, List<String>> names = new LinkedHashMap<>();
        private final Set<String> aliases = new LinkedHashSet<>();
        private final List<PrivilegeLevel> levels;
        private List<Pattern> contextLines = List.of();
        private final SessionRules session;
        private final PagingRules paging;
        private Optional<EnableRules> enable = Optional.empty();
        private Optional<ConfigModeRules> configMode = Optional.empty();
        private Optional<ContextRules> contexts = Optional.empty();
        private Optional<SaveRules> save = Optional.empty();
        private final CommitRules commit;
        private final ConfigRules config;
        private final DetectRules detect;
        private List<Pattern> errors = List.of();
        private Map<String, List<String>> samples = Map.of();
        private List<String> unverified = List.of();
        private String notes = "";

        private Builder(
                String id,
                List<PrivilegeLevel> levels,
                SessionRules session,
                PagingRules paging,
                CommitRules commit,
                ConfigRules config,
                DetectRules detect) {
            this.id = id;
            this.levels = new ArrayList<>(levels);
            this.session = session;
            this.paging = paging;
            this.commit = commit;
            this.config = config;
            this.detect = detect;
        }

        /** Sets who makes it. */
        public Builder vendor(String value) {
            vendor = value;
            return this;
        }

        /** Sets the names that other tools have for it, by tool. */
        public Builder names(Map<String, List<String>> values) {
            names.putAll(values);
            return this;
        }

        /** Adds names under which it is found, too. */
        public Builder aliases(Set<String> values) {
            aliases.addAll(values);
            return this;
        }

        /** Sets what matches lines around the prompt that belong to it. */
        public Builder contextLines(List<Pattern> values) {
            contextLines = values;
            return this;
        }

        /** Sets how the privileged level is reached. */
        public Builder enable(EnableRules value) {
            enable = Optional.of(value);
            return this;
        }

        /** Sets how configuration mode is entered and left. */
        public Builder configMode(ConfigModeRules value) {
            configMode = Optional.of(value);
            return this;
        }

        /** Sets how contexts are entered by name. */
        public Builder contexts(ContextRules value) {
            contexts = Optional.of(value);
            return this;
        }

        /** Sets how the configuration is saved. */
        public Builder save(SaveRules value) {
            save = Optional.of(value);
            return this;
        }

        /** Sets what refused commands answer. */
        public Builder errors(List<Pattern> values) {
            errors = values;
            return this;
        }

        /** Sets sample prompts by level. */
        public Builder samples(Map<String, List<String>> values) {
            samples = values;
            return this;
        }

        /** Sets which facts nobody has seen on a device. */
        public Builder unverified(List<String> values) {
            unverified = values;
            return this;
        }

        /** Sets what people should know. */
        public Builder notes(String value) {
            notes = value;
            return this;
        }

        /** Returns the platform. */
        public Platform build() {
            return new Platform(this);
        }
    }
}
