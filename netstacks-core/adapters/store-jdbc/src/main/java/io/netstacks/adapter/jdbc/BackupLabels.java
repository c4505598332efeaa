package io.netstacks.adapter.jdbc;

import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.config.BackupId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The labels of backups. Works within the transaction of its caller. */
final class BackupLabels {

    private final JdbcBackend backend;

    BackupLabels(JdbcBackend backend) {
        this.backend = backend;
    }

    /** Returns whether there is such a backup. */
    boolean put(Handle handle, BackupId backupId, String label) {
        String id = PortableText.encode(backupId.value());
        boolean exists = lock(handle, id);
        if (exists) {
            backend.dialect()
                    .insertIfAbsent(
                            handle,
                            backend.sql("INSERT INTO {backup_label} (backup_id, label) VALUES (:id, :label)"),
                            insert -> insert.bind("id", id).bind("label", PortableText.key("a label", label)));
        }
        return exists;
    }

    /** Returns whether there is such a backup. */
    boolean take(Handle handle, BackupId backupId, String label) {
        String id = PortableText.encode(backupId.value());
        boolean exists = lock(handle, id);
        if (exists) {
            handle.createUpdate(backend.sql("DELETE FROM {backup_label} WHERE backup_id = :id AND label = :label"))
                    .bind("id", id)
                    .bind("label", PortableText.encode(label))
                    .execute();
        }
        return exists;
    }

    /** So that the backup does not vanish under its label. */
    private boolean lock(Handle handle, String id) {
        return handle.createQuery(backend.sql("SELECT id FROM {backup} WHERE id = :id FOR UPDATE"))
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }

    /** Returns the backups with their labels. */
    List<Backup> add(Handle handle, List<Backup> backups) {
        if (backups.isEmpty()) {
            return backups;
        }
        Map<String, Set<String>> labels = handle.createQuery(
                        backend.sql("SELECT backup_id, label FROM {backup_label} WHERE backup_id IN (<ids>)"))
                .bindList(
                        "ids",
                        backups.stream().map(backup -> backup.id().value()).toList())
                .reduceRows(new HashMap<>(), (found, row) -> {
                    found.computeIfAbsent(row.getColumn("backup_id", String.class), id -> new HashSet<>())
                            .add(PortableText.decode(row.getColumn("label", String.class)));
                    return found;
                });
        return backups.stream()
                .map(backup -> with(backup, labels.getOrDefault(backup.id().value(), Set.of())))
                .toList();
    }

    private static Backup with(Backup backup, Set<String> labels) {
        return new Backup(
                backup.id(),
                backup.device(),
                backup.platform(),
                backup.takenAt(),
                backup.origin(),
                backup.createdBy(),
                backup.rawHash(),
                backup.normalizedHash(),
                backup.characters(),
                backup.verifiedAt(),
                backup.verifications(),
                backup.pinned(),
                labels,
                backup.maskedWith());
    }
}
