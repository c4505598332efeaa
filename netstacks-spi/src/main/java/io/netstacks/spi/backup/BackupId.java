package io.netstacks.spi.backup;

import io.netstacks.spi.Limits;

/**
 * Which backup. Opaque: made by the store, compared as it is, at most {@link Limits#KEY} characters. Immutable.
 *
 * @param value the id as text, as it stands in the database and on the command line
 */
public record BackupId(String value) {

    /** Checks the size. */
    public BackupId {
        Limits.key("the id of a backup", value);
    }

    /** Shows the id as text. */
    @Override
    public String toString() {
        return value;
    }
}
