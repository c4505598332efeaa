package io.netstacks.tasks.internal;

import io.netstacks.core.config.Captured;
import io.netstacks.core.config.ConfigReader;
import io.netstacks.core.config.Configs;
import io.netstacks.core.fleet.ConnectivityReport;
import io.netstacks.core.fleet.ManagedDevice;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.config.AssertionResult;
import io.netstacks.spi.config.BackupId;
import io.netstacks.spi.config.ChangeResult;
import io.netstacks.spi.session.DeviceSession;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.tasks.device.CommandReport;
import io.netstacks.tasks.device.GetConfig;
import io.netstacks.tasks.device.RunCommands;
import io.netstacks.tasks.device.SetConfig;
import io.netstacks.tasks.device.SetConfigReport;
import io.netstacks.tasks.device.TestConnectivity;
import io.netstacks.tasks.device.ValidateConfig;
import io.netstacks.tasks.device.ValidationReport;
import io.netstacks.tasks.run.TaskOperation;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The operations on one device, over narrow ports of the floor below. */
public final class DeviceOperationsCatalog {

    /** Backs up in an open session, and gives the backup. */
    @FunctionalInterface
    public interface BackupSaver {

        /** Backs up. */
        Backup.Saved save(DeviceSession session, OperationContext context);
    }

    private final Function<String, ManagedDevice> devices;
    private final BackupSaver backups;
    private final CommandSequence sequence;
    private final Clock clock;

    /** Creates it. */
    public DeviceOperationsCatalog(Function<String, ManagedDevice> devices, BackupSaver backups, Clock clock) {
        this.devices = devices;
        this.backups = backups;
        this.clock = clock;
        sequence = new CommandSequence(clock);
    }

    /** Returns them. */
    public List<TaskOperation<?, ?>> operations() {
        return List.of(
                new SimpleOperation<>(
                        GetConfig.NAME,
                        GetConfig.class,
                        (request, context) ->
                                sequence.read(place(request.device(), request.context()), request.commands(), context),
                        CommandReport::status,
                        DeviceOperationsCatalog::summary,
                        DeviceRequestCodecs.GET_CONFIG,
                        DeviceResultCodecs.COMMANDS),
                new SimpleOperation<>(
                        RunCommands.NAME,
                        RunCommands.class,
                        (request, context) ->
                                sequence.once(place(request.device(), request.context()), request.commands(), context),
                        CommandReport::status,
                        DeviceOperationsCatalog::summary,
                        DeviceRequestCodecs.RUN_COMMANDS,
                        DeviceResultCodecs.COMMANDS),
                new SimpleOperation<>(
                        SetConfig.NAME,
                        SetConfig.class,
                        this::setConfig,
                        DeviceOperationsCatalog::outcome,
                        DeviceOperationsCatalog::summary,
                        DeviceRequestCodecs.SET_CONFIG,
                        DeviceResultCodecs.CHANGE),
                new SimpleOperation<>(
                        ValidateConfig.NAME,
                        ValidateConfig.class,
                        this::validate,
                        report -> TaskOutcome.SUCCEEDED,
                        DeviceOperationsCatalog::summary,
                        DeviceRequestCodecs.VALIDATE_CONFIG,
                        DeviceResultCodecs.VALIDATION),
                new SimpleOperation<>(
                        TestConnectivity.NAME,
                        TestConnectivity.class,
                        (request, context) -> devices.apply(request.device()).testConnectivity(context),
                        report -> report.ok() ? TaskOutcome.SUCCEEDED : TaskOutcome.FAILED,
                        DeviceOperationsCatalog::summary,
                        DeviceRequestCodecs.TEST_CONNECTIVITY,
                        DeviceResultCodecs.CONNECTIVITY));
    }

    private SetConfigReport setConfig(SetConfig request, OperationContext context) {
        DevicePlace place = place(request.device(), request.context());
        place.context().ifPresent(place.device()::checkContext);
        Optional<ChangeResult> dryRun =
                request.backupBefore() ? Optional.empty() : place.device().dryRun(request.change(), context);
        if (dryRun.isPresent()) {
            return new SetConfigReport(dryRun.get(), List.of(), clock.instant());
        }
        try (DeviceSession session = place.device().session(context)) {
            Optional<BackupId> backupId = request.backupBefore()
                    ? Optional.of(backups.save(session, context).backup().id())
                    : Optional.empty();
            SetConfigReport report = place.inside(session, inside -> change(inside, request, context));
            return backupId.map(report::withBackup).orElse(report);
        }
    }

    private SetConfigReport change(DeviceSession session, SetConfig request, OperationContext context) {
        ChangeResult change = session.configure(request.change(), context);
        boolean checkable = change.isOk() && !request.change().dryRun() && session.isOpen();
        List<AssertionResult> checks =
                checkable && !request.validateAfter().isEmpty() ? check(session, request, context) : List.of();
        return new SetConfigReport(change, checks, clock.instant());
    }

    private DevicePlace place(String device, Optional<String> context) {
        return new DevicePlace(devices.apply(device), context);
    }

    private static List<AssertionResult> check(DeviceSession session, SetConfig request, OperationContext context) {
        Captured now = ConfigReader.read(session, false, context.deadline());
        return Configs.check(now.platform(), now.text(), request.validateAfter(), context.deadline());
    }

    private ValidationReport validate(ValidateConfig request, OperationContext context) {
        Captured now = place(request.device(), request.context())
                .with(context, session -> ConfigReader.read(session, false, context.deadline()));
        return new ValidationReport(
                request.device(),
                Configs.check(now.platform(), now.text(), request.assertions(), context.deadline()),
                Optional.empty(),
                clock.instant());
    }

    private static TaskOutcome outcome(SetConfigReport report) {
        return switch (report.change().status()) {
            case APPLIED, DRY_RUN -> report.isOk() ? TaskOutcome.SUCCEEDED : TaskOutcome.PARTIAL;
            case APPLIED_NOT_SAVED -> TaskOutcome.PARTIAL;
            case REJECTED, ROLLED_BACK, FAILED -> TaskOutcome.FAILED;
            case UNKNOWN -> TaskOutcome.UNKNOWN;
        };
    }

    private static Map<String, Object> summary(CommandReport report) {
        return Map.of(
                "commands",
                report.results().stream()
                        .map(result -> Map.of(
                                "command", result.command(),
                                "status", result.status().name(),
                                "characters", result.output().length()))
                        .toList());
    }

    private static Map<String, Object> summary(SetConfigReport report) {
        ConfigChangeCounts counts = ConfigChangeCounts.of(report.change());
        return Map.of(
                "status", report.change().status().name(),
                "accepted", counts.accepted(),
                "rejected", counts.rejected(),
                "not_sent", counts.notSent(),
                "committed", report.change().committed(),
                "saved", report.change().saved(),
                "backup_id", report.change().backupId().map(BackupId::value).orElse(""));
    }

    static Map<String, Object> summary(ValidationReport report) {
        return Map.of(
                "status", report.status().name(),
                "passed", count(report, AssertionResult.Status.PASSED),
                "failed", count(report, AssertionResult.Status.FAILED),
                "errors", count(report, AssertionResult.Status.ERROR));
    }

    private static long count(ValidationReport report, AssertionResult.Status status) {
        return report.results().stream()
                .filter(result -> result.status() == status)
                .count();
    }

    private static Map<String, Object> summary(ConnectivityReport report) {
        return Map.of(
                "reachable", report.reachable(),
                "ok", report.ok(),
                "failed_stage",
                        report.failure().map(stage -> stage.step().name()).orElse(""));
    }
}
