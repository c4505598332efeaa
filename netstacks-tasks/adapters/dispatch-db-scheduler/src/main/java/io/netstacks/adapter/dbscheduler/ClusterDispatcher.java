package io.netstacks.adapter.dbscheduler;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.netstacks.core.store.SecretBox;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.error.StoreException;
import io.netstacks.spi.task.TaskId;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.spi.task.TaskState;
import io.netstacks.tasks.run.TaskBench;
import io.netstacks.tasks.run.TaskDispatcher;
import io.netstacks.tasks.run.TaskHandle;
import io.netstacks.tasks.run.TaskRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shares the tasks of several processes over one PostgreSQL. An instance of db-scheduler's, one per subject, drains what
 * waits for that subject: its key is the lock that decides who looks; who may write is decided by the lease of each entry.
 * Safe for use by many threads.
 */
final class ClusterDispatcher implements TaskDispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterDispatcher.class);
    private static final TaskDescriptor<Void> SUBJECT = TaskDescriptor.of(DispatchQueue.SUBJECT);

    /** Subjects without an instance are looked for once in so many looks. */
    private static final int SWEEP = 20;

    /** How long work that was told to stop may take to clean up. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final TaskBench bench;
    private final ClusterDispatch settings;
    private final DispatchQueue queue;
    private final DispatchResults results;
    private final SubjectInstances instances;
    private final QueueRoom room;
    private final OpenTasks open;
    private final WorkAtHand work;
    private final SubjectDrain drain;
    private final Scheduler scheduler;
    private final Clock clock = Clock.systemUTC();
    private final ScheduledExecutorService watch;
    private final AtomicInteger draining = new AtomicInteger();
    private int looks;
    private volatile boolean refusing;
    private volatile boolean stopping;

    ClusterDispatcher(ClusterDispatch settings, TaskBench bench) {
        this.bench = bench;
        this.settings = settings;
        Duration lease = settings.lease();
        DispatchDatabase database = new DispatchDatabase(settings.source(), settings.tables());
        SecretBox box = SecretBox.with(settings.keys());
        queue = new DispatchQueue(database, box, clock, settings.worker(), lease);
        results = new DispatchResults(database, box);
        instances = new SubjectInstances(database);
        room = new QueueRoom(queue, settings.most());
        open = new OpenTasks(bench, queue, results);
        work = new WorkAtHand(queue);
        drain = new SubjectDrain(bench, queue, results, open, work, clock, settings.worker(), lease);
        CustomTask<Void> subject = Tasks.custom(SUBJECT)
                .onDeadExecutionRevive()
                .onFailure((complete, operations) ->
                        operations.reschedule(complete, clock.instant().plus(settings.polling())))
                .execute(this::execute);
        scheduler = Scheduler.create(settings.source(), subject)
                .tableName(settings.tables().subjects())
                .schedulerName(new SchedulerName.Fixed(settings.worker()))
                .threads(settings.subjectsAtOnce())
                .pollingInterval(settings.polling())
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(settings.missedHeartbeats())
                // looks for more whenever a worker is idle, and never picks what it cannot begin
                .pollUsingLockAndFetch(0.99, 1.0)
                .enablePriority()
                .enableImmediateExecution()
                .shutdownMaxWait(GRACE)
                .build();
        watch = Executors.newSingleThreadScheduledExecutor(job -> {
            Thread thread = new Thread(job, "netstacks-cluster-" + settings.worker());
            thread.setDaemon(true);
            return thread;
        });
    }

    ClusterDispatcher start() {
        room.count();
        if (settings.works()) {
            scheduler.start();
        }
        long often = settings.polling().toNanos();
        ScheduledFuture<?> unused = watch.scheduleWithFixedDelay(this::look, often, often, TimeUnit.NANOSECONDS);
        return this;
    }

    /** Renews leases, ends what is over elsewhere, and now and then wakes subjects that a crash left without an instance. */
    private void look() {
        try {
            work.renew();
            open.look();
            room.count();
            if (++looks % SWEEP == 0) {
                instances.wakeAll();
                results.expire();
            }
        } catch (RuntimeException e) { // the database may be away: the next round tries again
            if (watch.isShutdown()) {
                return;
            }
            LOG.warn("worker={} the cluster's tasks could not be looked at: {}", settings.worker(), e.toString());
        }
    }

    private CompletionHandler<Void> execute(TaskInstance<Void> instance, ExecutionContext context) {
        String subject = instance.getId();
        draining.incrementAndGet();
        try {
            drain.drain(subject, () -> !stopping);
        } catch (StoreException e) {
            LOG.warn("worker={} subject={} is left for later: {}", settings.worker(), subject, e.toString());
            throw e; // db-scheduler tries again, or another worker does
        } finally {
            draining.decrementAndGet();
        }
        return (complete, operations) -> {
            if (instances.end(complete.getExecution()) && !stopping) {
                scheduler.triggerCheckForDueExecutions();
            }
        };
    }

    @Override
    public <R> TaskHandle<R> submit(TaskRequest<R> request, OperationContext context) {
        if (refusing) {
            throw new ConflictException("tasks are closed; nothing is accepted any more");
        }
        String json = bench.requests().write(request);
        room.enter();
        TaskRecord record = bench.accept(request, context);
        CompletableFuture<Object> future = open.add(record.id(), request);
        try {
            queue.add(record, json, settings.priority(request, context), context);
        } catch (NetStacksException e) {
            open.failed(record.id(), e);
            bench.abandon(record, e.code() + ": " + e.reason());
            throw e;
        }
        if (settings.works()) {
            scheduler.triggerCheckForDueExecutions();
        }
        return handle(record, future);
    }

    @SuppressWarnings("unchecked") // the operation of a request gives what the request promises
    private <R> TaskHandle<R> handle(TaskRecord record, CompletableFuture<Object> future) {
        return new TaskHandle<>(
                record.id(),
                (CompletableFuture<R>) (CompletableFuture<?>) future,
                () -> cancel(record),
                () -> bench.find(record.id())
                        .filter(known -> known.state() == TaskState.FINISHED)
                        .isPresent(),
                () -> bench.find(record.id()).orElse(record));
    }

    private boolean cancel(TaskRecord record) {
        if (bench.cancel(record, "cancelled before it began")) {
            open.failed(
                    record.id(),
                    new OperationCancelledException(record.name() + " of " + record.subject() + ": cancelled"));
            queue.remove(record.id());
            return true;
        }
        return work.cancel(record.id()).orElseGet(() -> queue.cancel(record.id()));
    }

    /** Whichever node accepted it or works on it. */
    @Override
    public boolean cancel(TaskId taskId) {
        return bench.find(taskId)
                .filter(record -> record.state() != TaskState.FINISHED && cancel(record))
                .isPresent();
    }

    @Override
    public Set<TaskId> gone(Collection<TaskId> taskIds) {
        return taskIds.isEmpty() ? Set.of() : queue.gone(taskIds);
    }

    /** Counted over all nodes. */
    @Override
    public int waiting() {
        return queue.waiting();
    }

    /** Waits for what was submitted here, then takes nothing more of others' and ends what is at work. */
    @Override
    public boolean drain(Duration patience) {
        refusing = true;
        Deadline deadline = Deadline.after(patience);
        if (!await(open::isEmpty, deadline)) {
            return false;
        }
        stopping = true;
        scheduler.pause();
        return await(() -> draining.get() == 0, deadline);
    }

    /** Lets what is at work end, then hands the rest over; what waits is done by the others. */
    @Override
    public void close() {
        refusing = true;
        stopping = true;
        scheduler.pause();
        if (!await(() -> draining.get() == 0, Deadline.after(settings.patience()))) {
            try {
                work.handOver();
            } catch (StoreException e) {
                LOG.warn("worker={} leases stay until they are over: {}", settings.worker(), e.toString());
            }
            boolean ended = await(() -> draining.get() == 0, Deadline.after(GRACE));
            LOG.info("worker={} closed, all_ended={}", settings.worker(), ended);
        }
        scheduler.stop();
        watch.shutdownNow();
        awaitLastLook();
        open.close();
    }

    /** The host may close the data source next, and a look may be in the middle of a question. */
    private void awaitLastLook() {
        try {
            boolean unused = watch.awaitTermination(GRACE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean await(BooleanSupplier over, Deadline deadline) {
        try {
            while (!over.getAsBoolean()) {
                if (deadline.hasPassed() || watch.awaitTermination(5, TimeUnit.MILLISECONDS)) {
                    return over.getAsBoolean();
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
