package io.netstacks.spi.schedule;

import io.netstacks.spi.error.InvalidInputException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A time of the week in which work may begin. Immutable.
 *
 * @param days the days on which it opens, at least one
 * @param from when it opens, inclusive
 * @param to when it closes, exclusive; not later than {@code from} means on the next day
 * @param zone where these times are
 */
public record MaintenanceWindow(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {

    /** Copies the days. */
    public MaintenanceWindow {
        if (days.isEmpty()) {
            throw InvalidInputException.of("a maintenance window needs a day on which it opens");
        }
        days = Set.copyOf(days);
    }

    /** Returns a window that opens every day. */
    public static MaintenanceWindow daily(LocalTime from, LocalTime to, ZoneId zone) {
        return new MaintenanceWindow(EnumSet.allOf(DayOfWeek.class), from, to, zone);
    }

    /** Tells whether it is open at a time. */
    public boolean contains(Instant time) {
        ZonedDateTime local = time.atZone(zone);
        LocalTime clock = local.toLocalTime();
        if (from.isBefore(to)) {
            return days.contains(local.getDayOfWeek()) && !clock.isBefore(from) && clock.isBefore(to);
        }
        return clock.isBefore(from)
                ? clock.isBefore(to) && days.contains(local.getDayOfWeek().minus(1))
                : days.contains(local.getDayOfWeek());
    }

    /** Returns the text from which {@link #parse} makes an equal window, for example {@code SATURDAY,SUNDAY 22:00-04:00 UTC}. */
    public String text() {
        String names = days.stream().sorted().map(DayOfWeek::name).collect(Collectors.joining(","));
        return names + " " + from + "-" + to + " " + zone;
    }

    /**
     * Reads a window.
     *
     * @throws InvalidInputException if the text is none
     */
    public static MaintenanceWindow parse(String text) {
        try {
            String[] words = text.trim().split("[\\s-]+", 4);
            Set<DayOfWeek> days = Arrays.stream(words[0].split(","))
                    .map(day -> DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT)))
                    .collect(Collectors.toSet());
            return new MaintenanceWindow(
                    days, LocalTime.parse(words[1]), LocalTime.parse(words[2]), ZoneId.of(words[3]));
        } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw InvalidInputException.of("\"" + text + "\" is no maintenance window (" + e.getMessage()
                    + "); write for example \"saturday,sunday 22:00-04:00 Europe/Berlin\"");
        }
    }
}
