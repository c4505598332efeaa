package io.netstacks.core.internal.cli;

import io.netstacks.core.internal.cli.Prompt.Certainty;
import io.netstacks.spi.platform.ContextRules;
import io.netstacks.spi.platform.Platform;
import io.netstacks.spi.platform.PrivilegeLevel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises prompts: their form from the platform, the host name from the prompts seen so far. Only the host name is
 * remembered, so that counters, flags, contexts and sub-modes may change. Confined: one thread at a time.
 */
final class PromptMatcher {

    private static final int REMEMBERED = 4;

    private static final Pattern RENAMING = Pattern.compile(
            "(?i)^\\s*(?:(?:config |set )?(?:hostname|sysname|prompt)|host-name|switchname|/?(?:configure )?system (?:host)?name"
                    + "|(?:set /? ?)?system(?: set| name)? host-?name|set deviceconfig system hostname"
                    + "|/?system identity set name=|(?:configure snmp sys|snmp-server )name|config command_prompt"
                    + "|switch-attributes host-name|modify sys global-settings hostname)"
                    + "[\\s=]*\"?([\\w.\\-]+)\"?.*$");

    /** More lines than a session changes between; then it begins anew. */
    private static final int MOST_KNOWN = 64;

    private static final Pattern SUB_MODE = Pattern.compile("\\([^()\\n]{1,100}\\)(?= ?[#>] ?$)");

    /** A prompt with the number of the command, as EXOS has it. */
    private static final Pattern COUNTER = Pattern.compile("(.*[.:])\\d{1,9}( ?[>#])");

    private final Platform platform;
    private final Deque<String> hosts = new ArrayDeque<>();
    private final boolean contextual;
    private final Map<String, Known> known = new HashMap<>();
    private Optional<Prompt> last = Optional.empty();
    private Optional<String> context = Optional.empty();
    private String hostname = "";
    private boolean nameless;

    /** A line that is a prompt beyond doubt, and the host name in it. */
    private record Known(Prompt prompt, String host) {}

    PromptMatcher(Platform platform) {
        this.platform = platform;
        contextual = isContextual(platform);
    }

