package io.netstacks.spi.schedule;

import io.netstacks.spi.error.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How strictly a schedule is kept. Immutable; {@code with…} gives copies.
 *
 * @param misfire what becomes of times that nobody could keep
 * @param grace how late a run may begin before its time counts as missed; not negative
 * @param jitter by how much runs are spread: each begins up to so much later than planned, always the same for the same
 *     operation and time; not negative
 * @param windows when runs may begin; a time outside of all is skipped; empty for always
 */
public record SchedulePolicy(MisfirePolicy misfire, Duration grace, Duration jitter, List<MaintenanceWindow> windows) {

    /** Missed times are made up for by one run, a quarter of an hour is not late, no jitter, at any time. */
    public static final SchedulePolicy DEFAULT =
            new SchedulePolicy(MisfirePolicy.RUN_ONCE, Duration.ofMinutes(15), Duration.ZERO, List.of());

    /** Checks the durations. */
    public SchedulePolicy {
        if (grace.isNegative() || jitter.isNegative() || jitter.compareTo(Duration.ofDays(1)) > 0) {
            throw InvalidInputException.of("the grace of a schedule is not negative, its jitter from 0 to 24 hours");
        }
        windows = List.copyOf(windows);
    }

    /** Returns a copy with this misfire policy. */
    public SchedulePolicy withMisfire(MisfirePolicy policy) {
        return new SchedulePolicy(policy, grace, jitter, windows);
    }

    /** Returns a copy with this grace. */
    public SchedulePolicy withGrace(Duration time) {
        return new SchedulePolicy(misfire, time, jitter, windows);
    }

    /** Returns a copy with this jitter. */
    public SchedulePolicy withJitter(Duration time) {
        return new SchedulePolicy(misfire, grace, time, windows);
    }

    /** Returns a copy with these windows. */
    public SchedulePolicy withWindows(MaintenanceWindow... open) {
        return new SchedulePolicy(misfire, grace, jitter, List.of(open));
    }

    /** Tells whether a run may begin at a time. */
    boolean allows(Instant time) {
        return windows.isEmpty() || windows.stream().anyMatch(window -> window.contains(time));
    }

    /** Returns when a planned time of an operation is due: the same on every node. */
    Instant due(String operation, Instant slot) {
        long most = jitter.toMillis();
        return most == 0
                ? slot
                : slot.plusMillis(
                        new SplittableRandom(operation.hashCode() * 31L + slot.toEpochMilli()).nextLong(most + 1));
    }
}
