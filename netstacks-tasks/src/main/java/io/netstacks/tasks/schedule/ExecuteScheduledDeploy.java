package io.netstacks.tasks.schedule;

import io.netstacks.tasks.run.TaskQueue;
import io.netstacks.tasks.run.TaskRequest;

/**
 * Deploys a stack because a schedule was due. This version answers that it cannot. Immutable.
 *
 * @param schedule the name of the scheduled operation
 * @param stack what it is about
 */
public record ExecuteScheduledDeploy(String schedule, String stack) implements TaskRequest<WorkUnavailable> {

    /** The name of the operation. */
    public static final String NAME = "tasks.scheduled_tasks.execute_scheduled_deploy";

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
