package io.netstacks.core.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.NetStacks;
import io.netstacks.core.NetStacksBuilder;
import io.netstacks.core.fleet.DeviceResult;
import io.netstacks.spi.device.ConnectionOverride;
import io.netstacks.spi.device.CredentialProvider;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.DeviceOverride;
import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.device.JumpHop;
import io.netstacks.spi.device.ProxySpec;
import io.netstacks.spi.device.TimeoutOverride;
import io.netstacks.spi.error.ConnectionFailedException;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.error.ProviderException;
import io.netstacks.spi.transport.ConnectTimeouts;
import io.netstacks.spi.transport.SshProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is explained is what a session is made with, and refused for, whoever says what. */
class ConnectionExplanationTest {

    private static final ConnectTimeouts HOST_TIMES =
            new ConnectTimeouts(Duration.ofSeconds(7), Duration.ofSeconds(8), Duration.ofSeconds(9), Duration.ZERO);

    /** Each value of a connection, in the order in which it is explained. */
    private static final List<String> VALUES = List.of(
            "platform",
            "host",
            "port",
            "credential",
            "ssh_profile",
            "command_timeout_seconds",
            "connect_timeout_seconds",
            "handshake_timeout_seconds",
            "authentication_timeout_seconds");

    /** What each value is where nobody says anything. */
    private static final List<String> OTHERWISE = List.of(
            "autodetect BUILT_IN",
            "edge1 DEVICE",
            "22 BUILT_IN",
            "default DEFAULT",
            "compat BUILT_IN",
            "60 BUILT_IN",
            "7 DEFAULT",
            "8 DEFAULT",
            "9 DEFAULT");

    private static final List<String> BY_REQUEST =
            List.of("cisco_xr", "192.0.2.1", "2001", "request", "modern", "11", "21", "31", "41");
    private static final List<String> BY_OVERRIDE =
            List.of("arista_eos", "192.0.2.2", "2002", "override", "legacy", "12", "22", "32", "42");
    /** The times of a login are none of the inventory's. */
    private static final List<String> BY_DEVICE =
            List.of("juniper_junos", "192.0.2.3", "2003", "device", "legacy", "13");

    private final AskedTransport wire = new AskedTransport();
    private final Map<String, Credentials> fromHost = new HashMap<>();
    private NetStacks net = open(builder -> {});

    private NetStacks open(Consumer<NetStacksBuilder> more) {
        NetStacksBuilder builder = NetStacks.builder()
                .storage("memory")
                .discovery(false)
                .replace(wire)
                .timeouts(HOST_TIMES)
                .credentials(reference -> Optional.ofNullable(fromHost.get(reference)));
        more.accept(builder);
        return builder.build();
    }

    @AfterEach
    void close() {
        net.close();
    }

    private void give(String... names) {
        for (String name : names) {
            fromHost.put(name, Credentials.password(name, "x"));
        }
    }

    /** One who says those values that he is asked to say. */
    private static ConnectionOverride saying(List<String> values, int said) {
        ConnectionOverride all = ConnectionOverride.NONE;
        all = says(said, 0) ? all.withPlatform(values.get(0)) : all;
        all = says(said, 1) ? all.withHost(values.get(1)) : all;
        all = says(said, 2) ? all.withPort(Integer.parseInt(values.get(2))) : all;
        all = says(said, 3) ? all.withCredential(values.get(3)) : all;
        all = says(said, 4) ? all.withSshProfile(values.get(4)) : all;
        TimeoutOverride times = TimeoutOverride.NONE;
        times = says(said, 5) ? times.withCommand(seconds(values.get(5))) : times;
        times = says(said, 6) ? times.withConnect(seconds(values.get(6))) : times;
        times = says(said, 7) ? times.withHandshake(seconds(values.get(7))) : times;
        times = says(said, 8) ? times.withAuthentication(seconds(values.get(8))) : times;
        return all.withTimeouts(times);
    }

    private static Device device(int said) {
        Device plain = Device.named("edge1").build();
        ConnectionOverride own = saying(padded(BY_DEVICE), said & 0b111111);
        Device.Builder device = plain.toBuilder()
                .at(
                        own.host().orElse(plain.endpoint().host()),
                        own.port().orElse(plain.endpoint().port()));
        own.platform().ifPresent(device::platform);
        own.credential().ifPresent(device::credential);
        own.sshProfile().ifPresent(device::sshProfile);
        own.timeouts().command().ifPresent(device::commandTimeout);
        return device.build();
    }

    private static List<String> padded(List<String> values) {
        List<String> all = new ArrayList<>(values);
        while (all.size() < VALUES.size()) {
            all.add("1");
        }
        return all;
    }

    private static Duration seconds(String number) {
        return Duration.ofSeconds(Long.parseLong(number));
    }

