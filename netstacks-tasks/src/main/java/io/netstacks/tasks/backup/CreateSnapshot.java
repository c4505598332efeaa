package io.netstacks.tasks.backup;

import io.netstacks.core.backup.BackupRequest;
import io.netstacks.core.backup.BackupRun;
import io.netstacks.tasks.run.TaskQueue;
import io.netstacks.tasks.run.TaskRequest;

/**
 * Backs up several devices into one snapshot. Immutable.
 *
 * @param request which devices, and how
 */
public record CreateSnapshot(BackupRequest request) implements TaskRequest<BackupRun> {

    /** The name of the operation. */
    public static final String NAME = "tasks.backup_tasks.create_snapshot";

    @Override
    public String taskName() {
        return NAME;
    }

    @Override
    public String subject() {
        return "snapshot:" + request.name().orElse("all");
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
