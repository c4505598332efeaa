package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.spi.Page;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.spi.task.TaskQuery;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.spi.task.TaskState;
import io.netstacks.tasks.NetStacksTasks;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists tasks, the newest first.")
final class JobsListCommand extends TaskCommand {

    private static final int WIDEST_MESSAGE = 70;

    @Option(names = "--task", paramLabel = "NAME", description = "Of this operation, for example get_config.")
    private Optional<String> task = Optional.empty();

    @Option(
            names = {"-d", "--device"},
            paramLabel = "NAME",
            description = "Of this device, or other subject.")
    private Optional<String> subject = Optional.empty();

    @Option(names = "--state", paramLabel = "STATE", description = "In this state: ${COMPLETION-CANDIDATES}.")
    private Optional<TaskState> state = Optional.empty();

    @Option(names = "--outcome", paramLabel = "OUTCOME", description = "Ended so: ${COMPLETION-CANDIDATES}.")
    private Optional<TaskOutcome> outcome = Optional.empty();

    @Option(
            names = "--unknown",
            description = "Changes of which nobody knows what they did, for somebody to look at: as --outcome UNKNOWN.")
    private boolean unknown;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Submitted at or after this day or time (UTC): 2026-03-01 or 2026-03-01T12:00:00Z.",
            converter = TimeOption.class)
    private Optional<Instant> since = Optional.empty();

    @Mixin
    private PagingOptions paging = new PagingOptions();

    @Override
    boolean run(NetStacks net, NetStacksTasks tasks) {
        Page<TaskRecord> page = tasks.history(query(tasks), paging.request());
        if (common().json()) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("jobs", page.items().stream().map(JobsCommand::tree).toList());
            page.next().ifPresent(next -> tree.put("next", next));
            printJson(tree);
            return true;
        }
        Table table = new Table("JOB", "TASK", "SUBJECT", "BY", "STATE", "SUBMITTED", "WAITED", "RAN", "MESSAGE");
        page.items()
                .forEach(record -> table.add(
                        record.id().value(),
                        JobsCommand.shortName(record),
                        record.subject(),
                        record.actor(),
                        JobsCommand.standing(record),
                        record.submittedAt().truncatedTo(ChronoUnit.SECONDS).toString(),
                        seconds(JobsCommand.between(Optional.of(record.submittedAt()), record.startedAt())),
                        seconds(JobsCommand.between(record.startedAt(), record.finishedAt())),
                        shortened(record.message().orElse(""))));
        table.print(out());
        PagingOptions.printNext(page, out());
        return true;
    }

    private TaskQuery query(NetStacksTasks tasks) {
        if (unknown && outcome.filter(other -> other != TaskOutcome.UNKNOWN).isPresent()) {
            throw InvalidInputException.of("--unknown and --outcome " + outcome.get() + " exclude each other");
        }
        return new TaskQuery(
                task.map(name -> fullName(tasks, name)),
                subject,
                state,
                unknown ? Optional.of(TaskOutcome.UNKNOWN) : outcome,
                since);
    }

    private static String fullName(NetStacksTasks tasks, String name) {
        return tasks.names().stream()
                .filter(known -> known.equals(name) || known.endsWith("." + name))
                .findFirst()
                .orElseThrow(() -> NotFoundException.of("task operation", name, List.copyOf(tasks.names())));
    }

    private static String seconds(Optional<Duration> time) {
        return time.map(span -> Math.round(span.toMillis() / 100.0) / 10.0 + " s")
                .orElse("");
    }

    private static String shortened(String message) {
        String line = message.lines().findFirst().orElse("");
        return line.length() <= WIDEST_MESSAGE ? line : line.substring(0, WIDEST_MESSAGE - 1) + "…";
    }
}