    private static boolean says(int said, int value) {
        return (said >> value & 1) == 1;
    }

    private String expected(int value, int request, int override, int device) {
        if (says(request, value)) {
            return BY_REQUEST.get(value) + " REQUEST";
        }
        if (says(override, value)) {
            return BY_OVERRIDE.get(value) + " OVERRIDE";
        }
        return says(device, value) && value < BY_DEVICE.size()
                ? BY_DEVICE.get(value) + " DEVICE"
                : OTHERWISE.get(value);
    }

    private static String of(ConnectionExplanation explanation, String name) {
        EffectiveValue value = explanation.value(name).orElseThrow();
        return value.value() + " " + value.layer();
    }

    /** Each value is said by every choice of who might say it, and never by the same ones as the value beside it. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void each_value_is_that_of_the_first_who_says_it_and_the_transport_gets_the_same(int round) {
        give("default", "request", "override", "device");
        int byRequest = 0;
        int byOverride = 0;
        int byDevice = 0;
        for (int value = 0; value < VALUES.size(); value++) {
            int who = (round + value) % 8;
            byRequest |= (who & 1) << value;
            byOverride |= (who >> 1 & 1) << value;
            byDevice |= (who >> 2 & 1) << value;
        }
        Device device = device(byDevice);
        net.inventory().save(device);
        net.connections().set(DeviceOverride.of("edge1").withConnection(saying(BY_OVERRIDE, byOverride)));
        ConnectionOverride request = saying(BY_REQUEST, byRequest);

        ConnectionExplanation explanation = net.connections().explain(device, request);
        assertThatThrownBy(() -> net.device("edge1").with(request).run("show version"))
                .isInstanceOf(ConnectionFailedException.class);

        List<String> said = new ArrayList<>();
        for (int value = 0; value < VALUES.size(); value++) {
            said.add(expected(value, byRequest, byOverride, byDevice));
            assertThat(of(explanation, VALUES.get(value))).as(VALUES.get(value)).isEqualTo(said.get(value));
        }
        assertThat(explanation.problems()).isEmpty();
        List<String> values =
                said.stream().map(text -> text.substring(0, text.indexOf(' '))).toList();
        assertThat(wire.last().endpoint()).isEqualTo(new Endpoint(values.get(1), Integer.parseInt(values.get(2))));
        assertThat(wire.last().credentials().username()).isEqualTo(values.get(3));
        assertThat(wire.last().profile()).isEqualTo(SshProfile.of(values.get(4)));
        assertThat(wire.last().timeouts())
                .isEqualTo(new ConnectTimeouts(
                        seconds(values.get(6)), seconds(values.get(7)), seconds(values.get(8)), Duration.ZERO));
        EffectiveConnection connection = net.connections().resolve(device, request);
        assertThat(connection.device().platform()).isEqualTo(values.get(0));
        assertThat(connection.device().commandTimeout()).isEqualTo(seconds(values.get(5)));
    }

    /** The host's default, the one that was made it in the store, the one of that name in the store: the first there is. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void the_default_credentials_are_the_same_for_who_names_none_and_for_who_asks_for_them(int there) {
        if ((there & 1) == 1) {
            give("default");
        }
        if ((there & 2) == 2) {
            net.stores().credentials().save("chosen", Credentials.password("chosen", "x"));
            net.stores().credentials().setDefault("chosen");
        }
        if ((there & 4) == 4) {
            net.stores().credentials().save("default", Credentials.password("named", "x"));
        }
        String user = (there & 1) == 1 ? "default" : (there & 2) == 2 ? "chosen" : "named";
        String name = user.equals("chosen") ? "chosen" : "default";
        give("device");
        Device none = Device.named("none").build();
        Device own = Device.named("own").credential("device").build();
        List.of(none, own).forEach(net.inventory()::save);
        ConnectionOverride toDefault = ConnectionOverride.NONE.withCredential("default");
        net.connections().set(DeviceOverride.of("own").withConnection(toDefault));

        Map<String, String> explained = new HashMap<>();
        explained.put("none", of(net.connections().explain(none), "credential"));
        explained.put("own", of(net.connections().explain(own), "credential"));
        explained.put("asked", of(net.connections().explain(own, toDefault), "credential"));

        assertThat(explained)
                .isEqualTo(Map.of("none", name + " DEFAULT", "own", name + " OVERRIDE", "asked", name + " REQUEST"));
        for (String device : List.of("none", "own")) {
            assertThatThrownBy(() -> net.device(device).run("show version"))
                    .isInstanceOf(ConnectionFailedException.class);
            assertThat(wire.last().credentials().username()).as(device).isEqualTo(user);
        }
    }

    @Test
    void everything_that_a_session_would_be_refused_for_is_told_at_once() {
        give("lab");
        Device device = Device.named("edge1")
                .platform("cisco_iso")
                .transport("shs")
                .credential("lba")
                .sshProfile("modren")
                .via(JumpHop.via("jump", 22, "jumper"))
                .proxy(new ProxySpec(ProxySpec.Kind.HTTP, new Endpoint("proxy", 3128), Optional.of("proxied")))
                .enabled(false)
                .build();

        assertThat(net.connections().explain(device).problems())
                .satisfiesExactly(
                        problem -> assertThat(problem).contains("edge1 is disabled in the inventory"),
                        problem -> assertThat(problem).contains("no platform named \"cisco_iso\"", "cisco_ios"),
                        problem -> assertThat(problem).contains("edge1: no credentials named \"lba\""),
                        problem -> assertThat(problem).contains("edge1: no credentials named \"jumper\""),
                        problem -> assertThat(problem).contains("edge1: no credentials named \"proxied\""),
                        problem -> assertThat(problem).contains("\"shs\"", "did you mean ssh?"),
                        problem -> assertThat(problem).contains("modren", "modern"));
    }

    static List<Device> refused() {
        Device.Builder plain = Device.named("edge1").credential("lab");
        return List.of(
                plain.build().toBuilder().platform("cisco_iso").build(),
                plain.build().toBuilder().credential("lba").build(),
                plain.build().toBuilder().transport("shs").build(),
                plain.build().toBuilder().sshProfile("modren").build(),
                plain.build().toBuilder().via(JumpHop.via("jump", 22, "jumper")).build(),
                plain.build().toBuilder()
                        .proxy(new ProxySpec(ProxySpec.Kind.HTTP, new Endpoint("proxy", 3128), Optional.of("proxied")))
                        .build());
    }

    @ParameterizedTest
    @MethodSource("refused")
    void a_session_is_refused_with_the_sentence_that_was_explained(Device device) {
        give("lab");
        net.inventory().save(device);
        List<String> problems = net.connections().explain(device).problems();

        assertThat(problems).hasSize(1);
        assertThatThrownBy(() -> net.device("edge1").run("show version"))
                .isInstanceOfSatisfying(
                        NetStacksException.class, e -> assertThat(e.reason()).isEqualTo(problems.get(0)));
        assertThat(wire.requests()).isEmpty();
    }

    @Test
    void a_device_whose_jump_host_has_no_credentials_is_skipped_like_one_that_has_none_itself() {
        give("lab");
        Device behind = Device.named("edge1")
                .credential("lab")
                .via(JumpHop.via("jump", 22, "jumper"))
                .build();

        assertThat(net.devices(List.of(behind)).run("show version").results())
                .singleElement()
                .isInstanceOfSatisfying(
                        DeviceResult.Skipped.class,
                        skipped -> assertThat(skipped.reason()).contains("no credentials named \"jumper\""));
    }

    /** Somebody else's store of secrets, on a bad day. */
    private static final CredentialProvider BROKEN = reference -> {
        throw new IllegalStateException("vault said c4nary-token");
    };

