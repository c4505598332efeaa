package io.netstacks.spi.backup;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import java.time.Instant;
import java.util.Optional;

/** Keeps snapshots. Safe for use by many threads; what has returned is durable. */
public interface SnapshotStore {

    /**
     * Creates a snapshot with its members.
     *
     * @throws io.netstacks.spi.error.ConflictException if the id exists
     * @throws io.netstacks.spi.error.InvalidInputException if a device is a member twice
     */
    void create(Snapshot snapshot);

    /** Returns a snapshot with its members. */
    Optional<Snapshot> find(SnapshotId id);

    /** Returns snapshots with their members, the newest first. */
    Page<Snapshot> list(PageRequest page);

    /**
     * Records what became of a pending member. A member is recorded once: a second report changes nothing.
     *
     * @return whether it was recorded
     * @throws io.netstacks.spi.error.NotFoundException if the snapshot has no such member
     * @throws io.netstacks.spi.error.InvalidInputException if the report says that the member is pending
     */
    boolean record(SnapshotId snapshotId, SnapshotMember member);

    /**
     * Turns the pending members of snapshots whose deadline has passed into failed ones.
     *
     * @return how many members that were
     */
    int expire(Instant now);
}
