package io.netstacks.tasks.schedule;

import io.netstacks.core.event.EventPublisher;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.event.NetStacksEvent;
import io.netstacks.spi.schedule.ScheduleClaim;
import io.netstacks.spi.schedule.ScheduleStore;
import io.netstacks.spi.schedule.ScheduledOperation;
import io.netstacks.spi.schedule.ScheduledRun;
import io.netstacks.spi.schedule.ScheduledRun.Outcome;
import io.netstacks.spi.task.TaskId;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.spi.task.TaskState;
import io.netstacks.tasks.backup.CleanupOldBackups;
import io.netstacks.tasks.run.TaskHandle;
import io.netstacks.tasks.run.TaskRequest;
import io.netstacks.tasks.run.TaskSubmitter;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claim, dispatch, record. The store decides who gets what and moves the schedule on before anything begins, so neither a
 * failure nor a crash here makes a planned time come twice. Safe for use by many threads.
 */
final class ScheduleTicker {

    /** How many operations are taken at once; between two rounds other nodes get some too. */
    private static final int ROUND = 500;

    /** How many operations one check takes at the most; what is left is there for other nodes, and for the next check. */
    private static final int MOST = 20_000;

    /** How long a run may wait until its task begins; from then on the time limits of tasks hold. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(ScheduleTicker.class);

    /** A run of this node that is at work. */
    private record Running(ScheduledRun run, TaskHandle<?> task) {}

    /** A run that was taken: whether its work was begun, and the run as it will have ended. */
    record Dispatched(boolean begun, CompletableFuture<ScheduledRun> end) {}

    private final ScheduleStore store;
    private final TaskSubmitter tasks;
    private final EventPublisher events;
    private final Clock clock;
    private final String owner;
    private final Duration lease;
    private final Map<String, Running> running = new ConcurrentHashMap<>();

    ScheduleTicker(
            ScheduleStore store,
            TaskSubmitter tasks,
            EventPublisher events,
            Clock clock,
            String owner,
            Duration lease) {
        this.store = store;
        this.tasks = tasks;
        this.events = events;
        this.clock = clock;
        this.owner = owner;
        this.lease = lease;
    }

    TickReport tick() {
        running.values().forEach(this::keep);
        TickReport all = new TickReport(0, 0, 0, 0, 0);
        TickReport round;
        do {
            round = begin(store.claimDue(clock.instant(), owner, lease, ROUND));
            all = all.plus(round);
            // where one is refused the others would be too: they stay due, for other nodes and for the next check
        } while (round.due() >= ROUND && round.failed() == 0 && all.due() < MOST);
        return all;
    }

    private TickReport begin(List<ScheduleClaim> claims) {
        int dispatched = 0;
        int skipped = 0;
        int lost = 0;
        int failed = 0;
        for (ScheduleClaim claim : claims) {
            if (claim.run().isOpen()) {
                OperationContext context = OperationContext.as(
                                Actor.schedule(claim.operation().name()))
                        .within(LONGEST_WAIT);
                if (dispatch(claim, context).begun()) {
                    dispatched++;
                } else {
                    failed++;
                }
            } else {
                publishEnd(claim.run(), claim.run().outcome().orElse(Outcome.UNKNOWN), "");
                if (claim.run().outcome().filter(Outcome.SKIPPED::equals).isPresent()) {
                    skipped++;
                } else {
                    lost++;
                }
            }
        }
        return new TickReport(claims.size(), dispatched, skipped, lost, failed);
    }

    /** Keeps the right to a run that takes long; a run whose right was lost all the same is stopped. */
    private void keep(Running mine) {
        if (!store.renew(mine.run(), clock.instant().plus(lease))
                && running.remove(key(mine.run()), mine)
                && mine.task().cancel()) {
            LOG.warn(
                    "schedule={} run={}: stopped, since it is somebody else's now or was deleted",
                    mine.run().operation(),
                    mine.run().number());
        }
    }

    /** Begins a claimed run; one that cannot begin has failed. */
    Dispatched dispatch(ScheduleClaim claim, OperationContext context) {
        ScheduledRun run = claim.run();
        try {
            return new Dispatched(true, begin(run, request(claim.operation(), run), context));
        } catch (NetStacksException e) {
            ScheduledRun failed = end(run, Outcome.FAILED, Optional.empty(), e.code() + ": " + e.reason(), context);
            return new Dispatched(false, CompletableFuture.completedFuture(failed));
        }
    }

