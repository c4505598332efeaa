package io.netstacks.tasks.run;

import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.task.TaskId;
import io.netstacks.spi.task.TaskRecord;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A submitted task. Safe for use by many threads.
 *
 * @param <R> what it gives
 */
public final class TaskHandle<R> {

    private final TaskId id;
    private final CompletableFuture<R> future;
    private final BooleanSupplier cancelling;
    private final BooleanSupplier recorded;
    private final Supplier<TaskRecord> history;

    /**
     * Creates one.
     *
     * @param cancelling cancels the task, and tells whether it was not too late
     * @param recorded tells whether its end is in the history
     * @param history reads its record
     */
    public TaskHandle(
            TaskId id,
            CompletableFuture<R> future,
            BooleanSupplier cancelling,
            BooleanSupplier recorded,
            Supplier<TaskRecord> history) {
        this.id = id;
        this.future = future;
        this.cancelling = cancelling;
        this.recorded = recorded;
        this.history = history;
    }

    /** Returns the task's id. */
    public TaskId id() {
        return id;
    }

    /** Returns the result to come; it fails with a {@link NetStacksException}. Completing it changes nothing. */
    public CompletableFuture<R> future() {
        return future.copy();
    }

    /**
     * Waits for the result. An interrupt ends the waiting, not the task, and is kept.
     *
     * @throws NetStacksException if the task failed, was cancelled, or ran out of time
     * @throws OperationCancelledException if the waiting thread is interrupted
     */
    public R join() {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationCancelledException("interrupted while waiting for task " + id, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NetStacksException known) {
                throw known;
            }
            throw new CompletionException(e.getCause());
        }
    }

    /**
     * Cancels the task: one that waits does not begin, one that runs is interrupted and closes its session.
     *
     * @return false if it was over already
     */
    public boolean cancel() {
        return cancelling.getAsBoolean();
    }

    /**
     * Tells whether the end is in the history. The future of a task whose end could not be recorded, because the store was
     * away, gives its result all the same.
     *
     * @return false while the task is not over
     */
    public boolean isRecorded() {
        return recorded.getAsBoolean();
    }

    /** Returns what the history knows about it now. */
    public TaskRecord record() {
        return history.get();
    }
}
