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
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.spi.task.TaskRecord;
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
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claim, dispatch, record. The store decides who gets what and moves the schedule on before anything begins, so neither a
 * failure nor a crash here makes a planned time come twice. Safe for use by many threads.
 */
final class ScheduleTicker {

    /** How many operations one check takes at the most; what is left is there for other nodes, and for the next check. */
    private static final int MOST = 500;

    private static final Logger LOG = LoggerFactory.getLogger(ScheduleTicker.class);

    /** A run of this node that is at work. */
    private record Running(ScheduledRun run, TaskHandle<?> task) {}

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
        List<ScheduleClaim> claims = store.claimDue(clock.instant(), owner, lease, MOST);
        int dispatched = 0;
        int skipped = 0;
        int lost = 0;
        int failed = 0;
        for (ScheduleClaim claim : claims) {
            if (claim.run().isOpen()) {
                OperationContext context =
                        OperationContext.as(Actor.schedule(claim.operation().name()));
                if (dispatch(claim, context)) {
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
    boolean dispatch(ScheduleClaim claim, OperationContext context) {
        ScheduledRun run = claim.run();
        try {
            begin(run, request(claim.operation(), run), context);
            return true;
        } catch (NetStacksException e) {
            end(run, Outcome.FAILED, Optional.empty(), e.code() + ": " + e.reason(), context);
            return false;
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

    private <R> void begin(ScheduledRun run, TaskRequest<R> request, OperationContext context) {
        TaskHandle<R> task = tasks.submit(request, context);
        LOG.info("schedule={} run={} slot={} task={}", run.operation(), run.number(), run.slot(), task.id());
        running.put(key(run), new Running(run, task));
        publish(NetStacksEvent.Kind.SCHEDULE_RUN_STARTED, run, context.correlationId(), Map.of("task", task.id()));
        var unused = task.future().whenComplete((result, error) -> {
            running.remove(key(run));
            if (result instanceof WorkUnavailable answer) {
                end(run, Outcome.UNAVAILABLE, Optional.of(task.id()), answer.message(), context);
            } else {
                ended(run, task, context);
            }
        });
    }

    private void ended(ScheduledRun run, TaskHandle<?> task, OperationContext context) {
        try {
            TaskRecord record = task.record();
            end(
                    run,
                    record.outcome().map(ScheduleTicker::outcome).orElse(Outcome.UNKNOWN),
                    Optional.of(task.id()),
                    record.message().orElse(""),
                    context);
        } catch (NetStacksException e) {
            notRecorded(run, e);
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

    private void end(
            ScheduledRun run, Outcome outcome, Optional<String> task, String message, OperationContext context) {
        try {
            if (!store.finish(run.ended(clock.instant(), outcome, task, message))) {
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