    private static boolean isContextual(Platform platform) {
        for (PrivilegeLevel level : platform.levels()) {
            if (level.context().isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** Returns the prompt that the last line is, if it was one before and the line before it does not matter. */
    Optional<Prompt> known(String lastLine) {
        Known before = contextual ? null : known.get(lastLine);
        return before == null ? Optional.empty() : Optional.of(before.prompt());
    }

    /** Returns the prompt that the last line is. */
    Optional<Prompt> match(String lastLine, String lineBefore) {
        Optional<Prompt> before = known(lastLine);
        if (before.isPresent()) {
            return before;
        }
        Optional<PrivilegeLevel> level = platform.classifyPrompt(lineBefore + "\n" + lastLine)
                .map(classified -> levelInContext(classified, lastLine));
        if (level.filter(found -> found.context().isPresent()).isEmpty()) {
            Optional<Prompt> behind = contextBehindOutput(lastLine, lineBefore);
            if (behind.isPresent()) {
                return behind;
            }
        }
        return level.map(found -> new Prompt(found, lastLine, lineBefore, certainty(found, lastLine)))
                .or(() -> unknownSubMode(lastLine, lineBefore));
    }

    /** The last prompt once more, where its context line stands behind output that does not end its line. */
    private Optional<Prompt> contextBehindOutput(String lastLine, String lineBefore) {
        return last.filter(prompt -> prompt.level().context().isPresent()
                && prompt.certainty() == Certainty.CERTAIN
                && prompt.line().equals(lastLine)
                && !prompt.before().isBlank()
                && lineBefore.length() > prompt.before().length()
                && lineBefore.endsWith(prompt.before()));
    }

    /**
     * Nobody knows the prompts of all sub-modes of all devices; where the host name is right and the parentheses are all
     * that is odd, it is one of them, if it is shown once more after the enter key.
     */
    private Optional<Prompt> unknownSubMode(String lastLine, String lineBefore) {
        Matcher parentheses = SUB_MODE.matcher(lastLine);
        if (hosts.isEmpty() || !parentheses.find()) {
            return Optional.empty();
        }
        String usual = lastLine.substring(0, parentheses.start()) + "(config)" + lastLine.substring(parentheses.end());
        return platform.classifyPrompt(lineBefore + "\n" + usual)
                .filter(level -> certainty(level, usual) == Certainty.CERTAIN)
                .map(level -> new Prompt(level, lastLine, lineBefore, Certainty.STRANGE));
    }

    /** Says which context the device is told to be in, because some show it where others show a part of the configuration. */
    void expectContext(Optional<String> name) {
        context = name;
        known.clear();
    }

    private PrivilegeLevel levelInContext(PrivilegeLevel level, String line) {
        if (context.isEmpty()) {
            return level;
        }
        return platform.contexts()
                .filter(rules -> rules.shownBy(line).equals(context.get()))
                .flatMap(ContextRules::level)
                .flatMap(platform::level)
                .orElse(level);
    }

    private Certainty certainty(PrivilegeLevel level, String line) {
        if (hosts.isEmpty() || (nameless && isSame(line, last.orElseThrow()))) {
            return Certainty.LIKELY;
        }
        int most = platform.session().promptTruncate().getOrDefault(level.name(), Integer.MAX_VALUE);
        for (String host : hosts) {
            if (holds(line, host.length() > most ? host.substring(0, most) : host)) {
                return Certainty.CERTAIN;
            }
        }
        return Certainty.STRANGE;
    }

    private static boolean holds(String line, String host) {
        for (int at = line.indexOf(host); at >= 0; at = line.indexOf(host, at + 1)) {
            int end = at + host.length();
            if ((at == 0 || !isNamePart(line.charAt(at - 1)))
                    && (end == line.length()
                            || !isNamePart(line.charAt(end))
                            || line.charAt(end) == '.'
                            || isViewBehind(line, end))) {
                return true;
            }
        }
        return false;
    }

    /** A view stands behind the host name and a hyphen where the prompt is in brackets: {@code [sw1-Vlanif1]}. */
    private static boolean isViewBehind(String line, int end) {
        return line.charAt(end) == '-' && line.charAt(line.length() - 1) == ']';
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }

    /**
     * Returns the last prompt, if it stands behind output that does not end its line, such as the text of a file without a
     * last line break. A mark before a prompt, such as a star for what is not saved, is no output.
     */
    Optional<Prompt> behindOutput(String lastLine) {
        return last.filter(prompt -> prompt.certainty() == Certainty.CERTAIN
                        && prompt.level().context().isEmpty())
                .flatMap(prompt -> endOf(lastLine, prompt))
                .filter(prompt -> lastLine.substring(
                                0, lastLine.length() - prompt.line().length())
                        .chars()
                        .anyMatch(Character::isLetterOrDigit));
    }

    private static Optional<Prompt> endOf(String lastLine, Prompt prompt) {
        Matcher counted = COUNTER.matcher(prompt.line());
        if (!counted.matches()) {
            return lastLine.endsWith(prompt.line()) ? Optional.of(prompt) : Optional.empty();
        }
        Matcher now = COUNTER.matcher(lastLine);
        return now.matches()
                        && now.group(1).endsWith(counted.group(1))
                        && now.group(2).equals(counted.group(2))
                ? Optional.of(new Prompt(
                        prompt.level(),
                        lastLine.substring(
                                now.group(1).length() - counted.group(1).length()),
                        prompt.before(),
                        prompt.certainty()))
                : Optional.empty();
    }

    /** Tells whether a line is the same prompt, or what a device that counts its commands has made of it. */
    static boolean isSame(String line, Prompt prompt) {
        if (line.equals(prompt.line())) {
            return true;
        }
        if (!endAlike(line, prompt.line())) {
            return false; // as most output, which need not be held against the pattern
        }
        Matcher now = COUNTER.matcher(line);
        Matcher counted = COUNTER.matcher(prompt.line());
        return now.matches()
                && counted.matches()
                && now.group(1).equals(counted.group(1))
                && now.group(2).equals(counted.group(2));
    }

    private static boolean endAlike(String one, String other) {
        return !one.isEmpty() && !other.isEmpty() && one.charAt(one.length() - 1) == other.charAt(other.length() - 1);
    }

    /** Believes a prompt: from now on its host name makes prompts certain. */
    void learn(Prompt prompt) {
        Known before = known.get(prompt.line());
        String host = before == null ? hostIn(prompt.line()) : before.host();
        if (prompt.certainty() != Certainty.CERTAIN && !host.isEmpty()) {
            remember(host);
        }
        if (prompt.certainty() != Certainty.CERTAIN || hostname.isEmpty()) {
            hostname = host;
        } else if (!hostname.equals(host) && hosts.contains(host)) {
            hostname = host; // the device was renamed by a line that said so
        }
        Prompt believed =
                host.isEmpty() || prompt.certainty() == Certainty.CERTAIN ? prompt : prompt.with(Certainty.CERTAIN);
        last = Optional.of(believed);
        nameless = host.isEmpty();
        if (before == null && believed.certainty() == Certainty.CERTAIN) {
            if (known.size() == MOST_KNOWN) {
                known.clear();
            }
            known.put(prompt.line(), new Known(believed, host));
        }
    }

    /** Most prompts begin with the name that the one before had, and need not be taken apart. */
    private String hostIn(String line) {
        int end = hostname.length();
        return end > 0 && end < line.length() && line.startsWith(hostname) && "#>(".indexOf(line.charAt(end)) >= 0
                ? hostname
                : HostNames.in(line);
    }

    /** Takes note of a line that is about to be typed: it may give the device another name. */
    void aboutToType(String line) {
        if (!mayRename(line)) {
            return;
        }
        Matcher renaming = RENAMING.matcher(line);
        if (renaming.matches()) {
            String name = renaming.group(1);
            int domain = name.indexOf('.');
            if (domain > 1) {
                remember(name.substring(0, domain)); // as much of it some show in the prompt
            }
            remember(name);
        }
    }

    /** Tells whether a line has one of the words that every renaming has; most have none, and need no pattern. */
    private static boolean mayRename(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean name = (c == 'n' || c == 'N') && line.regionMatches(true, i, "name", 0, 4);
            boolean prompt = (c == 'p' || c == 'P') && line.regionMatches(true, i, "prompt", 0, 6);
            if (name || prompt) {
                return true;
            }
        }
        return false;
    }

    private void remember(String host) {
        if (!hosts.contains(host)) {
            hosts.addFirst(host);
            known.clear(); // what was beyond doubt with the names of before need not be so
            if (hosts.size() > REMEMBERED) {
                hosts.removeLast();
            }
        }
    }

    /** Tells whether a line is a context line, such as {@code [edit]}, that belongs to a prompt. */
    boolean isContext(String line, PrivilegeLevel level) {
        for (Pattern pattern : platform.contextLines()) {
            if (pattern.matcher(line).matches()) {
                return true;
            }
        }
        return level.context().isPresent()
                && level.context().get().matcher(line).matches();
    }

    /** Tells whether a host name is known. */
    boolean knowsHost() {
        return !hosts.isEmpty();
    }

    String hostname() {
        return hostname;
    }

    Optional<Prompt> last() {
        return last;
    }
}
