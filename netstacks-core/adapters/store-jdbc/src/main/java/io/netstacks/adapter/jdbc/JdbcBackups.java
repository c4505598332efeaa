package io.netstacks.adapter.jdbc;

import static io.netstacks.adapter.jdbc.Columns.utc;

import io.netstacks.core.store.Pages;
import io.netstacks.core.store.StoreTime;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.BackupCounts;
import io.netstacks.spi.backup.BackupQuery;
import io.netstacks.spi.backup.BackupStore;
import io.netstacks.spi.backup.NewBackup;
import io.netstacks.spi.backup.Retention;
import io.netstacks.spi.backup.SnapshotId;
import io.netstacks.spi.config.BackupId;
import io.netstacks.spi.config.ConfigText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

final class JdbcBackups implements BackupStore {

    /** Sorted by the device too, which is the same for all: H2 takes an index's order only if it is named from its beginning. */
    static final String OF_DEVICE =
            "SELECT * FROM {backup} WHERE device = :device ORDER BY device, taken_at DESC, seq DESC LIMIT 1";

    private final JdbcBackend backend;
    private final Transactions transactions;
    private final ConfigTexts texts;
    private final BackupDevices devices;
    private final BackupLabels labels;

    JdbcBackups(JdbcBackend backend, Transactions transactions) {
        this.backend = backend;
        this.transactions = transactions;
        texts = new ConfigTexts(backend);
        devices = new BackupDevices(backend);
        labels = new BackupLabels(backend);
    }

    @Override
    public Backup.Saved save(NewBackup given) {
        backend.guard().require(transactions, "saving a backup of " + given.device());
        return transactions.write("saving a backup of " + given.device(), handle -> {
            devices.lock(handle, given.device());
            Optional<Backup> latest = latest(handle, given.device());
            Optional<BackupId> previous = latest.map(Backup::id);
            return latest.filter(old -> old.normalizedHash().equals(given.text().normalizedHash()))
                    .map(same -> new Backup.Saved(verify(handle, same, given.takenAt()), false, previous))
                    .orElseGet(() -> new Backup.Saved(
                            insert(handle, given, StoreTime.micros(given.timeAfter(latest))), true, previous));
        });
    }

    private Backup verify(Handle handle, Backup old, Instant takenAt) {
        handle.createUpdate(backend.sql("UPDATE {backup} SET verified_at = GREATEST(verified_at, :time),"
                        + " verifications = verifications + 1 WHERE id = :id"))
                .bind("time", utc(takenAt))
                .bind("id", PortableText.encode(old.id().value()))
                .execute();
        return find(handle, old.id()).orElseThrow();
    }

    private Backup insert(Handle handle, NewBackup given, Instant takenAt) {
        ConfigText text = given.text();
        texts.keep(handle, text);
        String id = UUID.randomUUID().toString();
        Update insert = handle.createUpdate(
                backend.sql("INSERT INTO {backup} (id, device, platform, taken_at, origin, created_by,"
                        + " text_hash, normalized_hash, characters, verified_at, verifications, pinned, masked_with)"
                        + " VALUES (:id, :device, :platform, :time, :origin, :by, :hash, :normalized, :characters, :time,"
                        + " 0, FALSE, :masked)"));
        Columns.bind(insert, "masked", given.maskedWith());
        insert.bind("id", id)
                .bind("device", PortableText.encode(given.device()))
                .bind("platform", PortableText.key("a platform", given.platform()))
                .bind("time", utc(takenAt))
                .bind("origin", given.origin().name())
                .bind("by", PortableText.encode(given.createdBy()))
                .bind("hash", text.rawHash())
                .bind("normalized", text.normalizedHash())
                .bind("characters", text.length())
                .execute();
        return Backup.of(new BackupId(id), given, takenAt);
    }

    @Override
    public Optional<Backup> find(BackupId id) {
        return transactions.read("reading backup " + id, handle -> find(handle, id));
    }

    private Optional<Backup> find(Handle handle, BackupId id) {
        return handle.createQuery(backend.sql("SELECT * FROM {backup} WHERE id = :id"))
                .bind("id", PortableText.encode(id.value()))
                .map((row, context) -> backup(row))
                .findOne()
                .map(found -> labels.add(handle, List.of(found)).get(0));
    }

    @Override
    public Optional<ConfigText> content(BackupId id) {
        return transactions.read("reading the text of backup " + id, handle -> texts.find(handle, id));
    }

    @Override
    public Optional<Backup> latest(String device) {
        return transactions.read("reading the latest backup of " + device, handle -> latest(handle, device));
    }

