package io.netstacks.spi.config;

import java.util.List;

/**
 * The difference of two configurations, as lines with their parents. Immutable.
 *
 * @param changes the added and removed lines, in the order of the text
 * @param unified the same as a unified diff with three lines of context; empty if there is none
 */
public record ConfigDiff(List<Change> changes, String unified) {

    /** Which way a line changed. */
    public enum Kind {
        /** Only the newer text has it. */
        ADDED,
        /** Only the older text has it. */
        REMOVED
    }

    /**
     * One changed line. Immutable.
     *
     * @param kind which way
     * @param line the line, without its line break
     * @param parents the lines that it stands under by indentation, the outermost first
     */
    public record Change(Kind kind, String line, List<String> parents) {
        /** Copies the parents. */
        public Change {
            parents = List.copyOf(parents);
        }
    }

    /** Copies the changes. */
    public ConfigDiff {
        changes = List.copyOf(changes);
    }

    /** Tells whether there is no difference. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** Returns how many lines were added. */
    public long added() {
        return changes.stream().filter(change -> change.kind() == Kind.ADDED).count();
    }

    /** Returns how many lines were removed. */
    public long removed() {
        return changes.size() - added();
    }
}
