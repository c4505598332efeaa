package io.netstacks.adapter.dbscheduler;

import io.netstacks.spi.Actor;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.WriteGuard;
import io.netstacks.spi.task.TaskId;
import io.netstacks.spi.task.TaskRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An entry of the queue that a worker took.
 *
 * @param place its place in the queue
 * @param accepted its record as it was accepted, if no worker took it before; the history knows the others
 * @param request opens the seal and returns the request's JSON
 * @param fence higher than that of every worker that took it before
 * @param before the worker that took it before this one
 * @param submitter the process that waits for its result; empty in entries of an older version
 * @param takenAt the monotonic time before it was taken, so that its lease is counted from too early rather than too late
 */
record QueuedTask(
        long place,
        TaskId taskId,
        String subject,
        Optional<TaskRecord> accepted,
        Supplier<String> request,
        Actor actor,
        String correlationId,
        Instant expiresAt,
        long fence,
        Optional<String> before,
        boolean cancelled,
        Optional<String> submitter,
        long takenAt) {

    OperationContext context(Instant now, WriteGuard guard) {
        return OperationContext.as(actor)
                .withCorrelationId(correlationId)
                .withDeadline(Deadline.after(Duration.between(now, expiresAt)).guardedBy(guard));
    }
}
