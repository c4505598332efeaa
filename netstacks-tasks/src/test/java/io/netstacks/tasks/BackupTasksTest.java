package io.netstacks.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.backup.BackupRequest;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.NewBackup;
import io.netstacks.spi.backup.Snapshot;
import io.netstacks.spi.config.Assertion;
import io.netstacks.spi.config.AssertionResult;
import io.netstacks.spi.config.BackupId;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.tasks.backup.BackupDeviceConfig;
import io.netstacks.tasks.backup.CleanupOldBackups;
import io.netstacks.tasks.backup.CreateSnapshot;
import io.netstacks.tasks.backup.ValidateConfigFromBackup;
import io.netstacks.tasks.device.ValidationReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tasks that keep configurations, look at kept ones, and clean up. */
class BackupTasksTest extends TasksOnDevices {

    @Test
    void an_unchanged_configuration_is_a_success_without_a_new_backup() {
        Backup.Saved first = tasks.run(new BackupDeviceConfig("core1"), kim());
        Backup.Saved second = tasks.run(new BackupDeviceConfig("core1"), kim());

        assertThat(second.changed()).isFalse();
        assertThat(second.backup().id()).isEqualTo(first.backup().id());
        assertThat(second.backup().verifications()).isGreaterThan(first.backup().verifications());
    }

    @Test
    void a_stored_configuration_is_checked_like_a_running_one() {
        Backup.Saved saved = tasks.run(new BackupDeviceConfig("edge1"), kim());

        ValidationReport report = tasks.run(
                new ValidateConfigFromBackup(
                        saved.backup().id(), List.of(Assertion.prefix("hostname edge1")), Optional.empty()),
                kim());

        assertThat(report.status()).isEqualTo(AssertionResult.Status.PASSED);
        assertThat(report.age()).isPresent();
    }

    @Test
    void a_stored_configuration_that_is_older_than_asked_for_is_not_checked() {
        ValidateConfigFromBackup check = checkOfBackup(Duration.ofDays(-2), Duration.ofDays(1));

        assertThatThrownBy(() -> tasks.run(check, kim()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("back the device up first");
        assertThat(tasks.run(checkOfBackup(Duration.ofHours(-23), Duration.ofDays(1)), kim())
                        .status())
                .isEqualTo(AssertionResult.Status.PASSED);
    }

    @Test
    void a_configuration_that_a_clock_dated_ahead_is_no_younger_than_now() {
        assertThat(tasks.run(checkOfBackup(Duration.ofHours(1), Duration.ofDays(1)), kim())
                        .age())
                .contains(Duration.ZERO);
    }

    private ValidateConfigFromBackup checkOfBackup(Duration when, Duration maxAge) {
        return new ValidateConfigFromBackup(
                backedUp(when, "a banner").id(), List.of(Assertion.prefix("hostname edge1")), Optional.of(maxAge));
    }

    private Backup backedUp(Duration when, String line) {
        String text = "hostname edge1\n" + line + "\nend\n";
        net.backups()
                .saveImported(new NewBackup(
                        "edge1",
                        "cisco_ios",
                        Instant.now().plus(when),
                        Backup.Origin.MANUAL,
                        "user:kim",
                        ConfigText.of(text, text)));
        return net.backups().latest("edge1").orElseThrow();
    }

    @Test
    void a_clean_up_never_deletes_the_last_backup_and_refuses_less_than_a_day() {
        BackupId older = backedUp(Duration.ofDays(-400), "old").id();
        BackupId last = backedUp(Duration.ofDays(-300), "new").id();

        for (int days : new int[] {0, -1, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> tasks.run(new CleanupOldBackups(days, false), kim()))
                    .isInstanceOf(InvalidInputException.class);
        }
        assertThat(tasks.run(new CleanupOldBackups(1, true), kim()).backupIds()).containsExactly(older);
        assertThat(tasks.run(new CleanupOldBackups(1, false), kim()).backupIds())
                .containsExactly(older);
        assertThat(tasks.run(new CleanupOldBackups(1, false), kim()).backupIds())
                .isEmpty();
        assertThat(net.backups().latest("edge1")).map(Backup::id).contains(last);
    }

    @Test
    void a_snapshot_counts_devices_that_fail_and_ends() {
        net.inventory()
                .save(Device.named("gone")
                        .platform("cisco_ios")
                        .at("127.0.0.1", 1)
                        .credential("edge1")
                        .build());

        Snapshot snapshot = tasks.run(
                        new CreateSnapshot(
                                BackupRequest.of(DeviceSelector.all()).reason("all")),
                        kim())
                .snapshot();

        assertThat(snapshot.state()).isEqualTo(Snapshot.State.PARTIAL);
        assertThat(snapshot.members())
                .extracting(member -> member.device() + " " + member.state())
                .containsExactlyInAnyOrder("edge1 CHANGED", "core1 CHANGED", "gone FAILED");
    }
}
