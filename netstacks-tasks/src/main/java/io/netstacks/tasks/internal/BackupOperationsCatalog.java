package io.netstacks.tasks.internal;

import io.netstacks.core.backup.BackupRun;
import io.netstacks.core.backup.Backups;
import io.netstacks.core.backup.RetentionPolicy;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.SnapshotMember;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.tasks.backup.BackupDeviceConfig;
import io.netstacks.tasks.backup.CleanupOldBackups;
import io.netstacks.tasks.backup.CleanupReport;
import io.netstacks.tasks.backup.CreateSnapshot;
import io.netstacks.tasks.backup.ValidateConfigFromBackup;
import io.netstacks.tasks.device.ValidationReport;
import io.netstacks.tasks.run.TaskOperation;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operations on stored configurations. */
public final class BackupOperationsCatalog {

    private final Backups backups;
    private final Clock clock;

    /** Creates it. */
    public BackupOperationsCatalog(Backups backups, Clock clock) {
        this.backups = backups;
        this.clock = clock;
    }

    /** Returns them. */
    public List<TaskOperation<?, ?>> operations() {
        return List.of(
                new SimpleOperation<>(
                        BackupDeviceConfig.NAME,
                        BackupDeviceConfig.class,
                        (request, context) -> backups.run(request.device(), context),
                        saved -> TaskOutcome.SUCCEEDED,
                        BackupOperationsCatalog::summary,
                        BackupRequestCodecs.BACKUP_DEVICE_CONFIG,
                        BackupResultCodecs.SAVED),
                new SimpleOperation<>(
                        ValidateConfigFromBackup.NAME,
                        ValidateConfigFromBackup.class,
                        this::validate,
                        report -> TaskOutcome.SUCCEEDED,
                        DeviceOperationsCatalog::summary,
                        BackupRequestCodecs.VALIDATE_CONFIG_FROM_BACKUP,
                        DeviceResultCodecs.VALIDATION),
                new SimpleOperation<>(
                        CleanupOldBackups.NAME,
                        CleanupOldBackups.class,
                        this::cleanUp,
                        report -> TaskOutcome.SUCCEEDED,
                        report -> Map.of(
                                "deleted", report.backupIds().size(),
                                "retention_days", report.retentionDays(),
                                "dry_run", report.dryRun()),
                        BackupRequestCodecs.CLEANUP_OLD_BACKUPS,
                        BackupResultCodecs.CLEANUP),
                new SimpleOperation<>(
                        CreateSnapshot.NAME,
                        CreateSnapshot.class,
                        (request, context) -> backups.run(request.request(), context),
                        BackupOperationsCatalog::outcome,
                        BackupOperationsCatalog::summary,
                        BackupRequestCodecs.CREATE_SNAPSHOT,
                        BackupResultCodecs.RUN));
    }

    private ValidationReport validate(ValidateConfigFromBackup request, OperationContext context) {
        Backup backup = backups.find(request.backupId())
                .orElseThrow(
                        () -> NotFoundException.of("backup", request.backupId().value(), List.of()));
        Duration since = Duration.between(backup.verifiedAt(), clock.instant());
        Duration age = since.isNegative() ? Duration.ZERO : since; // a clock ran ahead when it was taken
        request.maxAge().filter(most -> age.compareTo(most) > 0).ifPresent(most -> {
            throw InvalidInputException.of("backup " + backup.id() + " was last seen on " + backup.device() + " " + age
                    + " ago, at most " + most + " was asked for; back the device up first");
        });
        return new ValidationReport(
                backup.id().value(),
                backups.check(backup.id(), request.assertions(), context),
                Optional.of(age),
                clock.instant());
    }

    private CleanupReport cleanUp(CleanupOldBackups request, OperationContext context) {
        return new CleanupReport(
                backups.purge(RetentionPolicy.days(request.retentionDays()), request.dryRun()),
                request.retentionDays(),
                request.dryRun());
    }

    static TaskOutcome outcome(BackupRun run) {
        if (run.snapshot().members().isEmpty()) {
            return TaskOutcome.SUCCEEDED; // every device was seen lately enough
        }
        return switch (run.snapshot().state()) {
            case COMPLETE -> TaskOutcome.SUCCEEDED;
            case PARTIAL, IN_PROGRESS -> TaskOutcome.PARTIAL;
            case FAILED, SKIPPED -> TaskOutcome.FAILED;
        };
    }

    private static Map<String, Object> summary(Backup.Saved saved) {
        return Map.of(
                "backup_id", saved.backup().id().value(),
                "changed", saved.changed(),
                "config_length", saved.backup().characters());
    }

    static Map<String, Object> summary(BackupRun run) {
        return Map.of(
                "snapshot_id", run.snapshot().id().value(),
                "state", run.snapshot().state().name(),
                "changed", run.snapshot().count(SnapshotMember.State.CHANGED),
                "unchanged", run.snapshot().count(SnapshotMember.State.UNCHANGED),
                "failed", run.snapshot().count(SnapshotMember.State.FAILED),
                "skipped", run.snapshot().count(SnapshotMember.State.SKIPPED));
    }
}
