package io.netstacks.core.internal.store;

import io.netstacks.core.store.StoreKey;
import io.netstacks.core.store.StoreTime;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.backup.Snapshot;
import io.netstacks.spi.backup.SnapshotId;
import io.netstacks.spi.backup.SnapshotMember;
import io.netstacks.spi.backup.SnapshotStore;
import io.netstacks.spi.config.BackupId;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NotFoundException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

final class MemorySnapshots implements SnapshotStore {

    private final MemoryJournal journal;
    private final MemoryTimeline<Snapshot> snapshots;

    MemorySnapshots(MemoryJournal journal) {
        this.journal = journal;
        snapshots = new MemoryTimeline<>(journal);
    }

    @Override
    public void create(Snapshot given) {
        Set<String> devices = new HashSet<>();
        for (SnapshotMember member : given.members()) {
            if (!devices.add(StoreKey.checked("a device name", member.device()))) {
                throw InvalidInputException.of("device " + member.device() + " is a member of snapshot " + given.name()
                        + " twice; once is enough");
            }
        }
        Snapshot snapshot = new Snapshot(
                given.id(),
                given.name(),
                StoreTime.micros(given.createdAt()),
                given.createdBy(),
                StoreTime.micros(given.deadline()),
                given.members());
        journal.atomically(() -> {
            if (snapshots.has(snapshot.id().value())) {
                throw new ConflictException("there is a snapshot " + snapshot.id() + " already");
            }
            snapshots.add(snapshot.id().value(), snapshot.createdAt(), snapshot);
            return snapshot;
        });
    }

    @Override
    public Optional<Snapshot> find(SnapshotId id) {
        return journal.atomically(() -> snapshots.find(id.value()));
    }

    @Override
    public Page<Snapshot> list(PageRequest page) {
        return journal.atomically(() -> snapshots.page(any -> true, page));
    }

    @Override
    public boolean record(SnapshotId snapshotId, SnapshotMember report) {
        if (report.state() == SnapshotMember.State.PENDING) {
            throw InvalidInputException.of("what is recorded of " + report.device() + " must be an end, not PENDING");
        }
        return journal.atomically(() -> {
            SnapshotMember member = snapshots.find(snapshotId.value()).stream()
                    .flatMap(snapshot -> snapshot.members().stream())
                    .filter(candidate -> candidate.device().equals(report.device()))
                    .findFirst()
                    .orElseThrow(() ->
                            new NotFoundException("snapshot " + snapshotId + " has no member " + report.device()));
            boolean first = member.state() == SnapshotMember.State.PENDING;
            if (first) {
                snapshots.change(
                        snapshotId.value(),
                        snapshot -> eachMember(snapshot, old -> old.device().equals(report.device()) ? report : old));
            }
            return first;
        });
    }

    @Override
    public int expire(Instant now) {
        return journal.atomically(() -> {
            List<Snapshot> late = snapshots
                    .newestFirst()
                    .filter(snapshot -> snapshot.state() == Snapshot.State.IN_PROGRESS
                            && !snapshot.deadline().isAfter(StoreTime.micros(now)))
                    .toList();
            late.forEach(snapshot -> snapshots.change(
                    snapshot.id().value(),
                    old -> eachMember(
                            old,
                            member -> member.state() == SnapshotMember.State.PENDING
                                    ? SnapshotMember.failed(member.device(), "no result before the snapshot's deadline")
                                    : member)));
            return late.stream()
                    .mapToInt(snapshot -> (int) snapshot.count(SnapshotMember.State.PENDING))
                    .sum();
        });
    }

    /** Returns the backups that the members of a snapshot stand on; none if there is no such snapshot. */
    Set<BackupId> backupsOf(SnapshotId id) {
        Set<BackupId> ids = new HashSet<>();
        snapshots
                .find(id.value())
                .ifPresent(snapshot ->
                        snapshot.members().forEach(member -> member.backupId().ifPresent(ids::add)));
        return ids;
    }

    /** Returns, in a set that the caller may change, the backups that young snapshots stand on. */
    Set<BackupId> backupsOfSnapshotsSince(Instant time) {
        Set<BackupId> ids = new HashSet<>();
        snapshots
                .newestFirst()
                .takeWhile(snapshot -> !snapshot.createdAt().isBefore(time))
                .flatMap(snapshot -> snapshot.members().stream())
                .forEach(member -> member.backupId().ifPresent(ids::add));
        return ids;
    }

    private static Snapshot eachMember(Snapshot old, UnaryOperator<SnapshotMember> change) {
        return new Snapshot(
                old.id(),
                old.name(),
                old.createdAt(),
                old.createdBy(),
                old.deadline(),
                old.members().stream().map(change).toList());
    }
}
