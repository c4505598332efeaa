package io.netstacks.spi.config;

import io.netstacks.spi.Limits;

/**
 * Which backup. Opaque: made by the store, compared as it is, at most {@link Limits#KEY} characters. Immutable.
 *
 * <p>It stands with the configurations and not with the backups, because the result of a change names the backup before it.
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
