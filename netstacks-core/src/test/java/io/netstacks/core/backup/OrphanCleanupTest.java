package io.netstacks.core.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.NetStacks;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.NewBackup;
import io.netstacks.spi.config.BackupId;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrphanCleanupTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final MutableClock clock = MutableClock.at(NOON);
    private final NetStacks net =
            NetStacks.builder().storage("memory").clock(clock).build();

    @BeforeEach
    void nine_devices_and_one_that_is_gone() {
        for (int i = 1; i <= 9; i++) {
            known("r" + i);
            save("r" + i, "a");
        }
    }

    @AfterEach
    void close() {
        net.close();
    }

    private void known(String name) {
        net.inventory().save(Device.named(name).at("192.0.2.1").build());
    }

    private BackupId save(String device, String text) {
        return net.stores()
                .backups()
                .save(new NewBackup(
                        device,
                        "cisco_ios",
                        clock.instant(),
                        Backup.Origin.MANUAL,
                        "user:kim",
                        ConfigText.of(text, text)))
                .backup()
                .id();
    }

    @Test
    void backups_of_devices_that_are_gone_are_listed_and_then_deleted() {
        BackupId first = save("gone", "a");
        BackupId second = save("gone", "b");
        BackupId pinned = save("gone", "c");
        BackupId labelled = save("gone", "d");
        net.backups().pin(pinned, true);
        net.backups().label(labelled, "golden");
        clock.advance(Duration.ofDays(31));

        assertThat(net.backups().purgeOrphans(OrphanPolicy.DEFAULT, true))
                .isEqualTo(new OrphanReport(List.of("gone"), List.of(first, second), Optional.empty(), true));
        assertThat(net.backups().find(first)).isPresent();
        assertThat(net.backups().purgeOrphans(OrphanPolicy.DEFAULT, false).backupIds())
                .containsExactly(first, second);

        assertThat(net.backups().find(first)).isEmpty();
        assertThat(net.backups().find(pinned)).isPresent();
        assertThat(net.backups().find(labelled)).isPresent();
        assertThat(net.backups().latest("r1")).isPresent();
    }

    @Test
    void what_was_seen_lately_stays() {
        save("gone", "a");
        clock.advance(Duration.ofDays(10));

        assertThat(net.backups().purgeOrphans(OrphanPolicy.DEFAULT, false).backupIds())
                .isEmpty();
        assertThat(net.backups()
                        .purgeOrphans(OrphanPolicy.DEFAULT.days(9), false)
                        .backupIds())
                .hasSize(1);
    }

    @Test
    void an_inventory_that_seems_incomplete_deletes_nothing() {
        save("gone", "a");
        clock.advance(Duration.ofDays(31));
        for (int i = 2; i <= 9; i++) {
            net.inventory().delete("r" + i);
        }

        assertThatThrownBy(() -> net.backups().purgeOrphans(OrphanPolicy.DEFAULT, false))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("9 of the 10 devices")
                .hasMessageContaining("20 percent");
        OrphanReport dryRun = net.backups().purgeOrphans(OrphanPolicy.DEFAULT, true);
        assertThat(dryRun.refusal()).isPresent();
        assertThat(dryRun.devices()).hasSize(9);
        assertThat(net.backups().latest("gone")).isPresent();
        assertThatThrownBy(() -> net.backups()
                        .purgeOrphans(OrphanPolicy.DEFAULT.withAtLeast(2).upToPercent(100), false))
                .hasMessageContaining("1 device(s) and not at least 2");
        assertThat(net.backups()
                        .purgeOrphans(OrphanPolicy.DEFAULT.upToPercent(90), false)
                        .backupIds())
                .hasSize(9);
    }

    @Test
    void an_empty_inventory_deletes_nothing_whatever_is_allowed() {
        clock.advance(Duration.ofDays(31));
        for (int i = 1; i <= 9; i++) {
            net.inventory().delete("r" + i);
        }

        assertThatThrownBy(() -> net.backups().purgeOrphans(OrphanPolicy.DEFAULT.upToPercent(100), false))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("does not seem to be loaded");
        assertThatThrownBy(() -> OrphanPolicy.DEFAULT.withAtLeast(0)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> OrphanPolicy.DEFAULT.upToPercent(0)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> OrphanPolicy.DEFAULT.days(0)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void a_device_that_came_back_is_not_gone() {
        save("back", "a");
        clock.advance(Duration.ofDays(31));
        known("back");

        assertThat(net.backups().purgeOrphans(OrphanPolicy.DEFAULT, false).devices())
                .isEmpty();
    }
}
