package io.netstacks.core.internal.telnet;

import io.netstacks.core.internal.net.TcpSockets;
import io.netstacks.core.internal.net.WaitWatch;
import io.netstacks.core.internal.ssh.SshjTransportProvider;
import io.netstacks.core.internal.ssh.StageFailure;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.SpiVersion;
import io.netstacks.spi.transport.ConnectRequest;
import io.netstacks.spi.transport.Connection;
import io.netstacks.spi.transport.ConnectionReport;
import io.netstacks.spi.transport.ResolvedHop;
import io.netstacks.spi.transport.TransportCapability;
import io.netstacks.spi.transport.TransportProvider;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;

/** Telnet, directly, through a proxy, or from the last of several SSH jump hosts. Safe for use by many threads. */
public final class TelnetTransportProvider implements TransportProvider {

    private static final int SILENT_ANSWERS = 3;

    /** Of Linux, in seconds. */
    private static final long LONGEST_KEEP_ALIVE = 32_767;

    private final SshjTransportProvider ssh;

    /**
     * Creates it.
     *
     * @param ssh reaches the jump hosts
     */
    public TelnetTransportProvider(SshjTransportProvider ssh) {
        this.ssh = ssh;
    }

    @Override
    public String id() {
        return "telnet";
    }

    @Override
    public SpiVersion builtAgainst() {
        return new SpiVersion(SpiVersion.MAJOR, SpiVersion.MINOR);
    }

    @Override
    public Set<TransportCapability> capabilities() {
        return Set.of(TransportCapability.SHELL);
    }

    @Override
    public Connection connect(ConnectRequest request, ProviderContext context, Deadline deadline) {
        long start = System.nanoTime();
        if (!request.hops().isEmpty()) {
            return new TelnetConnection(ssh.forward(request, deadline), report(request, start));
        }
        return new TelnetConnection(connect(request, deadline), report(request, start));
    }

    private SocketStream connect(ConnectRequest request, Deadline deadline) {
        deadline.check(request.device() + ": connecting to " + request.endpoint());
        TcpSockets sockets = new TcpSockets(request.endpoint(), request.proxy());
        Deadline own = deadline.atMost(request.timeouts().connect());
        try {
            return ssh.network()
                    .hosts()
                    .reach(
                            sockets.firstHop(),
                            own,
                            (address, millis) -> stream(request, sockets.createSocket(), address, millis, own));
        } catch (IOException e) {
            throw new StageFailure(request, request.endpoint(), "connect", own, deadline)
                    .because(e, StageFailure.Seen.NOTHING);
        }
    }

    /** A proxy may answer a byte at a time, and an interrupt is not noticed by a socket: both end with the watched wait. */
    private SocketStream stream(
            ConnectRequest request, Socket socket, InetSocketAddress address, int millis, Deadline own)
            throws IOException {
        SocketStream stream =
                new SocketStream(request.device(), socket, ssh.network().waits());
        WaitWatch.Wait wait = ssh.network().waits().begin(own, stream::close);
        try {
            socket.setOOBInline(true); // the mark of a Synch (RFC 854) is urgent, and belongs to the command before it
            socket.connect(address, millis);
            keepAlive(socket, request.timeouts().keepAlive());
            return stream;
        } catch (IOException e) {
            stream.close();
            throw e;
        } finally {
            wait.close();
        }
    }

    /** Has the system ask a silent peer whether it lives, where it can be told how often. */
    static void keepAlive(Socket socket, Duration every) throws IOException {
        if (every.isZero() || !socket.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
            return;
        }
        int seconds = (int) Math.min(LONGEST_KEEP_ALIVE, Math.max(1, every.toSeconds()));
        socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, seconds);
        socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, seconds);
        socket.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, SILENT_ANSWERS);
    }

    private static ConnectionReport report(ConnectRequest request, long start) {
        Map<String, Duration> phases = new LinkedHashMap<>();
        phases.put("connect", Duration.ofNanos(System.nanoTime() - start));
        return new ConnectionReport(
                "telnet",
                request.endpoint(),
                request.hops().stream().map(ResolvedHop::endpoint).toList(),
                "",
                "",
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                phases);
    }
}
