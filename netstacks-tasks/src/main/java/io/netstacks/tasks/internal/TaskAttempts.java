package io.netstacks.tasks.internal;

import io.netstacks.spi.OperationContext;
import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.error.ProviderException;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.spi.task.TaskState;
import io.netstacks.tasks.run.RetryPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the work of tasks, once each time it is asked, within the limits, and ends them: in the history, and for whoever waits.
 * Safe for use by many threads.
 */
final class TaskAttempts {

    /** How long work that was interrupted may take to clean up, before nobody waits for it any more. */
    static final Duration GRACE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(TaskAttempts.class);

    private final TaskRunner runner;
    private final TaskLimits limits;
    private final RetryPolicy retries;
    private final RandomGenerator random;
    private final TaskTimer timer;
    private final Consumer<RunningTask<?>> over;

    /**
     * Creates them.
     *
     * @param over is told of each task that has ended, before whoever waits for it
     */
    TaskAttempts(
            TaskRunner runner,
            TaskLimits limits,
            RetryPolicy retries,
            RandomGenerator random,
            TaskTimer timer,
            Consumer<RunningTask<?>> over) {
        this.runner = runner;
        this.limits = limits;
        this.retries = retries;
        this.random = random;
        this.timer = timer;
        this.over = over;
    }

    /** Runs the task once; returns how long to wait for the next attempt, if there is one. */
    <R> Optional<Duration> run(RunningTask<R> task) {
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

    /** Ends a task that comes to nothing. */
    void fail(RunningTask<?> task, NetStacksException error) {
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
            over.accept(task);
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
}
