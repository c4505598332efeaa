package io.netstacks.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.PageRequest;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.schedule.MaintenanceWindow;
import io.netstacks.spi.schedule.MisfirePolicy;
import io.netstacks.spi.schedule.Schedule;
import io.netstacks.spi.schedule.ScheduleClaim;
import io.netstacks.spi.schedule.ScheduleLease;
import io.netstacks.spi.schedule.SchedulePolicy;
import io.netstacks.spi.schedule.ScheduledOperation;
import io.netstacks.spi.schedule.ScheduledRun;
import io.netstacks.spi.schedule.ScheduledRun.Outcome;
import io.netstacks.spi.schedule.ScheduledWork;
import io.netstacks.spi.task.TaskId;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The part of {@link StorageContract} about scheduled operations. */
interface StorageScheduleTests extends StorageSubject {

    /** How long the tests lease. */
    Duration LEASE = Duration.ofMinutes(5);

    /** Due on the full hour: first at 11:00. */
    private static ScheduledOperation hourly(String name, ScheduledWork work) {
        return ScheduledOperation.create(
                name, work, Map.of(), Schedule.parse("hourly 0 UTC"), SchedulePolicy.DEFAULT, NOW);
    }

    private static Instant at(String time) {
        return Instant.parse("2026-03-01T" + time + "Z");
    }

    private ScheduledOperation load(String name) {
        return stores().schedules().find(name).orElseThrow();
    }

    private List<ScheduledRun> runs(String name) {
        return stores().schedules().runs(name, PageRequest.first()).items();
    }

    private List<ScheduleClaim> claim(String time, String owner) {
        return stores().schedules().claimDue(at(time), owner, LEASE, 100);
    }

    @Test
    default void a_scheduled_operation_comes_back_with_every_part() {
        SchedulePolicy policy = new SchedulePolicy(
                MisfirePolicy.RUN_ALL,
                Duration.ofSeconds(7),
                Duration.ofMinutes(3),
                List.of(
                        MaintenanceWindow.daily(LocalTime.of(22, 0), LocalTime.of(4, 30), ZoneId.of("Europe/Berlin")),
                        new MaintenanceWindow(
                                Set.of(DayOfWeek.SUNDAY, DayOfWeek.SATURDAY),
                                LocalTime.MIDNIGHT,
                                LocalTime.NOON,
                                ZoneId.of("UTC"))));
        ScheduledOperation all = ScheduledOperation.create(
                "nightly " + ANY_UNICODE,
                ScheduledWork.BACKUP,
                Map.of("a", ANY_UNICODE),
                Schedule.parse("cron */5 1-3 * * mon-fri America/New_York"),
                policy,
                NOW);

        assertThat(stores().schedules().find(all.name())).isEmpty();
        stores().schedules().create(all);

        assertThat(stores().schedules().find(all.name())).contains(all);
        assertThat(stores().schedules().list(PageRequest.first()).items()).containsExactly(all);
    }

    @Test
    default void a_second_scheduled_operation_of_a_name_is_a_conflict() {
        stores().schedules().create(hourly("a", ScheduledWork.BACKUP));

        assertThatThrownBy(() -> stores().schedules().create(hourly("a", ScheduledWork.MOP)))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("a");
        assertThat(load("a").work()).isEqualTo(ScheduledWork.BACKUP);
    }

    @Test
    default void scheduled_operations_are_listed_by_name_page_by_page() {
        List<String> names = List.of("a", "b", "c", "d", "e");
        names.forEach(name -> stores().schedules().create(hourly(name, ScheduledWork.BACKUP)));

        assertThat(StorageSubject.allPages(2, stores().schedules()::list, () -> {}))
                .extracting(ScheduledOperation::name)
                .containsExactlyElementsOf(names);
    }

    @Test
    default void nothing_is_claimed_before_its_time_and_it_moves_on_when_it_is() {
        stores().schedules().create(hourly("a", ScheduledWork.BACKUP));

        assertThat(claim("10:59:59.999999", "n1")).isEmpty();
        List<ScheduleClaim> claims = claim("11:00:30", "n1");

        ScheduledRun run = claims.get(0).run();
        assertThat(claims).hasSize(1);
        assertThat(run.slot()).isEqualTo(at("11:00:00"));
        assertThat(run.number()).isEqualTo(1);
        assertThat(load("a")).isEqualTo(claims.get(0).operation());
        assertThat(load("a").nextRun()).contains(at("12:00:00"));
        assertThat(load("a").lease()).contains(new ScheduleLease("n1", at("11:05:30")));
        assertThat(runs("a")).containsExactly(run);
    }

