package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.spi.task.TaskId;
import io.netstacks.tasks.NetStacksTasks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "cancel",
        mixinStandardHelpOptions = true,
        description =
                "Cancels tasks: those that wait never begin, those at work are interrupted and close their sessions.")
final class JobsCancelCommand extends TaskCommand {

    @Parameters(arity = "1..*", paramLabel = "JOB", description = "Their ids.")
    private List<String> ids = new ArrayList<>();

    @Override
    boolean run(NetStacks net, NetStacksTasks tasks) {
        Map<String, Object> told = new LinkedHashMap<>();
        boolean all = true;
        for (String id : ids) {
            TaskId task = new TaskId(id);
            boolean cancelled = tasks.cancel(task);
            String standing = tasks.find(task).map(JobsCommand::standing).orElse("");
            told.put(id, cancelled ? "told to stop" : "over already: " + standing);
            all = all && cancelled;
        }
        if (common().json()) {
            printJson(told);
        } else {
            told.forEach((id, what) -> out().println("job " + id + ": " + what));
        }
        return all;
    }
}
