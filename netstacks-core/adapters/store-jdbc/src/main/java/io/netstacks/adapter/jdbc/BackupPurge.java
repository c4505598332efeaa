package io.netstacks.adapter.jdbc;

import static io.netstacks.adapter.jdbc.Columns.utc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Deletes old backups, in many small transactions, so that nobody waits long and an interruption loses nothing: each looks
 * again, under its locks, whether what it is about to delete may still be deleted.
 */
final class BackupPurge {

    private static final int BATCH = 200;

    private static final String MAY_GO = """
            b.taken_at < :before AND b.verified_at < :before AND b.pinned = FALSE
             AND EXISTS (SELECT 1 FROM {backup} n WHERE n.device = b.device
               AND (n.taken_at > b.taken_at OR (n.taken_at = b.taken_at AND n.seq > b.seq)))
             AND NOT EXISTS (SELECT 1 FROM {snapshot_member} m JOIN {snapshot} s ON s.id = m.snapshot_id
               WHERE m.backup_id = b.id AND s.created_at >= :before)
            """;

    private final JdbcBackend backend;
    private final Transactions transactions;
    private final ConfigTexts texts;

    /** A backup that may go, and the text that may go with it. */
    private record Doomed(String id, String textHash) {}

    BackupPurge(JdbcBackend backend, Transactions transactions, ConfigTexts texts) {
        this.backend = backend;
        this.transactions = transactions;
        this.texts = texts;
    }

    /** Returns the ids, the oldest first. */
    List<String> run(Instant before, boolean dryRun) {
        List<String> candidates = transactions.read(
                "looking for old backups",
                handle -> handle.createQuery(backend.sql(
                                "SELECT b.id FROM {backup} b WHERE " + MAY_GO + " ORDER BY b.taken_at, b.seq"))
                        .bind("before", utc(before))
                        .mapTo(String.class)
                        .list());
        if (dryRun) {
            return candidates;
        }
        List<String> deleted = new ArrayList<>();
        for (int from = 0; from < candidates.size(); from += BATCH) {
            List<String> batch = candidates.subList(from, Math.min(from + BATCH, candidates.size()));
            deleted.addAll(transactions.write("deleting old backups", handle -> delete(handle, batch, before)));
        }
        return deleted;
    }

    private List<String> delete(Handle handle, List<String> candidates, Instant before) {
        List<Doomed> doomed = handle.createQuery(
                        backend.sql("SELECT b.id, b.text_hash FROM {backup} b WHERE b.id IN (<ids>)" + " AND " + MAY_GO
                                + " ORDER BY b.taken_at, b.seq FOR UPDATE"))
                .bindList("ids", candidates)
                .bind("before", utc(before))
                .map((row, context) -> new Doomed(row.getString("id"), row.getString("text_hash")))
                .list();
        if (doomed.isEmpty()) {
            return List.of();
        }
        List<String> ids = doomed.stream().map(Doomed::id).toList();
        handle.createUpdate(backend.sql("DELETE FROM {backup} WHERE id IN (<ids>)"))
                .bindList("ids", ids)
                .execute();
        texts.dropUnused(handle, doomed.stream().map(Doomed::textHash).toList());
        return ids;
    }
}
