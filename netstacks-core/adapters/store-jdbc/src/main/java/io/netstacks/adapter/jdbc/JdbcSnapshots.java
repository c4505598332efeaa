package io.netstacks.adapter.jdbc;

import static io.netstacks.adapter.jdbc.Columns.utc;

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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

final class JdbcSnapshots implements SnapshotStore {

    private final JdbcBackend backend;
    private final Transactions transactions;

    JdbcSnapshots(JdbcBackend backend, Transactions transactions) {
        this.backend = backend;
        this.transactions = transactions;
    }

    @Override
    public void create(Snapshot snapshot) {
        backend.guard().require(transactions, "creating snapshot " + snapshot.id());
        refuseDoubles(snapshot);
        transactions.write("creating snapshot " + snapshot.id(), handle -> {
            boolean created = backend.dialect()
                    .insertIfAbsent(
                            handle,
                            backend.sql("INSERT INTO {snapshot} (id, name, created_at, created_by, deadline)"
                                    + " VALUES (:id, :name, :createdAt, :createdBy, :deadline)"),
                            insert -> insert.bind(
                                            "id",
                                            PortableText.key(
                                                    "a snapshot's id",
                                                    snapshot.id().value()))
                                    .bind("name", PortableText.encode(snapshot.name()))
                                    .bind("createdAt", utc(snapshot.createdAt()))
                                    .bind("createdBy", PortableText.encode(snapshot.createdBy()))
                                    .bind("deadline", utc(snapshot.deadline())));
            if (!created) {
                throw new ConflictException("there is a snapshot " + snapshot.id() + " already");
            }
            insertMembers(handle, snapshot);
            return snapshot;
        });
    }

    private static void refuseDoubles(Snapshot snapshot) {
        Set<String> devices = new HashSet<>();
        for (SnapshotMember member : snapshot.members()) {
            if (!devices.add(member.device())) {
                throw InvalidInputException.of("device " + member.device() + " is a member of snapshot "
                        + snapshot.name() + " twice; once is enough");
            }
        }
    }

    private void insertMembers(Handle handle, Snapshot snapshot) {
        if (snapshot.members().isEmpty()) {
            return;
        }
        PreparedBatch batch =
                handle.prepareBatch(backend.sql("INSERT INTO {snapshot_member} (snapshot_id, place, device,"
                        + " state, backup_id, previous_backup_id, reason)"
                        + " VALUES (:id, :place, :device, :state, :backup, :previous, :reason)"));
        int place = 0;
        for (SnapshotMember member : snapshot.members()) {
            batch.bind("id", PortableText.encode(snapshot.id().value()))
                    .bind("place", place++)
                    .bind("device", PortableText.key("a device name", member.device()))
                    .bind("state", member.state().name());
            Columns.bind(batch, "backup", member.backupId().map(BackupId::value));
            Columns.bind(batch, "previous", member.previousBackupId().map(BackupId::value));
            Columns.bind(batch, "reason", member.reason());
            batch.add();
        }
        batch.execute();
    }

    @Override
    public Optional<Snapshot> find(SnapshotId id) {
        return transactions.read(
                "reading snapshot " + id,
                handle -> handle.createQuery(backend.sql("SELECT * FROM {snapshot} WHERE id = :id"))
                        .bind("id", PortableText.encode(id.value()))
                        .map((row, context) -> snapshot(row))
                        .findOne()
                        .map(found -> withMembers(handle, List.of(found)).get(0)));
    }

    @Override
    public Page<Snapshot> list(PageRequest request) {
        return transactions.read("listing snapshots", handle -> {
            Page<Snapshot> page = new TimelineQuery("{snapshot}", "created_at")
                    .page(handle, backend, request, (row, context) -> snapshot(row));
            return new Page<>(withMembers(handle, page.items()), page.next());
        });
    }

