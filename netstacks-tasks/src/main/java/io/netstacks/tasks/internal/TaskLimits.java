package io.netstacks.tasks.internal;

import io.netstacks.spi.error.InvalidInputException;
import java.time.Duration;

/**
 * How much at once, and for how long. Immutable.
 *
 * @param workers how many tasks run at once
 * @param queue how many may wait
 * @param soft after this a task's deadline has passed: it stops by itself and cleans up
 * @param hard after this its thread is interrupted and its session closed
 */
public record TaskLimits(int workers, int queue, Duration soft, Duration hard) {

    /** 10 workers, 10,000 waiting, 540 s and 600 s. */
    public static final TaskLimits DEFAULT = new TaskLimits(10, 10_000, Duration.ofMinutes(9), Duration.ofMinutes(10));

    /** Checks the bounds. */
    public TaskLimits {
        if (workers < 1 || queue < 1 || soft.isNegative() || soft.isZero() || hard.compareTo(soft) < 0) {
            throw InvalidInputException.of(
                    "task limits need at least one worker and one place to wait, and a hard limit not below the soft one");
        }
    }
}
