package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.spi.Page;
import io.netstacks.spi.schedule.ScheduledRun;
import io.netstacks.spi.task.TaskId;
import io.netstacks.tasks.NetStacksTasks;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows a scheduled operation and what came of each of its times, the latest first.")
final class ScheduleShowCommand extends TaskCommand {

    @Parameters(paramLabel = "NAME", description = "What it is called.")
    private String name = "";

    @Mixin
    private PagingOptions paging = new PagingOptions();

    @Override
    boolean run(NetStacks net, NetStacksTasks tasks) {
        Map<String, Object> tree = ScheduleCommand.tree(ScheduleCommand.find(tasks, name));
        Page<ScheduledRun> page = tasks.schedules().runs(name, paging.request());
        if (common().json()) {
            tree.put("history", page.items().stream().map(ScheduleCommand::tree).toList());
            page.next().ifPresent(next -> tree.put("next", next));
            printJson(tree);
            return true;
        }
        tree.forEach((what, value) -> out().println(what.replace('_', ' ') + ": " + value));
        Table table = new Table("RUN", "PLANNED", "BEGUN", "ENDED", "OUTCOME", "JOB", "MESSAGE");
        page.items()
                .forEach(run -> table.add(
                        run.number() + (run.manual() ? " (asked for)" : ""),
                        ScheduleListCommand.seconds(Optional.of(run.slot())),
                        ScheduleListCommand.seconds(Optional.of(run.startedAt())),
                        ScheduleListCommand.seconds(run.endedAt()),
                        ScheduleCommand.outcome(run),
                        run.taskId().map(TaskId::value).orElse(""),
                        run.message().orElse("")));
        table.print(out());
        PagingOptions.printNext(page, out());
        return true;
    }
}
