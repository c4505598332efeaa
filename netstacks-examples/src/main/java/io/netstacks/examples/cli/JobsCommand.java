package io.netstacks.examples.cli;

import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.spi.task.TaskRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;

@Command(
        name = "jobs",
        mixinStandardHelpOptions = true,
        description = "Lists, shows, cancels and repeats tasks that were recorded.",
        subcommands = {JobsListCommand.class, JobsShowCommand.class, JobsCancelCommand.class, JobsRetryCommand.class})
final class JobsCommand extends GroupCommand {

    /** Returns the last part of a task's name, which people use. */
    static String shortName(TaskRecord task) {
        return task.name().substring(task.name().lastIndexOf('.') + 1);
    }

    /** Returns how a task ended, or else where it is. */
    static String standing(TaskRecord task) {
        return task.outcome().map(TaskOutcome::name).orElse(task.state().name());
    }

    /** Returns how long something took. */
    static Optional<Duration> between(Optional<Instant> from, Optional<Instant> to) {
        return from.flatMap(begun -> to.map(end -> Duration.between(begun, end)));
    }

    static Map<String, Object> tree(TaskRecord task) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", task.id().value());
        tree.put("task", task.name());
        tree.put("subject", task.subject());
        tree.put("actor", task.actor());
        tree.put("correlation_id", task.correlationId());
        tree.put("mutating", task.mutating());
        tree.put("state", task.state().name());
        task.outcome().ifPresent(outcome -> tree.put("outcome", outcome.name()));
        tree.put("submitted_at", task.submittedAt().toString());
        task.startedAt().ifPresent(at -> tree.put("started_at", at.toString()));
        task.finishedAt().ifPresent(at -> tree.put("finished_at", at.toString()));
        between(Optional.of(task.submittedAt()), task.startedAt())
                .ifPresent(waited -> tree.put("wait_ms", waited.toMillis()));
        between(task.startedAt(), task.finishedAt()).ifPresent(ran -> tree.put("run_ms", ran.toMillis()));
        task.message().ifPresent(message -> tree.put("message", message));
        return tree;
    }
}
