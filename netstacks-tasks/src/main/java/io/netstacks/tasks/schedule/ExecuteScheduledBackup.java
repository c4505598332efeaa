package io.netstacks.tasks.schedule;

import io.netstacks.core.backup.BackupRun;
import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.tasks.run.TaskQueue;
import io.netstacks.tasks.run.TaskRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * Backs up devices into one snapshot because a schedule was due. Immutable.
 *
 * @param schedule the name of the scheduled operation
 * @param snapshot what the snapshot is called
 * @param devices which devices
 * @param parallelism how many at once, at least 1
 * @param setFormat whether flat set commands are preferred where the platform can show them
 * @param unlessSeenWithin devices are left out whose configuration was seen within that time; empty for none
 */
public record ExecuteScheduledBackup(
        String schedule,
        String snapshot,
        DeviceSelector devices,
        int parallelism,
        boolean setFormat,
        Optional<Duration> unlessSeenWithin)
        implements TaskRequest<BackupRun> {

    /** The name of the operation. */
    public static final String NAME = "tasks.scheduled_tasks.execute_scheduled_backup";

    /** Checks the parallelism. */
    public ExecuteScheduledBackup {
        if (parallelism < 1) {
            throw InvalidInputException.of("parallelism must be at least 1 but is " + parallelism);
        }
    }

    /** Creates one that prefers set commands and leaves no device out. */
    public ExecuteScheduledBackup(String schedule, String snapshot, DeviceSelector devices, int parallelism) {
        this(schedule, snapshot, devices, parallelism, true, Optional.empty());
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
