package io.netstacks.core.backup;

import io.netstacks.spi.backup.Snapshot;

/**
 * What came of a run. Immutable.
 *
 * @param snapshot the snapshot with its members as they ended
 */
public record BackupRun(Snapshot snapshot) {

    /** Tells whether every device is backed up. */
    public boolean allOk() {
        return snapshot.state() == Snapshot.State.COMPLETE;
    }
}
