package io.netstacks.spi.backup;

import java.time.Instant;
import java.util.Optional;

/**
 * Which backups are meant; what is empty does not restrict. Immutable.
 *
 * @param device of this device
 * @param since taken at or after
 * @param until taken before
 * @param label with this label
 * @param snapshot that members of this snapshot stand on, also those that were not new then
 */
public record BackupQuery(
        Optional<String> device,
        Optional<Instant> since,
        Optional<Instant> until,
        Optional<String> label,
        Optional<SnapshotId> snapshot) {

    /** Creates a query that no snapshot restricts. */
    public BackupQuery(
            Optional<String> device, Optional<Instant> since, Optional<Instant> until, Optional<String> label) {
        this(device, since, until, label, Optional.empty());
    }

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
        return new BackupQuery(device, Optional.of(time), until, label, snapshot);
    }

    /** Returns a copy for backups that were taken before a time. */
    public BackupQuery takenBefore(Instant time) {
        return new BackupQuery(device, since, Optional.of(time), label, snapshot);
    }

    /** Returns a copy for backups with a label. */
    public BackupQuery labelled(String newLabel) {
        return new BackupQuery(device, since, until, Optional.of(newLabel), snapshot);
    }

    /** Returns a copy for the backups of a snapshot. */
    public BackupQuery inSnapshot(SnapshotId id) {
        return new BackupQuery(device, since, until, label, Optional.of(id));
    }
}
