package io.netstacks.tasks.internal;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.error.ProviderException;
import io.netstacks.spi.task.TaskId;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.tasks.run.TaskDispatcher;
import io.netstacks.tasks.run.TaskHandle;
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

    /** After so many tasks a worker gives its thread back to the executor, which may have other work too. */
    private static final int TURN = 64;

    /** What every line that a task logs on its thread carries, so that a host finds them by it. */
    private static final String MDC_TASK = "netstacks.task";

    private static final String MDC_SUBJECT = "netstacks.subject";
    private static final String MDC_CORRELATION = "netstacks.correlation";

    private final TaskRunner runner;
    private final Executor executor;
    private final TaskRules rules;
    private final TaskTimer timer;
    private final TaskAttempts attempts;

    private final Object lock = new Object();
    private final SubjectQueues<RunningTask<?>> queues;
    /** Accepted and not over: waiting, running, or between two attempts. */
    private final Set<RunningTask<?>> open = new HashSet<>();

    private final Map<TaskQueue, Integer> working = new EnumMap<>(TaskQueue.class);
    private boolean draining;
    private boolean closed;

    /**
     * Creates one.
     *
     * @param random scatters the delays of retries
     */
    public InProcessDispatcher(TaskRunner runner, Executor executor, TaskRules rules, RandomGenerator random) {
        this(runner, executor, rules, random, new DaemonTaskTimer());
    }

    InProcessDispatcher(
            TaskRunner runner, Executor executor, TaskRules rules, RandomGenerator random, TaskTimer timer) {
        this.runner = runner;
        this.executor = executor;
        this.rules = rules;
        this.timer = timer;
        queues = new SubjectQueues<>(rules.limits().queue());
        attempts = new TaskAttempts(runner, rules.limits(), rules.retries(), random, timer, this::forget);
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
        RunningTask<R> task = new RunningTask<>(
                record,
                request,
                context,
                rules.priority().of(request, context),
                rules.groups().of(request));
        try {
            synchronized (lock) {
                refuseIfClosed(draining);
                enqueue(task);
                open.add(task);
            }
        } catch (ConflictException e) {
            attempts.fail(task, e);
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
                attempts.fail(
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
        return working.getOrDefault(queue, 0) < rules.limits().workersOf(queue);
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
            again = task.begin() ? attempts.run(task) : Optional.empty();
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
            attempts.fail(task, e);
        }
        pump();
    }

    private void forget(RunningTask<?> task) {
        synchronized (lock) {
            open.remove(task);
            lock.notifyAll();
        }
    }

    private boolean cancel(RunningTask<?> task, String why) {
        RunningTask.Cancelling met = task.cancel();
        if (met == RunningTask.Cancelling.IDLE) {
            synchronized (lock) {
                queues.remove(task.request().subject(), task);
            }
            attempts.fail(
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
            if (!awaitIdle(Deadline.after(TaskAttempts.GRACE), ownWork ? 1 : 0)) {
                LOG.error("{} tasks are still at work {} after they were interrupted", working(), TaskAttempts.GRACE);
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
