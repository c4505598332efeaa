package io.netstacks.tasks.run;

import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;

/**
 * How urgent tasks are, the higher the sooner: of those that wait for one subject, and of the subjects that wait for a worker.
 * Those that are as urgent as each other take turns. Safe for use by many threads.
 */
@FunctionalInterface
public interface TaskPriority {

    /** Returns how urgent a task is. */
    int of(TaskRequest<?> request, OperationContext context);

    /** Returns 2 for what users ask for, 0 for what schedules begin, 1 for all others: people do not like to wait. */
    static TaskPriority byActor() {
        return (request, context) -> {
            Actor.Kind kind = context.actor().kind();
            return kind == Actor.Kind.USER ? 2 : kind == Actor.Kind.SCHEDULE ? 0 : 1;
        };
    }
}
