package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.spi.Page;
import io.netstacks.spi.schedule.ScheduledOperation;
import io.netstacks.tasks.NetStacksTasks;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists what is scheduled, by name.")
final class ScheduleListCommand extends TaskCommand {

    @Mixin
    private PagingOptions paging = new PagingOptions();

    @Override
    boolean run(NetStacks net, NetStacksTasks tasks) {
        Page<ScheduledOperation> page = tasks.schedules().list(paging.request());
        if (common().json()) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put(
                    "schedules",
                    page.items().stream().map(ScheduleCommand::tree).toList());
            page.next().ifPresent(next -> tree.put("next", next));
            printJson(tree);
            return true;
        }
        Table table = new Table("NAME", "WHAT", "WHEN", "STATE", "NEXT", "LAST", "RUNS");
        page.items()
                .forEach(operation -> table.add(
                        operation.name(),
                        ScheduleCommand.what(operation),
                        operation.schedule().text(),
                        ScheduleCommand.standing(operation),
                        seconds(operation.nextRun()),
                        seconds(operation.lastRun()),
                        String.valueOf(operation.runs())));
        table.print(out());
        PagingOptions.printNext(page, out());
        return true;
    }

    static String seconds(Optional<Instant> time) {
        return time.map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString()).orElse("");
    }
}
