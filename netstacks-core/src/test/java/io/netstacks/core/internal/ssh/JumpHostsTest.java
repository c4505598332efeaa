package io.netstacks.core.internal.ssh;

import static io.netstacks.core.internal.ssh.SshBench.assertPrompt;
import static io.netstacks.core.internal.ssh.SshBench.box;
import static io.netstacks.core.internal.ssh.SshBench.connect;
import static io.netstacks.core.internal.ssh.SshBench.context;
import static io.netstacks.core.internal.ssh.SshBench.failure;
import static io.netstacks.core.internal.ssh.SshBench.soon;
import static io.netstacks.core.internal.ssh.SshBench.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.internal.net.HostLookup;
import io.netstacks.core.internal.net.TcpNetwork;
import io.netstacks.core.internal.net.WaitWatch;
import io.netstacks.core.internal.telnet.TelnetTransportProvider;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.error.ConnectionFailedException;
import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.SessionFailedException;
import io.netstacks.spi.transport.ConnectRequest;
import io.netstacks.spi.transport.ConnectTimeouts;
import io.netstacks.spi.transport.Connection;
import io.netstacks.spi.transport.PtySpec;
import io.netstacks.spi.transport.ResolvedHop;
import io.netstacks.spi.transport.ShellChannel;
import io.netstacks.testkit.RecordingHostKeys;
import io.netstacks.testkit.fake.FakeArrival;
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeLogin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JumpHostsTest {

    private final SshjTransportProvider ssh = new SshjTransportProvider();
    private final RecordingHostKeys keys = RecordingHostKeys.empty();
    private final FakeDevice outer = FakeDevice.start(box().forwarding(true)
            .login(FakeLogin.as("outer").withPassword("pw-outer"))
            .build());
    private final FakeDevice inner = FakeDevice.start(box().forwarding(true)
            .login(FakeLogin.as("inner").withPassword("pw-inner"))
            .build());
    private final FakeDevice target = FakeDevice.start(box().build());

    @AfterEach
    void close() {
        ssh.close();
        target.close();
        inner.close();
        outer.close();
    }

    private static ResolvedHop hop(FakeDevice device) {
        return new ResolvedHop(device.endpoint(), device.credentials(), Optional.empty());
    }

    private ConnectRequest.Builder behindBoth() {
        return ConnectRequest.to(target.endpoint(), target.credentials(), keys)
                .via(hop(outer))
                .via(hop(inner));
    }

    @Test
    void a_device_is_reached_through_two_hosts_and_each_has_its_own_login_and_host_key() {
        Connection connection = connect(ssh, behindBoth());
        assertThat(connection.report().via()).containsExactly(outer.endpoint(), inner.endpoint());
        assertThat(connection.report().hostKey()).contains(target.hostKey());
        assertThat(keys.find(outer.endpoint())).containsExactly(outer.hostKey());
        assertThat(keys.find(inner.endpoint())).containsExactly(inner.hostKey());
        assertPrompt(connection);
    }

    @Test
    void devices_behind_the_same_host_share_its_connection() {
        List<CompletableFuture<Connection>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(CompletableFuture.supplyAsync(() -> connect(ssh, behindBoth())));
        }
        all.forEach(one -> assertPrompt(one.join()));
        assertThat(outer.connectionsOpened()).isEqualTo(1);
        assertThat(inner.connectionsOpened()).isEqualTo(1);
        assertThat(target.connectionsOpened()).isEqualTo(8);
    }

    @Test
    void who_logs_in_as_somebody_else_gets_a_connection_of_his_own() {
        connect(ssh, behindBoth()).close();
        ResolvedHop wrong =
                new ResolvedHop(outer.endpoint(), Credentials.password("outer", "canary-12"), Optional.empty());
        assertThat(failure(
                                ssh,
                                ConnectRequest.to(target.endpoint(), target.credentials(), keys)
                                        .via(wrong),
                                ErrorCode.AUTHENTICATION_FAILED)
                        .reason())
                .contains("the jump host " + outer.endpoint())
                .doesNotContain("canary-12");
    }

    @Test
    void a_host_that_breaks_is_connected_anew() throws InterruptedException {
        connect(ssh, behindBoth()).close();
        outer.dropConnections();
        assertThat(outer.awaitNoConnections(SshBench.SOON)).isTrue();
        Deadline deadline = soon();
        Optional<Connection> again = Optional.empty();
        while (again.isEmpty() && !deadline.hasPassed()) {
            again = connectUnlessBroken(); // this side may learn of the break a moment later
        }
        assertPrompt(again.orElseThrow());
    }

    @Test
    void a_session_behind_a_host_that_breaks_is_lost_there_and_says_so_once() {
        for (FakeDevice broken : List.of(inner, outer)) {
            try (Connection connection = connect(ssh, behindBoth());
                    ShellChannel shell = connection.openShell(PtySpec.WIDE, soon())) {
                SshBench.readUntil(shell, SshBench.PROMPT);
                broken.dropConnections();
                assertThatThrownBy(() -> shell.read(new byte[10], 0, 10, soon()))
                        .isInstanceOfSatisfying(
                                SessionFailedException.class,
                                e -> assertThat(e.reason())
                                        .contains("the connection broke: at the jump host " + broken.endpoint() + ": ")
                                        .containsOnlyOnce("the connection broke"));
            }
        }
    }

    private Optional<Connection> connectUnlessBroken() {
        try {
            return Optional.of(connect(ssh, behindBoth()));
        } catch (ConnectionFailedException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.UNREACHABLE);
            return Optional.empty();
        }
    }

    @Test
    void a_host_that_is_gone_without_a_word_is_found_out_by_the_first_device_that_waits_for_it() {
        ConnectTimeouts quick = new ConnectTimeouts(
                Duration.ofSeconds(1), Duration.ofSeconds(1), SshBench.SOON, ConnectTimeouts.DEFAULT.keepAlive());
        connect(ssh, device().via(hop(outer)).timeouts(quick)).close();
        outer.freeze();
        failure(ssh, device().via(hop(outer)).timeouts(quick), ErrorCode.UNREACHABLE);
        Deadline deadline = soon();
        Optional<Connection> again = Optional.empty();
        while (again.isEmpty() && !deadline.hasPassed()) {
            try {
                again = Optional.of(connect(ssh, device().via(hop(outer)).timeouts(quick)));
            } catch (ConnectionFailedException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.UNREACHABLE);
            }
        }
        assertPrompt(again.orElseThrow());
        assertThat(outer.connectionsOpened()).isEqualTo(2);
    }

    @Test
    void a_failed_way_leaves_nothing_once_the_transport_is_closed() throws InterruptedException {
        try (FakeDevice mute =
                FakeDevice.start(box().arrival(FakeArrival.SILENT).build())) {
            ConnectRequest.Builder request =
                    ConnectRequest.to(mute.endpoint(), mute.credentials(), keys).via(hop(outer));
            assertThat(failure(ssh, request, Deadline.after(Duration.ofSeconds(1))))
                    .isInstanceOf(DeadlineExceededException.class);
            assertThat(mute.awaitNoConnections(SshBench.SOON))
                    .as("the way behind the jump host is closed")
                    .isTrue();
        }
        ssh.close();
        assertThat(outer.awaitNoConnections(SshBench.SOON)).isTrue();
    }

    @Test
    void a_host_that_forwards_nothing_is_named() {
        try (FakeDevice closed = FakeDevice.start(box().build())) {
            assertThat(failure(
                                    ssh,
                                    ConnectRequest.to(target.endpoint(), target.credentials(), keys)
                                            .via(hop(closed)),
                                    ErrorCode.UNREACHABLE)
                            .reason())
                    .contains(target.endpoint() + " through the jump host " + closed.endpoint(), "prohibited");
        }
    }

    @Test
    void a_host_that_is_down_is_told_as_a_jump_host_and_where_it_was_sought() throws IOException {
        ResolvedHop nobody = new ResolvedHop(closedPort(), inner.credentials(), Optional.empty());
        assertThat(failure(ssh, device().via(nobody), ErrorCode.UNREACHABLE).reason())
                .contains("no connection to the jump host " + nobody.endpoint() + " (connect)");
        assertThat(failure(ssh, device().via(hop(outer)).via(nobody), ErrorCode.UNREACHABLE)
                        .reason())
                .contains("the jump host " + nobody.endpoint() + " through the jump host " + outer.endpoint());
    }

    private ConnectRequest.Builder device() {
        return ConnectRequest.to(target.endpoint(), target.credentials(), keys).device("edge1");
    }

    private static Endpoint closedPort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Endpoint("127.0.0.1", free.getLocalPort());
        }
    }

    @Test
    void who_waits_for_a_host_that_refuses_another_is_told_so_under_its_own_name() {
        try (FakeDevice slow = FakeDevice.start(box().forwarding(true)
                .login(FakeLogin.as("outer").withPassword("right"))
                .loginDelay(Duration.ofMillis(300))
                .build())) {
            ResolvedHop wrong =
                    new ResolvedHop(slow.endpoint(), Credentials.password("outer", "wrong"), Optional.empty());
            List<CompletableFuture<String>> reasons = new ArrayList<>();
            for (String name : List.of("edge1", "edge2")) {
                reasons.add(CompletableFuture.supplyAsync(
                        () -> failure(ssh, device().device(name).via(wrong), ErrorCode.AUTHENTICATION_FAILED)
                                .reason()));
            }
            assertThat(reasons.get(0).join()).startsWith("edge1: ");
            assertThat(reasons.get(1).join()).startsWith("edge2: ");
        }
    }

    @Test
    void telnet_goes_through_the_same_hosts() {
        ConnectRequest request = ConnectRequest.to(target.telnetEndpoint(), target.credentials(), keys)
                .via(hop(outer))
                .via(hop(inner))
                .build();
        try (Connection connection = new TelnetTransportProvider(ssh).connect(request, context(), soon());
                ShellChannel shell = connection.openShell(PtySpec.WIDE, soon())) {
            SshBench.readUntil(shell, "Username: ");
            SshBench.type(shell, target.script().login().user() + "\r");
            SshBench.readUntil(shell, "Password: ");
            SshBench.type(shell, target.script().login().password().orElse("") + "\r");
            SshBench.readUntil(shell, SshBench.PROMPT);
            Deadline deadline =
                    soon(); // the device may ask for the terminal's type when it has shown its prompt already
            while (!target.telnetOptions().containsKey("TTYPE") && !deadline.hasPassed()) {
                SshBench.type(shell, "\r");
                SshBench.readUntil(shell, SshBench.PROMPT);
            }
            assertThat(target.telnetOptions()).containsEntry("NAWS", "511x1000").containsEntry("TTYPE", "vt100");
        }
    }

    @Test
    void more_devices_than_one_connection_carries_get_a_second_one() {
        List<Connection> open = new ArrayList<>();
        try {
            for (int i = 0; i <= JumpPool.MOST_PER_CONNECTION; i++) {
                open.add(connect(
                        ssh,
                        ConnectRequest.to(target.endpoint(), target.credentials(), keys)
                                .via(hop(outer))));
            }
            assertThat(outer.connectionsOpened()).isEqualTo(2);
        } finally {
            open.forEach(Connection::close);
        }
    }

    @Test
    void a_pool_without_patience_closes_what_nobody_uses() throws InterruptedException {
        var timer = new java.util.concurrent.ScheduledThreadPoolExecutor(1);
        try (FakeDevice device = FakeDevice.start(box().build())) {
            JumpPool pool = new JumpPool(timer, Duration.ZERO);
            ConnectRequest request = to(device).via(hop(device)).build();
            JumpKey key = new JumpKeys().of(request, 1);
            JumpPool.Lease lease = pool.lease(key, Optional::empty, none -> link(request, device, timer), soon());
            assertThat(device.openConnections()).isEqualTo(1);
            lease.close();
            lease.close();
            assertThat(device.awaitNoConnections(SshBench.SOON)).isTrue();
            pool.close();
        } finally {
            timer.shutdownNow();
        }
    }

    private static SshLink link(
            ConnectRequest request, FakeDevice device, java.util.concurrent.ScheduledExecutorService timer) {
        SshLink link = new SshLink(
                request,
                device.endpoint(),
                new SshLink.Login(device.credentials(), List.of()),
                new StagedClient(new AlgorithmProfiles(OwnAlgorithms.found()).config(request.profile())),
                new TrustedHostKeys(device.endpoint(), Optional.empty(), request.hostKeyPolicy(), request.hostKeys()),
                new TcpNetwork(new HostLookup(), new WaitWatch(timer)),
                new KeepAlives(timer));
        link.open(Optional.empty(), soon());
        return link;
    }
}
