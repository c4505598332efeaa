package io.netstacks.spi.backup;

import io.netstacks.spi.Limits;

/**
 * Which snapshot. Opaque: made by whoever creates it, compared as it is, at most {@link Limits#KEY} characters. Immutable.
 *
 * @param value the id as text, as it stands in the database and on the command line
 */
public record SnapshotId(String value) {

    /** Checks the size. */
    public SnapshotId {
        Limits.key("the id of a snapshot", value);
    }

    /** Shows the id as text. */
    @Override
    public String toString() {
        return value;
    }
}
