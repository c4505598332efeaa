package io.netstacks.tasks.internal;

import io.netstacks.spi.OperationContext;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.tasks.run.RetryPolicy;
import io.netstacks.tasks.run.TaskHandle;
import io.netstacks.tasks.run.TaskRequest;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Runs tasks on an executor, a bounded number at once, tasks of one subject one after the other. A timer thread watches
 * the hard limit and wakes retries. Safe for use by many threads.
 */
public final class InProcessDispatcher implements AutoCloseable {

    private final TaskRunner runner;
    private final Executor executor;
    private final TaskLimits limits;
    private final RetryPolicy retries;
    private final RandomGenerator random;
    private final ScheduledExecutorService timer;

    private final Object lock = new Object();
    private final SubjectQueues<RunningTask<?>> queues;
    private final Set<RunningTask<?>> active = new HashSet<>();
    private int working;
    private boolean closed;

    /** Creates one. */
    public InProcessDispatcher(
            TaskRunner runner, Executor executor, TaskLimits limits, RetryPolicy retries, RandomGenerator random) {
        this.runner = runner;
        this.executor = executor;
        this.limits = limits;
        this.retries = retries;
        this.random = random;
        queues = new SubjectQueues<>(limits.queue());
        ScheduledThreadPoolExecutor clockwork = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "netstacks-task-timer");
            thread.setDaemon(true);
            return thread;
        });
        clockwork.setRemoveOnCancelPolicy(true);
        timer = clockwork;
    }

    /**
     * Accepts a task.
     *
     * @throws ConflictException if too many are waiting, or the dispatcher is closed
     */
    public <R> TaskHandle<R> submit(TaskRequest<R> request, OperationContext context) {
        String id = UUID.randomUUID().toString();
        TaskRecord record = runner.submitted(id, request, context);
        RunningTask<R> task = new RunningTask<>(record, request, context);
        try {
            enqueue(task);
        } catch (ConflictException e) {
            task.fail(runner.failed(record, e), e);
            throw e;
        }
        pump();
        return new TaskHandle<>(
                id, task.future(), () -> cancel(task), () -> runner.find(id).orElse(task.record()));
    }

    private void enqueue(RunningTask<?> task) {
        synchronized (lock) {
            if (closed) {
                throw new ConflictException("tasks are closed; nothing is accepted any more");
            }
            queues.add(task.request().subject(), task);
        }
    }

    /** Begins as many tasks as there are free workers and free subjects. */
    private void pump() {
        while (true) {
            RunningTask<?> task;
            synchronized (lock) {
                Optional<RunningTask<?>> next =
                        working < limits.workers() && !closed ? queues.take() : Optional.empty();
                if (next.isEmpty()) {
                    return;
                }
                task = next.get();
                working++;
                active.add(task);
            }
            executor.execute(() -> work(task));
        }
    }

    private <R> void work(RunningTask<R> task) {
        Optional<Duration> again = Optional.empty();
        try {
            again = attempt(task);
        } finally {
            synchronized (lock) {
                working--;
                active.remove(task);
                queues.done(task.request().subject());
            }
            again.ifPresent(delay -> requeueAfter(delay, task));
            pump();
        }
    }

    private void requeueAfter(Duration delay, RunningTask<?> task) {
        ScheduledFuture<?> unused = timer.schedule(() -> requeue(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void requeue(RunningTask<?> task) {
        try {
            enqueue(task);
        } catch (ConflictException e) {
            task.fail(runner.failed(task.record(), e), e);
        }
        pump();
    }

    /** Runs the task once; returns how long to wait for the next attempt, if there is one. */
    private <R> Optional<Duration> attempt(RunningTask<R> task) {
        if (task.cancelled()) {
            return Optional.empty();
        }
        task.begin(runner);
        OperationContext bounded =
                task.context().withDeadline(task.context().deadline().atMost(limits.soft()));
        var watchdog = timer.schedule(() -> task.interrupt(true), limits.hard().toNanos(), TimeUnit.NANOSECONDS);
        try {
            R result = runner.run(task.request(), bounded);
            task.leave();
            task.complete(runner.succeeded(task.record(), task.request(), result), result);
        } catch (NetStacksException e) {
            task.leave();
            NetStacksException shown = task.timedOut() ? hardLimit(task, e) : e;
            if (retryable(task, e)) {
                return Optional.of(retries.delay(task.attempts(), random));
            }
            task.fail(runner.failed(task.record(), shown), shown);
        } finally {
            watchdog.cancel(false);
            task.leave();
        }
        return Optional.empty();
    }

    private NetStacksException hardLimit(RunningTask<?> task, NetStacksException e) {
        DeadlineExceededException exceeded = new DeadlineExceededException(task.record()
                        .name() + " of " + task.record().subject() + ": stopped at the hard limit of " + limits.hard());
        exceeded.initCause(e);
        return exceeded;
    }

    private boolean retryable(RunningTask<?> task, NetStacksException e) {
        return e.retryable()
                && !task.request().mutating()
                && !task.cancelled()
                && task.attempts() < retries.attempts()
                && !task.context().deadline().hasPassed();
    }

    private boolean cancel(RunningTask<?> task) {
        boolean waiting;
        synchronized (lock) {
            waiting = queues.remove(task.request().subject(), task);
        }
        if (!task.cancel()) {
            return false;
        }
        OperationCancelledException cancelled = new OperationCancelledException(
                task.record().name() + " of " + task.record().subject() + ": cancelled");
        if (waiting) {
            task.fail(runner.failed(task.record(), cancelled), cancelled);
        } else {
            task.interrupt(false);
        }
        return true;
    }

    /** Takes nothing more, cancels what waits, interrupts what runs. Idempotent, never throws. */
    @Override
    public void close() {
        Set<RunningTask<?>> running;
        synchronized (lock) {
            closed = true;
            running = Set.copyOf(active);
        }
        while (true) {
            Optional<RunningTask<?>> next;
            synchronized (lock) {
                next = queues.take();
                next.ifPresent(task -> queues.done(task.request().subject()));
            }
            if (next.isEmpty()) {
                break;
            }
            cancel(next.get());
            OperationCancelledException over = new OperationCancelledException("tasks were closed before its turn");
            next.get().fail(runner.failed(next.get().record(), over), over);
        }
        running.forEach(this::cancel);
        timer.shutdownNow();
    }
}
