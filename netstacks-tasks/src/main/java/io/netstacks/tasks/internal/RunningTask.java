package io.netstacks.tasks.internal;

import io.netstacks.spi.OperationContext;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.spi.task.TaskState;
import io.netstacks.tasks.run.TaskRequest;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One task on its way: its record as it was written last, the thread that works on it, the result to come. Safe for use
 * by many threads.
 *
 * @param <R> what it gives
 */
final class RunningTask<R> {

    private final TaskRequest<R> request;
    private final OperationContext context;
    private final CompletableFuture<R> future = new CompletableFuture<>();
    private TaskRecord record;
    private @Nullable Thread worker;
    private boolean cancelled;
    private boolean timedOut;
    private boolean over;
    private int attempts;

    RunningTask(TaskRecord record, TaskRequest<R> request, OperationContext context) {
        this.record = record;
        this.request = request;
        this.context = context;
    }

    TaskRequest<R> request() {
        return request;
    }

    OperationContext context() {
        return context;
    }

    CompletableFuture<R> future() {
        return future;
    }

    synchronized TaskRecord record() {
        return record;
    }

    synchronized int attempts() {
        return attempts;
    }

    synchronized boolean cancelled() {
        return cancelled;
    }

    synchronized boolean timedOut() {
        return timedOut;
    }

    /** The calling thread begins an attempt. */
    void begin(TaskRunner runner) {
        synchronized (this) {
            attempts++;
            worker = Thread.currentThread();
        }
        if (record().state() == TaskState.PENDING) {
            TaskRecord running = runner.started(record());
            synchronized (this) {
                record = running;
            }
        }
    }

    /** The worker is done with it: from now on an interrupt would hit somebody else's work. */
    synchronized void leave() {
        if (worker != null) {
            worker = null;
            Thread.interrupted();
        }
    }

    /** Interrupts the thread that works on it, if there is one. */
    synchronized void interrupt(boolean becauseOfTime) {
        if (worker != null) {
            timedOut |= becauseOfTime;
            worker.interrupt();
        }
    }

    /** Marks it as cancelled; false if it was over already. */
    synchronized boolean cancel() {
        if (over || cancelled) {
            return false;
        }
        cancelled = true;
        return true;
    }

    void complete(TaskRecord last, R result) {
        if (end(last)) {
            future.complete(result);
        }
    }

    void fail(TaskRecord last, NetStacksException error) {
        if (end(last)) {
            future.completeExceptionally(error);
        }
    }

    private synchronized boolean end(TaskRecord last) {
        record = last;
        boolean first = !over;
        over = true;
        return first;
    }
}
