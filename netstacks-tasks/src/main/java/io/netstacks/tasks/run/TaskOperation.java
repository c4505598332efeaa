package io.netstacks.tasks.run;

import io.netstacks.spi.OperationContext;
import io.netstacks.spi.task.TaskOutcome;
import java.util.Map;
import java.util.Optional;

/**
 * Does one kind of task. Safe for use by many threads.
 *
 * @param <Q> its requests
 * @param <R> what it gives
 */
public interface TaskOperation<Q extends TaskRequest<R>, R> {

    /** Returns its name. */
    String name();

    /** Returns the type of its requests. */
    Class<Q> requestType();

    /**
     * Does it within the context's deadline; an interrupt means stop and clean up.
     *
     * @throws io.netstacks.spi.error.NetStacksException if it cannot be done
     */
    R run(Q request, OperationContext context);

    /** Tells how a result counts. */
    TaskOutcome outcome(R result);

    /** Returns what the history keeps of a result: plain values, no device output, no secrets. */
    Map<String, Object> summary(R result);

    /** Returns what stores its requests; an operation without it runs only in the process that asks for it. */
    default Optional<TaskCodec<Q>> codec() {
        return Optional.empty();
    }

    /**
     * Returns what carries its results to the process that asked, where another one did the work; without it that process
     * learns the outcome and the summary only.
     */
    default Optional<TaskCodec<R>> resultCodec() {
        return Optional.empty();
    }
}