    private List<Snapshot> withMembers(Handle handle, List<Snapshot> snapshots) {
        if (snapshots.isEmpty()) {
            return snapshots;
        }
        Map<SnapshotId, List<SnapshotMember>> members = new HashMap<>();
        snapshots.forEach(snapshot -> members.put(snapshot.id(), new ArrayList<>()));
        handle.createQuery(backend.sql("SELECT * FROM {snapshot_member} WHERE snapshot_id IN (<ids>) ORDER BY place"))
                .bindList(
                        "ids",
                        snapshots.stream()
                                .map(Snapshot::id)
                                .map(id -> PortableText.encode(id.value()))
                                .toList())
                .map((row, context) -> Map.entry(new SnapshotId(Columns.text(row, "snapshot_id")), member(row)))
                .forEach(entry ->
                        members.getOrDefault(entry.getKey(), new ArrayList<>()).add(entry.getValue()));
        return snapshots.stream()
                .map(old -> new Snapshot(
                        old.id(),
                        old.name(),
                        old.createdAt(),
                        old.createdBy(),
                        old.deadline(),
                        members.getOrDefault(old.id(), List.of())))
                .toList();
    }

    @Override
    public boolean record(SnapshotId snapshotId, SnapshotMember report) {
        if (report.state() == SnapshotMember.State.PENDING) {
            throw InvalidInputException.of("what is recorded of " + report.device() + " must be an end, not PENDING");
        }
        return transactions.write("recording " + report.device() + " in snapshot " + snapshotId, handle -> {
            boolean recorded = recordPending(handle, snapshotId, report);
            if (!recorded && !isMember(handle, snapshotId, report.device())) {
                throw new NotFoundException("snapshot " + snapshotId + " has no member " + report.device());
            }
            return recorded;
        });
    }

    private boolean recordPending(Handle handle, SnapshotId snapshotId, SnapshotMember report) {
        var update = handle.createUpdate(backend.sql("UPDATE {snapshot_member} SET state = :state, backup_id = :backup,"
                        + " previous_backup_id = :previous, reason = :reason"
                        + " WHERE snapshot_id = :id AND device = :device AND state = 'PENDING'"))
                .bind("state", report.state().name())
                .bind("id", PortableText.encode(snapshotId.value()))
                .bind("device", PortableText.encode(report.device()));
        Columns.bind(update, "backup", report.backupId().map(BackupId::value));
        Columns.bind(update, "previous", report.previousBackupId().map(BackupId::value));
        Columns.bind(update, "reason", report.reason());
        return update.execute() == 1;
    }

    private boolean isMember(Handle handle, SnapshotId snapshotId, String device) {
        return handle.createQuery(backend.sql(
                        "SELECT device FROM {snapshot_member} WHERE snapshot_id = :id AND device = :device"))
                .bind("id", PortableText.encode(snapshotId.value()))
                .bind("device", PortableText.encode(device))
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }

    @Override
    public int expire(Instant now) {
        if (!backend.guard().isRight(transactions)) {
            return 0; // whoever has the time does it
        }
        return transactions.write(
                "expiring snapshots",
                handle -> handle.createUpdate(backend.sql(
                                "UPDATE {snapshot_member} SET state = 'FAILED', reason = :reason WHERE state ="
                                        + " 'PENDING' AND snapshot_id IN (SELECT id FROM {snapshot} WHERE deadline <="
                                        + " :now)"))
                        .bind("reason", "no result before the snapshot's deadline")
                        .bind("now", utc(now))
                        .execute());
    }

    private static Snapshot snapshot(ResultSet row) throws SQLException {
        return new Snapshot(
                new SnapshotId(Columns.text(row, "id")),
                Columns.text(row, "name"),
                Columns.time(row, "created_at"),
                Columns.text(row, "created_by"),
                Columns.time(row, "deadline"),
                List.of());
    }

    private static SnapshotMember member(ResultSet row) throws SQLException {
        return new SnapshotMember(
                Columns.text(row, "device"),
                SnapshotMember.State.valueOf(row.getString("state")),
                Columns.optionalText(row, "backup_id").map(BackupId::new),
                Columns.optionalText(row, "previous_backup_id").map(BackupId::new),
                Columns.optionalText(row, "reason"));
    }
}
