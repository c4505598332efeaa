package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.spi.schedule.ScheduledOperation;
import io.netstacks.tasks.NetStacksTasks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "Lets a scheduled operation run by itself again, from its next time on.")
final class ScheduleResumeCommand extends TaskCommand {

    @Parameters(paramLabel = "NAME", description = "What it is called.")
    private String name = "";

    @Override
    boolean run(NetStacks net, NetStacksTasks tasks) {
        ScheduledOperation resumed = tasks.schedules().resume(name);
        if (common().json()) {
            printJson(ScheduleCommand.tree(resumed));
        } else {
            out().println("schedule " + name
                    + resumed.nextRun().map(at -> " is due at " + at).orElse(" has no time any more"));
        }
        return true;
    }
}
