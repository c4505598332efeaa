package io.netstacks.tasks.internal;

import io.netstacks.core.event.EventPublisher;
import io.netstacks.core.text.Json;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.error.ProviderException;
import io.netstacks.spi.event.NetStacksEvent;
import io.netstacks.spi.task.TaskHistoryStore;
import io.netstacks.spi.task.TaskId;
import io.netstacks.spi.task.TaskMetadata;
import io.netstacks.spi.task.TaskMetadataStore;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.spi.task.TaskState;
import io.netstacks.tasks.run.TaskOperation;
import io.netstacks.tasks.run.TaskRegistry;
import io.netstacks.tasks.run.TaskRequest;
import io.netstacks.tasks.run.TaskRequestJson;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Record, run, record: what happens to one task from its submission to its end, on whatever thread. */
public final class TaskRunner {

    /** How long metadata are kept. */
    static final Duration METADATA_TIME = Duration.ofHours(1);

    /** How long what came of a task is kept beside its record. */
    static final Duration RESULT_TIME = Duration.ofHours(1);

    private final TaskRegistry registry;
    private final KeptRequests requests;
    private final TaskHistoryStore history;
    private final TaskMetadataStore metadata;
    private final EventPublisher events;
    private final Clock clock;

    /** Creates one. */
    public TaskRunner(
            TaskRegistry registry,
            TaskHistoryStore history,
            TaskMetadataStore metadata,
            EventPublisher events,
            Clock clock) {
        this.registry = registry;
        requests = new KeptRequests(history, new TaskRequestJson(registry));
        this.history = history;
        this.metadata = metadata;
        this.events = events;
        this.clock = clock;
    }

