package io.netstacks.core.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.NetStacks;
import io.netstacks.core.backup.BackupRequest;
import io.netstacks.core.credential.CredentialSources;
import io.netstacks.core.fleet.DeviceResult;
import io.netstacks.core.session.SessionSettings;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.backup.SnapshotMember;
import io.netstacks.spi.command.Command;
import io.netstacks.spi.device.ConnectionOverride;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.DeviceOverride;
import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.spi.device.TimeoutOverride;
import io.netstacks.spi.error.DeniedException;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.transport.ConnectTimeouts;
import io.netstacks.testkit.CanarySecrets;
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeDevices;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A session goes where the override says, with its credentials, or not at all; and the explanation says the same. */
@Timeout(60)
class ConnectionsTest {

    private final FakeDevice real = FakeDevice.start(FakeDevices.ciscoIos("edge1"));
    private final NetStacks net = NetStacks.builder()
            .storage("memory")
            .discovery(false)
            .timeouts(new ConnectTimeouts(
                    Duration.ofSeconds(7), Duration.ofSeconds(15), Duration.ofSeconds(15), Duration.ZERO))
            .sessions(SessionSettings.builder().quiet(Duration.ofMillis(100)).build())
            .build();

    /** As the inventory has it: nobody is there, and nobody knows the credentials. */
    private final Device wrong = Device.named("edge1")
            .at("127.0.0.1", 1)
            .platform("juniper_junos")
            .credential("nobody")
            .build();

    private final ConnectionOverride right = ConnectionOverride.NONE
            .withPlatform("cisco_ios")
            .withHost(real.endpoint().host())
            .withPort(real.endpoint().port())
            .withCredential("lab");

    ConnectionsTest() {
        net.inventory().save(wrong);
        net.stores().credentials().save("lab", real.credentials());
    }

    @AfterEach
    void close() {
        net.close();
        real.close();
    }

    private void override(ConnectionOverride connection) {
        net.connections().set(DeviceOverride.of("edge1").withConnection(connection));
    }

    private List<String> explained(String... names) {
        ConnectionExplanation explanation =
                net.connections().explain(net.inventory().get("edge1"));
        return List.of(names).stream()
                .map(name -> explanation.value(name).orElseThrow())
                .map(value -> value.value() + " " + value.layer())
                .toList();
    }

    private List<String> problems() {
        return net.connections().explain(net.inventory().get("edge1")).problems();
    }

    @Test
    void a_session_goes_to_the_host_port_platform_and_credentials_of_the_override() {
        override(right);

        assertThat(net.device("edge1").run("show version").output()).contains("IOS");
        assertThat(net.operations().run("edge1", Command.show("show version")).output())
                .contains("IOS");
        assertThat(net.devices(DeviceSelector.names("edge1"))
                        .run("show version")
                        .results())
                .allMatch(result -> result instanceof DeviceResult.Ok);
        assertThat(net.device("edge1")
                        .testConnectivity(OperationContext.as(Actor.user("kim")))
                        .platform())
                .contains("cisco_ios");
        assertThat(net.backups()
                        .run("edge1", OperationContext.as(Actor.user("kim")))
                        .backup()
                        .platform())
                .isEqualTo("cisco_ios");
        assertThat(net.inventory().get("edge1")).as("the inventory stays").isEqualTo(wrong);
    }

    @Test
    void without_an_override_nothing_changes_not_even_the_object() {
        EffectiveConnection connection = net.connections().resolve(wrong);

        assertThat(connection.device()).isSameAs(wrong);
        assertThat(connection.timeouts().connect()).isEqualTo(Duration.ofSeconds(7));
        assertThat(connection.refusal()).isEmpty();
        net.connections().set(DeviceOverride.of("another").disabled(true));
        assertThat(net.connections().resolve(wrong)).isEqualTo(connection);
    }

