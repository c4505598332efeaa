package io.netstacks.tasks.schedule;

import static io.netstacks.spi.device.DeviceSelector.all;
import static io.netstacks.spi.device.DeviceSelector.names;
import static io.netstacks.spi.device.DeviceSelector.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.core.NetStacks;
import io.netstacks.core.credential.CredentialSources;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.spi.schedule.MaintenanceWindow;
import io.netstacks.spi.schedule.MisfirePolicy;
import io.netstacks.spi.schedule.Schedule;
import io.netstacks.spi.schedule.SchedulePolicy;
import io.netstacks.spi.schedule.ScheduledRun;
import io.netstacks.spi.schedule.ScheduledRun.Outcome;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.spi.task.TaskQuery;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.tasks.NetStacksTasks;
import io.netstacks.testkit.MutableClock;
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeDevices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scheduled work on simulated devices, and the example of docs/scheduling.md. Tasks run on the thread that submits them. */
class SchedulingExampleTest {

    private static FakeDevice ios;
    private static FakeDevice junos;

    private final MutableClock clock = MutableClock.at("2027-03-01T20:00:00Z");
    private NetStacks net;
    private NetStacksTasks tasks;

    @BeforeAll
    static void startDevices() {
        ios = FakeDevice.start(FakeDevices.ciscoIos("edge1"));
        junos = FakeDevice.start(FakeDevices.juniperJunos("core1"));
    }

    @AfterAll
    static void stopDevices() {
        ios.close();
        junos.close();
    }

    @BeforeEach
    void open() {
        net = NetStacks.builder()
                .storage("memory")
                .clock(clock)
                .credentials(CredentialSources.of(Map.of("edge1", ios.credentials(), "core1", junos.credentials())))
                .build();
        net.inventory().save(ios.asDevice().credential("edge1").tag("edge").build());
        net.inventory().save(junos.asDevice().credential("core1").build());
        tasks = NetStacksTasks.over(net).executor(Runnable::run).build();
    }

    @AfterEach
    void close() {
        tasks.close();
        net.close();
    }

    private List<ScheduledRun> runs(String name) {
        return tasks.schedules().runs(name, PageRequest.first()).items();
    }

    private void backUpEveryHour(DeviceSelector devices) {
        tasks.schedules().create("hourly", Schedule.parse("hourly 0 UTC"), new ScheduledJob.Backup(devices, 1));
        clock.set(Instant.parse("2027-03-01T21:00:00Z"));
    }

    @Test
    void the_example_of_the_documentation_works() {
        // tag::example[]
        Schedules schedules = tasks.schedules();
        schedules.create(
                "nightly backup",
                Schedule.daily(LocalTime.of(2, 30), ZoneId.of("Europe/Berlin")),
                ScheduledJob.backup(all()));
        schedules.create(
                "edge backup",
                Schedule.cron("*/20 6-21 * * sat,sun", ZoneId.of("Europe/Berlin")),
                new ScheduledJob.Backup(tag("edge").except("lab-*"), 5),
                SchedulePolicy.DEFAULT
                        .withMisfire(MisfirePolicy.SKIP)
                        .withJitter(Duration.ofMinutes(2))
                        .withWindows(MaintenanceWindow.parse("saturday,sunday 06:00-22:00 Europe/Berlin")));

        schedules.pause("edge backup");
        schedules.runNow("nightly backup", OperationContext.as(Actor.user("kim")));
        tasks.start(); // once a minute, on a thread of ours; or let your scheduler call schedules.check()
        // end::example[]

        assertThat(runs("nightly backup"))
                .singleElement()
                .satisfies(run -> assertThat(run.outcome()).contains(Outcome.SUCCEEDED));
        assertThat(schedules.find("nightly backup").orElseThrow().nextRun())
                .contains(Instant.parse("2027-03-02T01:30:00Z"));
    }

    @Test
    void the_documentation_shows_this_example() throws IOException {
        Path here = Path.of("src/test/java/io/netstacks/tasks/schedule/SchedulingExampleTest.java");
        String source = Files.readString(here);
        String example = source.substring(source.indexOf("tag::example[]\n") + 15, source.indexOf("        // end::"))
                .stripTrailing();

        assertThat(Files.readString(Path.of("../docs/scheduling.md"))).contains(example.stripIndent());
    }

