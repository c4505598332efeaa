package io.netstacks.adapter.jdbc;

import static io.netstacks.adapter.jdbc.Columns.utc;

import io.netstacks.spi.backup.Retention;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Deletes the backups that a retention does not keep, in many small transactions, so that nobody waits long and an
 * interruption loses nothing: each looks again, under its locks, whether what it is about to delete may still be deleted.
 */
final class BackupPurge {

    private static final int BATCH = 200;

    /** The place of a backup counts from 1, its device's latest. */
    private static final String MAY_GO = """
            SELECT b.id, b.device FROM (SELECT id, seq, device, taken_at, verified_at, pinned,
               ROW_NUMBER() OVER (PARTITION BY device ORDER BY taken_at DESC, seq DESC) AS place
               FROM {backup} WHERE {which}) b
             WHERE b.pinned = FALSE
             AND (b.place > :most OR (b.place > :newest AND b.taken_at < :since AND b.verified_at < :since))
             AND NOT EXISTS (SELECT 1 FROM {snapshot_member} m JOIN {snapshot} s ON s.id = m.snapshot_id
               WHERE m.backup_id = b.id AND s.created_at >= :since)
             ORDER BY b.taken_at, b.seq
            """;

    private static final String OF_DEVICE = """
            SELECT b.id, b.text_hash FROM {backup} b
             WHERE b.device = :device AND b.pinned = FALSE AND b.taken_at < :since AND b.verified_at < :since
             AND NOT EXISTS (SELECT 1 FROM {backup_label} l WHERE l.backup_id = b.id)
             AND NOT EXISTS (SELECT 1 FROM {snapshot_member} m JOIN {snapshot} s ON s.id = m.snapshot_id
               WHERE m.backup_id = b.id AND s.created_at >= :since)
             ORDER BY b.taken_at, b.seq
            """;

    private final JdbcBackend backend;
    private final Transactions transactions;
    private final ConfigTexts texts;
    private final BackupDevices devices;

    /** A backup that may go. */
    private record Candidate(String id, String device) {}

    /** A backup that goes, and the text that may go with it. */
    private record Doomed(String id, String textHash) {}

    BackupPurge(JdbcBackend backend, Transactions transactions, ConfigTexts texts) {
        this.backend = backend;
        this.transactions = transactions;
        this.texts = texts;
        devices = new BackupDevices(backend);
    }

    /** Returns the ids, the oldest first. */
    List<String> run(Retention retention, boolean dryRun) {
        List<Candidate> candidates =
                transactions.read("looking for old backups", handle -> candidates(query(handle, "TRUE", retention)));
        if (dryRun) {
            return ids(candidates);
        }
        List<String> deleted = new ArrayList<>();
        for (int from = 0; from < candidates.size(); from += BATCH) {
            List<Candidate> batch = candidates.subList(from, Math.min(from + BATCH, candidates.size()));
            deleted.addAll(transactions.write("deleting old backups", handle -> delete(handle, batch, retention)));
        }
        return deleted;
    }

    /** Returns the ids of one device's, the oldest first; its latest may be among them. */
    List<String> runDevice(String device, Instant since, boolean dryRun) {
        String key = PortableText.encode(device);
        if (dryRun) {
            return transactions.read(
                    "looking for backups of " + device, handle -> idsOf(ofDevice(handle, key, since, "")));
        }
        List<String> deleted = new ArrayList<>();
        List<String> batch;
        do {
            batch = transactions.write("deleting backups of " + device, handle -> deleteOfDevice(handle, key, since));
            deleted.addAll(batch);
        } while (!batch.isEmpty());
        return deleted;
    }

    private List<String> deleteOfDevice(Handle handle, String key, Instant since) {
        devices.lockAll(handle, List.of(key));
        List<String> seen = idsOf(ofDevice(handle, key, since, " LIMIT " + BATCH));
        if (seen.isEmpty()) {
            return List.of();
        }
        // Who pins or labels a backup locks its row and not its device: what they did before counts
        handle.createQuery(backend.sql("SELECT id FROM {backup} WHERE id IN (<ids>) ORDER BY id FOR UPDATE"))
                .bindList("ids", seen)
                .mapTo(String.class)
                .list();
        List<Doomed> doomed = ofDevice(handle, key, since, "").stream()
                .filter(backup -> seen.contains(backup.id()))
                .toList();
        return doomed.isEmpty() ? idsOf(doomed) : delete(handle, doomed);
    }

    private List<Doomed> ofDevice(Handle handle, String key, Instant since, String limit) {
        return handle.createQuery(backend.sql(OF_DEVICE + limit))
                .bind("device", key)
                .bind("since", utc(since))
                .map((row, context) -> new Doomed(row.getString("id"), row.getString("text_hash")))
                .list();
    }

    private static List<String> idsOf(List<Doomed> doomed) {
        return doomed.stream().map(Doomed::id).toList();
    }

    private Query query(Handle handle, String which, Retention retention) {
        return handle.createQuery(backend.sql(MAY_GO.replace("{which}", which)))
                .bind("most", retention.most())
                .bind("newest", retention.newest())
                .bind("since", utc(retention.since()));
    }

    private static List<Candidate> candidates(Query query) {
        return query.map((row, context) -> new Candidate(row.getString("id"), row.getString("device")))
                .list();
    }

    private static List<String> ids(List<Candidate> candidates) {
        return candidates.stream().map(Candidate::id).toList();
    }

    private List<String> delete(Handle handle, List<Candidate> batch, Retention retention) {
        List<String> owners = batch.stream().map(Candidate::device).distinct().toList();
        devices.lockAll(handle, owners);
        List<String> going = new ArrayList<>(
                ids(candidates(query(handle, "device IN (<devices>)", retention).bindList("devices", owners))));
        going.retainAll(ids(batch));
        if (going.isEmpty()) {
            return List.of();
        }
        // Who pins a backup does not lock its device: the row tells the last word
        List<Doomed> doomed = handle.createQuery(
                        backend.sql("SELECT id, text_hash FROM {backup} WHERE id IN (<ids>) AND pinned = FALSE"
                                + " ORDER BY taken_at, seq FOR UPDATE"))
                .bindList("ids", going)
                .map((row, context) -> new Doomed(row.getString("id"), row.getString("text_hash")))
                .list();
        return doomed.isEmpty() ? List.of() : delete(handle, doomed);
    }

    private List<String> delete(Handle handle, List<Doomed> doomed) {
        List<String> ids = idsOf(doomed);
        handle.createUpdate(backend.sql("DELETE FROM {backup} WHERE id IN (<ids>)"))
                .bindList("ids", ids)
                .execute();
        texts.dropUnused(handle, doomed.stream().map(Doomed::textHash).toList());
        return ids;
    }
}