    /** Records a new task. */
    TaskRecord submitted(TaskRequest<?> request, OperationContext context) {
        registry.operationFor(request);
        TaskId id = new TaskId(UUID.randomUUID().toString());
        Instant now = clock.instant();
        TaskRecord record = new TaskRecord(
                id,
                request.taskName(),
                request.subject(),
                context.actor().toString(),
                context.correlationId(),
                request.mutating(),
                TaskState.PENDING,
                Optional.empty(),
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        if (!request.metadata().isEmpty()) {
            Map<String, String> values = new HashMap<>(request.metadata());
            values.put("started_at", now.toString());
            metadata.put(new TaskMetadata(id, now, now.plus(METADATA_TIME), values));
        }
        requests.add(record, request); // last: a record without its task would wait for ever
        publish(NetStacksEvent.Kind.TASK_SUBMITTED, record, Map.of());
        return record;
    }

    /**
     * Records that a task has begun; before it acts, so that a crash leaves a trace.
     *
     * @throws ConflictException if somebody else has begun or ended it
     */
    TaskRecord started(TaskRecord record) {
        TaskRecord running = record.started(clock.instant());
        if (!history.advance(TaskState.PENDING, running)) {
            throw new ConflictException("task " + record.id() + " (" + record.name() + " of " + record.subject()
                    + ") does not wait any more, so it is not begun; its record tells what became of it");
        }
        publish(
                NetStacksEvent.Kind.TASK_STARTED,
                running,
                Map.of("wait_ms", millis(running.submittedAt(), running.startedAt())));
        return running;
    }

    /** Runs a request; what the host's own operations throw becomes a failure of ours. */
    <R> R run(TaskRequest<R> request, OperationContext context) {
        try {
            return registry.operationFor(request).run(request, context);
        } catch (NetStacksException e) {
            throw e;
        } catch (RuntimeException e) { // an operation may be the host's: it must not take the worker down
            throw new ProviderException("the operation " + request.taskName() + " failed: " + e, e);
        }
    }

    /** Returns the last record of a task that gave a result; nothing is written yet. */
    <R> TaskRecord succeeded(TaskRecord record, TaskRequest<R> request, R result) {
        TaskOperation<TaskRequest<R>, R> operation = registry.operationFor(request);
        try {
            TaskOutcome outcome = operation.outcome(result);
            return record.finished(
                    clock.instant(),
                    outcome,
                    outcome.name().toLowerCase(Locale.ROOT),
                    Optional.of(Json.write(operation.summary(result))));
        } catch (NetStacksException e) {
            throw e;
        } catch (RuntimeException e) { // as above
            throw new ProviderException(
                    "the operation " + request.taskName() + " is done, but cannot tell what came of it: " + e, e);
        }
    }

    /** Returns the last record of a task that failed; nothing is written yet. */
    TaskRecord failed(TaskRecord record, NetStacksException error) {
        return record.finished(
                clock.instant(), outcome(record, error), error.code() + ": " + error.reason(), Optional.empty());
    }

    /** A change that was interrupted after it began is unknown: nobody has looked what the device holds. */
    private static TaskOutcome outcome(TaskRecord record, NetStacksException error) {
        boolean interrupted = error instanceof OperationCancelledException
                || error.code() == ErrorCode.DEADLINE_EXCEEDED
                || error.code() == ErrorCode.SESSION_LOST;
        if (record.mutating() && interrupted && record.state() == TaskState.RUNNING) {
            return TaskOutcome.UNKNOWN;
        }
        if (error instanceof OperationCancelledException) {
            return TaskOutcome.CANCELLED;
        }
        return error.code() == ErrorCode.DEADLINE_EXCEEDED ? TaskOutcome.TIMED_OUT : TaskOutcome.FAILED;
    }

    /** Records an end and tells it. */
    void ended(TaskState before, TaskRecord over) {
        try {
            history.advance(before, over);
        } finally {
            publishEnd(over);
        }
    }

    private void publishEnd(TaskRecord over) {
        Map<String, String> details = new HashMap<>();
        details.put("outcome", over.outcome().map(TaskOutcome::name).orElse(""));
        over.startedAt().ifPresent(begun -> details.put("run_ms", millis(begun, over.finishedAt())));
        publish(NetStacksEvent.Kind.TASK_FINISHED, over, details);
    }

    /** The clocks of two nodes may differ; nothing takes less than no time. */
    private static String millis(Instant from, Optional<Instant> to) {
        return Long.toString(Math.max(
                0, to.map(end -> Duration.between(from, end).toMillis()).orElse(0L)));
    }

    /** Ends a task that cannot run, or whose worker is lost, unless it is over; returns its last record. */
    TaskRecord abandoned(TaskRecord record, String evidence) {
        TaskRecord known = record;
        while (known.state() != TaskState.FINISHED) {
            boolean unknown = known.mutating() && known.state() == TaskState.RUNNING;
            TaskRecord over = known.finished(
                    clock.instant(), unknown ? TaskOutcome.UNKNOWN : TaskOutcome.FAILED, evidence, Optional.empty());
            if (history.advance(known.state(), over)) {
                publishEnd(over);
                return over;
            }
            TaskId id = known.id();
            known = history.find(id).orElseThrow(() -> NotFoundException.of("task", id.value(), List.of()));
        }
        return known;
    }

    /** Ends a task that nobody has begun as cancelled; tells whether nobody had. */
    boolean cancelled(TaskRecord record, String evidence) {
        if (record.state() != TaskState.PENDING) {
            return false;
        }
        TaskRecord over = record.finished(clock.instant(), TaskOutcome.CANCELLED, evidence, Optional.empty());
        boolean ended = history.advance(TaskState.PENDING, over);
        if (ended) {
            publishEnd(over);
        }
        return ended;
    }

    /** Forgets results, requests and metadata whose time is over. */
    void expire() {
        Instant now = clock.instant();
        history.expireResults(now.minus(RESULT_TIME));
        requests.expire(now);
        metadata.expire(now);
    }

    private void publish(NetStacksEvent.Kind kind, TaskRecord record, Map<String, String> more) {
        Map<String, String> details = new HashMap<>(more);
        details.put("task", record.name());
        details.put("subject", record.subject());
        events.publish(kind, record.correlationId(), record.id().value(), details);
    }

    /** Returns the record of a task. */
    Optional<TaskRecord> find(TaskId id) {
        return history.find(id);
    }
}
