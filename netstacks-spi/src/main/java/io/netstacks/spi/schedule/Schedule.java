package io.netstacks.spi.schedule;

import io.netstacks.spi.error.InvalidInputException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * When something is due, as data. Local times belong to a named zone: a time that the clock there skips is due later by
 * the length of the gap, a time that comes twice is due the first time. What is due every hour follows the clock there, so
 * it is due again when an hour comes again. Times are kept to the millisecond, which every store keeps. Immutable.
 *
 * <pre>{@code
 * Schedule nightly = Schedule.daily(LocalTime.of(2, 30), ZoneId.of("Europe/Berlin"));
 * Schedule same = Schedule.parse("daily 02:30 Europe/Berlin");
 * }</pre>
 */
public sealed interface Schedule {

    /** Returns the first time strictly after the given one at which this is due; empty if there is none any more. */
    Optional<Instant> nextAfter(Instant time);

    /** Returns the text from which {@link #parse} makes an equal schedule. */
    String text();

    /**
     * Once.
     *
     * @param at the local time
     * @param zone where that is
     */
    record Once(LocalDateTime at, ZoneId zone) implements Schedule {
        /** Cuts the time to milliseconds. */
        public Once {
            at = at.truncatedTo(ChronoUnit.MILLIS);
        }

        @Override
        public Optional<Instant> nextAfter(Instant time) {
            return Optional.of(at.atZone(zone).toInstant()).filter(time::isBefore);
        }

        @Override
        public String text() {
            return "once " + at + " " + zone;
        }
    }

    /**
     * Each time the clock shows this minute.
     *
     * @param minute from 0 to 59
     * @param zone where the clock is
     */
    record Hourly(int minute, ZoneId zone) implements Schedule {
        /** Checks the minute. */
        public Hourly {
            require(minute >= 0 && minute <= 59, "the minute of an hourly schedule is from 0 to 59, not " + minute);
        }

        @Override
        public Optional<Instant> nextAfter(Instant time) {
            return CronFields.parse(minute + " * * * *").nextAfter(time, zone);
        }

        @Override
        public String text() {
            return "hourly " + minute + " " + zone;
        }
    }

    /**
     * Each day.
     *
     * @param time the local time
     * @param zone where that is
     */
    record Daily(LocalTime time, ZoneId zone) implements Schedule {
        /** Cuts the time to milliseconds. */
        public Daily {
            time = time.truncatedTo(ChronoUnit.MILLIS);
        }

        @Override
        public Optional<Instant> nextAfter(Instant base) {
            LocalDate day = LocalDate.ofInstant(base, zone).minusDays(1);
            while (!slot(day, time, zone).isAfter(base)) {
                day = day.plusDays(1);
            }
            return Optional.of(slot(day, time, zone));
        }

        @Override
        public String text() {
            return "daily " + time + " " + zone;
        }
    }

    /**
     * Each week.
     *
     * @param day the day of the week
     * @param time the local time
     * @param zone where that is
     */
    record Weekly(DayOfWeek day, LocalTime time, ZoneId zone) implements Schedule {
        /** Cuts the time to milliseconds. */
        public Weekly {
            time = time.truncatedTo(ChronoUnit.MILLIS);
        }

        @Override
        public Optional<Instant> nextAfter(Instant base) {
            LocalDate date = LocalDate.ofInstant(base, zone).minusDays(2);
            while (date.getDayOfWeek() != day || !slot(date, time, zone).isAfter(base)) {
                date = date.plusDays(1);
            }
            return Optional.of(slot(date, time, zone));
        }

        @Override
        public String text() {
            return "weekly " + day + " " + time + " " + zone;
        }
    }

    /**
     * Each month; in a month that has no such day, on its last one.
     *
     * @param day the day of the month, from 1 to 31
     * @param time the local time
     * @param zone where that is
     */
    record Monthly(int day, LocalTime time, ZoneId zone) implements Schedule {
        /** Checks the day, and cuts the time to milliseconds. */
        public Monthly {
            time = time.truncatedTo(ChronoUnit.MILLIS);
            require(day >= 1 && day <= 31, "the day of a monthly schedule is from 1 to 31, not " + day);
        }

