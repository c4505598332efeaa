package io.netstacks.tasks.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.netstacks.core.event.EventPublisher;
import io.netstacks.core.memory.MemoryStorage;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.Settings;
import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.event.NetStacksEvent;
import io.netstacks.spi.schedule.MisfirePolicy;
import io.netstacks.spi.schedule.Schedule;
import io.netstacks.spi.schedule.SchedulePolicy;
import io.netstacks.spi.schedule.ScheduledOperation;
import io.netstacks.spi.schedule.ScheduledRun;
import io.netstacks.spi.schedule.ScheduledRun.Outcome;
import io.netstacks.spi.schedule.ScheduledWork;
import io.netstacks.spi.store.KeyProvider;
import io.netstacks.spi.store.Stores;
import io.netstacks.spi.task.TaskId;
import io.netstacks.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

/** Checking, dispatching, recording; on tasks that the test ends by hand, with a clock that the test moves. */
class SchedulesTest {

    private static final Duration LEASE = Duration.ofMinutes(15);
    private static final ScheduledJob ALL = ScheduledJob.backup(DeviceSelector.all());
    private static final Schedule HOURLY = Schedule.parse("hourly 0 UTC");

    private final MutableClock clock = MutableClock.at("2027-03-01T09:30:00Z");
    private final Stores stores = new MemoryStorage()
            .open(
                    new ProviderContext(Settings.defaults(), clock, reference -> {
                        throw NotFoundException.of("secret", reference, List.of());
                    }),
                    Mockito.mock(KeyProvider.class));
    private final Queue<NetStacksEvent> news = new ConcurrentLinkedQueue<>();
    private final HandDrivenTasks tasks = new HandDrivenTasks();
    private final Schedules schedules = node(tasks);

    private Schedules node(HandDrivenTasks itsTasks) {
        return new Schedules(stores.schedules(), itsTasks, new EventPublisher(List.of(news::add), clock), clock, LEASE);
    }

    @AfterEach
    void close() {
        schedules.close();
        stores.close();
    }

    private void at(String time) {
        clock.set(Instant.parse("2027-03-01T" + time + ":00Z"));
    }

    private List<ScheduledRun> runs(String name) {
        return schedules.runs(name, PageRequest.first()).items();
    }

    private static OperationContext kim() {
        return OperationContext.as(Actor.user("kim"));
    }

    @Test
    void nothing_due_is_nothing_done() {
        schedules.create("a", HOURLY, ALL);

        assertThat(schedules.check()).isEqualTo(new TickReport(0, 0, 0, 0, 0));
        assertThat(tasks.accepted()).isEmpty();
    }

    @Test
    void what_is_due_is_begun_once_and_its_end_recorded() {
        schedules.create("a", HOURLY, ALL);
        at("10:00");

        assertThat(schedules.check()).isEqualTo(new TickReport(1, 1, 0, 0, 0));
        assertThat(schedules.check()).isEqualTo(new TickReport(0, 0, 0, 0, 0));
        at("10:03");
        tasks.accepted().get(0).succeed("done");

        assertThat(tasks.accepted()).singleElement().satisfies(task -> {
            assertThat(task.name()).isEqualTo("tasks.scheduled_tasks.execute_scheduled_backup");
            assertThat(task.actor()).isEqualTo("schedule:a");
        });
        assertThat(runs("a")).singleElement().satisfies(run -> {
            assertThat(run.outcome()).contains(Outcome.SUCCEEDED);
            assertThat(run.taskId()).contains(new TaskId("t0"));
            assertThat(run.endedAt()).contains(clock.instant());
            assertThat(run.manual()).isFalse();
        });
        assertThat(schedules.find("a").orElseThrow().nextRun()).contains(Instant.parse("2027-03-01T11:00:00Z"));
    }

    @Test
    void the_begin_and_the_end_of_a_run_are_told() {
        schedules.create("a", HOURLY, ALL);
        at("10:00");
        schedules.check();
        tasks.accepted().get(0).succeed("done");

        assertThat(news)
                .extracting(
                        NetStacksEvent::kind,
                        NetStacksEvent::subject,
                        event -> event.details().get("outcome"))
                .containsExactly(
                        tuple(NetStacksEvent.Kind.SCHEDULE_RUN_STARTED, "a", null),
                        tuple(NetStacksEvent.Kind.SCHEDULE_RUN_FINISHED, "a", "SUCCEEDED"));
        assertThat(news).allSatisfy(event -> {
            assertThat(event.details())
                    .containsEntry("slot", "2027-03-01T10:00:00Z")
                    .containsKey("run");
            assertThat(event.correlationId()).isNotEmpty();
        });
    }

    @Test
    void a_run_that_fails_is_recorded_and_the_schedule_goes_on() {
        schedules.create("a", HOURLY, ALL);
        at("10:00");
        schedules.check();

        tasks.accepted().get(0).fail(new ConflictException("no device"));

        assertThat(runs("a").get(0).outcome()).contains(Outcome.FAILED);
        assertThat(runs("a").get(0).message()).contains("no device");
        assertThat(schedules.check().due()).isZero();
        at("11:00");
        assertThat(schedules.check().dispatched()).isEqualTo(1);
    }