    @Test
    void a_disabled_override_refuses_sessions_and_a_fleet_skips_the_device() {
        override(right);
        net.connections()
                .set(net.connections().override("edge1").orElseThrow().value().disabled(true), 1);

        assertThatThrownBy(() -> net.device("edge1").run("show version"))
                .isInstanceOf(DeniedException.class)
                .hasMessageContaining("edge1 is disabled by its override");
        assertThatThrownBy(() -> net.device("edge1").with(right).run("show version"))
                .as("no wish enables it")
                .isInstanceOf(DeniedException.class);
        assertThat(net.devices(DeviceSelector.names("edge1"))
                        .run("show version")
                        .results())
                .singleElement()
                .isInstanceOfSatisfying(
                        DeviceResult.Skipped.class,
                        skipped -> assertThat(skipped.reason()).isEqualTo("disabled by its override"));
        assertThat(net.backups()
                        .run(BackupRequest.of(DeviceSelector.names("edge1")), OperationContext.as(Actor.user("kim")))
                        .snapshot()
                        .members())
                .extracting(SnapshotMember::state)
                .containsExactly(SnapshotMember.State.SKIPPED);
        assertThat(real.connectionsOpened()).isZero();
        assertThat(explained("enabled")).containsExactly("false OVERRIDE");
        assertThat(problems()).containsExactly("edge1 is disabled by its override");

        assertThat(net.connections().clear("edge1")).isTrue();
        assertThat(net.connections().clear("edge1")).isFalse();
        assertThat(explained("enabled")).containsExactly("true BUILT_IN");
    }

    @Test
    void a_request_goes_before_the_override() {
        override(ConnectionOverride.NONE.withHost("127.0.0.1").withPort(1).withCredential("nobody"));

        assertThat(net.device("edge1").with(right).run("show version").output()).contains("IOS");
        assertThat(net.devices(DeviceSelector.names("edge1"))
                        .with(right)
                        .run("show version")
                        .results())
                .allMatch(result -> result instanceof DeviceResult.Ok);
        assertThat(net.connections()
                        .explain(wrong, ConnectionOverride.NONE.withPort(9))
                        .value("port"))
                .contains(new EffectiveValue("port", "9", ConnectionLayer.REQUEST));
    }

