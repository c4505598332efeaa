package io.netstacks.tasks.schedule;

import io.netstacks.tasks.run.TaskQueue;
import io.netstacks.tasks.run.TaskRequest;

/**
 * Runs a method of procedure because a schedule was due. This version answers that it cannot. Immutable.
 *
 * @param schedule the name of the scheduled operation
 * @param mop what it is about
 */
public record ExecuteScheduledMop(String schedule, String mop) implements TaskRequest<WorkUnavailable> {

    /** The name of the operation. */
    public static final String NAME = "tasks.scheduled_tasks.execute_scheduled_mop";

    @Override
    public String taskName() {
        return NAME;
    }

    @Override
    public String subject() {
        return "schedule:" + schedule;
    }

    @Override
    public TaskQueue queue() {
        return TaskQueue.CONTROL;
    }

    @Override
    public boolean mutating() {
        return true;
    }
}
