package io.netstacks.core.internal.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.internal.ssh.SshBench;
import io.netstacks.core.internal.ssh.SshjTransportProvider;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.device.ProxySpec;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.transport.ResolvedProxy;
import io.netstacks.testkit.fake.FakeDevice;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProxyTest {

    private static final Endpoint GATE = new Endpoint("gate", 1080);
    private static final Credentials KIM = Credentials.password("kim", "canary-55");

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    private void reach(ProxySpec.Kind kind, Optional<Credentials> who, Endpoint target, byte[] answer)
            throws IOException {
        new ProxyHandshake(new ResolvedProxy(kind, GATE, who), new ByteArrayInputStream(answer), sent).reach(target);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    @Test
    void socks_names_are_left_to_the_proxy_and_addresses_go_as_they_are() throws IOException {
        byte[] accepted = bytes(5, 0, 5, 0, 0, 1, 0, 0, 0, 0, 0, 0);
        reach(ProxySpec.Kind.SOCKS5, Optional.empty(), new Endpoint("edge", 22), accepted);
        assertThat(sent.toByteArray()).isEqualTo(bytes(5, 1, 0, 5, 1, 0, 3, 4, 'e', 'd', 'g', 'e', 0, 22));
        sent.reset();
        reach(ProxySpec.Kind.SOCKS5, Optional.empty(), new Endpoint("10.1.2.3", 22), accepted);
        assertThat(sent.toByteArray()).isEqualTo(bytes(5, 1, 0, 5, 1, 0, 1, 10, 1, 2, 3, 0, 22));
        sent.reset();
        reach(ProxySpec.Kind.SOCKS5, Optional.empty(), new Endpoint("::1", 2200), accepted);
        assertThat(sent.toByteArray())
                .isEqualTo(bytes(
                        5, 1, 0, 5, 1, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2200 >> 8, 2200 & 255));
    }

    @Test
    void socks_logs_in_when_the_proxy_asks() throws IOException {
        reach(
                ProxySpec.Kind.SOCKS5,
                Optional.of(Credentials.password("k", "pw")),
                new Endpoint("e", 22),
                bytes(5, 2, 1, 0, 5, 0, 0, 3, 1, 'x', 0, 0));
        assertThat(sent.toByteArray()).isEqualTo(bytes(5, 2, 0, 2, 1, 1, 'k', 2, 'p', 'w', 5, 1, 0, 3, 1, 'e', 0, 22));
    }

    @Test
    void socks_refusals_are_told_without_the_password() {
        assertThatThrownBy(
                        () -> reach(ProxySpec.Kind.SOCKS5, Optional.of(KIM), new Endpoint("e", 22), bytes(5, 2, 1, 1)))
                .hasMessageContaining("gate:1080")
                .hasMessageContaining("kim")
                .hasMessageNotContaining("canary-55");
        assertThatThrownBy(() -> reach(ProxySpec.Kind.SOCKS5, Optional.empty(), new Endpoint("e", 22), bytes(5, 255)))
                .hasMessageContaining("wants a login");
        assertThatThrownBy(
                        () -> reach(ProxySpec.Kind.SOCKS5, Optional.empty(), new Endpoint("e", 22), bytes(5, 0, 5, 5)))
                .hasMessageContaining("status 5");
        assertThatThrownBy(() -> reach(ProxySpec.Kind.SOCKS5, Optional.empty(), new Endpoint("e", 22), bytes('H')))
                .hasMessageContaining("does not speak SOCKS5");
        assertThatThrownBy(() -> reach(ProxySpec.Kind.SOCKS5, Optional.empty(), new Endpoint("e", 22), bytes()))
                .hasMessageContaining("closed the connection");
    }

    @Test
    void http_connects_with_a_login_and_an_address_of_version_6_in_brackets() throws IOException {
        reach(
                ProxySpec.Kind.HTTP,
                Optional.of(KIM),
                new Endpoint("fe80::1", 22),
                "HTTP/1.1 200 OK\r\nVia: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(sent.toString(StandardCharsets.US_ASCII))
                .startsWith("CONNECT [fe80::1]:22 HTTP/1.1\r\nHost: [fe80::1]:22\r\n")
                .contains("Proxy-Authorization: Basic "
                        + Base64.getEncoder().encodeToString("kim:canary-55".getBytes(StandardCharsets.UTF_8)))
                .endsWith("\r\n\r\n");
    }

    @Test
    void http_refusals_are_told() {
        assertThatThrownBy(() -> reach(
                        ProxySpec.Kind.HTTP,
                        Optional.of(KIM),
                        new Endpoint("e", 22),
                        "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n".getBytes(StandardCharsets.US_ASCII)))
                .hasMessageContaining("407")
                .hasMessageNotContaining("canary-55");
        assertThatThrownBy(() -> reach(
                        ProxySpec.Kind.HTTP,
                        Optional.empty(),
                        new Endpoint("e", 22),
                        "x".repeat(20_000).getBytes(StandardCharsets.US_ASCII)))
                .hasMessageContaining("header without end");
    }

    @Test
    void a_refused_login_is_told_apart_because_it_must_not_be_tried_again() {
        for (byte[] answer : List.of(bytes(5, 255), bytes(5, 2, 1, 1))) {
            assertThatThrownBy(() -> reach(ProxySpec.Kind.SOCKS5, Optional.of(KIM), new Endpoint("e", 22), answer))
                    .isInstanceOfSatisfying(
                            ProxyFailure.class, e -> assertThat(e.isOfLogin()).isTrue());
        }
        assertThatThrownBy(() -> reach(
                        ProxySpec.Kind.HTTP,
                        Optional.of(KIM),
                        new Endpoint("e", 22),
                        "HTTP/1.1 407 No\r\n\r\n".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOfSatisfying(
                        ProxyFailure.class, e -> assertThat(e.isOfLogin()).isTrue())
                .hasMessageContaining("refuses the login of \"kim\"");
        assertThatThrownBy(
                        () -> reach(ProxySpec.Kind.SOCKS5, Optional.of(KIM), new Endpoint("e", 22), bytes(5, 0, 5, 5)))
                .isInstanceOfSatisfying(
                        ProxyFailure.class, e -> assertThat(e.isOfLogin()).isFalse())
                .hasMessageContaining("the connection is refused");
    }

    @Test
    void what_a_proxy_answers_is_shown_in_short_and_steers_no_terminal() throws IOException {
        assertThatThrownBy(() -> reach(
                        ProxySpec.Kind.HTTP,
                        Optional.empty(),
                        new Endpoint("e", 22),
                        ("HTTP/1.1 500 \033[2J" + "E".repeat(9_000) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII)))
                .satisfies(
                        e -> assertThat(String.valueOf(e.getMessage()).chars()).noneMatch(Character::isISOControl))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500));
        reach(
                ProxySpec.Kind.HTTP,
                Optional.empty(),
                new Endpoint("e", 22),
                "HTTP/1.0 200 lines end as they like\n\n".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void ssh_goes_through_a_proxy_of_either_kind() throws IOException {
        for (ProxySpec.Kind kind : ProxySpec.Kind.values()) {
            try (RelayProxy relay = new RelayProxy(kind);
                    SshjTransportProvider ssh = new SshjTransportProvider();
                    FakeDevice device = FakeDevice.start(SshBench.box().build())) {
                ResolvedProxy proxy = new ResolvedProxy(kind, relay.endpoint(), Optional.empty());
                SshBench.assertPrompt(SshBench.connect(ssh, SshBench.to(device).proxy(proxy)));
                assertThat(relay.targets()).containsExactly(device.endpoint().port());
            }
        }
    }

    @Test
    void a_socket_that_a_proxy_refuses_to_connect_is_closed_as_any_that_does_not_connect() throws Exception {
        try (ServerSocket gate = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ResolvedProxy proxy = new ResolvedProxy(ProxySpec.Kind.HTTP, GATE, Optional.empty());
            CompletableFuture<Integer> rest = CompletableFuture.supplyAsync(() -> {
                try (Socket client = gate.accept()) {
                    client.getOutputStream().write("HTTP/1.1 503 Busy\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    return client.getInputStream().readAllBytes().length;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            Socket socket = new TcpSockets(new Endpoint("edge", 22), Optional.of(proxy)).createSocket();
            assertThatThrownBy(() -> socket.connect(gate.getLocalSocketAddress(), 10_000))
                    .hasMessageContaining("503 Busy");
            assertThat(socket.isClosed()).isTrue();
            assertThat(rest.get(10, TimeUnit.SECONDS)).isPositive();
        }
    }

    @Test
    void a_proxy_that_is_not_there_is_unreachable() throws IOException {
        RelayProxy relay = new RelayProxy(ProxySpec.Kind.HTTP);
        relay.close();
        try (SshjTransportProvider ssh = new SshjTransportProvider();
                FakeDevice device = FakeDevice.start(SshBench.box().build())) {
            ResolvedProxy proxy = new ResolvedProxy(ProxySpec.Kind.HTTP, relay.endpoint(), Optional.empty());
            assertThat(SshBench.failure(ssh, SshBench.to(device).proxy(proxy), ErrorCode.UNREACHABLE)
                            .reason())
                    .contains("the proxy " + relay.endpoint() + " cannot be reached");
            assertThat(device.connectionsOpened()).isZero();
        }
    }
}
