package io.netstacks.spi.schedule;

import io.netstacks.spi.task.TaskId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One time that a scheduled operation was due, and what came of it. Immutable.
 *
 * @param operation the operation's name
 * @param number counts the runs of the operation from 1; it is the fencing number too: whoever has a lower one than the
 *     operation has lost his right
 * @param slot the planned time; that of the request, if somebody asked for the run
 * @param manual whether somebody asked for it
 * @param owner the node that took it
 * @param startedAt when it was taken
 * @param endedAt when it ended; empty until then
 * @param outcome how it ended; empty until then
 * @param taskId the task that did it; empty if there was none
 * @param message a sentence about the end
 */
public record ScheduledRun(
        String operation,
        long number,
        Instant slot,
        boolean manual,
        String owner,
        Instant startedAt,
        Optional<Instant> endedAt,
        Optional<Outcome> outcome,
        Optional<TaskId> taskId,
        Optional<String> message) {

    /** How a run ended. */
    public enum Outcome {
        /** All of it is done. */
        SUCCEEDED,
        /** A part of it is done. */
        PARTIAL,
        /** Nothing is done. */
        FAILED,
        /** Not begun: too late, or outside of the maintenance windows. */
        SKIPPED,
        /** Not begun: this version cannot do such work yet. */
        UNAVAILABLE,
        /** Its node was lost: what it did is not known. */
        UNKNOWN
    }

    /** Returns a copy that has ended. */
    public ScheduledRun ended(Instant at, Outcome how, Optional<TaskId> task, String sentence) {
        return new ScheduledRun(
                operation,
                number,
                slot,
                manual,
                owner,
                startedAt,
                Optional.of(at),
                Optional.of(how),
                task,
                Optional.of(sentence));
    }

    /** Returns a copy with each time as the function gives it back, for stores that keep less than nanoseconds. */
    public ScheduledRun at(UnaryOperator<Instant> precision) {
        return new ScheduledRun(
                operation,
                number,
                precision.apply(slot),
                manual,
                owner,
                precision.apply(startedAt),
                endedAt.map(precision),
                outcome,
                taskId,
                message);
    }

    /** Tells whether there is work to do. */
    public boolean isOpen() {
        return outcome.isEmpty();
    }
}
