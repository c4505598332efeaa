package io.netstacks.tasks.internal;

import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.tasks.run.TaskQueue;
import java.time.Duration;

/**
 * How much at once, and for how long. Immutable.
 *
 * @param workers how many tasks of {@link TaskQueue#DEVICE_TASKS} run at once
 * @param control how many of {@link TaskQueue#CONTROL}, beside them
 * @param queue how many may wait in both
 * @param soft after this a task's deadline has passed: it stops by itself and cleans up
 * @param hard after this its thread is interrupted and its session closed
 */
public record TaskLimits(int workers, int control, int queue, Duration soft, Duration hard) {

    /** 10 workers and 4 for control, 10,000 waiting, 540 s and 600 s. */
    public static final TaskLimits DEFAULT =
            new TaskLimits(10, 4, 10_000, Duration.ofMinutes(9), Duration.ofMinutes(10));

    /** Checks the bounds. */
    public TaskLimits {
        if (workers < 1 || control < 1 || queue < 1 || soft.isNegative() || soft.isZero() || hard.compareTo(soft) < 0) {
            throw InvalidInputException.of("task limits need at least one worker of each queue and one place to wait,"
                    + " and a hard limit not below the soft one");
        }
    }

    int workersOf(TaskQueue of) {
        return of == TaskQueue.CONTROL ? control : workers;
    }
}
