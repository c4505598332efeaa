package io.netstacks.adapter.dbscheduler;

import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.StoreException;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.spi.task.TaskState;
import io.netstacks.tasks.run.TaskBench;
import io.netstacks.tasks.run.TaskHandle;
import io.netstacks.tasks.run.TaskRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what waits for one subject, one after the other. A change that had begun under another worker is unknown; a read is
 * done again. Safe for use by many threads.
 */
final class SubjectDrain {

    private static final Logger LOG = LoggerFactory.getLogger(SubjectDrain.class);

    /** After so many tasks of one subject the others have their turn. */
    private static final int TURN = 32;

    private final TaskBench bench;
    private final DispatchQueue queue;
    private final DispatchResults results;
    private final OpenTasks open;
    private final WorkAtHand work;
    private final Clock clock;
    private final String worker;
    private final Duration lease;

    SubjectDrain(
            TaskBench bench,
            DispatchQueue queue,
            DispatchResults results,
            OpenTasks open,
            WorkAtHand work,
            Clock clock,
            String worker,
            Duration lease) {
        this.bench = bench;
        this.queue = queue;
        this.results = results;
        this.open = open;
        this.work = work;
        this.clock = clock;
        this.worker = worker;
        this.lease = lease;
    }

    /**
     * Takes turn after turn until nothing is there to take, somebody else holds it, or the turn is over.
     *
     * @param goOn asked before each task
     * @throws StoreException if the database is away; what was not recorded as over stays in the queue
     */
    void drain(String subject, BooleanSupplier goOn) {
        long done = 0;
        for (int tasks = 0; tasks < TURN && goOn.getAsBoolean(); tasks++) {
            Optional<QueuedTask> next = queue.take(subject, done);
            if (next.isEmpty()) {
                return;
            }
            if (!isOver(next.get())) {
                return;
            }
            done = next.get().place();
            if (tasks == TURN - 1 || !goOn.getAsBoolean()) {
                queue.remove(next.get().taskId());
            }
        }
    }

    /** Does a task; tells whether it is over, and ours to take out of the queue. */
    private boolean isOver(QueuedTask task) {
        Optional<TaskRecord> record = task.accepted()
                .or(() -> bench.find(task.taskId()).filter(known -> known.state() != TaskState.FINISHED));
        return record.isEmpty() || begin(record.get(), task);
    }

    private boolean begin(TaskRecord record, QueuedTask task) {
        if (record.state() == TaskState.RUNNING && record.mutating()) {
            bench.abandon(record, lost(record, task));
            return true;
        }
        if (task.cancelled()) {
            return bench.cancel(record, "cancelled before worker " + worker + " began it")
                    || bench.abandon(
                                            record,
                                            "cancelled after worker "
                                                    + task.before().orElse("(unknown)") + " was lost")
                                    .state()
                            == TaskState.FINISHED;
        }
        DispatchLease right = new DispatchLease(
                task.taskId(),
                task.fence(),
                lease,
                () -> queue.isHeld(task.taskId(), task.fence()),
                task.takenAt(),
                System::nanoTime);
        TaskRequest<?> request;
        TaskHandle<?> handle;
        try {
            request = bench.requests().read(task.request().get());
            handle = run(record, request, task, right);
        } catch (NetStacksException e) {
            if (e instanceof StoreException && e.retryable()) {
                throw e;
            }
            bench.abandon(record, e.code() + ": cannot be begun by worker " + worker + ": " + e.reason());
            return true;
        }
        return await(record, handle, right, result -> carry(task, request, result));
    }

    private <R> TaskHandle<R> run(TaskRecord record, TaskRequest<R> request, QueuedTask task, DispatchLease right) {
        if (request.mutating() != record.mutating()) {
            throw InvalidInputException.of("the stored request and its record do not agree whether it changes devices");
        }
        return bench.run(record, request, task.context(clock.instant(), right));
    }

    private boolean await(TaskRecord record, TaskHandle<?> handle, DispatchLease right, Consumer<Object> carrying) {
        work.begin(right, handle, record.mutating());
        CompletableFuture<?> future = handle.future();
        try {
            Object result = future.join();
            if (!recorded(handle, right)) {
                return false;
            }
            carrying.accept(result);
            return open.succeeded(record.id(), result);
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return recorded(handle, right)
                    && (cause instanceof ConflictException
                            ? open.lookAt(record.id()) // somebody cancelled it while it was about to begin
                            : open.failed(record.id(), cause));
        } finally {
            work.end(right);
        }
    }

    /** Leaves a result for the process that waits for it; without it that one has the record. */
    @SuppressWarnings("unchecked") // the operation of a request gives what the request promises
    private void carry(QueuedTask task, TaskRequest<?> request, Object result) {
        if (task.submitter().filter(asker -> !asker.equals(worker)).isEmpty()) {
            return;
        }
        try {
            bench.results()
                    .write((TaskRequest<Object>) request, result)
                    .ifPresent(json -> results.put(task.taskId(), json));
        } catch (NetStacksException e) {
            LOG.warn("task={} its result stays with worker={}: {}", task.taskId(), worker, e.reason());
        }
    }

    /**
     * Tells whether a task's end is in the history. If the lease is gone it is somebody else's affair.
     *
     * @throws StoreException if it should be there and is not; the next worker that takes it decides
     */
    private boolean recorded(TaskHandle<?> handle, DispatchLease right) {
        if (handle.isRecorded()) {
            return true;
        }
        if (right.isLost()) {
            return false;
        }
        queue.release(handle.id(), right.fence());
        throw new StoreException("task " + handle.id() + " ended here, but the history could not be told", null);
    }

    private String lost(TaskRecord record, QueuedTask task) {
        return "UNKNOWN: worker " + task.before().orElse("(unknown)") + " began this change at "
                + record.startedAt().map(Object::toString).orElse("an unknown time")
                + " and was lost before it ended; worker " + worker + " found it with fencing number " + task.fence()
                + " and did not repeat it. Look what the device holds, then submit what is missing";
    }
}
