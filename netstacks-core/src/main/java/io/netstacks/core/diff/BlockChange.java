package io.netstacks.core.diff;

import java.util.List;

/**
 * One change with the section that it is in, secrets masked. Immutable.
 *
 * @param kind which way
 * @param path the lines that it stands under, the outermost first, as they are in the text
 * @param lines what was added or removed, with everything under it; the first line only of what was moved
 */
public record BlockChange(Kind kind, List<String> path, List<String> lines) {

    /** Which way a section changed. */
    public enum Kind {
        /** Only the newer text has it. */
        ADDED,
        /** Only the older text has it. */
        REMOVED,
        /** Both have it, at another place among lines whose order counts. */
        MOVED
    }

    /** Copies the lists. */
    public BlockChange {
        path = List.copyOf(path);
        lines = List.copyOf(lines);
    }
}
