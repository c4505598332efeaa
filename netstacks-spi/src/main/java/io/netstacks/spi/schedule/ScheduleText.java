package io.netstacks.spi.schedule;

import io.netstacks.spi.error.InvalidInputException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;

/** Reads the text form of schedules: a kind, its parts, a zone at the end. */
final class ScheduleText {

    private final String text;
    private final String[] words;

    private ScheduleText(String text) {
        this.text = text;
        words = text.trim().split("\\s+");
    }

    static Schedule parse(String text) {
        return new ScheduleText(text).schedule();
    }

    private Schedule schedule() {
        try {
            return switch (words[0].toLowerCase(Locale.ROOT)) {
                case "once" -> Schedule.once(LocalDateTime.parse(word(1, 3)), zone());
                case "hourly" -> Schedule.hourly(Integer.parseInt(word(1, 3)), zone());
                case "daily" -> Schedule.daily(LocalTime.parse(word(1, 3)), zone());
                case "weekly" ->
                    Schedule.weekly(
                            DayOfWeek.valueOf(word(1, 4).toUpperCase(Locale.ROOT)),
                            LocalTime.parse(word(2, 4)),
                            zone());
                case "monthly" -> Schedule.monthly(Integer.parseInt(word(1, 4)), LocalTime.parse(word(2, 4)), zone());
                case "every" -> Schedule.every(Duration.parse(word(1, 4)), first());
                case "cron" -> Schedule.cron(fields(), zone());
                default -> throw unknown();
            };
        } catch (InvalidInputException e) {
            throw e;
        } catch (DateTimeException | IllegalArgumentException e) { // what java.time and valueOf say of a wrong word
            throw unknown(": " + e.getMessage());
        }
    }

    private String word(int place, int count) {
        if (words.length != count) {
            throw unknown();
        }
        return words[place];
    }

    private Instant first() {
        if (!word(2, 4).equalsIgnoreCase("from")) {
            throw unknown();
        }
        return Instant.parse(words[3]);
    }

    private String fields() {
        word(0, 7);
        return String.join(" ", words[1], words[2], words[3], words[4], words[5]);
    }

    private ZoneId zone() {
        return ZoneId.of(words[words.length - 1]);
    }

    private InvalidInputException unknown() {
        return unknown("");
    }

    private InvalidInputException unknown(String why) {
        return InvalidInputException.of(
                "\"" + text + "\" is no schedule" + why + "; write for example \"daily 02:30 Europe/Berlin\","
                        + " \"hourly 15 UTC\", \"weekly monday 02:30 UTC\", \"monthly 31 02:30 UTC\","
                        + " \"once 2027-01-31T10:00 UTC\", \"every PT6H from 2027-01-01T00:00:00Z\" or"
                        + " \"cron 30 2 * * mon-fri UTC\"");
    }
}
