package io.netstacks.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.config.Assertion;
import io.netstacks.spi.config.BackupId;
import io.netstacks.spi.config.ChangeStatus;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.config.LineResult;
import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.spi.error.DeniedException;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.tasks.device.CommandReport;
import io.netstacks.tasks.device.RunCommands;
import io.netstacks.tasks.device.SetConfig;
import io.netstacks.tasks.device.SetConfigReport;
import io.netstacks.tasks.run.TaskHandle;
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeDevices;
import io.netstacks.testkit.fake.FakeReply;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tasks that change a device: dry runs, checks, saves, what is recorded. */
class ChangingTasksTest extends TasksOnDevices {

    @Test
    void a_dry_run_sends_no_line() {
        String before = ios.runningConfig();

        SetConfigReport report = tasks.run(
                SetConfig.of(
                        "edge1",
                        ConfigChange.builder()
                                .line("hostname never")
                                .dryRun(true)
                                .build()),
                kim());

        assertThat(report.change().status()).isEqualTo(ChangeStatus.DRY_RUN);
        assertThat(ios.runningConfig()).isEqualTo(before);
        assertThat(ios.typed()).doesNotContain("hostname never");
    }

    @Test
    void a_dry_run_takes_no_device_where_the_device_could_do_no_more_than_we() {
        ConfigChange change =
                ConfigChange.builder().line("hostname other").dryRun(true).build();
        int connections = ios.connectionsOpened();

        SetConfigReport report = tasks.run(SetConfig.of("edge1", change), kim());

        assertThat(report.change().status()).isEqualTo(ChangeStatus.DRY_RUN);
        assertThat(report.change().message()).contains("cisco_ios applies lines at once");
        assertThat(net.device("edge1").configure(change, kim()).status()).isEqualTo(ChangeStatus.DRY_RUN);
        assertThat(net.devices(DeviceSelector.names("edge1"))
                        .configure(change, kim())
                        .succeeded())
                .hasSize(1);
        ConfigChange reload = ConfigChange.builder().line("reload").dryRun(true).build();
        assertThatThrownBy(() -> tasks.run(SetConfig.of("edge1", reload), kim()))
                .isInstanceOf(DeniedException.class)
                .hasMessageContaining("reload");
        assertThat(ios.connectionsOpened()).isEqualTo(connections);
    }

    @Test
    void a_dry_run_of_a_disabled_device_is_refused() {
        net.inventory().save(ios.asDevice().credential("edge1").enabled(false).build());

        assertThatThrownBy(() -> tasks.run(
                        SetConfig.of(
                                "edge1",
                                ConfigChange.builder().line("x").dryRun(true).build()),
                        kim()))
                .isInstanceOf(DeniedException.class);
    }

    @Test
    void a_change_is_backed_up_before_and_checked_after() {
        SetConfigReport report = tasks.run(
                new SetConfig(
                        "edge1",
                        ConfigChange.of("ntp server 192.0.2.123"),
                        true,
                        List.of(Assertion.line("ntp server 192.0.2.123"))),
                kim());

        assertThat(report.change().status()).isEqualTo(ChangeStatus.APPLIED);
        assertThat(report.isOk()).isTrue();
        BackupId backup = report.change().backupId().orElseThrow();
        assertThat(net.backups().find(backup).orElseThrow().origin()).isEqualTo(Backup.Origin.BEFORE_CHANGE);
        assertThat(ios.startupConfig()).contains("ntp server 192.0.2.123");
    }

    @Test
    void a_refused_line_is_not_a_success() {
        TaskHandle<SetConfigReport> handle = tasks.submit(
                SetConfig.of("edge1", "interface GigabitEthernet0/1", " nonsense here", " mtu 1400"), kim());

        assertThat(handle.join().change().status()).isEqualTo(ChangeStatus.REJECTED);
        assertThat(handle.join().change().lines())
                .extracting(LineResult::status)
                .containsExactly(LineResult.Status.ACCEPTED, LineResult.Status.REJECTED, LineResult.Status.NOT_SENT);
        assertThat(handle.record().outcome()).contains(TaskOutcome.FAILED);
    }

    @Test
    void a_change_that_was_not_saved_is_no_success() {
        try (FakeDevice full = FakeDevice.start(FakeDevices.ciscoIos("edge9")
                .with(script -> script.command(
                        "write memory", FakeReply.text("startup-config file open failed (Not enough space)"))))) {
            net.stores().credentials().save("edge9", full.credentials());
            net.inventory().save(full.asDevice().credential("edge9").build());

            TaskHandle<SetConfigReport> handle =
                    tasks.submit(SetConfig.of("edge9", "interface GigabitEthernet0/1", " mtu 1400"), kim());

            assertThat(handle.join().change().status()).isEqualTo(ChangeStatus.APPLIED_NOT_SAVED);
            assertThat(handle.join().isOk()).isFalse();
            assertThat(handle.record().outcome()).contains(TaskOutcome.PARTIAL);
        }
    }

    @Test
    void a_platform_that_commits_has_committed() {
        SetConfigReport report = tasks.run(SetConfig.of("core1", "set system location building berlin"), kim());

        assertThat(report.change().status()).isEqualTo(ChangeStatus.APPLIED);
        assertThat(report.change().committed()).isTrue();
        assertThat(junos.runningConfig()).contains("berlin");
    }

    @Test
    void commands_that_change_are_run_once_and_recorded_as_changes() {
        TaskHandle<CommandReport> handle = tasks.submit(RunCommands.of("edge1", "show clock"), kim());

        assertThat(handle.join().status()).isEqualTo(TaskOutcome.SUCCEEDED);
        assertThat(handle.record().mutating()).isTrue();
    }
}
