package io.netstacks.examples.cli;

import io.netstacks.core.inventory.DeviceQuery;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.schedule.MaintenanceWindow;
import io.netstacks.spi.schedule.ScheduledOperation;
import io.netstacks.spi.schedule.ScheduledRun;
import io.netstacks.spi.schedule.ScheduledRun.Outcome;
import io.netstacks.spi.schedule.ScheduledWork;
import io.netstacks.tasks.NetStacksTasks;
import io.netstacks.tasks.schedule.SelectorText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
        name = "schedule",
        mixinStandardHelpOptions = true,
        description =
                "Work that comes back by itself; it is begun by netstacks work, or by a host that checks schedules.",
        subcommands = {
            ScheduleAddCommand.class,
            ScheduleListCommand.class,
            ScheduleShowCommand.class,
            SchedulePauseCommand.class,
            ScheduleResumeCommand.class,
            ScheduleRunCommand.class,
            ScheduleRemoveCommand.class
        })
final class ScheduleCommand extends GroupCommand {

    static ScheduledOperation find(NetStacksTasks tasks, String name) {
        return tasks.schedules().find(name).orElseThrow(() -> unknown(name));
    }

    static NotFoundException unknown(String name) {
        return NotFoundException.of("scheduled operation", name, List.of());
    }

    /** Returns what an operation does, for people. */
    static String what(ScheduledOperation operation) {
        Map<String, String> parameters = operation.parameters();
        if (operation.work() == ScheduledWork.BACKUP) {
            return "backup of " + devices(parameters.getOrDefault("devices", ""));
        }
        return operation.work().name().toLowerCase(Locale.ROOT) + " " + String.join(" ", parameters.values());
    }

    /** What another version stored is shown, not refused: somebody has to see it to remove it. */
    private static String devices(String stored) {
        try {
            return DeviceQuery.print(SelectorText.read(stored));
        } catch (InvalidInputException e) {
            return e.reason();
        }
    }

    /** Returns whether a run of it is at work, and else whether it runs by itself. */
    static String standing(ScheduledOperation operation) {
        return operation.current().isPresent() ? "AT_WORK" : operation.state().name();
    }

    static Map<String, Object> tree(ScheduledOperation operation) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", operation.name());
        tree.put("work", operation.work().name());
        tree.put("what", what(operation));
        tree.put("when", operation.schedule().text());
        tree.put("state", operation.state().name());
        tree.put("at_work", operation.current().isPresent());
        operation.nextRun().ifPresent(at -> tree.put("next_run", at.toString()));
        operation.lastRun().ifPresent(at -> tree.put("last_run", at.toString()));
        tree.put("runs", operation.runs());
        tree.put("misfire", operation.policy().misfire().name());
        tree.put("grace", operation.policy().grace().toString());
        tree.put("jitter", operation.policy().jitter().toString());
        tree.put(
                "windows",
                operation.policy().windows().stream()
                        .map(MaintenanceWindow::text)
                        .toList());
        if (operation.parameters().containsKey("parallelism")) {
            tree.put("parallelism", operation.parameters().get("parallelism"));
        }
        return tree;
    }

    static Map<String, Object> tree(ScheduledRun run) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("number", run.number());
        tree.put("slot", run.slot().toString());
        tree.put("manual", run.manual());
        tree.put("node", run.owner());
        tree.put("started_at", run.startedAt().toString());
        run.endedAt().ifPresent(at -> tree.put("ended_at", at.toString()));
        tree.put("outcome", outcome(run));
        run.taskId().ifPresent(task -> tree.put("task", task.value()));
        run.message().ifPresent(message -> tree.put("message", message));
        return tree;
    }

    static String outcome(ScheduledRun run) {
        return run.outcome().map(Outcome::name).orElse("AT_WORK");
    }
}
