package io.netstacks.tasks.schedule;

import io.netstacks.tasks.run.TaskQueue;
import io.netstacks.tasks.run.TaskRequest;

/** Begins what is due, as {@link Schedules#check} does, with a record in the task history. Immutable. */
public record CheckScheduledOperations() implements TaskRequest<TickReport> {

    /** The name of the operation. */
    public static final String NAME = "tasks.scheduled_tasks.check_scheduled_operations";

    @Override
    public String taskName() {
        return NAME;
    }

    @Override
    public String subject() {
        return "schedules";
    }

    @Override
    public TaskQueue queue() {
        return TaskQueue.CONTROL;
    }

    @Override
    public boolean mutating() {
        return false;
    }
}