    @Test
    void credentials_that_cannot_be_asked_for_are_a_typed_failure_that_quotes_nothing_of_it() {
        net.close();
        net = open(builder -> builder.credentials(BROKEN));
        net.inventory().save(Device.named("edge1").credential("lab").build());

        assertThatThrownBy(() -> net.device("edge1").run("show version"))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("credentials \"lab\"")
                .hasMessageContaining("IllegalStateException")
                .message()
                .doesNotContain("c4nary");
        assertThat(net.connections().explain(net.inventory().get("edge1")).problems())
                .singleElement()
                .asString()
                .contains("credentials \"lab\"")
                .doesNotContain("c4nary");
    }

    @Test
    void a_device_that_nothing_can_be_found_out_about_is_the_affair_of_one_device() {
        net.close();
        net = open(builder -> builder.credentials(BROKEN));
        List<Device> devices = List.of(
                Device.named("edge1").platform("cisco_iso").build(),
                Device.named("edge2").platform("cisco_ios").build());

        assertThat(net.devices(devices).run("show version").failed().values())
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(NotFoundException.class),
                        second -> assertThat(second).isInstanceOf(ProviderException.class));
    }

    @Test
    void an_override_that_is_set_at_its_version_is_heeded_at_once_like_any_other() {
        give("default");
        Device device = Device.named("edge1").build();
        net.inventory().save(device);
        assertThat(net.connections().resolve(device).refusal()).isEmpty();
        long version = net.stores()
                .deviceOverrides() // as another process would
                .save(DeviceOverride.of("edge1"))
                .version();

        net.connections().set(DeviceOverride.of("edge1").disabled(true), version);

        assertThat(net.connections().resolve(device).refusal()).isPresent();
        assertThat(net.devices(DeviceSelector.all()).run("show version").skipped())
                .hasSize(1);
    }
}
