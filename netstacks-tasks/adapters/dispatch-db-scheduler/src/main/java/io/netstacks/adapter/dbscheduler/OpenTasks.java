package io.netstacks.adapter.dbscheduler;

import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.error.ProviderException;
import io.netstacks.spi.error.UnsupportedCapabilityException;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.spi.task.TaskState;
import io.netstacks.tasks.run.TaskBench;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tasks that this process submitted and somebody may wait for: ended by their work when it is done here, by their
 * record when it is done elsewhere. Safe for use by many threads.
 */
final class OpenTasks {

    private final TaskBench bench;
    private final Map<String, CompletableFuture<Object>> waiting = new ConcurrentHashMap<>();

    OpenTasks(TaskBench bench) {
        this.bench = bench;
    }

    CompletableFuture<Object> add(String taskId) {
        CompletableFuture<Object> future = new CompletableFuture<>();
        waiting.put(taskId, future);
        CompletableFuture<?> unused = future.whenComplete((result, error) -> waiting.remove(taskId));
        return future;
    }

    /** The work of a task began here: what it gives is its result. */
    void follow(String taskId, CompletableFuture<?> work) {
        CompletableFuture<Object> future = waiting.get(taskId);
        if (future != null) {
            CompletableFuture<?> unused = work.whenComplete((result, error) -> {
                if (error == null) {
                    future.complete(result);
                } else {
                    future.completeExceptionally(error);
                }
            });
        }
    }

    /** Ends what is over elsewhere. */
    void look() {
        waiting.forEach((id, future) -> bench.find(id)
                .filter(record -> record.state() == TaskState.FINISHED)
                .ifPresent(record -> future.completeExceptionally(elsewhere(record))));
    }

    /** Returns what is over when all that were submitted until now are. */
    CompletableFuture<?> all() {
        return CompletableFuture.allOf(waiting.values().toArray(CompletableFuture[]::new));
    }

    /** Nobody here learns any more what becomes of them. */
    void close() {
        waiting.values()
                .forEach(future -> future.completeExceptionally(new OperationCancelledException(
                        "this process was closed; the task goes on elsewhere, and its record will tell how it ends")));
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