    private Optional<Backup> latest(Handle handle, String device) {
        return handle.createQuery(backend.sql(OF_DEVICE))
                .bind("device", PortableText.encode(device))
                .map((row, context) -> backup(row))
                .findOne()
                .map(found -> labels.add(handle, List.of(found)).get(0));
    }

    @Override
    public Page<Backup> list(BackupQuery query, PageRequest request) {
        return transactions.read("listing backups", handle -> {
            Page<Backup> page = timeline(query).page(handle, backend, request, (row, context) -> backup(row));
            return new Page<>(labels.add(handle, page.items()), page.next());
        });
    }

    private static TimelineQuery timeline(BackupQuery query) {
        return new TimelineQuery("{backup}", "taken_at")
                .whereFirst("device", query.device())
                .whereTime("taken_at >= :since", "since", query.since())
                .whereTime("taken_at < :until", "until", query.until())
                .where("id IN (SELECT backup_id FROM {backup_label} WHERE label = :label)", "label", query.label())
                .where(
                        "id IN (SELECT backup_id FROM {snapshot_member} WHERE snapshot_id = :snapshot)",
                        "snapshot",
                        query.snapshot().map(SnapshotId::value));
    }

    @Override
    public BackupCounts count(BackupQuery query) {
        return transactions.read(
                "counting backups",
                handle -> timeline(query)
                        .total(
                                handle,
                                backend,
                                "COUNT(*) AS backups, COUNT(DISTINCT device) AS devices,"
                                        + " COALESCE(SUM(characters), 0) AS characters, MIN(taken_at) AS oldest,"
                                        + " MAX(taken_at) AS newest",
                                (row, context) -> new BackupCounts(
                                        row.getLong("backups"),
                                        row.getLong("devices"),
                                        row.getLong("characters"),
                                        Columns.optionalTime(row, "oldest"),
                                        Columns.optionalTime(row, "newest"))));
    }

    @Override
    public boolean pin(BackupId id, boolean pinned) {
        return transactions.write(
                "pinning backup " + id,
                handle -> handle.createUpdate(backend.sql("UPDATE {backup} SET pinned = :pinned WHERE id = :id"))
                                .bind("pinned", pinned)
                                .bind("id", PortableText.encode(id.value()))
                                .execute()
                        == 1);
    }

    @Override
    public boolean label(BackupId id, String label) {
        return transactions.write("labelling backup " + id, handle -> labels.put(handle, id, label));
    }

    @Override
    public boolean unlabel(BackupId id, String label) {
        return transactions.write("taking a label from backup " + id, handle -> labels.take(handle, id, label));
    }

    @Override
    public List<BackupId> purge(Retention retention, boolean dryRun) {
        backend.guard().require(transactions, "deleting old backups");
        return ids(new BackupPurge(backend, transactions, texts).run(retention, dryRun));
    }

    @Override
    public Page<String> devices(PageRequest request) {
        List<String> names = transactions.read(
                "listing devices with backups",
                handle -> handle.createQuery(backend.sql("SELECT d.device FROM {backup_device} d"
                                + " WHERE d.device > :after AND EXISTS (SELECT 1 FROM {backup} b WHERE b.device = d.device)"
                                + " ORDER BY d.device LIMIT :limit"))
                        .bind("after", PortableText.encode(request.after().orElse("")))
                        .bind("limit", request.size() + 1)
                        .map((row, context) -> Columns.text(row, "device"))
                        .list());
        return Pages.of(names, request, name -> name, name -> name);
    }

    @Override
    public List<BackupId> purgeDevice(String device, Instant since, boolean dryRun) {
        backend.guard().require(transactions, "deleting backups of " + device);
        return ids(new BackupPurge(backend, transactions, texts).runDevice(device, since, dryRun));
    }

    private static List<BackupId> ids(List<String> texts) {
        return texts.stream().map(BackupId::new).toList();
    }

    @Override
    public int rotate() {
        return new KeyRotation(backend, transactions).rotate("{config_text}", "hash", ConfigTexts.PURPOSE);
    }

    private static Backup backup(ResultSet row) throws SQLException {
        return new Backup(
                new BackupId(row.getString("id")),
                Columns.text(row, "device"),
                Columns.text(row, "platform"),
                Columns.time(row, "taken_at"),
                Backup.Origin.valueOf(row.getString("origin")),
                Columns.text(row, "created_by"),
                row.getString("text_hash"),
                row.getString("normalized_hash"),
                row.getInt("characters"),
                Columns.time(row, "verified_at"),
                row.getInt("verifications"),
                row.getBoolean("pinned"),
                Set.of(),
                Columns.optionalText(row, "masked_with"));
    }
}