    @Test
    void a_task_that_is_refused_is_a_failed_run_and_the_schedule_goes_on() {
        schedules.create("a", HOURLY, ALL);
        tasks.refuse(true);
        at("10:00");

        assertThat(schedules.check()).isEqualTo(new TickReport(1, 0, 0, 0, 1));

        assertThat(runs("a").get(0).outcome()).contains(Outcome.FAILED);
        assertThat(runs("a").get(0).message()).contains("CONFLICT: full");
        tasks.refuse(false);
        at("11:00");
        assertThat(schedules.check().dispatched()).isEqualTo(1);
    }

    @Test
    void everything_that_is_due_is_begun_in_one_check() {
        IntStream.range(0, 1100).forEach(i -> schedules.create("op" + i, HOURLY, ALL));
        at("10:00");

        assertThat(schedules.check()).isEqualTo(new TickReport(1100, 1100, 0, 0, 0));
        assertThat(tasks.accepted().stream().map(HandDrivenTasks.Accepted::actor))
                .doesNotHaveDuplicates();
        assertThat(schedules.check().due()).isZero();
    }

    @Test
    void where_tasks_are_refused_the_rest_stays_due_for_others() {
        IntStream.range(0, 1100).forEach(i -> schedules.create("op" + i, HOURLY, ALL));
        tasks.room(700);
        at("10:00");

        assertThat(schedules.check()).isEqualTo(new TickReport(1000, 700, 0, 0, 300));
        assertThat(node(new HandDrivenTasks()).check()).isEqualTo(new TickReport(100, 100, 0, 0, 0));
    }

    @Test
    void a_run_may_wait_for_its_task_longer_than_a_task_may_take() {
        schedules.create("a", HOURLY, ALL);
        at("10:00");
        schedules.check();

        assertThat(tasks.accepted().get(0).deadline().remaining()).isGreaterThan(Duration.ofHours(23));
    }

    @Test
    void a_run_whose_node_is_closed_while_its_task_goes_on_elsewhere_says_so() {
        schedules.create("a", HOURLY, ALL);
        at("10:00");
        schedules.check();

        tasks.accepted().get(0).leave();

        assertThat(runs("a").get(0).outcome()).contains(Outcome.UNKNOWN);
        assertThat(runs("a").get(0).taskId()).contains(new TaskId("t0"));
        assertThat(runs("a").get(0).message().orElseThrow()).contains("elsewhere");
    }

    @Test
    void broken_parameters_are_a_failed_run_and_hold_up_nothing_else() {
        stores.schedules()
                .create(ScheduledOperation.create(
                        "broken",
                        ScheduledWork.BACKUP,
                        Map.of("devices", "everything", "parallelism", "10"),
                        HOURLY,
                        SchedulePolicy.DEFAULT,
                        clock.instant()));
        schedules.create("well", HOURLY, ALL);
        at("10:00");

        assertThat(schedules.check()).isEqualTo(new TickReport(2, 1, 0, 0, 1));
        assertThat(runs("broken").get(0).message().orElseThrow()).contains("everything");
    }

    @Test
    void a_slow_run_is_kept_by_its_node_and_begun_by_no_other() {
        HandDrivenTasks others = new HandDrivenTasks();
        Schedules other = node(others);
        schedules.create("a", HOURLY, ALL);
        at("10:00");
        schedules.check();

        for (String time : List.of("10:10", "10:20", "10:30", "10:40", "10:50", "11:00", "11:10")) {
            at(time);
            schedules.check();
            assertThat(other.check().due()).isZero();
        }
        tasks.accepted().get(0).succeed("slow");

        assertThat(other.check().dispatched())
                .as("the time that passed meanwhile")
                .isEqualTo(1);
        assertThat(runs("a")).extracting(ScheduledRun::number).containsExactly(2L, 1L);
    }

    @Test
    void a_lost_node_s_run_is_begun_elsewhere_and_its_own_late_end_changes_nothing() {
        HandDrivenTasks others = new HandDrivenTasks();
        Schedules other = node(others);
        schedules.create("a", HOURLY, ALL);
        at("10:00");
        schedules.check();

        at("10:15");
        assertThat(other.check().dispatched()).isEqualTo(1);
        assertThat(tasks.accepted().get(0).isCancelled()).isFalse();
        schedules.check();

        assertThat(tasks.accepted().get(0).isCancelled())
                .as("stopped when its node comes back")
                .isTrue();
        others.accepted().get(0).succeed("done");
        assertThat(runs("a"))
                .extracting(run -> run.outcome().orElseThrow())
                .containsExactly(Outcome.SUCCEEDED, Outcome.UNKNOWN);
    }

