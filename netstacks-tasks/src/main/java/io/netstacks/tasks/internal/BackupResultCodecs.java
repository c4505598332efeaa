package io.netstacks.tasks.internal;

import io.netstacks.core.backup.BackupRun;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.Snapshot;
import io.netstacks.spi.backup.SnapshotId;
import io.netstacks.spi.backup.SnapshotMember;
import io.netstacks.spi.config.BackupId;
import io.netstacks.spi.schedule.ScheduledWork;
import io.netstacks.tasks.backup.CleanupReport;
import io.netstacks.tasks.schedule.TickReport;
import io.netstacks.tasks.schedule.WorkUnavailable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** How results about stored configurations and schedules are carried to another process. */
final class BackupResultCodecs {

    static final FieldsCodec<Backup.Saved> SAVED = new FieldsCodec<>(
            saved -> {
                Map<String, Object> values = new LinkedHashMap<>();
                values.put("backup", backup(saved.backup()));
                values.put("changed", saved.changed());
                saved.previousId().ifPresent(id -> values.put("previous_id", id.value()));
                return values;
            },
            fields -> new Backup.Saved(
                    backup(fields.fields("backup")),
                    fields.flag("changed"),
                    fields.optionalText("previous_id").map(BackupId::new)));

    static final FieldsCodec<BackupRun> RUN = new FieldsCodec<>(
            run -> snapshot(run.snapshot()),
            fields -> new BackupRun(new Snapshot(
                    new SnapshotId(fields.text("id")),
                    fields.text("name"),
                    fields.time("created_at"),
                    fields.text("created_by"),
                    fields.time("deadline"),
                    fields.list("members", BackupResultCodecs::member))));

    static final FieldsCodec<CleanupReport> CLEANUP = new FieldsCodec<>(
            report -> Map.of(
                    "backup_ids",
                            report.backupIds().stream().map(BackupId::value).toList(),
                    "retention_days", report.retentionDays(),
                    "dry_run", report.dryRun()),
            fields -> new CleanupReport(
                    fields.texts("backup_ids").stream().map(BackupId::new).toList(),
                    fields.number("retention_days"),
                    fields.flag("dry_run")));

    static final FieldsCodec<TickReport> TICK = new FieldsCodec<>(
            report -> Map.of(
                    "due", report.due(),
                    "dispatched", report.dispatched(),
                    "skipped", report.skipped(),
                    "lost", report.lost(),
                    "failed", report.failed()),
            fields -> new TickReport(
                    fields.number("due"),
                    fields.number("dispatched"),
                    fields.number("skipped"),
                    fields.number("lost"),
                    fields.number("failed")));

    static final FieldsCodec<WorkUnavailable> UNAVAILABLE = new FieldsCodec<>(
            answer -> Map.of("work", answer.work().name(), "target", answer.target()),
            fields -> new WorkUnavailable(fields.oneOf("work", ScheduledWork.class), fields.text("target")));

    private BackupResultCodecs() {}

    private static Map<String, Object> backup(Backup backup) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("id", backup.id().value());
        values.put("device", backup.device());
        values.put("platform", backup.platform());
        values.put("taken_at", backup.takenAt().toString());
        values.put("origin", backup.origin().name());
        values.put("created_by", backup.createdBy());
        values.put("raw_hash", backup.rawHash());
        values.put("normalized_hash", backup.normalizedHash());
        values.put("characters", backup.characters());
        values.put("verified_at", backup.verifiedAt().toString());
        values.put("verifications", backup.verifications());
        values.put("pinned", backup.pinned());
        values.put("labels", backup.labels().stream().sorted().toList());
        backup.maskedWith().ifPresent(key -> values.put("masked_with", key));
        return values;
    }

    private static Backup backup(StoredFields fields) {
        return new Backup(
                new BackupId(fields.text("id")),
                fields.text("device"),
                fields.text("platform"),
                fields.time("taken_at"),
                fields.oneOf("origin", Backup.Origin.class),
                fields.text("created_by"),
                fields.text("raw_hash"),
                fields.text("normalized_hash"),
                fields.number("characters"),
                fields.time("verified_at"),
                fields.number("verifications"),
                fields.flag("pinned"),
                Set.copyOf(fields.texts("labels")),
                fields.optionalText("masked_with"));
    }

    private static Map<String, Object> snapshot(Snapshot snapshot) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("id", snapshot.id().value());
        values.put("name", snapshot.name());
        values.put("created_at", snapshot.createdAt().toString());
        values.put("created_by", snapshot.createdBy());
        values.put("deadline", snapshot.deadline().toString());
        values.put(
                "members",
                snapshot.members().stream().map(BackupResultCodecs::member).toList());
        return values;
    }

    private static Map<String, Object> member(SnapshotMember member) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("device", member.device());
        values.put("state", member.state().name());
        member.backupId().ifPresent(id -> values.put("backup_id", id.value()));
        member.previousBackupId().ifPresent(id -> values.put("previous_backup_id", id.value()));
        member.reason().ifPresent(reason -> values.put("reason", reason));
        return values;
    }

    private static SnapshotMember member(StoredFields fields) {
        return new SnapshotMember(
                fields.text("device"),
                fields.oneOf("state", SnapshotMember.State.class),
                fields.optionalText("backup_id").map(BackupId::new),
                fields.optionalText("previous_backup_id").map(BackupId::new),
                fields.optionalText("reason"));
    }
}
