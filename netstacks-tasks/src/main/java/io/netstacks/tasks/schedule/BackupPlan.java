package io.netstacks.tasks.schedule;

import io.netstacks.core.backup.RetentionPolicy;
import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * How a network is backed up: how often, which devices, and how long backups are kept. It becomes two scheduled operations, one
 * that backs up and one that cleans up each day at 03:00 UTC, which are paused, listed and deleted as any other. Immutable; each
 * setting gives a copy.
 *
 * <pre>{@code
 * BackupPlan.everyHours(24).include(tag("core")).include(glob("edge-*")).exclude("lab-*").keepDays(90)
 *         .create(tasks.schedules(), "network", Instant.parse("2027-01-01T02:00:00Z"));
 * }</pre>
 */
public final class BackupPlan {

    /** What the name of the operation that cleans up ends with. */
    public static final String CLEANUP = " clean-up";

    private static final int LONGEST_HOURS = 168;
    private static final int DAYS = 30;
    private static final int PARALLELISM = 10;
    private static final LocalTime AT_NIGHT = LocalTime.of(3, 0);

    private final Duration interval;
    private final Optional<DeviceSelector> included;
    private final Optional<DeviceSelector> excluded;
    private final int keepDays;
    private final int parallelism;
    private final boolean setFormat;

    private BackupPlan(
            Duration interval,
            Optional<DeviceSelector> included,
            Optional<DeviceSelector> excluded,
            int keepDays,
            int parallelism,
            boolean setFormat) {
        this.interval = interval;
        this.included = included;
        this.excluded = excluded;
        this.keepDays = keepDays;
        this.parallelism = parallelism;
        this.setFormat = setFormat;
    }

    /**
     * Returns a plan for all enabled devices, 10 at once, in set form where a platform has one, kept for 30 days.
     *
     * @param hours from one backup to the next, 1 to 168
     * @throws InvalidInputException if they are out of bounds
     */
    public static BackupPlan everyHours(int hours) {
        if (hours < 1 || hours > LONGEST_HOURS) {
            throw InvalidInputException.of("devices are backed up every 1 to 168 hours, not every " + hours);
        }
        return new BackupPlan(Duration.ofHours(hours), Optional.empty(), Optional.empty(), DAYS, PARALLELISM, true);
    }

    /** Backs up these devices, and those of the other includes; all, if there is no include. */
    public BackupPlan include(DeviceSelector devices) {
        return new BackupPlan(
                interval,
                Optional.of(included.map(others -> others.or(devices)).orElse(devices)),
                excluded,
                keepDays,
                parallelism,
                setFormat);
    }

    /** Leaves out devices whose name matches, whatever includes them; {@code *} is any text, {@code ?} one character. */
    public BackupPlan exclude(String glob) {
        DeviceSelector named = DeviceSelector.glob(glob);
        return new BackupPlan(
                interval,
                included,
                Optional.of(excluded.map(others -> others.or(named)).orElse(named)),
                keepDays,
                parallelism,
                setFormat);
    }

    /**
     * Keeps backups for so many days after they were last seen on their device; the latest of a device stays anyway.
     *
     * @throws InvalidInputException if the days are out of bounds
     */
    public BackupPlan keepDays(int days) {
        RetentionPolicy.days(days);
        return new BackupPlan(interval, included, excluded, days, parallelism, setFormat);
    }

    /** Backs up so many devices at once. */
    public BackupPlan parallelism(int atOnce) {
        return new BackupPlan(interval, included, excluded, keepDays, atOnce, setFormat);
    }

    /** Reads configurations as flat set commands where the platform can, or as the device shows it by itself. */
    public BackupPlan setFormat(boolean wanted) {
        return new BackupPlan(interval, included, excluded, keepDays, parallelism, wanted);
    }

    /** Returns which devices are backed up. */
    public DeviceSelector devices() {
        DeviceSelector wanted = included.orElseGet(DeviceSelector::all).and(DeviceSelector.enabled(true));
        return excluded.map(wanted::except).orElse(wanted);
    }

    /**
     * Returns what is done each time. A device that was backed up otherwise in the second half of the interval is left out.
     */
    public ScheduledJob.Backup backup() {
        return new ScheduledJob.Backup(devices(), parallelism, setFormat, Optional.of(interval.dividedBy(2)));
    }

    /**
     * Creates both operations, {@code name} and {@code name clean-up}.
     *
     * @param first when the first backup is due
     * @throws ConflictException if there is an operation of one of the names; nothing is created then
     * @throws InvalidInputException if a name or a selector cannot be kept
     */
    public void create(Schedules schedules, String name, Instant first) {
        String cleanup = name + CLEANUP;
        if (schedules.find(cleanup).isPresent()) {
            throw new ConflictException("there is a scheduled operation " + cleanup + " already");
        }
        schedules.create(name, Schedule.every(interval, first), backup());
        schedules.create(cleanup, Schedule.daily(AT_NIGHT, ZoneOffset.UTC), new ScheduledJob.Cleanup(keepDays));
    }
}
