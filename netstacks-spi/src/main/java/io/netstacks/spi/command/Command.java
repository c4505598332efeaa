package io.netstacks.spi.command;

import io.netstacks.spi.Limits;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.parse.OutputTemplate;
import java.time.Duration;
import java.util.Optional;

/**
 * One command line for one device, and how to run it. Immutable; {@code with…} and the like give copies.
 *
 * <p>{@link #show(String)} is for commands that only read: policies let it pass, and it may be repeated after a lost
 * connection. {@link #exec(String)} is for everything else.
 */
public final class Command {

    /** What a command does to the device. */
    public enum Kind {
        /** It reads. */
        SHOW,
        /** It may change something. */
        EXEC
    }

    /** How many characters of output a command may have when it names no limit: 64 Mi. */
    public static final int DEFAULT_MAX_OUTPUT = 64 * 1024 * 1024;

    private final String text;
    private final Kind kind;
    private final Dialogue dialogue;
    private final Optional<Duration> timeout;
    private final Optional<String> level;
    private final boolean parsed;
    private final Optional<OutputTemplate> template;
    private final int maxOutput;
    private final boolean truncating;

    private Command(
            String text,
            Kind kind,
            Dialogue dialogue,
            Optional<Duration> timeout,
            Optional<String> level,
            boolean parsed,
            Optional<OutputTemplate> template,
            int maxOutput,
            boolean truncating) {
        this.text = text;
        this.kind = kind;
        this.dialogue = dialogue;
        this.timeout = timeout;
        this.level = level;
        this.parsed = parsed;
        this.template = template;
        this.maxOutput = maxOutput;
        this.truncating = truncating;
    }

    /**
     * Returns a command that only reads.
     *
     * @throws InvalidInputException if the text is empty or has control characters, such as a line break
     */
    public static Command show(String text) {
        return of(text, Kind.SHOW);
    }

    /**
     * Returns a command that may change something.
     *
     * @throws InvalidInputException if the text is empty or has control characters, such as a line break
     */
    public static Command exec(String text) {
        return of(text, Kind.EXEC);
    }

    private static Command of(String text, Kind kind) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            throw InvalidInputException.of("a command must not be empty");
        }
        if (hasControlCharacters(stripped)) {
            throw InvalidInputException.of(
                    "a command is one line without control characters; run several commands one after the other");
        }
        return new Command(
                stripped,
                kind,
                Dialogue.none(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                DEFAULT_MAX_OUTPUT,
                false);
    }

    private static boolean hasControlCharacters(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (Character.isISOControl(c) && c != '\t') {
                return true;
            }
        }
        return false;
    }

    /** Expects these questions, and no others. */
    public Command answering(Dialogue newDialogue) {
        return new Command(text, kind, newDialogue, timeout, level, parsed, template, maxOutput, truncating);
    }

    /**
     * Gives it its own time instead of the device's command timeout.
     *
     * @throws InvalidInputException if the time is not positive, or longer than {@link Limits#TIME}
     */
    public Command within(Duration newTimeout) {
        Duration own = Limits.time("the time of \"" + text + "\"", newTimeout);
        return new Command(text, kind, dialogue, Optional.of(own), level, parsed, template, maxOutput, truncating);
    }

    /**
     * Runs it in a level, for example {@code privileged}; without this it runs where the session is. A level that the platform
     * does not have, or a device that does not let us in, is told when it is run, as by {@code DeviceSession.enter}.
     */
    public Command at(String newLevel) {
        return new Command(
                text, kind, dialogue, timeout, Optional.of(newLevel), parsed, template, maxOutput, truncating);
    }

    /** Asks for the output to be parsed to rows as well. */
    public Command parsed() {
        return new Command(text, kind, dialogue, timeout, level, true, template, maxOutput, truncating);
    }

    /** Asks for the output to be parsed to rows as well, with this template instead of the one that is known for it. */
    public Command parsedWith(OutputTemplate newTemplate) {
        return new Command(text, kind, dialogue, timeout, level, true, Optional.of(newTemplate), maxOutput, truncating);
    }

    /**
     * Fails with {@code OUTPUT_TOO_LARGE}, and closes the session, when the output gets longer than this many characters.
     *
     * @throws InvalidInputException if the number is not positive
     */
    public Command failAbove(int characters) {
        return new Command(text, kind, dialogue, timeout, level, parsed, template, positive(characters), false);
    }

    /**
     * Keeps this many characters from the beginning of the output, reads and drops the rest.
     *
     * @throws InvalidInputException if the number is not positive
     */
    public Command truncateAbove(int characters) {
        return new Command(text, kind, dialogue, timeout, level, parsed, template, positive(characters), true);
    }

    private int positive(int characters) {
        if (characters < 1) {
            throw InvalidInputException.of("the output limit of \"" + text + "\" must be positive");
        }
        return characters;
    }

    /** Returns the command line, without blanks around it. */
    public String text() {
        return text;
    }

    /** Returns what it does to the device. */
    public Kind kind() {
        return kind;
    }

    /** Returns the questions that are expected. */
    public Dialogue dialogue() {
        return dialogue;
    }

    /** Returns its own time; empty for the device's command timeout. */
    public Optional<Duration> timeout() {
        return timeout;
    }

    /** Returns the level that it runs in; empty for the one that the session is in. */
    public Optional<String> level() {
        return level;
    }

    /** Tells whether rows are wanted. */
    public boolean wantsRows() {
        return parsed;
    }

    /** Returns the template that rows are made with; empty for the one that platform and command find. */
    public Optional<OutputTemplate> template() {
        return template;
    }

    /** Returns how many characters of output there may be, {@link #DEFAULT_MAX_OUTPUT} if nobody said. */
    public int maxOutput() {
        return maxOutput;
    }

    /** Tells whether longer output is cut; otherwise it is a failure. */
    public boolean truncating() {
        return truncating;
    }

    /** Returns the command line. */
    @Override
    public String toString() {
        return text;
    }
}
