package io.netstacks.core.internal.telnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netstacks.core.internal.ssh.SshBench;
import io.netstacks.core.internal.ssh.SshjTransportProvider;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.device.ProxySpec;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.transport.ConnectRequest;
import io.netstacks.spi.transport.ConnectTimeouts;
import io.netstacks.spi.transport.Connection;
import io.netstacks.spi.transport.PtySpec;
import io.netstacks.spi.transport.ResolvedProxy;
import io.netstacks.spi.transport.ShellChannel;
import io.netstacks.spi.transport.TransportProvider;
import io.netstacks.testkit.RecordingHostKeys;
import io.netstacks.testkit.TransportContract;
import io.netstacks.testkit.fake.FakeDevice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every transport has to do, for telnet. */
class TelnetTransportTest extends TransportContract {

    private final SshjTransportProvider ssh = new SshjTransportProvider();

    @Override
    protected TransportProvider provider() {
        return new TelnetTransportProvider(ssh);
    }

    @Override
    protected Endpoint endpoint(FakeDevice device) {
        return device.telnetEndpoint();
    }

    /** A proxy that answers, a byte at a time, and never to the end. */
    private static ServerSocket drippingProxy(ScheduledExecutorService timer) throws IOException {
        ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        timer.execute(() -> {
            try {
                Socket client = server.accept();
                Future<?> unused = timer.scheduleAtFixedRate(
                        () -> drip(client), 0, 20, java.util.concurrent.TimeUnit.MILLISECONDS);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return server;
    }

    private static void drip(Socket client) {
        try {
            client.getOutputStream().write('H');
        } catch (IOException e) {
            throw new UncheckedIOException(e); // which ends the dripping
        }
    }

    @Test
    void a_proxy_that_never_comes_to_an_end_is_given_up_in_time_and_at_an_interrupt() throws Exception {
        ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
        try (ServerSocket first = drippingProxy(timer);
                ServerSocket second = drippingProxy(timer);
                ServerSocket third = drippingProxy(timer)) {
            ConnectTimeouts quick = new ConnectTimeouts(
                    Duration.ofMillis(300), Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ZERO);
            assertThat(SshBench.failure(provider(), through(first).timeouts(quick), ErrorCode.UNREACHABLE)
                            .reason())
                    .contains("connect", "127.0.0.1:" + first.getLocalPort());
            assertThat(SshBench.failure(provider(), through(second), Deadline.after(Duration.ofMillis(300)))
                            .code())
                    .isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
            Thread connecting = Thread.currentThread();
            Future<?> unused = timer.schedule(connecting::interrupt, 200, java.util.concurrent.TimeUnit.MILLISECONDS);
            assertThat(SshBench.failure(provider(), through(third), SshBench.soon())
                            .code())
                    .isEqualTo(ErrorCode.CANCELLED);
            assertThat(Thread.interrupted()).isTrue();
        } finally {
            timer.shutdownNow();
        }
    }

    @Test
    void a_silent_peer_is_asked_by_the_system_as_often_as_the_request_says() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
            assumeTrue(socket.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE));
            for (Map.Entry<Duration, Integer> each : Map.of(
                            Duration.ofSeconds(7), 7, Duration.ofMillis(20), 1, Duration.ofDays(300), 32_767)
                    .entrySet()) {
                TelnetTransportProvider.keepAlive(socket, each.getKey());
                TelnetTransportProvider.keepAlive(socket, Duration.ZERO);
                assertThat(socket.getOption(ExtendedSocketOptions.TCP_KEEPIDLE)).isEqualTo(each.getValue());
                assertThat(socket.getOption(ExtendedSocketOptions.TCP_KEEPINTERVAL))
                        .isEqualTo(each.getValue());
                assertThat(socket.getOption(ExtendedSocketOptions.TCP_KEEPCOUNT))
                        .isEqualTo(3);
            }
        }
    }

    /** The Synch of RFC 854: a device that has thrown output away marks the place with an urgent byte. */
    @Test
    void an_urgent_mark_takes_nothing_of_what_follows() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Connection connection = SshBench.connect(
                        provider(),
                        ConnectRequest.to(
                                new Endpoint("127.0.0.1", server.getLocalPort()),
                                Credentials.password("kim", "pw"),
                                RecordingHostKeys.empty()));
                Socket device = server.accept();
                ShellChannel shell = connection.openShell(PtySpec.WIDE, SshBench.soon())) {
            for (int i = 0; i < 3; i++) {
                device.getOutputStream().write(new byte[] {'a', (byte) 255});
                device.sendUrgentData(242);
                device.getOutputStream().write("R1#".getBytes(StandardCharsets.US_ASCII));
                assertThat(SshBench.readUntil(shell, "1#")).isEqualTo("aR1#");
            }
        }
    }

    private static ConnectRequest.Builder through(ServerSocket proxy) {
        Endpoint gate = new Endpoint("127.0.0.1", proxy.getLocalPort());
        return ConnectRequest.to(
                        new Endpoint("192.0.2.1", 23), Credentials.password("kim", "pw"), RecordingHostKeys.empty())
                .proxy(new ResolvedProxy(ProxySpec.Kind.HTTP, gate, Optional.empty()));
    }

    @AfterEach
    void close() {
        ssh.close();
    }
}
