package io.netstacks.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.spi.device.Device;
import io.netstacks.testkit.fake.FakeDevices;
import io.netstacks.testkit.fake.FakeFarm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the commands do with several devices of which some are slow, disabled, away, or known by half. */
class ManyDevicesCommandTest extends CommandFixture {

    private final FakeFarm farm = FakeFarm.open();

    @BeforeEach
    void an_inventory() {
        for (int i = 1; i <= 3; i++) {
            save(
                    farm.start(
                            FakeDevices.ciscoIos("edge" + i).with(script -> script.loginDelay(Duration.ofMillis(900)))),
                    edge -> edge.tag("slow"));
        }
        save(
                Device.named("off").platform("cisco_ios").enabled(false).build(),
                Device.named("bare").platform("cisco_ios").credential("lba").build());
    }

    @AfterEach
    void the_devices_go() {
        farm.close();
    }

    @Test
    void each_device_of_a_push_has_its_own_time_however_many_went_before() throws IOException {
        Path lines = Files.writeString(folder.resolve("lines"), "ip domain name example.net\n");

        assertThat(run("push", "--tag", "slow", "-p", "1", "--timeout", "2", "--no-backup", lines.toString()))
                .as(out.toString() + err)
                .isZero();
    }

    @Test
    void a_dry_run_takes_no_login_where_the_device_could_do_no_more() throws IOException {
        Path lines = Files.writeString(folder.resolve("lines"), "ip domain name example.net\n");

        assertThat(run("push", "--tag", "slow", "--dry-run", lines.toString())).isZero();
        assertThat(out.toString()).contains("DRY_RUN");
        assertThat(farm.devices())
                .allSatisfy(device -> assertThat(device.connectionsOpened()).isZero());
    }

    @Test
    void check_tells_of_every_device_what_is_with_it() {
        assertThat(run("check", "--all", "--json")).isEqualTo(NetstacksCommand.A_DEVICE_FAILED);

        assertThat(out.toString().replaceAll("\\s+|(?<=\") (?=:)", ""))
                .contains("\"device\":\"edge1\",\"ok\":true")
                .contains("didyoumeanlab?")
                .contains("\"skipped\":\"disabledintheinventory\"");
        assertThat(run("check", "-d", "off")).isEqualTo(NetstacksCommand.A_DEVICE_FAILED);
        assertThat(out.toString()).contains("skipped: disabled in the inventory");
    }

    @Test
    void a_backup_skips_what_it_cannot_even_try() {
        assertThat(run("backup", "--all")).isEqualTo(NetstacksCommand.A_DEVICE_FAILED);

        assertThat(out.toString())
                .containsPattern("bare +SKIPPED .*no credentials named \"lba\"; did you mean lab\\?")
                .containsPattern("off +SKIPPED .*disabled")
                .containsPattern("edge1 +CHANGED")
                .contains("PARTIAL");
    }

    @Test
    void no_devices_at_once_and_no_time_are_wrong_use() {
        for (String option : List.of("--parallel", "--timeout")) {
            assertThat(run("check", "--all", option, "0")).isEqualTo(NetstacksCommand.WRONG_USE);
            assertThat(err.toString()).contains(option);
        }
    }
}
