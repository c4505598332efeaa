package io.netstacks.spi.backup;

import io.netstacks.spi.config.BackupId;
import java.util.Optional;

/**
 * One device in a snapshot. Immutable.
 *
 * @param device the device's name
 * @param state what became of it
 * @param backupId the backup that stands for it; empty unless {@code CHANGED} or {@code UNCHANGED}
 * @param previousBackupId the device's latest backup before; empty if there was none
 * @param reason why it failed or was skipped, or what is odd about a backup, a sentence
 */
public record SnapshotMember(
        String device,
        State state,
        Optional<BackupId> backupId,
        Optional<BackupId> previousBackupId,
        Optional<String> reason) {

    /** What became of a device in a snapshot. */
    public enum State {
        /** Not tried yet. */
        PENDING,
        /** Backed up, with another content than before. */
        CHANGED,
        /** Backed up, with the same content as before. */
        UNCHANGED,
        /** Tried in vain. */
        FAILED,
        /** Not tried, for a reason. */
        SKIPPED;

        /** Tells whether the device is backed up. */
        public boolean isOk() {
            return this == CHANGED || this == UNCHANGED;
        }
    }

    /** Returns a member that was not tried yet. */
    public static SnapshotMember pending(String device) {
        return new SnapshotMember(device, State.PENDING, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Returns a member that was tried in vain. */
    public static SnapshotMember failed(String device, String reason) {
        return new SnapshotMember(device, State.FAILED, Optional.empty(), Optional.empty(), Optional.of(reason));
    }

    /** Returns a member that was not tried, for a reason. */
    public static SnapshotMember skipped(String device, String reason) {
        return new SnapshotMember(device, State.SKIPPED, Optional.empty(), Optional.empty(), Optional.of(reason));
    }

    /** Returns a member that was backed up. */
    public static SnapshotMember saved(Backup.Saved saved) {
        return new SnapshotMember(
                saved.backup().device(),
                saved.changed() ? State.CHANGED : State.UNCHANGED,
                Optional.of(saved.backup().id()),
                saved.previousId(),
                Optional.empty());
    }

    /** Returns a copy with another reason. */
    public SnapshotMember because(String newReason) {
        return new SnapshotMember(device, state, backupId, previousBackupId, Optional.of(newReason));
    }
}
