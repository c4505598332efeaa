package io.netstacks.core.diff;

import java.util.Optional;

/**
 * One row of two texts beside each other, secrets masked. Immutable.
 *
 * @param kind what became of the line
 * @param older the older line; empty if it was added
 * @param newer the newer line; empty if it was removed
 */
public record DiffRow(Kind kind, Optional<Line> older, Optional<Line> newer) {

    /** What became of a line. */
    public enum Kind {
        /** It is the same. */
        SAME,
        /** Another line stands in its place; what differs may be masked. */
        CHANGED,
        /** Only the older text has it. */
        REMOVED,
        /** Only the newer text has it. */
        ADDED
    }

    /**
     * A line and its number. Immutable.
     *
     * @param number from 1, in the text as it is compared: without volatile lines unless they were asked for
     * @param text the line
     */
    public record Line(int number, String text) {}
}
