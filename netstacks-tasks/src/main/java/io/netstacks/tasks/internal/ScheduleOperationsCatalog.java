package io.netstacks.tasks.internal;

import io.netstacks.core.backup.BackupRequest;
import io.netstacks.core.backup.BackupRun;
import io.netstacks.core.backup.Backups;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.schedule.ScheduledWork;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.tasks.run.TaskOperation;
import io.netstacks.tasks.schedule.CheckScheduledOperations;
import io.netstacks.tasks.schedule.ExecuteScheduledBackup;
import io.netstacks.tasks.schedule.ExecuteScheduledDeploy;
import io.netstacks.tasks.schedule.ExecuteScheduledMop;
import io.netstacks.tasks.schedule.TickReport;
import io.netstacks.tasks.schedule.WorkUnavailable;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The operations that schedules begin, and the one that begins them. */
public final class ScheduleOperationsCatalog {

    private final Backups backups;
    private final Supplier<TickReport> check;

    /** Creates it; {@code check} begins what is due. */
    public ScheduleOperationsCatalog(Backups backups, Supplier<TickReport> check) {
        this.backups = backups;
        this.check = check;
    }

    /** Returns them. */
    public List<TaskOperation<?, ?>> operations() {
        return List.of(
                new SimpleOperation<>(
                        CheckScheduledOperations.NAME,
                        CheckScheduledOperations.class,
                        (request, context) -> check.get(),
                        report -> report.failed() == 0 ? TaskOutcome.SUCCEEDED : TaskOutcome.PARTIAL,
                        ScheduleOperationsCatalog::summary,
                        ScheduleRequestCodecs.CHECK,
                        BackupResultCodecs.TICK),
                new SimpleOperation<>(
                        ExecuteScheduledBackup.NAME,
                        ExecuteScheduledBackup.class,
                        this::backUp,
                        BackupOperationsCatalog::outcome,
                        BackupOperationsCatalog::summary,
                        ScheduleRequestCodecs.BACKUP,
                        BackupResultCodecs.RUN),
                new SimpleOperation<>(
                        ExecuteScheduledDeploy.NAME,
                        ExecuteScheduledDeploy.class,
                        (request, context) -> new WorkUnavailable(ScheduledWork.DEPLOY, request.stack()),
                        unavailable -> TaskOutcome.FAILED,
                        ScheduleOperationsCatalog::summary,
                        ScheduleRequestCodecs.DEPLOY,
                        BackupResultCodecs.UNAVAILABLE),
                new SimpleOperation<>(
                        ExecuteScheduledMop.NAME,
                        ExecuteScheduledMop.class,
                        (request, context) -> new WorkUnavailable(ScheduledWork.MOP, request.mop()),
                        unavailable -> TaskOutcome.FAILED,
                        ScheduleOperationsCatalog::summary,
                        ScheduleRequestCodecs.MOP,
                        BackupResultCodecs.UNAVAILABLE));
    }

    private BackupRun backUp(ExecuteScheduledBackup request, OperationContext context) {
        BackupRequest backup = BackupRequest.of(request.devices())
                .reason(request.snapshot())
                .origin(Backup.Origin.SCHEDULED)
                .parallelism(request.parallelism())
                .setFormat(request.setFormat());
        return backups.run(
                request.unlessSeenWithin().map(backup::unlessSeenWithin).orElse(backup), context);
    }

    private static Map<String, Object> summary(TickReport report) {
        return Map.of(
                "due", report.due(),
                "dispatched", report.dispatched(),
                "skipped", report.skipped(),
                "lost", report.lost(),
                "failed", report.failed());
    }

    private static Map<String, Object> summary(WorkUnavailable answer) {
        return Map.of("available", false, "reason", answer.message());
    }
}
