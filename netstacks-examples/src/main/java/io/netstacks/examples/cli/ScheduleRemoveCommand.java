package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.tasks.NetStacksTasks;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description = "Removes a scheduled operation and the history of its runs; a run that is at work goes on.")
final class ScheduleRemoveCommand extends TaskCommand {

    @Parameters(paramLabel = "NAME", description = "What it is called.")
    private String name = "";

    @Override
    boolean run(NetStacks net, NetStacksTasks tasks) {
        if (!tasks.schedules().delete(name)) {
            throw ScheduleCommand.unknown(name);
        }
        if (common().json()) {
            printJson(Map.of("removed", name));
        } else {
            out().println("schedule " + name + " is removed");
        }
        return true;
    }
}
