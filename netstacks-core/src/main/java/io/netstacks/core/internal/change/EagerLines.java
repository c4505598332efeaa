package io.netstacks.core.internal.change;

import java.util.Optional;
import java.util.regex.Pattern;

/** Lines that do not wait for the commit of the change that they are in. Stateless. */
final class EagerLines {

    /** To check a candidate, which the platforms have under the same word, commits nothing. */
    private static final Pattern COMMIT = Pattern.compile(
            "(?i)(?:comm(?:it?)?|candidate commit|nv config apply)(?:\\s+(?!(?:check|validate|show)\\b).*)?");

    private static final Pattern COMMAND = Pattern.compile("(?i)(?:do|run)\\s+(?!show\\b).*");

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private EagerLines() {}

    /** Tells whether a line commits what stands before it, so that it could not be dropped any more. */
    static boolean commits(String line) {
        return COMMIT.matcher(line).matches();
    }

    /**
     * Tells whether a line is a command that no candidate holds.
     *
     * @param line the line, without blanks around it
     * @param anywhere whether lines are typed where commands are, so that only those of the program that commits are staged
     * @param commit what commits
     */
    static boolean isCommand(String line, boolean anywhere, Optional<String> commit) {
        return COMMAND.matcher(line).matches()
                || (anywhere
                        && commit.filter(command -> firstWord(command).equals(firstWord(line)))
                                .isEmpty());
    }

    private static String firstWord(String line) {
        return BLANKS.split(line, 2)[0];
    }
}
