package io.netstacks.spi.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId UTC = ZoneId.of("UTC");

    /** Gaps and overlaps of an hour, of half an hour, at midnight, of a whole day, and none. */
    private static final List<ZoneId> ZONES = List.of(
            BERLIN,
            ZoneId.of("America/New_York"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("America/Santiago"),
            ZoneId.of("Asia/Beirut"),
            ZoneId.of("Pacific/Apia"),
            ZoneId.of("Asia/Kolkata"),
            UTC);

    private static List<String> next(Schedule schedule, String base, int count) {
        List<String> times = new ArrayList<>();
        Instant time = Instant.parse(base);
        for (int i = 0; i < count; i++) {
            time = schedule.nextAfter(time).orElseThrow();
            times.add(time.toString());
        }
        return times;
    }

    @Test
    void once_is_due_once() {
        Schedule once = Schedule.once(LocalDateTime.parse("2027-01-31T10:00"), BERLIN);

        assertThat(once.nextAfter(Instant.parse("2027-01-31T08:59:59Z")))
                .contains(Instant.parse("2027-01-31T09:00:00Z"));
        assertThat(once.nextAfter(Instant.parse("2027-01-31T09:00:00Z"))).isEmpty();
    }

    @Test
    void a_day_whose_time_is_skipped_is_due_later_by_the_gap() {
        assertThat(next(Schedule.daily(LocalTime.of(2, 30), BERLIN), "2027-03-27T12:00:00Z", 3))
                .containsExactly("2027-03-28T01:30:00Z", "2027-03-29T00:30:00Z", "2027-03-30T00:30:00Z");
    }

    @Test
    void a_day_whose_time_comes_twice_is_due_the_first_time() {
        assertThat(next(Schedule.daily(LocalTime.of(2, 30), BERLIN), "2027-10-30T12:00:00Z", 2))
                .containsExactly("2027-10-31T00:30:00Z", "2027-11-01T01:30:00Z");
    }

    @Test
    void an_hour_that_comes_twice_is_due_twice_and_a_skipped_one_never() {
        assertThat(next(Schedule.hourly(30, BERLIN), "2027-10-30T23:00:00Z", 4))
                .containsExactly(
                        "2027-10-30T23:30:00Z", "2027-10-31T00:30:00Z", "2027-10-31T01:30:00Z", "2027-10-31T02:30:00Z");
        assertThat(next(Schedule.hourly(30, BERLIN), "2027-03-28T00:00:00Z", 2))
                .containsExactly("2027-03-28T00:30:00Z", "2027-03-28T01:30:00Z");
    }

    @Test
    void a_week_is_due_on_its_day() {
        assertThat(next(Schedule.weekly(DayOfWeek.MONDAY, LocalTime.of(0, 0), UTC), "2026-12-28T00:00:00Z", 2))
                .containsExactly("2027-01-04T00:00:00Z", "2027-01-11T00:00:00Z");
    }

    @Test
    void the_31st_is_clamped_in_short_months_and_comes_back_in_long_ones() {
        assertThat(next(Schedule.monthly(31, LocalTime.of(1, 0), UTC), "2028-01-31T00:00:00Z", 14))
                .containsExactly(
                        "2028-01-31T01:00:00Z",
                        "2028-02-29T01:00:00Z",
                        "2028-03-31T01:00:00Z",
                        "2028-04-30T01:00:00Z",
                        "2028-05-31T01:00:00Z",
                        "2028-06-30T01:00:00Z",
                        "2028-07-31T01:00:00Z",
                        "2028-08-31T01:00:00Z",
                        "2028-09-30T01:00:00Z",
                        "2028-10-31T01:00:00Z",
                        "2028-11-30T01:00:00Z",
                        "2028-12-31T01:00:00Z",
                        "2029-01-31T01:00:00Z",
                        "2029-02-28T01:00:00Z");
    }

    @Test
    void an_interval_does_not_drift_however_late_it_is_asked() {
        Schedule every = Schedule.every(Duration.ofHours(6), Instant.parse("2027-01-01T00:00:00Z"));

        assertThat(next(every, "2026-12-01T00:00:00Z", 2))
                .containsExactly("2027-01-01T00:00:00Z", "2027-01-01T06:00:00Z");
        assertThat(next(every, "2027-05-05T13:37:11.5Z", 1)).containsExactly("2027-05-05T18:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/15 * * * *         | 2027-01-01T00:01:00Z | 2027-01-01T00:15:00Z",
                "0 3 * * mon-fri      | 2027-01-01T03:00:00Z | 2027-01-04T03:00:00Z",
                "0 3 * * 7            | 2027-01-01T03:00:00Z | 2027-01-03T03:00:00Z",
                "0 3 1,15 * *         | 2027-01-01T03:00:00Z | 2027-01-15T03:00:00Z",
                "5-10/5 8-18/5 * * *  | 2027-01-01T08:05:00Z | 2027-01-01T08:10:00Z",
                "5-10/5 8-18/5 * * *  | 2027-01-01T08:10:00Z | 2027-01-01T13:05:00Z",
                "0 0 L * *            | 2028-02-01T00:00:00Z | 2028-02-29T00:00:00Z",
                "0 0 29 2 *           | 2096-02-29T00:00:00Z | 2104-02-29T00:00:00Z",
                "0 0 13 * fri         | 2027-01-01T00:00:00Z | 2027-01-08T00:00:00Z", // either day is enough
                "0 0 13 * fri         | 2027-01-08T00:00:00Z | 2027-01-13T00:00:00Z",
                "0 0 */2 * mon        | 2027-01-01T00:00:00Z | 2027-01-11T00:00:00Z", // a star restricts nothing: both
                "0 12 1 jan,jul *     | 2027-01-02T00:00:00Z | 2027-07-01T12:00:00Z",
            })
    void cron_fields_mean_what_a_crontab_means(String fields, String base, String expected) {
        assertThat(next(Schedule.cron(fields, UTC), base, 1)).containsExactly(expected);
    }

    @Test
    void a_cron_of_fixed_hours_is_due_once_a_day_when_clocks_change() {
        Schedule cron = Schedule.cron("30 2 * * *", BERLIN);

        assertThat(next(cron, "2027-03-28T00:00:00Z", 2))
                .containsExactly("2027-03-28T01:30:00Z", "2027-03-29T00:30:00Z");
        assertThat(next(cron, "2027-10-31T00:00:00Z", 2))
                .containsExactly("2027-10-31T00:30:00Z", "2027-11-01T01:30:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* * * *",
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "* * 32 * *",
                "* * * 13 *",
                "* * * * 8",
                "*/0 * * * *",
                "5-1 * * * *",
                "1-2-3 * * * *",
                "1/2/3 * * * *",
                ", * * * *",
                "x * * * *",
                "0 0 30 2 *",
                "L * * * *",
                "-1 * * * *",
                "99999999999 * * * *",
                "* * * foo *",
                ""
            })
    void wrong_fields_are_refused_when_the_schedule_is_made(String fields) {
        assertThatThrownBy(() -> Schedule.cron(fields, UTC)).isInstanceOf(InvalidInputException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sometimes",
                "daily 25:00 UTC",
                "daily 02:30",
                "daily 02:30 Mars/Base",
                "weekly someday 02:30 UTC",
                "monthly 32 02:30 UTC",
                "hourly 60 UTC",
                "every PT0.5S from 2027-01-01T00:00:00Z",
                "every PT1H since now",
                "once tomorrow UTC",
                "cron 0 0 * * UTC"
            })
    void a_text_that_is_no_schedule_is_refused(String text) {
        assertThatThrownBy(() -> Schedule.parse(text)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void every_schedule_comes_back_from_its_text() {
        List<Schedule> all = List.of(
                Schedule.once(LocalDateTime.parse("2027-01-31T10:00:00.123456789"), BERLIN),
                Schedule.hourly(59, UTC),
                Schedule.daily(LocalTime.of(2, 30, 5), ZoneId.of("+05:30")),
                Schedule.weekly(DayOfWeek.SUNDAY, LocalTime.MIDNIGHT, BERLIN),
                Schedule.monthly(31, LocalTime.of(23, 59), UTC),
                Schedule.every(Duration.ofMinutes(90), Instant.parse("2027-01-01T00:00:00.5Z")),
                Schedule.cron(" 0   3 * *  Mon-FRI ", BERLIN));

        assertThat(all)
                .allSatisfy(
                        schedule -> assertThat(Schedule.parse(schedule.text())).isEqualTo(schedule));
        assertThat(Schedule.parse("WEEKLY Monday 02:30 UTC"))
                .isEqualTo(Schedule.weekly(DayOfWeek.MONDAY, LocalTime.of(2, 30), UTC));
    }

    /** Any day has exactly one slot, any week, any month; each follows the one before, and is where the clock says. */
    @Test
    void no_period_is_skipped_or_doubled_in_any_zone() {
        for (long seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
            LocalTime time = LocalTime.of(random.nextInt(24), random.nextInt(60));
            LocalDate start = LocalDate.of(2008, 1, 1).plusDays(random.nextInt(9000));
            DayOfWeek weekday = DayOfWeek.of(1 + random.nextInt(7));
            int day = 1 + random.nextInt(31);

            follows(seed, Schedule.daily(time, zone), start, time, zone, i -> start.plusDays(i));
            LocalDate week = start.with(TemporalAdjusters.nextOrSame(weekday));
            follows(seed, Schedule.weekly(weekday, time, zone), week, time, zone, i -> week.plusWeeks(i));
            follows(seed, Schedule.monthly(day, time, zone), start, time, zone, i -> {
                YearMonth month = YearMonth.from(start).plusMonths(i);
                return month.atDay(Math.min(day, month.lengthOfMonth()));
            });
        }
    }

    private static void follows(
            long seed,
            Schedule schedule,
            LocalDate start,
            LocalTime time,
            ZoneId zone,
            Function<Integer, LocalDate> dates) {
        Instant at = ZonedDateTime.of(dates.apply(0), time, zone).toInstant();
        for (int i = 1; i < 60; i++) {
            Instant expected = ZonedDateTime.of(dates.apply(i), time, zone).toInstant();
            if (expected.equals(at)) {
                continue; // a day that the zone never had
            }
            assertThat(schedule.nextAfter(at))
                    .as("seed %d, %s from %s", seed, schedule, start)
                    .contains(expected);
            assertThat(schedule.nextAfter(expected.minusNanos(1)))
                    .as("seed %d, %s", seed, schedule)
                    .contains(expected);
            at = expected;
        }
    }

    /** Against a search that tries every minute. */
    @Test
    void cron_agrees_with_a_search_minute_by_minute() {
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
            CronSearch search = CronSearch.random(random);
            Schedule cron = Schedule.cron(search.text(), zone);
            Instant base = nearATransition(random, zone);
            for (int i = 0; i < 6; i++) {
                Instant from = base;
                Instant expected = search.nextAfter(from, zone);
                assertThat(cron.nextAfter(from))
                        .as("seed %d, %s after %s", seed, cron, from)
                        .contains(expected);
                base = expected;
            }
        }
    }

    private static Instant nearATransition(Random random, ZoneId zone) {
        Instant any = Instant.parse("2008-01-01T00:00:00Z").plusSeconds(random.nextInt(700_000_000));
        var transition = zone.getRules().nextTransition(any);
        Instant near = transition == null || random.nextInt(4) == 0 ? any : transition.getInstant();
        return near.minusSeconds(random.nextInt(2 * 86_400)).plusNanos(random.nextInt(1_000_000_000));
    }
}
