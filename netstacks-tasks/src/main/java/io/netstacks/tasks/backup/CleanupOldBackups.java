package io.netstacks.tasks.backup;

import io.netstacks.core.backup.RetentionPolicy;
import io.netstacks.tasks.run.TaskQueue;
import io.netstacks.tasks.run.TaskRequest;

/**
 * Deletes old backups; never the latest of a device. Immutable.
 *
 * @param retentionDays how many days a backup is kept after it was last seen on the device, from 1 to 3650
 * @param dryRun whether they are only listed
 */
public record CleanupOldBackups(int retentionDays, boolean dryRun) implements TaskRequest<CleanupReport> {

    /** The name of the operation. */
    public static final String NAME = "tasks.backup_tasks.cleanup_old_backups";

    /** Checks the days. */
    public CleanupOldBackups {
        RetentionPolicy unused = RetentionPolicy.days(retentionDays);
    }

    @Override
    public String taskName() {
        return NAME;
    }

    @Override
    public String subject() {
        return "backups";
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
