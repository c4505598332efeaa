package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.spi.schedule.ScheduledRun;
import io.netstacks.spi.schedule.ScheduledRun.Outcome;
import io.netstacks.tasks.NetStacksTasks;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description =
                "Begins a scheduled operation now, paused or not, and waits for its end; its times stay as they are.")
final class ScheduleRunCommand extends TaskCommand {

    /** The time for one device is not that of all: the time limits of tasks hold, and somebody may have to work first. */
    private static final Duration AS_SCHEDULED = Duration.ofDays(1);

    @Parameters(paramLabel = "NAME", description = "What it is called.")
    private String name = "";

    @Override
    boolean run(NetStacks net, NetStacksTasks tasks) {
        ScheduledRun run = tasks.schedules().runToEnd(name, common().context().within(AS_SCHEDULED));
        if (common().json()) {
            printJson(ScheduleCommand.tree(run));
        } else {
            out().println("schedule " + name + ", run " + run.number() + ": " + ScheduleCommand.outcome(run)
                    + run.message()
                            .filter(why -> !why.equalsIgnoreCase(ScheduleCommand.outcome(run)))
                            .map(why -> ": " + why)
                            .orElse(""));
        }
        return run.outcome().filter(Outcome.SUCCEEDED::equals).isPresent();
    }
}
