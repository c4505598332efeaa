package io.netstacks.core.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.credential.CredentialSources;
import io.netstacks.core.platform.Platforms;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.Secret;
import io.netstacks.spi.Settings;
import io.netstacks.spi.SpiVersion;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.device.ProxySpec;
import io.netstacks.spi.error.ConnectionFailedException;
import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.error.ProviderException;
import io.netstacks.spi.error.SessionFailedException;
import io.netstacks.spi.session.DeviceSession;
import io.netstacks.spi.transport.ConnectRequest;
import io.netstacks.spi.transport.ConnectTimeouts;
import io.netstacks.spi.transport.Connection;
import io.netstacks.spi.transport.ConnectionReport;
import io.netstacks.spi.transport.HostKeyPolicy;
import io.netstacks.spi.transport.LoginQuestion;
import io.netstacks.spi.transport.PtySpec;
import io.netstacks.spi.transport.ShellChannel;
import io.netstacks.spi.transport.TransportCapability;
import io.netstacks.spi.transport.TransportProvider;
import io.netstacks.testkit.RecordingHostKeys;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeviceConnectorTest {

    private static final Credentials LAB = Credentials.of("kim")
            .realm("radius")
            .password(Secret.of("pa55word"))
            .build();

    private final Wire wire = new Wire();
    private Supplier<DeviceSession> dialogue = () -> new StubSession(edge1().build());

    private final DeviceConnector connector = new DeviceConnector(
            Platforms.builtIn(),
            CredentialSources.of(Map.of(
                    "lab", LAB, "prod", Credentials.of("ops").realm("tacacs").build())),
            Map.of("ssh", wire),
            provider -> new ProviderContext(Settings.defaults(), Clock.systemUTC(), reference -> Secret.of("x")),
            new DeviceConnector.Rules(
                    HostKeyPolicy.TRUST_ON_FIRST_USE, RecordingHostKeys.empty(), ConnectTimeouts.DEFAULT),
            new Throttle("a login in the realm", 1),
            (device, platform, who, connection, deadline) -> dialogue.get());

    private static Device.Builder edge1() {
        return Device.named("edge1").at("192.0.2.1").platform("cisco_ios").credential("lab");
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(20));
    }

    /** A transport that counts. */
    private static final class Wire implements TransportProvider, Connection {
        int connected;
        int closed;
        Runnable onConnect = () -> {};
        List<LoginQuestion> asked = List.of();

        @Override
        public String id() {
            return "ssh";
        }

        @Override
        public SpiVersion builtAgainst() {
            return SpiVersion.running();
        }

        @Override
        public Set<TransportCapability> capabilities() {
            return Set.of();
        }

        @Override
        public Connection connect(ConnectRequest request, ProviderContext context, Deadline deadline) {
            connected++;
            asked = request.loginQuestions();
            onConnect.run();
            return this;
        }

        @Override
        public ShellChannel openShell(PtySpec pty, Deadline deadline) {
            throw new IllegalStateException("nobody asks for a shell here");
        }

        @Override
        public ConnectionReport report() {
            return new StubSession(edge1().build()).connection();
        }

        @Override
        public boolean isOpen() {
            return closed < connected;
        }

        @Override
        public void close() {
            closed++;
        }
    }

    @Test
    void a_device_that_nobody_knows_yet_may_ask_before_the_login_what_any_of_them_asks() {
        connector.open(edge1().build(), soon()).close();
        assertThat(wire.asked).isEmpty();

        connector.open(edge1().platform("autodetect").build(), soon()).close();
        assertThat(wire.asked)
                .anyMatch(known ->
                        known.question().matcher("Do you accept? (yes/no) : ").find());
    }

    @Test
    void a_name_that_does_not_exist_is_told_with_near_ones_before_anything_is_connected() {
        assertThatThrownBy(() -> connector.open(edge1().platform("cisco_iso").build(), soon()))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("cisco_ios");
        assertThatThrownBy(() -> connector.open(edge1().credential("lba").build(), soon()))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("edge1: no credentials named \"lba\"; did you mean lab?");
        assertThatThrownBy(() -> connector.open(edge1().credential("something").build(), soon()))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("add them to a credential source");
        assertThatThrownBy(() -> connector.open(edge1().transport("shs").build(), soon()))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("edge1")
                .hasMessageContaining("did you mean ssh?");

        assertThat(wire.connected).isZero();
    }

    static List<Throwable> dialogues() {
        return List.of(
                new SessionFailedException(ErrorCode.UNEXPECTED_QUESTION, "edge1: a question", "New password:"),
                new DeadlineExceededException("edge1: no prompt"),
                new IllegalStateException("a bug of ours"),
                new AssertionError("worse"));
    }

    @ParameterizedTest
    @MethodSource("dialogues")
    void a_dialogue_that_fails_closes_the_connection_and_frees_the_turn(Throwable failure) {
        dialogue = () -> {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        };

        assertThatThrownBy(() -> connector.open(edge1().build(), soon())).isSameAs(failure);

        assertThat(wire.closed).isEqualTo(1);
        assertTurnIsFree();
    }

    private void assertTurnIsFree() {
        wire.onConnect = () -> {};
        dialogue = () -> new StubSession(edge1().build());
        assertThat(connector.open(edge1().build(), Deadline.after(Duration.ofMillis(1))))
                .isNotNull();
    }

    @Test
    void a_refused_password_is_tried_once_because_the_third_try_locks_the_account() {
        wire.onConnect = () -> {
            throw new ConnectionFailedException(ErrorCode.AUTHENTICATION_FAILED, "edge1: wrong password");
        };

        assertThatThrownBy(() -> connector.open(edge1().build(), soon())).isInstanceOf(ConnectionFailedException.class);

        assertThat(wire.connected).isEqualTo(1);
        assertTurnIsFree();
    }

    @Test
    void a_proxy_that_refuses_its_own_login_says_nothing_of_the_credentials_of_devices() {
        wire.onConnect = () -> {
            throw new ConnectionFailedException(ErrorCode.AUTHENTICATION_FAILED, "the proxy refuses the login");
        };
        ProxySpec proxy = new ProxySpec(ProxySpec.Kind.HTTP, new Endpoint("gate", 3128), Optional.of("prod"));
        for (String behind : List.of("edge2", "edge3", "edge4")) {
            Device device = Device.named(behind)
                    .at("192.0.2.2")
                    .platform("cisco_ios")
                    .credential("lab")
                    .proxy(proxy)
                    .build();
            assertThatThrownBy(() -> connector.open(device, soon())).hasMessageContaining("the proxy refuses");
        }
        assertTurnIsFree();
        assertThat(wire.connected).isEqualTo(4);
    }

    @Test
    void a_transport_with_a_bug_is_named() {
        wire.onConnect = () -> {
            throw new NoClassDefFoundError("com/acme/Cipher");
        };

        assertThatThrownBy(() -> connector.open(edge1().build(), soon()))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("edge1")
                .hasMessageContaining("\"ssh\"")
                .hasMessageContaining("com/acme/Cipher");
        assertTurnIsFree();
    }

    @Test
    void logins_of_one_realm_wait_for_each_other_and_those_of_another_do_not() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        wire.onConnect = () -> {
            if (inside.getCount() > 0) {
                inside.countDown();
                awaitQuietly(release);
            }
        };
        CompletableFuture<DeviceSession> first = CompletableFuture.supplyAsync(
                () -> connector.open(edge1().build(), soon()), work -> new Thread(work).start());
        inside.await();

        assertThatThrownBy(() -> connector.open(edge1().build(), Deadline.after(Duration.ofMillis(1))))
                .isInstanceOf(DeadlineExceededException.class)
                .hasMessageContaining("radius")
                .hasMessageContaining("1 at once");
        assertThat(connector.open(edge1().credential("prod").build(), soon())).isNotNull();
        release.countDown();
        assertThat(first.join()).isNotNull();
        assertTurnIsFree();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
