package io.netstacks.adapter.dbscheduler;

import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.error.ProviderException;
import io.netstacks.spi.error.UnsupportedCapabilityException;
import io.netstacks.spi.task.TaskId;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.spi.task.TaskState;
import io.netstacks.tasks.run.TaskBench;
import io.netstacks.tasks.run.TaskRequest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tasks that this process submitted and somebody may wait for: ended by their work when it is done here, by their
 * record when it is done elsewhere. Safe for use by many threads.
 */
final class OpenTasks {

    /** A task somebody may wait for. */
    private record Waiting(TaskRequest<?> request, CompletableFuture<Object> future) {}

    private final TaskBench bench;
    private final DispatchQueue queue;
    private final DispatchResults results;
    private final Map<TaskId, Waiting> waiting = new ConcurrentHashMap<>();

    OpenTasks(TaskBench bench, DispatchQueue queue, DispatchResults results) {
        this.bench = bench;
        this.queue = queue;
        this.results = results;
    }

    CompletableFuture<Object> add(TaskId taskId, TaskRequest<?> request) {
        CompletableFuture<Object> future = new CompletableFuture<>();
        waiting.put(taskId, new Waiting(request, future));
        return future;
    }

    /** A task that was done here gave this; always true. */
    boolean succeeded(TaskId taskId, Object result) {
        take(taskId).ifPresent(future -> future.complete(result));
        return true;
    }

    /** A task that was done here failed; always true. */
    boolean failed(TaskId taskId, Throwable error) {
        take(taskId).ifPresent(future -> future.completeExceptionally(error));
        return true;
    }

    private Optional<CompletableFuture<Object>> take(TaskId taskId) {
        return Optional.ofNullable(waiting.remove(taskId)).map(Waiting::future);
    }

    /** Ends what is over elsewhere, and so is not in the queue any more. */
    void look() {
        Set<TaskId> asked = Set.copyOf(waiting.keySet());
        if (!asked.isEmpty()) {
            queue.gone(asked).forEach(this::lookAt);
        }
    }

    /** Ends a task by its record, if that is over, and by the result that came from where it was done; always true. */
    boolean lookAt(TaskId taskId) {
        bench.find(taskId)
                .filter(record -> record.state() == TaskState.FINISHED)
                .ifPresent(record -> results.take(taskId)
                        .ifPresentOrElse(json -> arrived(taskId, json), () -> failed(taskId, elsewhere(record))));
        return true;
    }

    private void arrived(TaskId taskId, String json) {
        Optional<Waiting> asked = Optional.ofNullable(waiting.get(taskId));
        try {
            asked.ifPresent(one -> succeeded(taskId, bench.results().read(one.request(), json)));
        } catch (NetStacksException e) {
            failed(taskId, e);
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Nobody here learns any more what becomes of them. */
    void close() {
        waiting.keySet()
                .forEach(taskId -> failed(
                        taskId,
                        new OperationCancelledException("this process was closed; the task goes on elsewhere, and its"
                                + " record will tell how it ends")));
    }

    private static NetStacksException elsewhere(TaskRecord record) {
        String what = record.name() + " of " + record.subject() + " ended in another process as "
                + record.outcome().map(TaskOutcome::name).orElse("") + ": "
                + record.message().orElse("");
        return switch (record.outcome().orElse(TaskOutcome.UNKNOWN)) {
            case SUCCEEDED, PARTIAL ->
                new UnsupportedCapabilityException(what + "; its result is not here, its record has the summary");
            case CANCELLED -> new OperationCancelledException(what);
            case TIMED_OUT -> new DeadlineExceededException(what);
            case FAILED, UNKNOWN -> new ProviderException(what, null);
        };
    }
}
