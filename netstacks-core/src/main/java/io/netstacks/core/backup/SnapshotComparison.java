package io.netstacks.core.backup;

import io.netstacks.spi.backup.Snapshot;
import io.netstacks.spi.config.BackupId;
import java.util.List;
import java.util.Optional;

/**
 * How the devices of two snapshots differ. Immutable.
 *
 * @param older the snapshot that is compared from
 * @param newer the snapshot that is compared to
 * @param devices every device of either, by name
 */
public record SnapshotComparison(Snapshot older, Snapshot newer, List<DeviceChange> devices) {

    /** What became of a device from one snapshot to the other. */
    public enum Verdict {
        /** The configuration is the same, but for what changes by itself. */
        SAME,
        /** The configuration differs. */
        CHANGED,
        /** Only in the newer snapshot. */
        ONLY_NEWER,
        /** Only in the older snapshot. */
        ONLY_OLDER,
        /** In both, but one of them has no backup of it, or it was cleaned up. */
        UNKNOWN
    }

    /**
     * One device. Immutable.
     *
     * @param device its name
     * @param verdict how it differs
     * @param olderBackup its backup in the older snapshot; empty if there is none
     * @param newerBackup its backup in the newer snapshot; empty if there is none
     */
    public record DeviceChange(
            String device, Verdict verdict, Optional<BackupId> olderBackup, Optional<BackupId> newerBackup) {}

    /** Copies the devices. */
    public SnapshotComparison {
        devices = List.copyOf(devices);
    }

    /** Returns how many devices differ in a way. */
    public long count(Verdict verdict) {
        return devices.stream().filter(device -> device.verdict() == verdict).count();
    }
}