    @Test
    void many_nodes_that_check_at_once_begin_each_run_once() throws Exception {
        IntStream.range(0, 40).forEach(i -> schedules.create("op" + i, HOURLY, ALL));
        at("10:00");
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> nodes = IntStream.range(0, 8)
                .mapToObj(i -> node(tasks))
                .map(node -> new Thread(() -> {
                    try {
                        start.await();
                        node.check();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .toList();
        nodes.forEach(Thread::start);
        start.countDown();
        for (Thread node : nodes) {
            node.join(TimeUnit.SECONDS.toMillis(30));
        }

        assertThat(tasks.accepted()).hasSize(40);
        assertThat(tasks.accepted().stream().map(HandDrivenTasks.Accepted::actor))
                .doesNotHaveDuplicates();
    }

    @Test
    void deploy_and_mop_answer_that_they_are_not_available_and_go_on() {
        schedules.create("d", HOURLY, new ScheduledJob.Deploy("core"));
        schedules.create("m", HOURLY, new ScheduledJob.Mop("upgrade"));
        at("10:00");
        assertThat(schedules.check().dispatched()).isEqualTo(2);
        assertThat(tasks.accepted())
                .extracting(HandDrivenTasks.Accepted::name)
                .containsExactlyInAnyOrder(
                        "tasks.scheduled_tasks.execute_scheduled_deploy",
                        "tasks.scheduled_tasks.execute_scheduled_mop");

        tasks.accepted().forEach(task -> task.succeed(new WorkUnavailable(ScheduledWork.DEPLOY, "core")));

        assertThat(runs("d").get(0).outcome()).contains(Outcome.UNAVAILABLE);
        assertThat(runs("d").get(0).message().orElseThrow()).contains("not available");
        assertThat(schedules.find("m").orElseThrow().nextRun()).contains(Instant.parse("2027-03-01T11:00:00Z"));
    }

    @Test
    void a_lost_deployment_is_unknown_and_not_begun_again() {
        schedules.create("d", HOURLY, new ScheduledJob.Deploy("core"));
        at("10:00");
        schedules.check();

        at("10:15");
        assertThat(node(new HandDrivenTasks()).check()).isEqualTo(new TickReport(1, 0, 0, 1, 0));
        assertThat(runs("d").get(0).outcome()).contains(Outcome.UNKNOWN);
    }

    @Test
    void what_is_skipped_is_counted_and_recorded() {
        schedules.create("a", HOURLY, ALL, SchedulePolicy.DEFAULT.withMisfire(MisfirePolicy.SKIP));
        at("12:30");

        assertThat(schedules.check()).isEqualTo(new TickReport(1, 0, 1, 0, 0));
        assertThat(runs("a").get(0).outcome()).contains(Outcome.SKIPPED);
        assertThat(news)
                .singleElement()
                .satisfies(event -> assertThat(event.details()).containsEntry("outcome", "SKIPPED"));
    }

    @Test
    void what_is_paused_runs_only_when_somebody_asks() {
        schedules.create("a", HOURLY, ALL);
        schedules.pause("a");
        at("10:00");
        assertThat(schedules.check().due()).isZero();

        ScheduledRun run = schedules.runNow("a", kim());

        assertThat(run.manual()).isTrue();
        assertThat(tasks.accepted().get(0).actor()).isEqualTo("user:kim");
        assertThatThrownBy(() -> schedules.runNow("a", kim()))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("at work");
        tasks.accepted().get(0).succeed("done");
        assertThat(runs("a").get(0).outcome()).contains(Outcome.SUCCEEDED);
        assertThat(schedules.resume("a").nextRun()).contains(Instant.parse("2027-03-01T11:00:00Z"));
    }

    @Test
    void who_waits_for_a_run_gets_how_it_ended() {
        schedules.create("a", HOURLY, ALL);
        tasks.refuse(true);

        ScheduledRun refused = schedules.runToEnd("a", kim());

        assertThat(refused.outcome()).contains(Outcome.FAILED);
        assertThat(refused.message()).contains("CONFLICT: full");
        assertThat(runs("a")).containsExactly(refused);
    }

    @Test
    void unknown_names_are_not_found() {
        assertThatThrownBy(() -> schedules.pause("x")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> schedules.resume("x")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> schedules.runNow("x", kim())).isInstanceOf(NotFoundException.class);
        assertThat(schedules.delete("x")).isFalse();
    }

    @Test
    void our_thread_checks_again_and_again_until_closed() throws Exception {
        CountDownLatch checks = new CountDownLatch(3);
        ScheduleTimer timer = new ScheduleTimer(() -> {
            checks.countDown();
            throw new IllegalStateException("a check that fails is not the last one");
        });
        timer.start(Duration.ofMillis(1));

        assertThat(checks.await(30, TimeUnit.SECONDS)).isTrue();
        timer.close();
        timer.close();
    }

    @Test
    void starting_twice_is_a_conflict_and_a_negative_time_is_refused() {
        schedules.start(Duration.ofHours(1));

        assertThatThrownBy(() -> schedules.start(Duration.ofHours(1))).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> schedules.start(Duration.ZERO)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void the_next_run_counts_from_the_planned_time() {
        assertThat(Schedules.calculateNextRun(HOURLY, Instant.parse("2027-03-01T10:00:00Z")))
                .contains(Instant.parse("2027-03-01T11:00:00Z"));
    }
}
