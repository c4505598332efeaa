package io.netstacks.spi.task;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known about one task. Holds no secrets. Immutable.
 *
 * @param id its id
 * @param name its operation, for example {@code tasks.device_tasks.get_config}
 * @param subject what it works on: a device name, or a label
 * @param actor who asked for it, as {@code Actor.toString} shows
 * @param correlationId under which its events are found
 * @param mutating whether it changes devices, so that it is never run twice
 * @param state where it is
 * @param outcome how it ended; empty until then
 * @param submittedAt when it was accepted
 * @param startedAt when it began; empty until then
 * @param finishedAt when it ended; empty until then
 * @param message a sentence about the end, with the error code if there is one
 * @param result the result as JSON; empty until then, or when it is not kept
 */
public record TaskRecord(
        TaskId id,
        String name,
        String subject,
        String actor,
        String correlationId,
        boolean mutating,
        TaskState state,
        Optional<TaskOutcome> outcome,
        Instant submittedAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        Optional<String> message,
        Optional<String> result) {

    /** Returns a copy that is at work since the given time. */
    public TaskRecord started(Instant at) {
        return new TaskRecord(
                id,
                name,
                subject,
                actor,
                correlationId,
                mutating,
                TaskState.RUNNING,
                outcome,
                submittedAt,
                Optional.of(at),
                finishedAt,
                message,
                result);
    }

    /** Returns a copy that has ended. */
    public TaskRecord finished(Instant at, TaskOutcome how, String sentence, Optional<String> json) {
        return new TaskRecord(
                id,
                name,
                subject,
                actor,
                correlationId,
                mutating,
                TaskState.FINISHED,
                Optional.of(how),
                submittedAt,
                startedAt,
                Optional.of(at),
                Optional.of(sentence),
                json);
    }
}
