package io.netstacks.core.internal.telnet;

import io.netstacks.core.internal.net.TcpSockets;
import io.netstacks.core.internal.ssh.SshjTransportProvider;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.SpiVersion;
import io.netstacks.spi.error.ConnectionFailedException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.transport.ConnectRequest;
import io.netstacks.spi.transport.Connection;
import io.netstacks.spi.transport.ConnectionReport;
import io.netstacks.spi.transport.ResolvedHop;
import io.netstacks.spi.transport.TransportCapability;
import io.netstacks.spi.transport.TransportProvider;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Telnet, directly, through a proxy, or from the last of several SSH jump hosts. Safe for use by many threads. */
public final class TelnetTransportProvider implements TransportProvider {

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
        TcpSockets sockets = new TcpSockets(request.endpoint(), request.proxy());
        try {
            return ssh.network()
                    .hosts()
                    .reach(
                            sockets.firstHop(),
                            deadline.atMost(request.timeouts().connect()),
                            (address, millis) -> stream(request, sockets, address, millis));
        } catch (UnknownHostException e) {
            throw unreachable(request, "the name has no address", e);
        } catch (IOException e) {
            throw unreachable(request, String.valueOf(e.getMessage()), e);
        }
    }

    private SocketStream stream(ConnectRequest request, TcpSockets sockets, InetSocketAddress address, int millis)
            throws IOException {
        Socket socket = sockets.createSocket();
        try {
            socket.connect(address, millis);
            return new SocketStream(request.device(), socket, ssh.network().waits());
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static ConnectionFailedException unreachable(ConnectRequest request, String why, IOException e) {
        return new ConnectionFailedException(
                ErrorCode.UNREACHABLE, request.device() + ": no connection to " + request.endpoint() + ": " + why, e);
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
