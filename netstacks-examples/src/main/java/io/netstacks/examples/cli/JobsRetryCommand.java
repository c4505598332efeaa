package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.task.TaskId;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.tasks.NetStacksTasks;
import io.netstacks.tasks.run.TaskHandle;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "retry",
        mixinStandardHelpOptions = true,
        description = "Does what a task that is over was to do once more, as a new task, and waits for its end.")
final class JobsRetryCommand extends TaskCommand {

    @Parameters(paramLabel = "JOB", description = "Its id.")
    private String id = "";

    @Option(names = "--yes", description = "Also if it changes devices: you have looked what they hold.")
    private boolean sure;

    @Override
    boolean run(NetStacks net, NetStacksTasks tasks) {
        TaskId task = new TaskId(id);
        TaskRecord first = tasks.find(task).orElseThrow(() -> NotFoundException.of("task", id, List.of()));
        if (first.mutating() && !sure) {
            throw InvalidInputException.of("task " + id + " changes " + first.subject() + ", and ended as "
                    + JobsCommand.standing(first)
                    + first.message().map(why -> " (" + why + ")").orElse("")
                    + "; look what the device holds, then say --yes");
        }
        TaskHandle<?> handle = tasks.retry(task, common().context());
        TaskRecord last = end(handle);
        if (common().json()) {
            printJson(JobsCommand.tree(last));
        } else {
            out().println("job " + last.id() + " (" + JobsCommand.shortName(last) + " of " + last.subject() + "): "
                    + JobsCommand.standing(last)
                    + last.message()
                            .filter(why -> !why.equalsIgnoreCase(JobsCommand.standing(last)))
                            .map(why -> ": " + why)
                            .orElse(""));
        }
        return last.outcome().filter(TaskOutcome.SUCCEEDED::equals).isPresent();
    }

    /** Where it was done does not matter here, only what the history says of it. */
    private static TaskRecord end(TaskHandle<?> handle) {
        return handle.future().handle((result, error) -> handle.record()).join();
    }
}
