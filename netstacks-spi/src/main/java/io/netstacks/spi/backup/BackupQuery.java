package io.netstacks.spi.backup;

import java.time.Instant;
import java.util.Optional;

/**
 * Which backups are listed; what is empty does not restrict. Immutable.
 *
 * @param device of this device
 * @param since taken at or after
 * @param until taken before
 * @param label with this label
 */
public record BackupQuery(
        Optional<String> device, Optional<Instant> since, Optional<Instant> until, Optional<String> label) {

    /** Returns a query for all. */
    public static BackupQuery all() {
        return new BackupQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Returns a query for one device. */
    public static BackupQuery of(String device) {
        return new BackupQuery(Optional.of(device), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Returns a copy for backups that were taken at or after a time. */
    public BackupQuery takenSince(Instant time) {
        return new BackupQuery(device, Optional.of(time), until, label);
    }

    /** Returns a copy for backups that were taken before a time. */
    public BackupQuery takenBefore(Instant time) {
        return new BackupQuery(device, since, Optional.of(time), label);
    }

    /** Returns a copy for backups with a label. */
    public BackupQuery labelled(String newLabel) {
        return new BackupQuery(device, since, until, Optional.of(newLabel));
    }
}