    @Test
    void credentials_that_nobody_has_are_a_refusal_before_anything_is_connected() {
        override(right.withCredential("lba"));

        assertThatThrownBy(() -> net.device("edge1").run("show version"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("edge1: no credentials named \"lba\"; did you mean lab?");
        assertThat(real.connectionsOpened()).isZero();
        assertThat(problems()).containsExactly("edge1: no credentials named \"lba\"; did you mean lab?");
    }

    @Test
    void a_device_that_names_no_credentials_gets_the_default_ones_of_the_store() {
        net.inventory().save(real.asDevice().credential("default").build());
        assertThat(problems()).singleElement().asString().contains("no credentials named \"default\"");
        assertThatThrownBy(() -> net.device("edge1").run("show version")).isInstanceOf(NotFoundException.class);

        net.stores().credentials().save("default", Credentials.password("nobody", "x"));
        net.stores().credentials().setDefault("lab");

        assertThat(net.device("edge1").run("show version").output()).contains("IOS");
        assertThat(explained("credential")).containsExactly("lab DEFAULT");
        assertThat(problems()).isEmpty();
    }

    @Test
    void the_hosts_own_default_credentials_go_before_those_of_the_store() {
        try (NetStacks host = NetStacks.builder()
                .storage("memory")
                .discovery(false)
                .credentials(CredentialSources.of(Map.of("default", real.credentials())))
                .sessions(
                        SessionSettings.builder().quiet(Duration.ofMillis(100)).build())
                .build()) {
            host.stores().credentials().save("lab", Credentials.password("nobody", "x"));
            host.stores().credentials().setDefault("lab");
            Device device = real.asDevice().credential("default").build();
            host.inventory().save(device);

            assertThat(host.device(device.name()).run("show version").output()).contains("IOS");
            assertThat(host.connections().explain(device).value("credential"))
                    .contains(new EffectiveValue("credential", "default", ConnectionLayer.DEFAULT));
        }
    }

    @Test
    void each_value_is_explained_with_the_layer_that_says_so() {
        assertThat(net.connections().explain(Device.named("r9").build()).values())
                .extracting(value -> value.name() + "=" + value.value() + " " + value.layer())
                .containsExactly(
                        "platform=autodetect BUILT_IN",
                        "host=r9 DEVICE",
                        "port=22 BUILT_IN",
                        "credential=default DEFAULT",
                        "ssh_profile=compat BUILT_IN",
                        "command_timeout_seconds=60 BUILT_IN",
                        "connect_timeout_seconds=7 DEFAULT",
                        "handshake_timeout_seconds=15 BUILT_IN",
                        "authentication_timeout_seconds=15 BUILT_IN",
                        "enabled=true BUILT_IN");

        override(right.withSshProfile("legacy")
                .withTimeouts(TimeoutOverride.NONE
                        .withCommand(Duration.ofMillis(1500))
                        .withConnect(Duration.ofSeconds(20))
                        .withAuthentication(Duration.ofSeconds(90))));
        net.inventory()
                .save(wrong.toBuilder().commandTimeout(Duration.ofSeconds(5)).build());

        assertThat(explained(
                        "platform",
                        "credential",
                        "ssh_profile",
                        "command_timeout_seconds",
                        "connect_timeout_seconds",
                        "handshake_timeout_seconds",
                        "authentication_timeout_seconds"))
                .containsExactly(
                        "cisco_ios OVERRIDE",
                        "lab OVERRIDE",
                        "legacy OVERRIDE",
                        "1.5 OVERRIDE",
                        "20 OVERRIDE",
                        "15 BUILT_IN",
                        "90 OVERRIDE");
        net.connections().clear("edge1");
        assertThat(explained("platform", "port", "credential", "command_timeout_seconds"))
                .containsExactly("juniper_junos DEVICE", "1 DEVICE", "nobody DEVICE", "5 DEVICE");
    }

    @Test
    void the_times_of_an_override_reach_the_login() {
        override(right.withTimeouts(
                TimeoutOverride.NONE.withCommand(Duration.ofSeconds(33)).withConnect(Duration.ofSeconds(44))));

        EffectiveConnection connection = net.connections().resolve(wrong);

        assertThat(connection.device().commandTimeout()).isEqualTo(Duration.ofSeconds(33));
        assertThat(connection.timeouts())
                .isEqualTo(new ConnectTimeouts(
                        Duration.ofSeconds(44), Duration.ofSeconds(15), Duration.ofSeconds(15), Duration.ZERO));
    }

    @Test
    void an_override_that_names_what_does_not_exist_is_not_stored() {
        assertThatThrownBy(() -> override(ConnectionOverride.NONE.withPlatform("cisco_iso")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("cisco_ios");
        assertThatThrownBy(() -> override(ConnectionOverride.NONE.withSshProfile("none")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("legacy");

        override(ConnectionOverride.NONE.withPlatform("ios"));
        assertThat(explained("platform")).as("the id of an alias").containsExactly("cisco_ios OVERRIDE");
        override(ConnectionOverride.NONE.withPlatform("autodetect"));
        assertThat(net.connections().override("edge1")).isPresent();
    }

    @Test
    void an_explanation_holds_no_secret() {
        CanarySecrets canary = CanarySecrets.planted();
        net.stores().credentials().save("lab", canary.credentials("kim"));
        override(right);

        canary.assertNotIn(List.of(
                net.connections().explain(wrong),
                net.connections().resolve(wrong),
                net.connections().override("edge1")));
        assertThatThrownBy(() -> net.device("edge1").run("show version"))
                .isInstanceOfSatisfying(NetStacksException.class, canary::assertNotIn);
    }
}
