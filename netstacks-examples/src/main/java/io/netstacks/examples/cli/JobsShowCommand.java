package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.core.text.Json;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.task.TaskId;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.tasks.NetStacksTasks;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "show", mixinStandardHelpOptions = true, description = "Shows all that is known about a task.")
final class JobsShowCommand extends TaskCommand {

    @Parameters(paramLabel = "JOB", description = "Its id.")
    private String id = "";

    @Override
    boolean run(NetStacks net, NetStacksTasks tasks) {
        TaskId task = new TaskId(id);
        TaskRecord record = tasks.find(task).orElseThrow(() -> NotFoundException.of("task", id, List.of()));
        Map<String, Object> tree = JobsCommand.tree(record);
        record.result().ifPresent(json -> tree.put("result", Json.readObject(json)));
        tasks.metadata(task).ifPresent(metadata -> tree.put("metadata", metadata.values()));
        tree.put("repeatable", net.stores().tasks().request(task).isPresent());
        if (common().json()) {
            printJson(tree);
        } else {
            tree.forEach((name, value) -> out().println(
                            name.replace('_', ' ') + ": " + (value instanceof Map<?, ?> ? Json.write(value) : value)));
        }
        return true;
    }
}
