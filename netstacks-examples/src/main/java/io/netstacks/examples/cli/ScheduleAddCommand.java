package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.schedule.MaintenanceWindow;
import io.netstacks.spi.schedule.MisfirePolicy;
import io.netstacks.spi.schedule.Schedule;
import io.netstacks.spi.schedule.SchedulePolicy;
import io.netstacks.spi.schedule.ScheduledOperation;
import io.netstacks.tasks.NetStacksTasks;
import io.netstacks.tasks.schedule.ScheduledJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description =
                "Schedules a backup of devices (those that the choice means when it is due), a deployment or a MOP.")
final class ScheduleAddCommand extends TaskCommand {

    @Parameters(paramLabel = "NAME", description = "What it is called.")
    private String name = "";

    @Option(
            names = "--when",
            required = true,
            paramLabel = "SCHEDULE",
            description = "For example: daily 02:30 Europe/Berlin; hourly 15 UTC; weekly monday 02:30 UTC;"
                    + " monthly 31 02:30 UTC; once 2027-01-31T10:00 UTC; every PT6H from 2027-01-01T00:00:00Z;"
                    + " cron 30 2 * * mon-fri UTC.")
    private String when = "";

    @Mixin
    private TargetOptions targets = new TargetOptions();

    @Option(names = "--deploy", paramLabel = "STACK", description = "Deploy this stack instead of a backup.")
    private Optional<String> stack = Optional.empty();

    @Option(names = "--mop", paramLabel = "MOP", description = "Run this method of procedure instead of a backup.")
    private Optional<String> mop = Optional.empty();

    @Option(
            names = "--misfire",
            paramLabel = "POLICY",
            description = "What becomes of missed times: ${COMPLETION-CANDIDATES}; RUN_ONCE when not given.")
    private Optional<MisfirePolicy> misfire = Optional.empty();

    @Option(
            names = "--grace",
            paramLabel = "TIME",
            converter = DurationOption.class,
            description = "How late a run may begin before its time is missed; 15m when not given.")
    private Optional<Duration> grace = Optional.empty();

    @Option(
            names = "--jitter",
            paramLabel = "TIME",
            converter = DurationOption.class,
            description = "Spread operations of the same time over so long; 0s when not given.")
    private Optional<Duration> jitter = Optional.empty();

    @Option(
            names = "--window",
            paramLabel = "WINDOW",
            description = "Begin only then, for example saturday,sunday 22:00-04:00 UTC; may be repeated.")
    private List<String> windows = new ArrayList<>();

    @Override
    boolean run(NetStacks net, NetStacksTasks tasks) {
        ScheduledOperation added = tasks.schedules().create(name, Schedule.parse(when), job(), policy());
        if (common().json()) {
            printJson(ScheduleCommand.tree(added));
        } else {
            out().println("schedule " + name + " (" + ScheduleCommand.what(added) + ") is due at "
                    + added.nextRun().orElseThrow() + "; netstacks work has to be running then");
        }
        return true;
    }

    private ScheduledJob job() {
        int choices = (targets.isChosen() ? 1 : 0) + (stack.isPresent() ? 1 : 0) + (mop.isPresent() ? 1 : 0);
        if (choices > 1) {
            throw InvalidInputException.of("devices to back up, --deploy and --mop exclude each other");
        }
        if (stack.isPresent()) {
            return new ScheduledJob.Deploy(stack.get());
        } else if (mop.isPresent()) {
            return new ScheduledJob.Mop(mop.get());
        }
        return new ScheduledJob.Backup(targets.selector(), common().parallel());
    }

    private SchedulePolicy policy() {
        SchedulePolicy usual = SchedulePolicy.DEFAULT;
        return new SchedulePolicy(
                misfire.orElse(usual.misfire()),
                grace.orElse(usual.grace()),
                jitter.orElse(usual.jitter()),
                windows.stream().map(MaintenanceWindow::parse).toList());
    }
}
