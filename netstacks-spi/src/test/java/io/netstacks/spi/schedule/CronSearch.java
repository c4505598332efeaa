package io.netstacks.spi.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The slow way to know when a crontab is due: as sets, trying every minute. */
record CronSearch(TreeSet<Integer> minutes, TreeSet<Integer> hours, TreeSet<Integer> days, TreeSet<Integer> weekdays) {

    static CronSearch random(Random random) {
        return new CronSearch(
                some(random, 0, 59, 4),
                random.nextBoolean() ? new TreeSet<>() : some(random, 0, 5, 3),
                random.nextBoolean() ? new TreeSet<>() : some(random, 1, 28, 9),
                random.nextBoolean() ? new TreeSet<>() : some(random, 0, 6, 3));
    }

    private static TreeSet<Integer> some(Random random, int lowest, int highest, int most) {
        return IntStream.rangeClosed(0, random.nextInt(most))
                .mapToObj(i -> lowest + random.nextInt(highest - lowest + 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    String text() {
        return field(minutes) + " " + field(hours) + " " + field(days) + " * " + field(weekdays);
    }

    /** An empty set stands for the star. */
    private static String field(TreeSet<Integer> values) {
        return values.isEmpty() ? "*" : values.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    Instant nextAfter(Instant base, ZoneId zone) {
        return hours.isEmpty() ? byClock(base, zone) : byDay(base, zone);
    }

    private Instant byClock(Instant base, ZoneId zone) {
        Instant minute = base.truncatedTo(ChronoUnit.MINUTES);
        do {
            minute = minute.plusSeconds(60);
        } while (!matches(LocalDateTime.ofInstant(minute, zone)));
        return minute;
    }

    private Instant byDay(Instant base, ZoneId zone) {
        LocalDate from = LocalDate.ofInstant(base, zone).minusDays(2);
        return IntStream.range(0, 70)
                .boxed()
                .flatMap(day -> hours.stream()
                        .flatMap(hour -> minutes.stream()
                                .map(minute -> from.plusDays(day).atTime(hour, minute))))
                .filter(this::matches)
                .map(local -> local.atZone(zone).toInstant())
                .filter(base::isBefore)
                .min(Instant::compareTo)
                .orElseThrow();
    }

    private boolean matches(LocalDateTime local) {
        boolean ofMonth = days.isEmpty() || days.contains(local.getDayOfMonth());
        boolean ofWeek =
                weekdays.isEmpty() || weekdays.contains(local.getDayOfWeek().getValue() % 7);
        boolean both = days.isEmpty() || weekdays.isEmpty();
        boolean day = both ? ofMonth && ofWeek : ofMonth || ofWeek;
        return day && minutes.contains(local.getMinute()) && (hours.isEmpty() || hours.contains(local.getHour()));
    }
}