    private static TaskRequest<?> request(ScheduledOperation operation, ScheduledRun run) {
        ScheduledJob job = ScheduledJob.of(operation);
        if (job instanceof ScheduledJob.Backup backup) {
            String snapshot = operation.name() + " " + run.slot().truncatedTo(ChronoUnit.SECONDS);
            return new ExecuteScheduledBackup(
                    operation.name(),
                    snapshot,
                    backup.devices(),
                    backup.parallelism(),
                    backup.setFormat(),
                    backup.unlessSeenWithin());
        } else if (job instanceof ScheduledJob.Cleanup cleanup) {
            return new CleanupOldBackups(cleanup.days(), false);
        } else if (job instanceof ScheduledJob.Deploy deploy) {
            return new ExecuteScheduledDeploy(operation.name(), deploy.stack());
        }
        return new ExecuteScheduledMop(operation.name(), ((ScheduledJob.Mop) job).mop());
    }

    private <R> CompletableFuture<ScheduledRun> begin(
            ScheduledRun run, TaskRequest<R> request, OperationContext context) {
        TaskHandle<R> task = tasks.submit(request, context);
        LOG.info("schedule={} run={} slot={} task={}", run.operation(), run.number(), run.slot(), task.id());
        running.put(key(run), new Running(run, task));
        publish(
                NetStacksEvent.Kind.SCHEDULE_RUN_STARTED,
                run,
                context.correlationId(),
                Map.of("task", task.id().value()));
        return task.future().handle((result, error) -> {
            running.remove(key(run));
            return result instanceof WorkUnavailable answer
                    ? end(run, Outcome.UNAVAILABLE, Optional.of(task.id()), answer.message(), context)
                    : ended(run, task, context);
        });
    }

    private ScheduledRun ended(ScheduledRun run, TaskHandle<?> task, OperationContext context) {
        try {
            TaskRecord record = task.record();
            return end(
                    run,
                    record.outcome().map(ScheduleTicker::outcome).orElse(Outcome.UNKNOWN),
                    Optional.of(task.id()),
                    record.state() == TaskState.FINISHED
                            ? record.message().orElse("")
                            : "this node was closed; the record of the task tells how it ends elsewhere",
                    context);
        } catch (NetStacksException e) {
            notRecorded(run, e);
            return run;
        }
    }

    private static Outcome outcome(TaskOutcome outcome) {
        return switch (outcome) {
            case SUCCEEDED -> Outcome.SUCCEEDED;
            case PARTIAL -> Outcome.PARTIAL;
            case FAILED, CANCELLED, TIMED_OUT -> Outcome.FAILED;
            case UNKNOWN -> Outcome.UNKNOWN;
        };
    }

    private ScheduledRun end(
            ScheduledRun run, Outcome outcome, Optional<TaskId> task, String message, OperationContext context) {
        ScheduledRun over = run.ended(clock.instant(), outcome, task, message);
        try {
            if (!store.finish(over)) {
                LOG.warn(
                        "schedule={} run={}: its end ({}) came after its right had ended, and is in the task history only",
                        run.operation(),
                        run.number(),
                        outcome);
            }
        } catch (NetStacksException e) {
            notRecorded(run, e);
        }
        publishEnd(run, outcome, context.correlationId());
        return over;
    }

    private void publishEnd(ScheduledRun run, Outcome outcome, String correlationId) {
        publish(NetStacksEvent.Kind.SCHEDULE_RUN_FINISHED, run, correlationId, Map.of("outcome", outcome.name()));
    }

    private void publish(NetStacksEvent.Kind kind, ScheduledRun run, String correlationId, Map<String, String> more) {
        Map<String, String> details = new HashMap<>(more);
        details.put("run", Long.toString(run.number()));
        details.put("slot", run.slot().toString());
        events.publish(kind, correlationId, run.operation(), details);
    }

    private static void notRecorded(ScheduledRun run, NetStacksException e) {
        LOG.warn(
                "schedule={} run={}: its end could not be recorded; it is taken again when its lease ends: {}",
                run.operation(),
                run.number(),
                e.reason());
    }

    private static String key(ScheduledRun run) {
        return run.number() + " " + run.operation();
    }

    String owner() {
        return owner;
    }

    Duration lease() {
        return lease;
    }
}
