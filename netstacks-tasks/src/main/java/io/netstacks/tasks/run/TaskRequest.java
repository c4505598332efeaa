package io.netstacks.tasks.run;

import java.util.Map;

/**
 * A unit of work as data: no secrets, no open resources. Implementations are records.
 *
 * @param <R> what the work gives
 */
public interface TaskRequest<R> {

    /** Returns the name of the operation that does it, for example {@code tasks.device_tasks.get_config}. */
    String taskName();

    /** Returns what it works on: a device's name, or a label. Tasks with the same subject run one after the other. */
    String subject();

    /** Tells whether it changes devices. Such a task is never run twice. */
    boolean mutating();

    /** Returns where it waits. */
    default TaskQueue queue() {
        return TaskQueue.DEVICE_TASKS;
    }

    /** Returns what an interface may show about it while it is fresh. */
    default Map<String, String> metadata() {
        return Map.of();
    }
}
