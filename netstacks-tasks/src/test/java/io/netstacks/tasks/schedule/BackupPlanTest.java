package io.netstacks.tasks.schedule;

import static io.netstacks.spi.device.DeviceSelector.glob;
import static io.netstacks.spi.device.DeviceSelector.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.NetStacks;
import io.netstacks.core.credential.CredentialSources;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.BackupQuery;
import io.netstacks.spi.backup.NewBackup;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.schedule.Schedule;
import io.netstacks.spi.schedule.SchedulePolicy;
import io.netstacks.spi.schedule.ScheduledOperation;
import io.netstacks.spi.schedule.ScheduledRun;
import io.netstacks.spi.schedule.ScheduledWork;
import io.netstacks.tasks.NetStacksTasks;
import io.netstacks.testkit.MutableClock;
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeDevices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackupPlanTest {

    private static final Instant FIRST = Instant.parse("2027-03-01T02:00:00Z");

    private final MutableClock clock = MutableClock.at(FIRST.minus(Duration.ofHours(1)));
    private final FakeDevice junos = FakeDevice.start(FakeDevices.juniperJunos("edge-1"));
    private final NetStacks net = NetStacks.builder()
            .storage("memory")
            .clock(clock)
            .credentials(CredentialSources.of(Map.of("lab", junos.credentials())))
            .build();
    private final NetStacksTasks tasks =
            NetStacksTasks.over(net).executor(Runnable::run).build();

    @BeforeEach
    void devices() {
        net.inventory().save(junos.asDevice().credential("lab").build());
        for (String name : new String[] {"edge-2", "LAB-edge", "core1", "other"}) {
            net.inventory()
                    .save(Device.named(name)
                            .at("127.0.0.1", 1)
                            .platform("juniper_junos")
                            .credential("lab")
                            .tag(name.equals("core1") ? "core" : "x")
                            .enabled(!name.equals("edge-2"))
                            .build());
        }
    }

    @AfterEach
    void close() {
        tasks.close();
        net.close();
        junos.close();
    }

    private ScheduledRun lastRun(String name) {
        return tasks.schedules().runs(name, PageRequest.first()).items().get(0);
    }

    private static ConfigText text(String text) {
        return ConfigText.of(text, text);
    }

    @Test
    void includes_add_up_excludes_win_and_both_are_kept() {
        BackupPlan plan = BackupPlan.everyHours(24)
                .include(tag("core"))
                .include(glob("*edge*"))
                .exclude("lab-*")
                .setFormat(false)
                .parallelism(3);
        plan.create(tasks.schedules(), "network", FIRST);

        ScheduledJob.Backup kept = (ScheduledJob.Backup)
                ScheduledJob.of(tasks.schedules().find("network").orElseThrow());

        assertThat(kept).isEqualTo(plan.backup());
        assertThat(kept.setFormat()).isFalse();
        assertThat(net.inventory().select(kept.devices()))
                .extracting(Device::name)
                .as("a disabled device is not backed up, and a glob knows no case")
                .containsExactlyInAnyOrder("edge-1", "core1");
        assertThat(tasks.schedules().find("network").orElseThrow().nextRun()).contains(FIRST);
    }

    @Test
    void the_documentation_shows_a_plan_that_works() throws IOException {
        // tag::plan[]
        BackupPlan.everyHours(24)
                .include(tag("core"))
                .include(glob("edge-*"))
                .exclude("lab-*")
                .keepDays(90)
                .create(tasks.schedules(), "network", Instant.parse("2027-03-01T02:00:00Z"));
        // end::plan[]

        assertThat(ScheduledJob.of(tasks.schedules().find("network clean-up").orElseThrow()))
                .isEqualTo(new ScheduledJob.Cleanup(90));
        String source = Files.readString(Path.of("src/test/java/io/netstacks/tasks/schedule/BackupPlanTest.java"));
        String example = source.substring(source.indexOf("tag::plan[]\n") + 12, source.indexOf("        // end::plan"))
                .stripTrailing();
        assertThat(Files.readString(Path.of("../docs/scheduling.md"))).contains(example.stripIndent());
    }

    @Test
    void it_is_run_and_reads_the_form_that_was_asked_for() {
        BackupPlan.everyHours(24).include(glob("edge-1")).setFormat(false).create(tasks.schedules(), "network", FIRST);
        clock.set(FIRST);

        assertThat(tasks.schedules().check().dispatched()).isEqualTo(1);

        assertThat(lastRun("network").outcome()).contains(ScheduledRun.Outcome.SUCCEEDED);
        Backup backup = net.backups().latest("edge-1").orElseThrow();
        assertThat(net.backups().content(backup.id()).reveal()).contains("{").doesNotContain("set system");
    }

    @Test
    void a_device_that_was_seen_lately_is_left_out_and_that_is_no_failure() {
        BackupPlan.everyHours(24).include(glob("edge-1")).create(tasks.schedules(), "network", FIRST);
        clock.set(FIRST);
        Backup seen = net.stores()
                .backups()
                .save(new NewBackup(
                        "edge-1",
                        "juniper_junos",
                        FIRST.minus(Duration.ofHours(11)),
                        Backup.Origin.MANUAL,
                        "user:kim",
                        text("set system")))
                .backup();

        tasks.schedules().check();

        assertThat(lastRun("network").outcome()).contains(ScheduledRun.Outcome.SUCCEEDED);
        assertThat(net.backups().latest("edge-1")).contains(seen);
        clock.advance(Duration.ofHours(24));
        tasks.schedules().check();
        assertThat(net.backups().latest("edge-1").orElseThrow().id()).isNotEqualTo(seen.id());
    }

    @Test
    void old_backups_are_cleaned_up_each_night_and_the_latest_stays() {
        BackupPlan.everyHours(24).include(glob("edge-1")).keepDays(7).create(tasks.schedules(), "network", FIRST);
        for (int day = 20; day > 17; day--) {
            net.stores()
                    .backups()
                    .save(new NewBackup(
                            "other",
                            "juniper_junos",
                            FIRST.minus(Duration.ofDays(day)),
                            Backup.Origin.MANUAL,
                            "user:kim",
                            text("day " + day)));
        }
        clock.set(Instant.parse("2027-03-01T03:00:00Z"));

        tasks.schedules().check();

        assertThat(lastRun("network clean-up").outcome()).contains(ScheduledRun.Outcome.SUCCEEDED);
        assertThat(net.backups()
                        .list(BackupQuery.of("other"), PageRequest.first())
                        .items())
                .singleElement()
                .satisfies(left -> assertThat(left.takenAt()).isEqualTo(FIRST.minus(Duration.ofDays(18))));
    }

    @Test
    void bounds_and_names_are_checked() {
        assertThatThrownBy(() -> BackupPlan.everyHours(0)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> BackupPlan.everyHours(169)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> BackupPlan.everyHours(168).keepDays(0)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> BackupPlan.everyHours(1).parallelism(0).backup())
                .isInstanceOf(InvalidInputException.class);
        BackupPlan.everyHours(168).create(tasks.schedules(), "network", FIRST);
        assertThatThrownBy(() -> BackupPlan.everyHours(1).create(tasks.schedules(), "network", FIRST))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void what_an_earlier_version_kept_is_still_read() {
        ScheduledOperation old = ScheduledOperation.create(
                "old",
                ScheduledWork.BACKUP,
                Map.of("devices", "all", "parallelism", "5"),
                Schedule.every(Duration.ofHours(1), FIRST),
                SchedulePolicy.DEFAULT,
                FIRST.minusSeconds(1));
        ScheduledOperation broken = ScheduledOperation.create(
                "broken",
                ScheduledWork.BACKUP,
                Map.of("devices", "all", "parallelism", "5", "unless_seen_within", "soon"),
                Schedule.every(Duration.ofHours(1), FIRST),
                SchedulePolicy.DEFAULT,
                FIRST.minusSeconds(1));

        assertThat(ScheduledJob.of(old)).isEqualTo(new ScheduledJob.Backup(DeviceSelector.all(), 5));
        assertThatThrownBy(() -> ScheduledJob.of(broken))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("unless_seen_within");
    }
}
