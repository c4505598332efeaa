package io.netstacks.adapter.dbscheduler;

import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.spi.task.TaskState;
import io.netstacks.tasks.run.TaskBench;
import io.netstacks.tasks.run.TaskHandle;
import io.netstacks.tasks.run.TaskRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Does what waits for one subject, one after the other, for as long as the lease on the subject is ours. A change that had
 * begun under another worker is unknown; a read is done again. Safe for use by many threads.
 */
final class SubjectDrain {

    private final TaskBench bench;
    private final DispatchQueue queue;
    private final OpenTasks open;
    private final Clock clock;
    private final String worker;
    private final Duration looking;

    /** Creates it; {@code looking} is how often a task at work is compared with its lease and with cancellations. */
    SubjectDrain(TaskBench bench, DispatchQueue queue, OpenTasks open, Clock clock, String worker, Duration looking) {
        this.bench = bench;
        this.queue = queue;
        this.open = open;
        this.clock = clock;
        this.worker = worker;
        this.looking = looking;
    }

    void drain(String subject, ExecutionContext lease) {
        while (isOurs(lease) && !lease.getSchedulerState().isShuttingDown()) {
            Optional<DispatchQueue.Taken> next = queue.take(subject, worker);
            if (next.isEmpty()) {
                return;
            }
            work(next.get(), lease);
        }
    }

    private static boolean isOurs(ExecutionContext lease) {
        return !lease.getCurrentlyExecuting().getHeartbeatState().hasStaleHeartbeat();
    }

    private void work(DispatchQueue.Taken taken, ExecutionContext lease) {
        Optional<TaskRecord> record = bench.find(taken.taskId()).filter(known -> known.state() != TaskState.FINISHED);
        if (record.isPresent()) {
            begin(record.get(), taken, lease);
        }
        queue.remove(taken);
    }

    private void begin(TaskRecord record, DispatchQueue.Taken taken, ExecutionContext lease) {
        if (record.state() == TaskState.RUNNING && record.mutating()) {
            bench.abandon(record, lost(record, taken));
            return;
        }
        TaskHandle<?> handle;
        try {
            handle = run(record, bench.requests().read(queue.open(taken)), taken);
        } catch (NetStacksException e) {
            bench.abandon(record, e.code() + ": cannot be begun by worker " + worker + ": " + e.reason());
            return;
        }
        if (taken.cancelled()) {
            handle.cancel();
        }
        watch(handle, taken, lease);
    }

    private <R> TaskHandle<R> run(TaskRecord record, TaskRequest<R> request, DispatchQueue.Taken taken) {
        if (request.mutating() != record.mutating()) {
            throw InvalidInputException.of("the stored request and its record do not agree whether it changes devices");
        }
        return bench.run(record, request, taken.context(clock));
    }

    /** Waits for the end; stops the task when the lease is lost or somebody cancels it. */
    private void watch(TaskHandle<?> handle, DispatchQueue.Taken taken, ExecutionContext lease) {
        CompletableFuture<?> future = handle.future();
        open.follow(taken.taskId(), future);
        while (true) {
            try {
                future.get(looking.toNanos(), TimeUnit.NANOSECONDS);
                return;
            } catch (ExecutionException e) {
                return; // its record says how it ended
            } catch (InterruptedException e) {
                handle.cancel();
                Thread.currentThread().interrupt();
                return;
            } catch (TimeoutException e) {
                if (!isOurs(lease) || !queue.isHeld(taken)) {
                    handle.cancel();
                }
            }
        }
    }

    private String lost(TaskRecord record, DispatchQueue.Taken taken) {
        return "UNKNOWN: worker " + taken.before().orElse("(unknown)") + " began this change at "
                + record.startedAt().map(Object::toString).orElse("an unknown time")
                + " and stopped before it ended; worker " + worker + " found it with fencing number " + taken.fence()
                + " and did not repeat it. Look what the device holds, then submit what is missing";
    }
}
