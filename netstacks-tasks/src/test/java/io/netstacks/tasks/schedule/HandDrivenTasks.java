package io.netstacks.tasks.schedule;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.task.TaskId;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.spi.task.TaskState;
import io.netstacks.tasks.run.TaskHandle;
import io.netstacks.tasks.run.TaskRequest;
import io.netstacks.tasks.run.TaskSubmitter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Tasks that are accepted and end when the test says so. Safe for use by many threads. */
final class HandDrivenTasks implements TaskSubmitter {

    /** One accepted task. */
    static final class Accepted {

        private volatile TaskRecord record;
        private final Deadline deadline;
        private final CompletableFuture<Object> future = new CompletableFuture<>();

        Accepted(TaskRecord record, Deadline deadline) {
            this.record = record;
            this.deadline = deadline;
        }

        void succeed(Object result) {
            record = record.finished(Instant.EPOCH, TaskOutcome.SUCCEEDED, "succeeded", Optional.empty());
            future.complete(result);
        }

        void fail(NetStacksException error) {
            record = record.finished(Instant.EPOCH, TaskOutcome.FAILED, error.reason(), Optional.empty());
            future.completeExceptionally(error);
        }

        boolean isCancelled() {
            return future.isCompletedExceptionally();
        }

        /** Its process was closed; it goes on elsewhere. */
        void leave() {
            future.completeExceptionally(new OperationCancelledException("closed"));
        }

        Deadline deadline() {
            return deadline;
        }

        String name() {
            return record.name();
        }

        String actor() {
            return record.actor();
        }
    }

    private final List<Accepted> accepted = new ArrayList<>();
    private int room = Integer.MAX_VALUE;

    synchronized void refuse(boolean now) {
        room = now ? 0 : Integer.MAX_VALUE;
    }

    /** Accepts so many more. */
    synchronized void room(int tasks) {
        room = accepted.size() + tasks;
    }

    synchronized List<Accepted> accepted() {
        return List.copyOf(accepted);
    }

    @Override
    @SuppressWarnings("unchecked") // the test completes each with a result of its request
    public synchronized <R> TaskHandle<R> submit(TaskRequest<R> request, OperationContext context) {
        if (accepted.size() >= room) {
            throw new ConflictException("full");
        }
        TaskId id = new TaskId("t" + accepted.size());
        Accepted task = new Accepted(
                new TaskRecord(
                        id,
                        request.taskName(),
                        request.subject(),
                        context.actor().toString(),
                        context.correlationId(),
                        request.mutating(),
                        TaskState.PENDING,
                        Optional.empty(),
                        Instant.EPOCH,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                context.deadline());
        accepted.add(task);
        return new TaskHandle<>(
                id,
                (CompletableFuture<R>) task.future,
                () -> task.future.completeExceptionally(new ConflictException("cancelled")),
                task.future::isDone,
                () -> task.record);
    }
}