    @Test
    default void a_run_that_is_finished_gives_its_lease_back() {
        stores().schedules().create(hourly("a", ScheduledWork.BACKUP));
        ScheduledRun run = claim("11:00:00", "n1").get(0).run();
        ScheduledRun ended = run.ended(at("11:00:09"), Outcome.PARTIAL, Optional.of(new TaskId("t1")), ANY_UNICODE);

        assertThat(stores().schedules().finish(ended)).isTrue();
        assertThat(stores().schedules().finish(ended)).as("a second time").isFalse();

        assertThat(load("a").lease()).isEmpty();
        assertThat(load("a").current()).isEmpty();
        assertThat(load("a").lastRun()).contains(at("11:00:00"));
        assertThat(runs("a")).containsExactly(ended);
        assertThat(claim("12:00:00", "n2").get(0).run().number()).isEqualTo(2);
    }

    @Test
    default void a_slow_run_is_not_claimed_again_while_its_lease_is_renewed() {
        stores().schedules().create(hourly("a", ScheduledWork.BACKUP));
        ScheduledRun run = claim("11:00:00", "n1").get(0).run();

        assertThat(stores().schedules().renew(run, at("12:30:00"))).isTrue();

        assertThat(claim("12:10:00", "n2")).isEmpty();
        assertThat(stores().schedules().finish(run.ended(at("12:11:00"), Outcome.SUCCEEDED, Optional.empty(), "")))
                .isTrue();
        assertThat(claim("12:12:00", "n2").get(0).run().slot()).isEqualTo(at("12:00:00"));
    }

    @Test
    default void an_expired_lease_is_claimed_again_with_a_higher_number_and_the_old_owner_is_fenced_off() {
        stores().schedules().create(hourly("a", ScheduledWork.BACKUP));
        ScheduledRun lost = claim("11:00:00", "n1").get(0).run();

        assertThat(claim("11:04:59", "n2")).isEmpty();
        ScheduledRun again = claim("11:05:00", "n2").get(0).run();

        assertThat(again.number()).isGreaterThan(lost.number());
        assertThat(again.slot()).isEqualTo(lost.slot());
        assertThat(stores().schedules().renew(lost, at("13:00:00"))).isFalse();
        assertThat(stores().schedules().finish(lost.ended(at("11:06:00"), Outcome.SUCCEEDED, Optional.empty(), "")))
                .isFalse();
        assertThat(runs("a"))
                .extracting(ScheduledRun::outcome)
                .containsExactly(Optional.empty(), Optional.of(Outcome.UNKNOWN));
        assertThat(stores().schedules().finish(again.ended(at("11:06:00"), Outcome.SUCCEEDED, Optional.empty(), "")))
                .isTrue();
    }

    @Test
    default void a_lost_run_that_changes_devices_is_unknown_and_not_done_again() {
        stores().schedules().create(hourly("a", ScheduledWork.DEPLOY));
        ScheduledRun lost = claim("11:00:00", "n1").get(0).run();

        ScheduleClaim closed = claim("11:05:00", "n2").get(0);

        assertThat(closed.run().number()).isEqualTo(lost.number());
        assertThat(closed.run().outcome()).contains(Outcome.UNKNOWN);
        assertThat(runs("a")).containsExactly(closed.run());
        assertThat(load("a").lease()).isEmpty();
        assertThat(claim("11:59:59", "n2")).isEmpty();
        assertThat(claim("12:00:00", "n2").get(0).run().slot()).isEqualTo(at("12:00:00"));
    }

    @Test
    default void of_many_that_claim_at_once_each_operation_goes_to_one() {
        IntStream.range(0, 24).forEach(i -> stores().schedules().create(hourly("op" + i, ScheduledWork.BACKUP)));

        List<List<ScheduleClaim>> taken =
                StorageRace.run(32, number -> stores().schedules().claimDue(at("11:00:00"), "n" + number, LEASE, 24));

        assertThat(taken.stream().flatMap(List::stream).map(claim -> claim.run().operation()))
                .doesNotHaveDuplicates()
                .hasSize(24);
        assertThat(IntStream.range(0, 24).mapToObj(i -> runs("op" + i)))
                .allSatisfy(runs -> assertThat(runs).hasSize(1));
        assertThat(taken)
                .allSatisfy(claims -> assertThat(claims)
                        .allSatisfy(claim -> assertThat(
                                        load(claim.operation().name()).lease())
                                .contains(new ScheduleLease(claim.run().owner(), at("11:05:00")))));
    }

    @Test
    default void of_many_that_claim_an_expired_lease_one_gets_it() {
        stores().schedules().create(hourly("a", ScheduledWork.BACKUP));
        claim("11:00:00", "n1");

        List<List<ScheduleClaim>> taken =
                StorageRace.run(32, number -> stores().schedules().claimDue(at("11:05:00"), "n" + number, LEASE, 5));

        assertThat(taken.stream().flatMap(List::stream)).hasSize(1);
        assertThat(runs("a")).extracting(ScheduledRun::number).containsExactly(2L, 1L);
    }

    @Test
    default void at_most_so_many_are_claimed_and_the_longest_due_first() {
        stores().schedules().create(hourly("late", ScheduledWork.BACKUP));
        stores().schedules()
                .create(ScheduledOperation.create(
                        "later",
                        ScheduledWork.BACKUP,
                        Map.of(),
                        Schedule.parse("hourly 30 UTC"),
                        SchedulePolicy.DEFAULT,
                        at("10:00:00")));

        assertThat(stores().schedules().claimDue(at("11:00:00"), "n1", LEASE, 1))
                .extracting(claim -> claim.operation().name())
                .containsExactly("later");
        assertThat(stores().schedules().claimDue(at("11:00:00"), "n1", LEASE, 1))
                .extracting(claim -> claim.operation().name())
                .containsExactly("late");
    }

