package io.netstacks.core.backup;

import io.netstacks.spi.backup.Retention;
import io.netstacks.spi.error.InvalidInputException;
import java.time.Duration;
import java.time.Instant;

/**
 * How long backups are kept. Whatever it says, a clean-up leaves each device its latest backup, and every pinned one. Immutable;
 * each setting gives a copy.
 *
 * @param age how long a backup is kept after it was last seen on the device, from 1 to 3650 days; the members of snapshots are
 *     kept as long
 * @param newest how many backups of each device are kept however old they are; at least 1
 * @param most how many backups of each device are kept however young they are; at least {@code newest}
 */
public record RetentionPolicy(Duration age, int newest, int most) {

    private static final Duration SHORTEST = Duration.ofDays(1);
    static final Duration LONGEST = Duration.ofDays(3650);

    /** Checks the bounds. */
    public RetentionPolicy {
        if (age.compareTo(SHORTEST) < 0 || age.compareTo(LONGEST) > 0) {
            throw InvalidInputException.of("backups are kept from 1 to 3650 days, not " + age.toDays());
        }
        new Retention(Instant.EPOCH, newest, most);
    }

    /** Returns a policy that only looks at the age. */
    public static RetentionPolicy days(int days) {
        return new RetentionPolicy(Duration.ofDays(days), 1, Integer.MAX_VALUE);
    }

    /** Keeps so many backups of each device however old they are. */
    public RetentionPolicy keepNewest(int count) {
        return new RetentionPolicy(age, count, most);
    }

    /** Keeps no more than so many backups of each device, also of young ones. */
    public RetentionPolicy keepAtMost(int count) {
        return new RetentionPolicy(age, newest, count);
    }

    Retention at(Instant now) {
        return new Retention(now.minus(age), newest, most);
    }
}
