package io.netstacks.tasks.internal;

import io.netstacks.spi.OperationContext;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.tasks.run.TaskRequest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One task on its way: its record as it was written last, the thread that works on it, the result to come. It ends exactly
 * once, whoever is first: its worker, a cancellation, a limit. Safe for use by many threads.
 *
 * @param <R> what it gives
 */
final class RunningTask<R> {

    /** What a cancellation met. */
    enum Cancelling {
        /** It is over, or cancelled already. */
        TOO_LATE,
        /** A thread works on it, which was interrupted and will end it. */
        STOPPING,
        /** Nobody works on it; whoever cancelled has to end it. */
        IDLE
    }

    private final TaskRequest<R> request;
    private final OperationContext context;
    private final int priority;
    private final Optional<TaskGroup> group;
    private final CompletableFuture<R> future = new CompletableFuture<>();
    private TaskRecord record;
    private @Nullable Thread worker;
    private boolean cancelled;
    private boolean timedOut;
    private boolean over;
    private boolean recorded;
    private int attempts;

    RunningTask(
            TaskRecord record,
            TaskRequest<R> request,
            OperationContext context,
            int priority,
            Optional<TaskGroup> group) {
        this.record = record;
        this.request = request;
        this.context = context;
        this.priority = priority;
        this.group = group;
    }

    TaskRequest<R> request() {
        return request;
    }

    OperationContext context() {
        return context;
    }

    int priority() {
        return priority;
    }

    Optional<TaskGroup> group() {
        return group;
    }

    CompletableFuture<R> future() {
        return future;
    }

    synchronized TaskRecord record() {
        return record;
    }

    synchronized void record(TaskRecord now) {
        record = now;
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

    synchronized boolean isOver() {
        return over;
    }

    synchronized boolean isRecorded() {
        return recorded;
    }

    /** Its end is in the history. */
    synchronized void recorded() {
        recorded = true;
    }

    synchronized boolean isWorkOf(Thread thread) {
        return worker == thread;
    }

    /** The calling thread begins an attempt; false if there is nothing to do any more. */
    synchronized boolean begin() {
        if (over || cancelled) {
            return false;
        }
        attempts++;
        worker = Thread.currentThread();
        return true;
    }

    /** The worker is done with it: from now on an interrupt would hit somebody else's work. */
    synchronized void leave() {
        if (worker != null) {
            worker = null;
            Thread.interrupted();
        }
    }

    /** Interrupts the thread that works on it, if there is one, because its time is over. */
    synchronized void timeOut() {
        if (worker != null) {
            timedOut = true;
            worker.interrupt();
        }
    }

    synchronized Cancelling cancel() {
        if (over || cancelled) {
            return Cancelling.TOO_LATE;
        }
        cancelled = true;
        if (worker == null) {
            return Cancelling.IDLE;
        }
        worker.interrupt();
        return Cancelling.STOPPING;
    }

    /** Ends it with this record; false if somebody else did before. */
    synchronized boolean end(TaskRecord last) {
        if (over) {
            return false;
        }
        over = true;
        record = last;
        return true;
    }
}
