package io.netstacks.spi.schedule;

import io.netstacks.spi.error.InvalidInputException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Five fields of a crontab, read, and the instants that they mean. Immutable. */
final class CronFields {

    /** A weekday and 29 February meet every 40 years at the latest, over the turn of a century. */
    private static final int YEARS = 41;

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

    private final CronField minutes;
    private final CronField hours;
    private final CronField daysOfMonth;
    private final CronField months;
    private final CronField daysOfWeek;

    private CronFields(String[] fields) {
        minutes = CronField.parse("minute", fields[0], 0, 59, List.of());
        hours = CronField.parse("hour", fields[1], 0, 23, List.of());
        daysOfMonth = CronField.parse("day of the month", fields[2], 1, 31, List.of());
        months = CronField.parse("month", fields[3], 1, 12, MONTHS);
        daysOfWeek = CronField.parse("day of the week", fields[4], 0, 7, DAYS);
    }

    /**
     * Reads the fields.
     *
     * @throws InvalidInputException if they are wrong, or mean days that no year has
     */
    static CronFields parse(String text) {
        String[] fields = text.trim().split("\\s+");
        if (fields.length != 5) {
            throw InvalidInputException.of(
                    "cron has five fields (minute, hour, day of the month, month, day of the week), not "
                            + fields.length + ": \"" + text + "\"");
        }
        CronFields read = new CronFields(fields);
        if (read.isNever()) {
            throw InvalidInputException.of("no year has the days of \"" + text + "\"");
        }
        return read;
    }

    /** Days of the month that are too late for each of the months, and no weekday that would be enough. */
    private boolean isNever() {
        return daysOfWeek.star()
                && !daysOfMonth.last()
                && months.values().stream()
                        .allMatch(month -> daysOfMonth.values().nextSetBit(0)
                                > Month.of(month).maxLength());
    }

    /** Returns the first instant strictly after the given one. */
    Optional<Instant> nextAfter(Instant time, ZoneId zone) {
        ZoneRules rules = zone.getRules();
        LocalDate today = LocalDate.ofInstant(time, zone);
        LocalDate end = today.plusYears(YEARS);
        for (LocalDate day = today.minusDays(1); day.isBefore(end); day = nextDay(day)) {
            if (matches(day)) {
                Optional<Instant> found = firstOn(day, time, rules);
                if (found.isPresent()) {
                    return earlier(found, matches(day.plusDays(1)) ? firstOn(day.plusDays(1), time, rules) : found);
                }
            }
        }
        return Optional.empty();
    }

    /** A gap at midnight may carry a late time of one day behind an early time of the next. */
    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        return Stream.of(one, other).flatMap(Optional::stream).min(Instant::compareTo);
    }

    private LocalDate nextDay(LocalDate day) {
        return months.has(day.getMonthValue())
                ? day.plusDays(1)
                : day.plusMonths(1).withDayOfMonth(1);
    }

    private boolean matches(LocalDate day) {
        if (!months.has(day.getMonthValue())) {
            return false;
        }
        boolean ofMonth = daysOfMonth.has(day.getDayOfMonth())
                || (daysOfMonth.last() && day.getDayOfMonth() == day.lengthOfMonth());
        int number = day.getDayOfWeek().getValue();
        boolean ofWeek = daysOfWeek.has(number) || (number == 7 && daysOfWeek.has(0));
        boolean both = daysOfMonth.star() || daysOfWeek.star();
        return both ? ofMonth && ofWeek : ofMonth || ofWeek;
    }

    /** Returns the first instant of a day that is after the given one, in the order of time, not of the clock. */
    private Optional<Instant> firstOn(LocalDate day, Instant after, ZoneRules rules) {
        BitSet ofHour = hours.values();
        Optional<Instant> first = Optional.empty();
        boolean plain = isPlain(day, rules);
        for (int hour = ofHour.nextSetBit(0); hour >= 0; hour = ofHour.nextSetBit(hour + 1)) {
            if (plain
                    && day.atTime(hour, 59)
                            .toInstant(rules.getOffset(day.atStartOfDay()))
                            .isBefore(after)) {
                continue;
            }
            BitSet ofMinute = minutes.values();
            for (int minute = ofMinute.nextSetBit(0); minute >= 0; minute = ofMinute.nextSetBit(minute + 1)) {
                first = earlier(
                        first,
                        instants(day.atTime(LocalTime.of(hour, minute)), rules)
                                .filter(after::isBefore)
                                .findFirst());
                if (plain && first.isPresent()) {
                    return first;
                }
            }
        }
        return first;
    }

    private static boolean isPlain(LocalDate day, ZoneRules rules) {
        LocalDateTime begin = day.atStartOfDay();
        ZoneOffset offset = rules.getOffset(begin);
        LocalDateTime end = day.plusDays(1).atStartOfDay();
        return rules.getTransition(begin) == null
                && rules.getTransition(end) == null
                && offset.equals(rules.getOffset(end))
                && offset.equals(rules.getOffset(day.atTime(12, 0)));
    }

    /** Returns when a clock shows the time, in order: never for a gap or twice, if this follows the clock. */
    private Stream<Instant> instants(LocalDateTime local, ZoneRules rules) {
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        if (hours.star()) {
            return offsets.stream().map(local::toInstant).sorted();
        }
        return Stream.of(
                local.toInstant(offsets.isEmpty() ? rules.getTransition(local).getOffsetBefore() : offsets.get(0)));
    }
}
