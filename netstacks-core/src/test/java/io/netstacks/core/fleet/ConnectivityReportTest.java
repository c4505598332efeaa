package io.netstacks.core.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.core.NetStacks;
import io.netstacks.core.credential.CredentialSources;
import io.netstacks.core.fleet.ConnectivityReport.Step;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.spi.session.DeviceSession;
import io.netstacks.spi.transport.ConnectTimeouts;
import io.netstacks.testkit.fake.DeviceScript;
import io.netstacks.testkit.fake.FakeArrival;
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeDevices;
import io.netstacks.testkit.fake.FakeReply;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A report claims no stage that the device has not shown, and names the first that failed. */
@Timeout(60)
class ConnectivityReportTest {

    private FakeDevice device = FakeDevice.start(FakeDevices.ciscoIos("edge1"));
    private NetStacks net = open();

    private NetStacks open() {
        NetStacks opened = NetStacks.builder()
                .storage("memory")
                .timeouts(new ConnectTimeouts(
                        Duration.ofSeconds(10), Duration.ofMillis(700), Duration.ofSeconds(15), Duration.ofSeconds(30)))
                .credentials(CredentialSources.of(
                        Map.of("lab", device.credentials(), "wrong", Credentials.password("admin", "no"))))
                .build();
        opened.inventory().save(device.asDevice().credential("lab").build());
        return opened;
    }

    private void simulate(UnaryOperator<DeviceScript.Builder> change) {
        close();
        device = FakeDevice.start(FakeDevices.ciscoIos("edge1").with(change));
        net = open();
    }

    @AfterEach
    void close() {
        net.close();
        device.close();
    }

    private ConnectivityReport test(Duration time) {
        return net.device("edge1")
                .testConnectivity(OperationContext.as(Actor.user("kim")).within(time));
    }

    private Step failed() {
        ConnectivityReport report = test(Duration.ofSeconds(20));
        assertThat(report.ok()).isFalse();
        return report.failure().orElseThrow().step();
    }

    @Test
    void a_device_that_answers_has_passed_every_stage_and_each_took_its_time() {
        ConnectivityReport report = test(Duration.ofSeconds(20));

        assertThat(report.ok()).isTrue();
        assertThat(report.stages()).hasSize(Step.values().length);
        assertThat(report.stages().stream()
                        .filter(stage -> stage.step().compareTo(Step.TCP) >= 0)
                        .map(ConnectivityReport.Stage::elapsed))
                .allSatisfy(elapsed -> assertThat(elapsed).isPositive());
    }

    @Test
    void what_is_missing_here_is_told_before_the_name_of_the_host_is_looked_up() {
        Device.Builder nowhere = Device.named("edge1").at("no-such-host.invalid");
        net.inventory().save(nowhere.platform("cisco_ios").credential("lba").build());
        assertThat(failed()).isEqualTo(Step.LOOKUP);

        net.inventory().save(nowhere.platform("cisco_iso").credential("lab").build());
        assertThat(failed()).isEqualTo(Step.LOOKUP);

        net.inventory().save(nowhere.platform("cisco_ios").build());
        assertThat(failed()).isEqualTo(Step.DNS);
    }

    @Test
    void a_closed_port_is_not_reached() {
        device.close();

        assertThat(failed()).isEqualTo(Step.TCP);
        assertThat(test(Duration.ofSeconds(20)).reachable()).isFalse();
    }

    @Test
    void a_port_behind_which_nobody_speaks_ssh_is_reached() {
        for (FakeArrival arrival : new FakeArrival[] {FakeArrival.SILENT, FakeArrival.GARBAGE, FakeArrival.CLOSE}) {
            simulate(script -> script.arrival(arrival));

            assertThat(failed()).as("%s", arrival).isEqualTo(Step.HANDSHAKE);
            assertThat(test(Duration.ofSeconds(20)).reachable()).isTrue();
        }
    }

    @Test
    void a_refused_login_shows_how_long_it_took_to_get_there() {
        net.inventory().save(device.asDevice().credential("wrong").build());

        ConnectivityReport report = test(Duration.ofSeconds(20));

        assertThat(report.failure().orElseThrow().step()).isEqualTo(Step.AUTHENTICATION);
        assertThat(report.stages())
                .filteredOn(stage -> stage.step() == Step.HANDSHAKE)
                .allSatisfy(stage -> assertThat(stage.elapsed()).isPositive());
    }

    @Test
    void time_that_is_over_fails_the_stage_in_which_it_ended() {
        simulate(script -> script.arrival(FakeArrival.SILENT));
        ConnectivityReport silent = test(Duration.ofMillis(300));
        assertThat(silent.failure().orElseThrow().step()).isEqualTo(Step.HANDSHAKE);

        simulate(script -> script.loginDelay(Duration.ofSeconds(5)));
        ConnectivityReport slow = test(Duration.ofMillis(900));
        assertThat(slow.failure().orElseThrow().step()).isEqualTo(Step.AUTHENTICATION);

        simulate(script -> script.greeting(FakeReply.silence()));
        ConnectivityReport mute = test(Duration.ofMillis(1500));
        assertThat(mute.failure().orElseThrow().step()).isEqualTo(Step.SHELL);
    }

    @Test
    void a_device_that_somebody_else_holds_is_not_called_reached() {
        try (DeviceSession held = net.device("edge1").session(OperationContext.as(Actor.user("ann")))) {
            ConnectivityReport report = test(Duration.ofMillis(50));

            assertThat(held.isOpen()).isTrue();
            assertThat(report.reachable()).isFalse();
            assertThat(report.failure().orElseThrow().message())
                    .hasValueSatisfying(message -> assertThat(message).contains("still busy"));
        }
    }

    @Test
    void many_devices_are_tested_a_few_at_once_and_disabled_ones_are_skipped() {
        net.inventory().save(Device.named("off").enabled(false).build());

        FleetResult<ConnectivityReport> results = net.devices(DeviceSelector.all())
                .parallelism(2)
                .testConnectivity(OperationContext.as(Actor.user("kim")));

        assertThat(results.succeeded().values())
                .singleElement()
                .satisfies(report -> assertThat(report.ok()).isTrue());
        assertThat(results.skipped().values()).containsExactly("disabled in the inventory");
    }
}
