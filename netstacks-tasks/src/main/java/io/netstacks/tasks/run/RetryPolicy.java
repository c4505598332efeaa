package io.netstacks.tasks.run;

import io.netstacks.spi.error.InvalidInputException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often a read is tried again after a failure that may pass by itself. Changes are never tried again, refused logins
 * neither. Immutable.
 *
 * @param attempts how often at the most, the first one included
 * @param firstDelay the longest wait before the second attempt; it doubles after each
 */
public record RetryPolicy(int attempts, Duration firstDelay) {

    /** Three attempts, up to one and up to two seconds apart. */
    public static final RetryPolicy DEFAULT = new RetryPolicy(3, Duration.ofSeconds(1));

    /** One attempt. */
    public static final RetryPolicy NONE = new RetryPolicy(1, Duration.ZERO);

    /** Checks the bounds. */
    public RetryPolicy {
        if (attempts < 1 || attempts > 10 || firstDelay.isNegative()) {
            throw InvalidInputException.of("a retry policy has 1 to 10 attempts and no negative delay");
        }
    }

    /** Returns how long to wait after so many failed attempts: evenly distributed, so that many devices spread. */
    public Duration delay(int failed, RandomGenerator random) {
        long longest = firstDelay.multipliedBy(1L << Math.min(failed - 1, 20)).toNanos();
        return longest == 0 ? Duration.ZERO : Duration.ofNanos(random.nextLong(longest + 1));
    }
}
