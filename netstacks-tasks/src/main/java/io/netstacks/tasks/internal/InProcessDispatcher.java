package io.netstacks.tasks.internal;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.error.ProviderException;
import io.netstacks.spi.task.TaskId;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.spi.task.TaskState;
import io.netstacks.tasks.run.RetryPolicy;
import io.netstacks.tasks.run.TaskDispatcher;
import io.netstacks.tasks.run.TaskHandle;
import io.netstacks.tasks.run.TaskPriority;
import io.netstacks.tasks.run.TaskQueue;
import io.netstacks.tasks.run.TaskRequest;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Runs tasks on an executor, a bounded number at once and of each group, tasks of one subject one after the other. A timer watches the hard
 * limit, wakes retries, and forgets old results. Whatever fails, the store included, every accepted task ends and its
 * handle says how. Safe for use by many threads.
 */
public final class InProcessDispatcher implements TaskDispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(InProcessDispatcher.class);

    /** How often old results and metadata are looked for. */
    private static final Duration HOUSEKEEPING = Duration.ofMinutes(5);

    /** How long work that was interrupted may take to clean up, before nobody waits for it any more. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** After so many tasks a worker gives its thread back to the executor, which may have other work too. */
    private static final int TURN = 64;

    /** What every line that a task logs on its thread carries, so that a host finds them by it. */
    private static final String MDC_TASK = "netstacks.task";

    private static final String MDC_SUBJECT = "netstacks.subject";
    private static final String MDC_CORRELATION = "netstacks.correlation";

    private final TaskRunner runner;
    private final Executor executor;
    private final TaskLimits limits;
    private final RetryPolicy retries;
    private final TaskPriority priority;
    private final TaskGroups groups;
    private final RandomGenerator random;
    private final TaskTimer timer;

    private final Object lock = new Object();
    private final SubjectQueues<RunningTask<?>> queues;
    /** Accepted and not over: waiting, running, or between two attempts. */
    private final Set<RunningTask<?>> open = new HashSet<>();

    private final Map<TaskQueue, Integer> working = new EnumMap<>(TaskQueue.class);
    private boolean draining;
    private boolean closed;

    /** Creates one. */
    public InProcessDispatcher(
            TaskRunner runner,
            Executor executor,
            TaskLimits limits,
            RetryPolicy retries,
            TaskPriority priority,
            TaskGroups groups,
            RandomGenerator random) {
        this(runner, executor, limits, retries, priority, groups, random, new DaemonTaskTimer());
    }

    InProcessDispatcher(
            TaskRunner runner,
            Executor executor,
            TaskLimits limits,
            RetryPolicy retries,
            TaskPriority priority,
            TaskGroups groups,
            RandomGenerator random,
            TaskTimer timer) {
        this.runner = runner;
        this.executor = executor;
        this.limits = limits;
        this.retries = retries;
        this.priority = priority;
        this.groups = groups;
        this.random = random;
        this.timer = timer;
        queues = new SubjectQueues<>(limits.queue());
        TaskTimer.Alarm unused = timer.every(HOUSEKEEPING, this::keepHouse);
    }

    /** The timer's thread has limits to watch, so it does not wait for the store itself. */
    private void keepHouse() {
        try {
            executor.execute(() -> {
                try {
                    runner.expire();
                } catch (RuntimeException e) { // the store may be away: the next round tries again
                    LOG.warn("old task results and metadata could not be dropped", e);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("the executor takes no work; old task results stay until the next round", e);
        }
    }

    @Override
    public <R> TaskHandle<R> submit(TaskRequest<R> request, OperationContext context) {
        synchronized (lock) {
            refuseIfClosed(draining);
        }
        return run(runner.submitted(request, context), request, context);
    }

    /**
     * Runs a task that is recorded already.
     *
     * @throws ConflictException if too many are waiting, or the dispatcher is closed; the record has ended then
     */
    <R> TaskHandle<R> run(TaskRecord record, TaskRequest<R> request, OperationContext context) {
        RunningTask<R> task =
                new RunningTask<>(record, request, context, priority.of(request, context), groups.of(request));
        try {
            synchronized (lock) {
                refuseIfClosed(draining);
                enqueue(task);
                open.add(task);
            }
        } catch (ConflictException e) {
            fail(task, e);
            throw e;
        }
        pump();
        return new TaskHandle<>(
                record.id(),
                task.future(),
                () -> cancel(task, "cancelled"),
                task::isRecorded,
                () -> runner.find(record.id()).orElse(task.record()));
    }

    /** To be called with the lock. */
    private void enqueue(RunningTask<?> task) {
        TaskRequest<?> request = task.request();
        queues.add(request.subject(), request.queue(), task.priority(), task.group(), task);
    }

    private static void refuseIfClosed(boolean closed) {
        if (closed) {
            throw new ConflictException("tasks are closed; nothing is accepted any more");
        }
    }

    /** Begins as many tasks as there are free workers, free subjects and free places of their groups. */
    private void pump() {
        while (true) {
            Optional<RunningTask<?>> next = take();
            if (next.isEmpty()) {
                return;
            }
            RunningTask<?> task = next.get();
            try {
                executor.execute(() -> work(task));
            } catch (RejectedExecutionException e) {
                free(task);
                fail(
                        task,
                        new ProviderException(
                                task.request().taskName() + ": the executor takes no work; was it shut down?", e));
            }
        }
    }

    private Optional<RunningTask<?>> take() {
        synchronized (lock) {
            Optional<RunningTask<?>> next = closed ? Optional.empty() : queues.take(this::hasWorker);
            next.ifPresent(task -> working.merge(task.request().queue(), 1, Integer::sum));
            return next;
        }
    }

    private boolean hasWorker(TaskQueue queue) {
        return working.getOrDefault(queue, 0) < limits.workersOf(queue);
    }

    private int working() {
        return working.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Does a task and then those that are next: handing each to another thread would cost more than a short one takes. */
    private void work(RunningTask<?> first) {
        Optional<RunningTask<?>> next = Optional.of(first);
        for (int tasks = 1; next.isPresent(); tasks++) {
            next = workOn(next.get(), tasks < TURN);
        }
    }

    /** Returns the task that this worker goes on with, if it may and there is one. */
    private <R> Optional<RunningTask<?>> workOn(RunningTask<R> task, boolean mayGoOn) {
        Optional<Duration> again = Optional.empty();
        boolean goesOn = false;
        MDC.put(MDC_TASK, task.record().id().value());
        MDC.put(MDC_SUBJECT, task.request().subject());
        MDC.put(MDC_CORRELATION, task.context().correlationId());
        try {
            again = task.begin() ? attempt(task) : Optional.empty();
            goesOn = mayGoOn;
        } finally {
            MDC.remove(MDC_TASK);
            MDC.remove(MDC_SUBJECT);
            MDC.remove(MDC_CORRELATION);
            again.ifPresent(delay -> requeueAfter(delay, task));
            if (!goesOn) {
                free(task);
                pump();
            }
        }
        return goesOn ? freeAndTake(task) : Optional.empty();
    }

    private Optional<RunningTask<?>> freeAndTake(RunningTask<?> task) {
        Optional<RunningTask<?>> next;
        synchronized (lock) {
            free(task);
            next = take();
        }
        pump(); // the subject may have been waited for in the other queue
        return next;
    }

    private void free(RunningTask<?> task) {
        synchronized (lock) {
            working.merge(task.request().queue(), -1, Integer::sum);
            queues.done(task.request().subject());
            lock.notifyAll();
        }
    }

    private void requeueAfter(Duration delay, RunningTask<?> task) {
        synchronized (lock) {
            if (!closed) {
                TaskTimer.Alarm unused = timer.after(delay, () -> requeue(task));
            }
        }
    }

    private void requeue(RunningTask<?> task) {
        if (task.isOver()) {
            return;
        }
        try {
            synchronized (lock) {
                refuseIfClosed(closed);
                enqueue(task);
            }
        } catch (ConflictException e) {
            fail(task, e);
        }
        pump();
    }

    /** Runs the task once; returns how long to wait for the next attempt, if there is one. */
    private <R> Optional<Duration> attempt(RunningTask<R> task) {
        OperationContext bounded =
                task.context().withDeadline(task.context().deadline().atMost(limits.soft()));
        TaskTimer.Alarm hard = timer.after(limits.hard(), task::timeOut);
        TaskTimer.Alarm harder = timer.after(limits.hard().plus(GRACE), () -> abandon(task));
        try {
            if (task.record().state() == TaskState.PENDING) {
                task.record(runner.started(task.record()));
            }
            R result = runner.run(task.request(), bounded);
            task.leave();
            complete(task, result);
        } catch (NetStacksException e) {
            task.leave();
            if (retryable(task, e)) {
                return Optional.of(retries.delay(task.attempts(), random));
            }
            fail(task, task.timedOut() ? hardLimit(task, "", e) : e);
        } catch (RuntimeException e) { // a store of the host's: it must not take the worker down
            task.leave();
            fail(task, new ProviderException(task.request().taskName() + " failed: " + e, e));
        } catch (Error e) {
            task.leave();
            fail(task, new ProviderException(task.request().taskName() + " failed: " + e, e));
            throw e;
        } finally {
            hard.cancel();
            harder.cancel();
            task.leave();
        }
        return Optional.empty();
    }

    private <R> void complete(RunningTask<R> task, R result) {
        TaskRecord last = runner.succeeded(task.record(), task.request(), result);
        end(task, last, () -> task.future().complete(result));
    }

    private void fail(RunningTask<?> task, NetStacksException error) {
        end(task, runner.failed(task.record(), error), () -> task.future().completeExceptionally(error));
    }

    /** What happened has happened: a store that cannot take it down changes nothing for the one who waits. */
    private void end(RunningTask<?> task, TaskRecord last, Runnable tell) {
        TaskState before = task.record().state();
        if (!task.end(last)) {
            return;
        }
        boolean lost = task.context().deadline().guard().isLost();
        try {
            if (lost) {
                LOG.warn("task={} id={} subject={} lost its lease here", last.name(), last.id(), last.subject());
            } else {
                runner.ended(before, last);
                task.recorded();
            }
        } catch (RuntimeException e) { // any store's
            LOG.error(
                    "task={} id={} subject={} ended as {}, and the history could not be told",
                    last.name(),
                    last.id(),
                    last.subject(),
                    last.outcome(),
                    e);
        } finally {
            synchronized (lock) {
                open.remove(task);
                lock.notifyAll();
            }
            if (lost) {
                task.future()
                        .completeExceptionally(new OperationCancelledException(last.name() + " of " + last.subject()
                                + " lost its lease here; its record tells what becomes of it"));
            } else {
                tell.run();
            }
        }
    }

    private DeadlineExceededException hardLimit(RunningTask<?> task, String more, @Nullable NetStacksException e) {
        return new DeadlineExceededException(
                task.request().taskName() + " of " + task.request().subject() + ": stopped at the hard limit of "
                        + limits.hard() + more,
                e);
    }

    /** An operation that does not heed interrupts keeps its worker, but nobody waits for it. */
    private void abandon(RunningTask<?> task) {
        LOG.error(
                "task={} id={} does not end {} after it was interrupted; its worker is lost until it does",
                task.record().name(),
                task.record().id(),
                GRACE);
        fail(task, hardLimit(task, ", and it does not heed that; it may still be at work", null));
    }

    private boolean retryable(RunningTask<?> task, NetStacksException e) {
        return e.retryable()
                && !task.request().mutating()
                && !task.cancelled()
                && !task.timedOut()
                && task.attempts() < retries.attempts()
                && !task.context().deadline().hasPassed();
    }

    private boolean cancel(RunningTask<?> task, String why) {
        RunningTask.Cancelling met = task.cancel();
        if (met == RunningTask.Cancelling.IDLE) {
            synchronized (lock) {
                queues.remove(task.request().subject(), task);
            }
            fail(
                    task,
                    new OperationCancelledException(
                            task.request().taskName() + " of " + task.request().subject() + ": " + why));
        }
        return met != RunningTask.Cancelling.TOO_LATE;
    }

    @Override
    public boolean cancel(TaskId taskId) {
        Optional<RunningTask<?>> task;
        synchronized (lock) {
            task = open.stream()
                    .filter(known -> known.record().id().equals(taskId))
                    .findFirst();
        }
        return task.filter(known -> cancel(known, "cancelled")).isPresent();
    }

    @Override
    public Set<TaskId> gone(Collection<TaskId> taskIds) {
        Set<TaskId> gone = new HashSet<>(taskIds);
        synchronized (lock) {
            open.forEach(task -> gone.remove(task.record().id()));
        }
        return gone;
    }

    @Override
    public int waiting() {
        synchronized (lock) {
            return queues.size();
        }
    }

    @Override
    public boolean drain(Duration patience) {
        synchronized (lock) {
            draining = true;
            return awaitIdle(Deadline.after(patience), 0);
        }
    }

    /** Cancels what waits, interrupts what runs, and waits a little for that. */
    @Override
    public void close() {
        Set<RunningTask<?>> left;
        synchronized (lock) {
            draining = true;
            closed = true;
            left = Set.copyOf(open);
        }
        left.forEach(task -> cancel(task, "tasks were closed before it was done"));
        boolean ownWork = left.stream().anyMatch(task -> task.isWorkOf(Thread.currentThread()));
        synchronized (lock) {
            if (!awaitIdle(Deadline.after(GRACE), ownWork ? 1 : 0)) {
                LOG.error("{} tasks are still at work {} after they were interrupted", working(), GRACE);
            }
        }
        timer.close();
    }

    /** To be called with the lock, which is given back while waiting. */
    private boolean awaitIdle(Deadline deadline, int ownWork) {
        while (working() > ownWork || open.size() > ownWork) {
            long left = deadline.remainingNanos();
            if (left <= 0) {
                return false;
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(lock, left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
