package io.netstacks.spi.backup;

import java.time.Instant;
import java.util.List;

/**
 * The backups of one run over many devices. The members are fixed when it is created; everything else derives from them.
 * Immutable.
 *
 * @param id its id
 * @param name what people call it
 * @param createdAt when it was created
 * @param createdBy who asked for it
 * @param deadline when members that are still pending have failed
 * @param members the devices, in the order of the run
 */
public record Snapshot(
        SnapshotId id,
        String name,
        Instant createdAt,
        String createdBy,
        Instant deadline,
        List<SnapshotMember> members) {

    /** What became of a snapshot. */
    public enum State {
        /** A member is pending. */
        IN_PROGRESS,
        /** Every member is backed up. */
        COMPLETE,
        /** Some members are backed up. */
        PARTIAL,
        /** No member is backed up. */
        FAILED,
        /** Every member was skipped, or there is none. */
        SKIPPED
    }

    /** Copies the members. */
    public Snapshot {
        members = List.copyOf(members);
    }

    /** Returns the state that the members make. */
    public State state() {
        if (count(SnapshotMember.State.PENDING) > 0) {
            return State.IN_PROGRESS;
        }
        long ok = members.stream().filter(member -> member.state().isOk()).count();
        if (ok == members.size() && ok > 0) {
            return State.COMPLETE;
        }
        if (ok > 0) {
            return State.PARTIAL;
        }
        return count(SnapshotMember.State.SKIPPED) == members.size() ? State.SKIPPED : State.FAILED;
    }

    /** Returns how many members are in a state. */
    public long count(SnapshotMember.State state) {
        return members.stream().filter(member -> member.state() == state).count();
    }
}
