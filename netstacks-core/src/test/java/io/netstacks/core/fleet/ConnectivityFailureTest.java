package io.netstacks.core.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.core.NetStacks;
import io.netstacks.core.credential.CredentialSources;
import io.netstacks.core.fleet.ConnectivityReport.Step;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.JumpHop;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.transport.ConnectTimeouts;
import io.netstacks.testkit.fake.DeviceScript;
import io.netstacks.testkit.fake.FakeArrival;
import io.netstacks.testkit.fake.FakeDevice;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A stage that did not fail and was not passed is not claimed. */
@Timeout(60)
class ConnectivityFailureTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final FakeDevice box = FakeDevice.start(box().build());

    @AfterEach
    void close() {
        box.close();
    }

    private static DeviceScript.Builder box() {
        return DeviceScript.named("box").mode("exec", "box#", "% Unknown command: ${line}");
    }

    private NetStacks net(Duration handshake) {
        return NetStacks.builder()
                .discovery(false)
                .credentials(CredentialSources.of(
                        Map.of("right", box.credentials(), "wrong", Credentials.password("admin", "canary-61"))))
                .timeouts(new ConnectTimeouts(LONG, handshake, LONG, Duration.ZERO))
                .build();
    }

    private static Device.Builder at(FakeDevice device) {
        return Device.named("edge1")
                .at(device.endpoint().host(), device.endpoint().port())
                .platform("cisco_ios");
    }

    private static ConnectivityReport report(NetStacks net, Device device, Duration time) {
        net.inventory().save(device);
        return net.device(device.name())
                .testConnectivity(OperationContext.as(Actor.user("kim")).within(time));
    }

    private static void assertFailed(ConnectivityReport report, Step step, ErrorCode code) {
        ConnectivityReport.Stage failure = report.failure().orElseThrow();
        assertThat(failure.step()).as(report.toString()).isEqualTo(step);
        assertThat(failure.code()).contains(code);
        assertThat(report.reachable()).isEqualTo(step.compareTo(Step.TCP) > 0);
        assertThat(report.toString()).doesNotContain("canary-61");
    }

    @Test
    void a_peer_that_says_nothing_takes_connections_and_fails_the_handshake() {
        try (FakeDevice silent =
                FakeDevice.start(box().arrival(FakeArrival.SILENT).build())) {
            Device device = at(silent).credential("right").build();
            try (NetStacks net = net(SHORT)) {
                assertFailed(report(net, device, LONG), Step.HANDSHAKE, ErrorCode.UNREACHABLE);
            }
            try (NetStacks net = net(LONG)) {
                assertFailed(report(net, device, SHORT), Step.HANDSHAKE, ErrorCode.DEADLINE_EXCEEDED);
            }
        }
    }

    @Test
    void a_refused_login_is_one_of_the_device_or_of_the_way_to_it() {
        try (FakeDevice hop = FakeDevice.start(box().forwarding(true).build());
                NetStacks net = net(LONG)) {
            assertFailed(
                    report(net, at(box).credential("wrong").build(), LONG),
                    Step.AUTHENTICATION,
                    ErrorCode.AUTHENTICATION_FAILED);
            Device behind = at(box).credential("right")
                    .via(JumpHop.via(hop.endpoint().host(), hop.endpoint().port(), "wrong"))
                    .build();
            assertFailed(report(net, behind, LONG), Step.TCP, ErrorCode.AUTHENTICATION_FAILED);
        }
    }

    @Test
    void a_name_without_an_address_is_told_as_that() {
        Device nowhere = Device.named("edge1")
                .at("no-such-host.invalid")
                .platform("cisco_ios")
                .credential("right")
                .build();
        try (NetStacks net = net(LONG)) {
            ConnectivityReport report = report(net, nowhere, LONG);
            assertFailed(report, Step.DNS, ErrorCode.UNREACHABLE);
            assertThat(report.failure().orElseThrow().message().orElseThrow()).contains("no-such-host.invalid");
        }
    }
}
