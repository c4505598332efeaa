package io.netstacks.tasks.run;

import io.netstacks.spi.OperationContext;

/** Accepts tasks. Safe for use by many threads. */
@FunctionalInterface
public interface TaskSubmitter {

    /**
     * Accepts a task and returns at once.
     *
     * @throws io.netstacks.spi.error.ConflictException if too many tasks are waiting, or nothing is accepted any more
     * @throws io.netstacks.spi.error.NotFoundException if no operation does such requests
     */
    <R> TaskHandle<R> submit(TaskRequest<R> request, OperationContext context);
}
