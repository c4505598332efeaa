package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.spi.schedule.ScheduledOperation;
import io.netstacks.tasks.NetStacksTasks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "pause",
        mixinStandardHelpOptions = true,
        description = "Keeps a scheduled operation from running by itself; a run that is at work goes on.")
final class SchedulePauseCommand extends TaskCommand {

    @Parameters(paramLabel = "NAME", description = "What it is called.")
    private String name = "";

    @Override
    boolean run(NetStacks net, NetStacksTasks tasks) {
        ScheduledOperation paused = tasks.schedules().pause(name);
        if (common().json()) {
            printJson(ScheduleCommand.tree(paused));
        } else {
            out().println("schedule " + name + " is paused");
        }
        return true;
    }
}