    @Test
    void a_scheduled_backup_makes_one_snapshot_of_all_devices() {
        backUpEveryHour(all());

        assertThat(tasks.schedules().check().dispatched()).isEqualTo(1);

        ScheduledRun run = runs("hourly").get(0);
        assertThat(run.outcome()).contains(Outcome.SUCCEEDED);
        TaskRecord task = tasks.find(run.taskId().orElseThrow()).orElseThrow();
        assertThat(task.actor()).isEqualTo("schedule:hourly");
        assertThat(task.result().orElseThrow()).contains("COMPLETE");
        assertThat(Stream.of("edge1", "core1")
                        .map(device -> net.backups().latest(device).orElseThrow()))
                .extracting(Backup::origin)
                .containsOnly(Backup.Origin.SCHEDULED);
    }

    @Test
    void a_scheduled_backup_of_one_device_or_of_a_tag_leaves_the_others() {
        backUpEveryHour(tag("edge"));
        tasks.schedules().create("one", Schedule.parse("hourly 30 UTC"), ScheduledJob.backup(names("edge1")));
        clock.set(Instant.parse("2027-03-01T21:30:00Z"));

        assertThat(tasks.schedules().check().dispatched()).isEqualTo(2);

        assertThat(runs("one").get(0).outcome()).contains(Outcome.SUCCEEDED);
        assertThat(net.backups().latest("edge1").orElseThrow().verifications()).isPositive();
        assertThat(net.backups().latest("core1")).isEmpty();
    }

    @Test
    void a_device_that_fails_makes_the_run_partial_and_the_schedule_goes_on() {
        net.inventory()
                .save(Device.named("gone")
                        .platform("cisco_ios")
                        .at("127.0.0.1", 1)
                        .credential("edge1")
                        .build());
        backUpEveryHour(all());

        tasks.schedules().check();

        assertThat(runs("hourly").get(0).outcome()).contains(Outcome.PARTIAL);
        assertThat(tasks.schedules().find("hourly").orElseThrow().nextRun())
                .contains(Instant.parse("2027-03-01T22:00:00Z"));
    }

    @Test
    void a_selector_that_means_no_device_is_a_failed_run_that_says_so() {
        backUpEveryHour(tag("nobody"));

        tasks.schedules().check();

        assertThat(runs("hourly").get(0).outcome()).contains(Outcome.FAILED);
        assertThat(runs("hourly").get(0).message().orElseThrow()).contains("no device is selected");
        assertThat(tasks.schedules().check().due()).isZero();
    }

    @Test
    void work_that_is_not_available_yet_says_so_in_both_histories() {
        Schedule hourly = Schedule.parse("hourly 0 UTC");
        tasks.schedules().create("deploy", hourly, new ScheduledJob.Deploy("core"));
        tasks.schedules().create("mop", hourly, new ScheduledJob.Mop("upgrade"));
        clock.set(Instant.parse("2027-03-01T21:00:00Z"));

        tasks.schedules().check();

        for (String name : List.of("deploy", "mop")) {
            ScheduledRun run = runs(name).get(0);
            assertThat(run.outcome()).as(name).contains(Outcome.UNAVAILABLE);
            assertThat(tasks.find(run.taskId().orElseThrow()).orElseThrow().outcome())
                    .as(name)
                    .contains(TaskOutcome.FAILED);
        }
        assertThat(tasks.run(new ExecuteScheduledMop("x", "upgrade"), OperationContext.as(Actor.system()))
                        .message())
                .contains("not available");
    }

    @Test
    void the_check_is_a_task_too_and_every_operation_goes_by_its_name() {
        backUpEveryHour(all());

        TickReport report = tasks.run(new CheckScheduledOperations(), OperationContext.as(Actor.system()));

        assertThat(report.due()).isEqualTo(1);
        assertThat(tasks.history(
                                new TaskQuery(
                                        Optional.of("tasks.scheduled_tasks.check_scheduled_operations"),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()),
                                PageRequest.first())
                        .items())
                .hasSize(1);
        assertThat(tasks.names())
                .contains(
                        "tasks.scheduled_tasks.check_scheduled_operations",
                        "tasks.scheduled_tasks.execute_scheduled_backup",
                        "tasks.scheduled_tasks.execute_scheduled_deploy",
                        "tasks.scheduled_tasks.execute_scheduled_mop");
    }
}
