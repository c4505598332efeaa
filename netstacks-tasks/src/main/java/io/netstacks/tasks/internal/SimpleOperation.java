package io.netstacks.tasks.internal;

import io.netstacks.spi.OperationContext;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.tasks.run.TaskCodec;
import io.netstacks.tasks.run.TaskOperation;
import io.netstacks.tasks.run.TaskRequest;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * An operation put together from functions.
 *
 * @param <Q> its requests
 * @param <R> what it gives
 */
record SimpleOperation<Q extends TaskRequest<R>, R>(
        String name,
        Class<Q> requestType,
        BiFunction<Q, OperationContext, R> work,
        Function<R, TaskOutcome> counting,
        Function<R, Map<String, Object>> summing,
        TaskCodec<Q> stored,
        TaskCodec<R> carried)
        implements TaskOperation<Q, R> {

    @Override
    public R run(Q request, OperationContext context) {
        return work.apply(request, context);
    }

    @Override
    public TaskOutcome outcome(R result) {
        return counting.apply(result);
    }

    @Override
    public Map<String, Object> summary(R result) {
        return summing.apply(result);
    }

    @Override
    public Optional<TaskCodec<Q>> codec() {
        return Optional.of(stored);
    }

    @Override
    public Optional<TaskCodec<R>> resultCodec() {
        return Optional.of(carried);
    }
}
