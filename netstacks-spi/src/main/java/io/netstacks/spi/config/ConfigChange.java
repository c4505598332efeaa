package io.netstacks.spi.config;

import io.netstacks.spi.command.Dialogue;
import io.netstacks.spi.error.InvalidInputException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What is to be changed on one device, and how carefully. Immutable. */
public final class ConfigChange {

    private final List<ConfigLine> lines;
    private final boolean save;
    private final boolean dryRun;
    private final boolean pipelined;
    private final boolean exclusive;
    private final boolean dangerousAllowed;
    private final Optional<String> comment;
    private final Dialogue dialogue;

    private ConfigChange(Builder builder) {
        lines = List.copyOf(builder.lines);
        save = builder.save;
        dryRun = builder.dryRun;
        pipelined = builder.pipelined;
        exclusive = builder.exclusive;
        dangerousAllowed = builder.dangerousAllowed;
        comment = builder.comment;
        dialogue = builder.dialogue;
    }

    /**
     * Returns a change of these lines that is saved; blank lines are left out.
     *
     * @throws InvalidInputException if no line is left, or one holds control characters
     */
    public static ConfigChange of(String... lines) {
        return builder().lines(List.of(lines)).build();
    }

    /** Starts a change. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the lines, in order; at least one. */
    public List<ConfigLine> lines() {
        return lines;
    }

    /** Tells whether the configuration is saved after the change, where the platform saves. */
    public boolean save() {
        return save;
    }

    /** Tells whether nothing is to be changed: lines are checked and, where the platform can, a candidate is compared. */
    public boolean dryRun() {
        return dryRun;
    }

    /** Tells whether several lines may be on their way at once. */
    public boolean pipelined() {
        return pipelined;
    }

    /** Tells whether configuration mode is entered so that nobody else can. */
    public boolean exclusive() {
        return exclusive;
    }

    /** Tells whether lines of the guard list, such as {@code reload}, may be sent. */
    public boolean dangerousAllowed() {
        return dangerousAllowed;
    }

    /** Returns the comment for the commit, where the platform takes one. */
    public Optional<String> comment() {
        return comment;
    }

    /** Returns what lines are expected to ask, and the answers. */
    public Dialogue dialogue() {
        return dialogue;
    }

    @Override
    public String toString() {
        return "ConfigChange[" + lines.size() + " lines" + (dryRun ? ", dry run]" : "]");
    }

    /** Collects a change. Confined: one thread at a time. */
    public static final class Builder {

        private final List<ConfigLine> lines = new ArrayList<>();
        private boolean save = true;
        private boolean dryRun;
        private boolean pipelined;
        private boolean exclusive;
        private boolean dangerousAllowed;
        private Optional<String> comment = Optional.empty();
        private Dialogue dialogue = Dialogue.none();

        private Builder() {}

        /**
         * Adds a line; a blank one is left out.
         *
         * @throws InvalidInputException as {@link ConfigLine} says
         */
        public Builder line(String text) {
            if (!text.isBlank()) {
                lines.add(ConfigLine.of(text.stripTrailing()));
            }
            return this;
        }

        /** Adds a line that may have a body. */
        public Builder line(ConfigLine line) {
            lines.add(line);
            return this;
        }

        /** Adds lines; blank ones are left out. */
        public Builder lines(Collection<String> texts) {
            texts.forEach(this::line);
            return this;
        }

        /** Saves the configuration afterwards or not; it is saved when never set. */
        public Builder save(boolean value) {
            save = value;
            return this;
        }

        /** Only checks, or does it; it is done when never set. */
        public Builder dryRun(boolean value) {
            dryRun = value;
            return this;
        }

        /** Allows several lines to be on their way at once; the first surprise goes back to one by one. Not when never set. */
        public Builder pipelined(boolean value) {
            pipelined = value;
            return this;
        }

        /**
         * Enters configuration mode so that nobody else can; not when never set. Where the platform cannot, the change is
         * {@code UNSUPPORTED}.
         */
        public Builder exclusive(boolean value) {
            exclusive = value;
            return this;
        }

        /** Allows lines of the guard list, such as {@code reload}; they are refused when never set. */
        public Builder dangerousAllowed(boolean value) {
            dangerousAllowed = value;
            return this;
        }

        /**
         * Sets the comment for the commit; a platform that takes none commits without.
         *
         * @throws InvalidInputException if it holds a double quote, a line break or another control character
         */
        public Builder comment(String value) {
            if (value.chars().anyMatch(c -> Character.isISOControl(c) || c == '"')) {
                throw InvalidInputException.of("a commit comment is one line without double quotes");
            }
            comment = Optional.of(value);
            return this;
        }

        /**
         * Answers what lines ask, such as {@code [confirm]} after {@code no username}; a question that is not listed ends
         * the change. Lines that may ask go one by one, also in a change that is pipelined.
         */
        public Builder answering(Dialogue value) {
            dialogue = value;
            return this;
        }

        /**
         * Returns the change.
         *
         * @throws InvalidInputException if there is no line
         */
        public ConfigChange build() {
            if (lines.isEmpty()) {
                throw InvalidInputException.of("a change needs at least one line");
            }
            return new ConfigChange(this);
        }
    }
}
