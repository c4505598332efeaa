package io.netstacks.spi.backup;

import io.netstacks.spi.error.InvalidInputException;
import java.time.Instant;

/**
 * Which backups a clean-up keeps. What is older than {@code since} may go, and so may what a device has too many of; never its
 * latest backup, a pinned one, or a member of a snapshot that was created at or after {@code since}. Immutable.
 *
 * @param since what was taken or verified at or after this time is not too old
 * @param newest how many backups of each device are kept however old they are; at least 1
 * @param most how many backups of each device are kept however young they are; at least {@code newest}
 */
public record Retention(Instant since, int newest, int most) {

    /** Checks the numbers. */
    public Retention {
        if (newest < 1 || most < newest) {
            throw InvalidInputException.of(
                    "a clean-up keeps at least 1 backup of each device, and at most no fewer than "
                            + "that; not at least " + newest + " and at most " + most);
        }
    }

    /** Returns a retention that only looks at the age, and keeps each device's latest. */
    public static Retention since(Instant time) {
        return new Retention(time, 1, Integer.MAX_VALUE);
    }

    /** Returns a copy that keeps so many backups of each device however old they are. */
    public Retention keepNewest(int count) {
        return new Retention(since, count, most);
    }

    /** Returns a copy that keeps no more than so many backups of each device. */
    public Retention keepAtMost(int count) {
        return new Retention(since, newest, count);
    }
}
