package io.netstacks.spi.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.schedule.ScheduledRun.Outcome;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduledOperationTest {

    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Schedule HOURLY = Schedule.parse("hourly 0 UTC");

    private static Instant at(String time) {
        return Instant.parse("2027-03-01T" + time + ":00Z");
    }

    private static ScheduledOperation hourly(SchedulePolicy policy) {
        return ScheduledOperation.create("a", ScheduledWork.BACKUP, Map.of(), HOURLY, policy, at("09:30"));
    }

    private static SchedulePolicy missed(MisfirePolicy misfire) {
        return SchedulePolicy.DEFAULT.withMisfire(misfire).withGrace(Duration.ofMinutes(10));
    }

    /** Claims all that is due at one moment, each run ending at once. */
    private static List<ScheduledRun> claimAll(ScheduledOperation operation, Instant now) {
        List<ScheduledRun> runs = new ArrayList<>();
        Optional<ScheduleClaim> claim = operation.claim(now, "n1", LEASE);
        while (claim.isPresent()) {
            runs.add(claim.get().run());
            claim = claim.get().operation().released().claim(now, "n1", LEASE);
        }
        return runs;
    }

    private static List<Instant> slots(List<ScheduledRun> runs, boolean open) {
        return runs.stream()
                .filter(run -> run.isOpen() == open)
                .map(ScheduledRun::slot)
                .toList();
    }

    @Test
    void missed_times_are_skipped_and_the_one_still_in_time_is_run() {
        List<ScheduledRun> runs = claimAll(hourly(missed(MisfirePolicy.SKIP)), at("14:05"));

        assertThat(slots(runs, false)).containsExactly(at("10:00"));
        assertThat(slots(runs, true)).containsExactly(at("14:00"));
        assertThat(runs.get(0).outcome()).contains(Outcome.SKIPPED);
    }

    @Test
    void missed_times_that_are_all_too_late_give_no_run() {
        ScheduledOperation operation = hourly(missed(MisfirePolicy.SKIP));

        assertThat(slots(claimAll(operation, at("14:30")), true)).isEmpty();
        assertThat(operation
                        .claim(at("14:30"), "n1", LEASE)
                        .orElseThrow()
                        .operation()
                        .nextRun())
                .contains(at("15:00"));
    }

    @Test
    void one_run_makes_up_for_all_missed_times() {
        List<ScheduledRun> runs = claimAll(hourly(missed(MisfirePolicy.RUN_ONCE)), at("14:30"));

        assertThat(slots(runs, true)).containsExactly(at("10:00"));
        assertThat(slots(runs, false)).isEmpty();
    }

    @Test
    void each_missed_time_is_made_up_for() {
        assertThat(slots(claimAll(hourly(missed(MisfirePolicy.RUN_ALL)), at("13:30")), true))
                .containsExactly(at("10:00"), at("11:00"), at("12:00"), at("13:00"));
    }

    @Test
    void a_run_within_the_grace_is_not_late() {
        assertThat(slots(claimAll(hourly(missed(MisfirePolicy.SKIP)), at("10:10")), true))
                .containsExactly(at("10:00"));
    }

    @Test
    void outside_of_its_windows_a_time_is_skipped_and_the_next_one_is_planned() {
        SchedulePolicy nights = SchedulePolicy.DEFAULT.withWindows(
                MaintenanceWindow.daily(LocalTime.of(22, 0), LocalTime.of(4, 0), ZoneId.of("UTC")));

        ScheduleClaim claim = hourly(nights).claim(at("10:00"), "n1", LEASE).orElseThrow();

        assertThat(claim.run().outcome()).contains(Outcome.SKIPPED);
        assertThat(claim.run().message().orElseThrow()).contains("maintenance");
        assertThat(claim.operation().nextRun()).contains(at("11:00"));
        assertThat(claim.operation().lastRun()).isEmpty();
        assertThat(slots(
                        claimAll(
                                ScheduledOperation.create(
                                        "a", ScheduledWork.BACKUP, Map.of(), HOURLY, nights, at("21:30")),
                                at("22:00")),
                        true))
                .containsExactly(at("22:00"));
    }

    @Test
    void a_window_over_midnight_belongs_to_the_day_on_which_it_opens() {
        MaintenanceWindow window = new MaintenanceWindow(
                Set.of(DayOfWeek.SATURDAY), LocalTime.of(22, 0), LocalTime.of(4, 0), ZoneId.of("UTC"));

        assertThat(window.contains(Instant.parse("2027-03-06T22:00:00Z"))).isTrue();
        assertThat(window.contains(Instant.parse("2027-03-07T03:59:59Z"))).isTrue();
        assertThat(window.contains(Instant.parse("2027-03-07T04:00:00Z"))).isFalse();
        assertThat(window.contains(Instant.parse("2027-03-06T03:00:00Z"))).isFalse();
        assertThat(MaintenanceWindow.parse(window.text())).isEqualTo(window);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "saturday",
                "saturday 22:00",
                "someday 22:00-04:00 UTC",
                "monday 22-04 UTC",
                "monday 22:00-04:00 X"
            })
    void a_text_that_is_no_window_is_refused(String text) {
        assertThatThrownBy(() -> MaintenanceWindow.parse(text)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void jitter_spreads_operations_and_is_the_same_on_every_node() {
        SchedulePolicy spread = SchedulePolicy.DEFAULT.withJitter(Duration.ofMinutes(10));
        Set<Instant> times = new TreeSet<>();
        for (int i = 0; i < 50; i++) {
            ScheduledOperation operation =
                    ScheduledOperation.create("op" + i, ScheduledWork.BACKUP, Map.of(), HOURLY, spread, at("09:30"));
            Instant due = operation.dueAt().orElseThrow();
            times.add(due);
            assertThat(due)
                    .isBetween(at("10:00"), at("10:10"))
                    .isEqualTo(operation.dueAt().orElseThrow());
            assertThat(operation.claim(due.minusMillis(1), "n1", LEASE)).isEmpty();
            ScheduleClaim claim = operation.claim(due, "n1", LEASE).orElseThrow();
            assertThat(claim.run().slot()).isEqualTo(at("10:00"));
            assertThat(claim.operation().nextRun()).contains(at("11:00"));
        }
        assertThat(times).hasSizeGreaterThan(40);
    }

    @Test
    void a_single_time_is_over_after_its_run() {
        ScheduledOperation once = ScheduledOperation.create(
                "a",
                ScheduledWork.MOP,
                Map.of(),
                Schedule.parse("once 2027-03-01T10:00 UTC"),
                SchedulePolicy.DEFAULT,
                at("09:00"));

        assertThat(slots(claimAll(once, at("10:00")), true)).containsExactly(at("10:00"));
        assertThat(once.claim(at("10:00"), "n1", LEASE)
                        .orElseThrow()
                        .operation()
                        .nextRun())
                .isEmpty();
    }

    @Test
    void a_single_time_in_the_past_is_refused() {
        assertThatThrownBy(() -> ScheduledOperation.create(
                        "a",
                        ScheduledWork.MOP,
                        Map.of(),
                        Schedule.parse("once 2027-03-01T10:00 UTC"),
                        SchedulePolicy.DEFAULT,
                        at("10:00")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("passed");
    }

    @Test
    void a_lost_run_of_a_paused_operation_is_closed_and_not_begun_again() {
        ScheduledOperation lost = hourly(SchedulePolicy.DEFAULT)
                .claim(at("10:00"), "n1", LEASE)
                .orElseThrow()
                .operation();

        ScheduleClaim closed = lost.paused().claim(at("10:05"), "n2", LEASE).orElseThrow();

        assertThat(closed.runs())
                .singleElement()
                .satisfies(run -> assertThat(run.outcome()).contains(Outcome.UNKNOWN));
        assertThat(closed.operation().claim(at("23:00"), "n2", LEASE)).isEmpty();
    }

    @Test
    void who_asks_for_a_run_whose_node_is_lost_gets_a_new_one() {
        ScheduledOperation lost = hourly(SchedulePolicy.DEFAULT)
                .claim(at("10:00"), "n1", LEASE)
                .orElseThrow()
                .operation();

        assertThat(lost.claimNow(at("10:04"), "n2", LEASE)).isEmpty();
        ScheduleClaim asked = lost.claimNow(at("10:05"), "n2", LEASE).orElseThrow();

        assertThat(asked.runs()).extracting(ScheduledRun::number).containsExactly(1L, 2L);
        assertThat(asked.run().manual()).isTrue();
        assertThat(asked.operation().nextRun()).contains(at("11:00"));
    }

    /** Nodes come, die, come late: no planned time is begun twice unless its run was lost, and numbers only grow. */
    @Test
    void no_planned_time_is_begun_twice_whatever_happens() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            SchedulePolicy policy = missed(List.of(MisfirePolicy.values()).get(random.nextInt(3)))
                    .withJitter(Duration.ofMinutes(random.nextInt(3)));
            ScheduledOperation operation = hourly(policy);
            Instant now = at("09:30");
            Instant lastSlot = Instant.MIN;
            long lastNumber = 0;
            for (int step = 0; step < 60; step++) {
                now = now.plusSeconds(random.nextInt(random.nextInt(10) == 0 ? 40_000 : 900));
                Optional<ScheduledRun> before = operation.current();
                Optional<ScheduleClaim> claim = operation.claim(now, "n" + step, LEASE);
                if (claim.isPresent()) {
                    ScheduledRun run = claim.get().run();
                    assertThat(run.number()).as("seed %d", seed).isGreaterThan(lastNumber);
                    if (before.isPresent()) {
                        assertThat(run.slot())
                                .as("seed %d", seed)
                                .isEqualTo(before.get().slot());
                    } else {
                        assertThat(run.slot())
                                .as("seed %d", seed)
                                .isAfter(lastSlot)
                                .isBeforeOrEqualTo(now);
                    }
                    lastNumber = run.number();
                    lastSlot = run.slot();
                    operation = claim.get().operation();
                    assertThat(operation.nextRun().orElseThrow())
                            .as("seed %d", seed)
                            .isAfter(run.slot());
                }
                if (random.nextBoolean() && operation.current().isPresent()) {
                    operation = operation.released();
                }
            }
        }
    }
}