        @Override
        public Optional<Instant> nextAfter(Instant base) {
            YearMonth month =
                    YearMonth.from(ZonedDateTime.ofInstant(base, zone)).minusMonths(1);
            while (!slot(in(month), time, zone).isAfter(base)) {
                month = month.plusMonths(1);
            }
            return Optional.of(slot(in(month), time, zone));
        }

        private LocalDate in(YearMonth month) {
            return month.atDay(Math.min(day, month.lengthOfMonth()));
        }

        @Override
        public String text() {
            return "monthly " + day + " " + time + " " + zone;
        }
    }

    /**
     * Again and again after the same time, whatever clocks on walls show.
     *
     * @param first when it is due first
     * @param every how long after that again, at least a second
     */
    record Interval(Instant first, Duration every) implements Schedule {
        /** Checks the time between, and cuts both to milliseconds. */
        public Interval {
            first = first.truncatedTo(ChronoUnit.MILLIS);
            every = every.truncatedTo(ChronoUnit.MILLIS);
            require(every.compareTo(Duration.ofSeconds(1)) >= 0, "an interval is at least a second, not " + every);
        }

        @Override
        public Optional<Instant> nextAfter(Instant time) {
            if (time.isBefore(first)) {
                return Optional.of(first);
            }
            long passed = Duration.between(first, time).dividedBy(every);
            return Optional.of(first.plus(every.multipliedBy(passed + 1)));
        }

        @Override
        public String text() {
            return "every " + every + " from " + first;
        }
    }

    /**
     * As the five fields of a crontab say: minute, hour, day of the month, month, day of the week. There are lists, ranges,
     * steps, names, and {@code L} for the last day of the month. If both days are restricted, either is enough, as
     * crontab(5) has it. If the hours begin with {@code *}, it follows the clock like {@link Hourly}; else each of its
     * local times is due once a day.
     *
     * @param fields for example {@code 30 2 * * mon-fri}
     * @param zone where the clock is
     */
    record Cron(String fields, ZoneId zone) implements Schedule {
        /** Checks the fields. */
        public Cron {
            fields = String.join(" ", fields.trim().split("\\s+"));
            CronFields.parse(fields);
        }

        @Override
        public Optional<Instant> nextAfter(Instant time) {
            return CronFields.parse(fields).nextAfter(time, zone);
        }

        @Override
        public String text() {
            return "cron " + fields + " " + zone;
        }
    }

    /** Returns a schedule that is due once. */
    static Schedule once(LocalDateTime at, ZoneId zone) {
        return new Once(at, zone);
    }

    /** Returns a schedule that is due each time the clock shows this minute. */
    static Schedule hourly(int minute, ZoneId zone) {
        return new Hourly(minute, zone);
    }

    /** Returns a schedule that is due each day. */
    static Schedule daily(LocalTime time, ZoneId zone) {
        return new Daily(time, zone);
    }

    /** Returns a schedule that is due each week. */
    static Schedule weekly(DayOfWeek day, LocalTime time, ZoneId zone) {
        return new Weekly(day, time, zone);
    }

    /** Returns a schedule that is due each month, on its last day if it is too short. */
    static Schedule monthly(int day, LocalTime time, ZoneId zone) {
        return new Monthly(day, time, zone);
    }

    /** Returns a schedule that is due at a time, and each time so much later. */
    static Schedule every(Duration time, Instant first) {
        return new Interval(first, time);
    }

    /** Returns a schedule from the five fields of a crontab. */
    static Schedule cron(String fields, ZoneId zone) {
        return new Cron(fields, zone);
    }

    /**
     * Reads a schedule: {@code once 2027-01-31T10:00 UTC}, {@code hourly 15 UTC}, {@code daily 02:30 Europe/Berlin},
     * {@code weekly monday 02:30 UTC}, {@code monthly 31 02:30 UTC}, {@code every PT6H from 2027-01-01T00:00:00Z},
     * {@code cron 30 2 * * mon-fri UTC}.
     *
     * @throws InvalidInputException if the text is none of these
     */
    static Schedule parse(String text) {
        return ScheduleText.parse(text);
    }

    private static Instant slot(LocalDate day, LocalTime time, ZoneId zone) {
        return ZonedDateTime.of(day, time, zone).toInstant();
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw InvalidInputException.of(problem);
        }
    }
}
