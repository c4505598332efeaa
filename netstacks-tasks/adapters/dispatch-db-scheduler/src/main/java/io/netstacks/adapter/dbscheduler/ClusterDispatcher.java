package io.netstacks.adapter.dbscheduler;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
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
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.tasks.run.TaskBench;
import io.netstacks.tasks.run.TaskDispatcher;
import io.netstacks.tasks.run.TaskHandle;
import io.netstacks.tasks.run.TaskRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shares the tasks of several processes over one PostgreSQL. An instance of db-scheduler's, one per subject, drains what
 * waits for that subject: its key is the lock, its heartbeat the lease. Safe for use by many threads.
 */
final class ClusterDispatcher implements TaskDispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterDispatcher.class);
    private static final TaskDescriptor<Void> SUBJECT = TaskDescriptor.of("netstacks-subject");

    private final TaskBench bench;
    private final ClusterDispatch settings;
    private final DispatchQueue queue;
    private final OpenTasks open;
    private final SubjectDrain drain;
    private final Scheduler scheduler;
    private final Clock clock = Clock.systemUTC();
    private final ScheduledExecutorService watch;
    private volatile boolean draining;

    ClusterDispatcher(ClusterDispatch settings, TaskBench bench) {
        this.bench = bench;
        this.settings = settings;
        queue = new DispatchQueue(settings.source(), SecretBox.with(settings.keys()), clock);
        open = new OpenTasks(bench);
        drain = new SubjectDrain(bench, queue, open, clock, settings.worker(), settings.polling());
        CustomTask<Void> subject = Tasks.custom(SUBJECT).onDeadExecutionRevive().execute(this::execute);
        scheduler = Scheduler.create(settings.source(), subject)
                .tableName("netstacks_dispatch")
                .schedulerName(new SchedulerName.Fixed(settings.worker()))
                .threads(settings.subjectsAtOnce())
                .pollingInterval(settings.polling())
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(settings.missedHeartbeats())
                .pollUsingLockAndFetch(0.5, 1.0)
                .enableImmediateExecution()
                .shutdownMaxWait(settings.patience())
                .build();
        watch = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "netstacks-cluster-watch");
            thread.setDaemon(true);
            return thread;
        });
    }

    ClusterDispatcher start() {
        scheduler.start();
        long often = settings.polling().toNanos();
        ScheduledFuture<?> unused = watch.scheduleWithFixedDelay(this::look, often, often, TimeUnit.NANOSECONDS);
        return this;
    }

    /** Ends what is over elsewhere, and wakes what a process left that died between storing a task and waking its subject. */
    private void look() {
        try {
            open.look();
            queue.subjects().forEach(subject -> wake(scheduler, subject));
        } catch (RuntimeException e) { // the database may be away: the next round tries again
            LOG.warn("the cluster's tasks could not be looked at", e);
        }
    }

    private void wake(SchedulerClient client, String subject) {
        client.scheduleIfNotExists(SUBJECT.instance(subject).build(), clock.instant());
    }

    private CompletionHandler<Void> execute(TaskInstance<Void> instance, ExecutionContext lease) {
        String subject = instance.getId();
        drain.drain(subject, lease);
        return (complete, operations) -> {
            operations.remove();
            if (queue.hasWork(subject)) { // came after the last look, and found the instance still there
                wake(lease.getSchedulerClient(), subject);
            }
        };
    }

    @Override
    public <R> TaskHandle<R> submit(TaskRequest<R> request, OperationContext context) {
        if (draining) {
            throw new ConflictException("tasks are closed; nothing is accepted any more");
        }
        if (queue.waiting() >= settings.most()) {
            throw new ConflictException(
                    settings.most() + " tasks are waiting already; submit again when some are done, or allow more");
        }
        String json = bench.requests().write(request);
        TaskRecord record = bench.accept(request, context);
        CompletableFuture<Object> future = open.add(record.id());
        try {
            queue.add(record.id(), request.subject(), json, context);
        } catch (NetStacksException e) {
            bench.abandon(record, e.code() + ": " + e.reason());
            future.completeExceptionally(e);
            throw e;
        }
        wake(scheduler, request.subject());
        return handle(record, future);
    }

    @SuppressWarnings("unchecked") // the operation of a request gives what the request promises
    private <R> TaskHandle<R> handle(TaskRecord record, CompletableFuture<Object> future) {
        return new TaskHandle<>(
                record.id(),
                (CompletableFuture<R>) (CompletableFuture<?>) future,
                () -> queue.cancel(record.id()),
                () -> bench.find(record.id()).orElse(record));
    }

    @Override
    public boolean drain(Duration patience) {
        draining = true;
        Deadline deadline = Deadline.after(patience);
        CompletableFuture<?> all = open.all();
        try {
            all.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (java.util.concurrent.ExecutionException e) {
            return true; // over, though not well
        } catch (java.util.concurrent.TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        draining = true;
        watch.shutdownNow();
        scheduler.stop();
        open.close();
    }
}
