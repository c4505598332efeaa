package io.netstacks.tasks.schedule;

import io.netstacks.core.backup.BackupRun;
import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.tasks.run.TaskQueue;
import io.netstacks.tasks.run.TaskRequest;

/**
 * Backs up devices into one snapshot because a schedule was due. Immutable.
 *
 * @param schedule the name of the scheduled operation
 * @param snapshot what the snapshot is called
 * @param devices which devices
 * @param parallelism how many at once, at least 1
 */
public record ExecuteScheduledBackup(String schedule, String snapshot, DeviceSelector devices, int parallelism)
        implements TaskRequest<BackupRun> {

    /** The name of the operation. */
    public static final String NAME = "tasks.scheduled_tasks.execute_scheduled_backup";

    /** Checks the parallelism. */
    public ExecuteScheduledBackup {
        if (parallelism < 1) {
            throw InvalidInputException.of("parallelism must be at least 1 but is " + parallelism);
        }
    }

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
        return false;
    }
}
