package io.netstacks.tasks.internal;

import io.netstacks.tasks.run.TaskRequest;
import java.util.Optional;

/** Tells a dispatcher which tasks share a limit, so that it begins none that would only wait. Safe for use by many threads. */
@FunctionalInterface
public interface TaskGroups {

    /**
     * Returns the group of a task, asked once, when it is accepted.
     *
     * @return empty if nothing but the workers limits it, or nobody knows
     */
    Optional<TaskGroup> of(TaskRequest<?> request);
}
