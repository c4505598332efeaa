package io.netstacks.core.internal.ssh;

import io.netstacks.core.internal.net.TcpSockets;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.SpiVersion;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.error.ConnectionFailedException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.transport.ConnectRequest;
import io.netstacks.spi.transport.Connection;
import io.netstacks.spi.transport.ResolvedHop;
import io.netstacks.spi.transport.TransportCapability;
import io.netstacks.spi.transport.TransportProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import net.schmizz.keepalive.KeepAlive;
import net.schmizz.keepalive.KeepAliveRunner;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.SecurityUtils;

/** SSH, through any number of jump hosts. Safe for use by many threads. */
public final class SshjTransportProvider implements TransportProvider, AutoCloseable {

    private static final long WINDOW = 4L * 1024 * 1024;
    private static final int SILENT_ANSWERS = 3;

    private final AlgorithmProfiles profiles;
    private final ScheduledThreadPoolExecutor timer;

    /** Creates it. */
    public SshjTransportProvider() {
        // the JDK has what devices need; BouncyCastle would be registered for the whole JVM of the host
        SecurityUtils.setRegisterBouncyCastle(false);
        EcdsaNames.register();
        profiles = new AlgorithmProfiles();
        timer = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "netstacks-ssh-timer");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
    }

    @Override
    public String id() {
        return "ssh";
    }

    @Override
    public SpiVersion builtAgainst() {
        return new SpiVersion(SpiVersion.MAJOR, SpiVersion.MINOR);
    }

    @Override
    public Set<TransportCapability> capabilities() {
        return Set.of(
                TransportCapability.SHELL,
                TransportCapability.EXEC,
                TransportCapability.FORWARD,
                TransportCapability.HOST_KEYS,
                TransportCapability.AUTHENTICATION);
    }

    @Override
    public Connection connect(ConnectRequest request, ProviderContext context, Deadline deadline) {
        return connect(request, deadline);
    }

    /** Connects; for the other transports, which go through jump hosts too. */
    public SshjConnection connect(ConnectRequest request, Deadline deadline) {
        Deque<SSHClient> chain = new ArrayDeque<>();
        try {
            Optional<SSHClient> before = Optional.empty();
            for (ResolvedHop hop : request.hops()) {
                SshLink link = link(request, hop.endpoint(), hop.credentials(), hop.hostKeyPin(), chain);
                link.open(before, deadline);
                before = Optional.of(link.client());
            }
            SshLink link = link(request, request.endpoint(), request.credentials(), request.hostKeyPin(), chain);
            link.open(before, deadline);
            return new SshjConnection(request, link, chain);
        } catch (RuntimeException | Error e) {
            closeAll(chain);
            throw e;
        }
    }

    private SshLink link(
            ConnectRequest request,
            Endpoint endpoint,
            Credentials credentials,
            Optional<String> pin,
            Deque<SSHClient> chain) {
        SSHClient client = new SSHClient(profiles.config(request.profile()));
        chain.push(client);
        client.getConnection().setWindowSize(WINDOW);
        KeepAlive keepAlive = client.getConnection().getKeepAlive();
        keepAlive.setKeepAliveInterval((int) request.timeouts().keepAlive().toSeconds());
        if (keepAlive instanceof KeepAliveRunner runner) {
            runner.setMaxAliveCount(SILENT_ANSWERS);
        }
        if (chain.size() == 1) {
            client.setSocketFactory(new TcpSockets(endpoint, request.proxy()));
        }
        TrustedHostKeys keys = new TrustedHostKeys(endpoint, pin, request.hostKeyPolicy(), request.hostKeys());
        client.addHostKeyVerifier(keys);
        return new SshLink(request, endpoint, credentials, client, keys, timer);
    }

    /** Closes connections, the last one first. */
    static void closeAll(Deque<SSHClient> chain) {
        for (SSHClient client : chain) {
            try {
                client.disconnect();
            } catch (IOException | RuntimeException e) { // closing goes on with the next one
                org.slf4j.LoggerFactory.getLogger(SshjTransportProvider.class).debug("closing a connection failed", e);
            }
        }
    }

    /** Returns how long a jump host may take to open a way to the next one, as the forwarding transports need it. */
    static NetStacksException tooLong(String device, Endpoint endpoint, String stage, Duration budget) {
        return new ConnectionFailedException(
                ErrorCode.UNREACHABLE, device + ": " + endpoint + " did not finish the " + stage + " within " + budget);
    }

    /** Stops the timer. */
    @Override
    public void close() {
        timer.shutdownNow();
    }

    static List<Endpoint> via(ConnectRequest request) {
        return request.hops().stream().map(ResolvedHop::endpoint).toList();
    }
}