    @Test
    default void what_is_paused_is_not_claimed_but_can_be_asked_for() {
        stores().schedules().create(hourly("a", ScheduledWork.BACKUP));

        assertThat(stores().schedules().update("a", ScheduledOperation::paused).map(ScheduledOperation::state))
                .contains(ScheduledOperation.State.PAUSED);
        assertThat(claim("12:00:00", "n1")).isEmpty();
        ScheduledRun asked = stores().schedules()
                .claimNow("a", at("12:00:00"), "n1", LEASE)
                .orElseThrow()
                .run();

        assertThat(asked.manual()).isTrue();
        assertThat(stores().schedules().claimNow("a", at("12:00:01"), "n2", LEASE))
                .as("at work")
                .isEmpty();
        assertThat(stores().schedules().finish(asked.ended(at("12:00:02"), Outcome.SUCCEEDED, Optional.empty(), "")))
                .isTrue();
        stores().schedules().update("a", operation -> operation.resumed(at("12:10:00")));
        assertThat(load("a").nextRun()).contains(at("13:00:00"));
    }

    @Test
    default void changes_at_once_are_all_kept() {
        stores().schedules().create(hourly("a", ScheduledWork.BACKUP));

        StorageRace.run(
                8,
                number -> stores().schedules().update("a", old -> {
                    Map<String, String> more = new HashMap<>(old.parameters());
                    more.put("k" + number, "v");
                    return new ScheduledOperation(
                            old.name(),
                            old.work(),
                            more,
                            old.schedule(),
                            old.policy(),
                            old.state(),
                            old.nextRun(),
                            old.lastRun(),
                            old.runs(),
                            old.current(),
                            old.lease());
                }));

        assertThat(load("a").parameters()).hasSize(8);
        assertThat(stores().schedules().update("b", ScheduledOperation::paused)).isEmpty();
    }

    @Test
    default void a_deleted_operation_is_gone_with_its_runs() {
        stores().schedules().create(hourly("a", ScheduledWork.BACKUP));
        ScheduledRun run = claim("11:00:00", "n1").get(0).run();

        assertThat(stores().schedules().delete("a")).isTrue();
        assertThat(stores().schedules().delete("a")).isFalse();

        assertThat(runs("a")).isEmpty();
        assertThat(stores().schedules().finish(run.ended(at("11:01:00"), Outcome.FAILED, Optional.empty(), "")))
                .isFalse();
        assertThatThrownBy(() -> stores().schedules().claimNow("a", NOW, "n1", LEASE))
                .isInstanceOf(NotFoundException.class);
        stores().schedules().create(hourly("a", ScheduledWork.BACKUP));
        assertThat(runs("a")).isEmpty();
    }

    @Test
    default void runs_are_listed_the_latest_first_page_by_page() {
        stores().schedules().create(hourly("a", ScheduledWork.BACKUP));
        for (int hour = 11; hour < 18; hour++) {
            ScheduledRun run = claim(hour + ":00:00", "n1").get(0).run();
            stores().schedules().finish(run.ended(run.startedAt(), Outcome.SUCCEEDED, Optional.empty(), ""));
        }

        assertThat(StorageSubject.allPages(3, page -> stores().schedules().runs("a", page), () -> {}))
                .extracting(ScheduledRun::number)
                .containsExactly(7L, 6L, 5L, 4L, 3L, 2L, 1L);
    }

    @Test
    default void times_of_runs_round_trip_at_microseconds() {
        stores().schedules().create(hourly("a", ScheduledWork.BACKUP));
        Instant nanos = at("11:00:00.123456789");
        ScheduledRun run =
                stores().schedules().claimDue(nanos, "n1", LEASE, 1).get(0).run();
        stores().schedules().finish(run.ended(nanos, Outcome.SUCCEEDED, Optional.empty(), ""));

        assertThat(run.startedAt()).isEqualTo(nanos.truncatedTo(ChronoUnit.MICROS));
        assertThat(runs("a")).containsExactly(run.ended(run.startedAt(), Outcome.SUCCEEDED, Optional.empty(), ""));
    }

    @Test
    default void a_claim_in_a_transaction_that_fails_was_never_made() {
        stores().schedules().create(hourly("a", ScheduledWork.BACKUP));

        assertThatThrownBy(() -> stores().inTransaction(tx -> {
                    assertThat(tx.schedules().claimDue(at("11:00:00"), "n1", LEASE, 5))
                            .hasSize(1);
                    throw new IllegalStateException("mine");
                }))
                .hasMessage("mine");

        assertThat(runs("a")).isEmpty();
        assertThat(claim("11:00:00", "n2")).hasSize(1);
    }
}
