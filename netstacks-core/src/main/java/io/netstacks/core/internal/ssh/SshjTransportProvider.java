package io.netstacks.core.internal.ssh;

import io.netstacks.core.internal.net.HostLookup;
import io.netstacks.core.internal.net.TcpNetwork;
import io.netstacks.core.internal.net.WaitWatch;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.SpiVersion;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.error.ConnectionFailedException;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.transport.ByteStream;
import io.netstacks.spi.transport.ConnectRequest;
import io.netstacks.spi.transport.Connection;
import io.netstacks.spi.transport.ResolvedHop;
import io.netstacks.spi.transport.TransportCapability;
import io.netstacks.spi.transport.TransportProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.common.SecurityUtils;

/**
 * SSH, through any number of jump hosts, whose connections are shared by the devices behind them. Safe for use by many
 * threads.
 */
public final class SshjTransportProvider implements TransportProvider, AutoCloseable {

    private static final long WINDOW = 4L * 1024 * 1024;
    private static final Duration THREAD_IDLE = Duration.ofSeconds(1);
    private static final Duration JUMP_IDLE = Duration.ofSeconds(20);

    private final AlgorithmProfiles profiles;
    private final ScheduledThreadPoolExecutor timer;
    private final JumpKeys keys = new JumpKeys();
    private final JumpPool pool;
    private final ScheduledThreadPoolExecutor watch;
    private final TcpNetwork network;
    private final KeepAlives keepAlives;

    /** Creates it. */
    public SshjTransportProvider() {
        this(OwnAlgorithms.found());
    }

    /** Creates it with the algorithms that it is given. */
    SshjTransportProvider(OwnAlgorithms own) {
        // A library registers nothing for the whole JVM of its host. Bouncy Castle's curves are faster, and are used
        // without its provider; the JDK's AES is faster, so ciphers are the JDK's
        SecurityUtils.setRegisterBouncyCastle(false);
        EcdsaNames.register();
        profiles = new AlgorithmProfiles(own);
        timer = timer("netstacks-ssh-timer");
        pool = new JumpPool(timer, JUMP_IDLE);
        // A thread of its own: it ends what the other one may wait for
        watch = timer("netstacks-ssh-watch");
        network = new TcpNetwork(new HostLookup(), new WaitWatch(watch));
        keepAlives = new KeepAlives(timer);
    }

    private static ScheduledThreadPoolExecutor timer(String name) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(THREAD_IDLE.toNanos(), TimeUnit.NANOSECONDS);
        timer.allowCoreThreadTimeOut(true);
        return timer;
    }

    /** Returns what other transports share with this one. */
    public TcpNetwork network() {
        return network;
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

    private SshjConnection connect(ConnectRequest request, Deadline deadline) {
        Optional<JumpPool.Lease> jump = jump(request, request.hops().size(), deadline);
        try {
            SshLink link = link(request);
            link.open(jump.map(JumpPool.Lease::link), deadline);
            return new SshjConnection(request, link, jump);
        } catch (RuntimeException | Error e) {
            jump.ifPresent(JumpPool.Lease::close);
            throw e;
        }
    }

    /**
     * Opens a stream from the last jump host to the device, for the other transports.
     *
     * @throws io.netstacks.spi.error.InvalidInputException if the request has no jump host
     */
    public ByteStream forward(ConnectRequest request, Deadline deadline) {
        JumpPool.Lease jump = jump(request, request.hops().size(), deadline)
                .orElseThrow(() -> InvalidInputException.of(request.device() + " has no jump host"));
        Deadline own = deadline.atMost(request.timeouts().connect());
        ForwardChannel channel = new ForwardChannel(jump.link(), request.endpoint(), request.device(), jump::close);
        try {
            channel.open(own);
            return channel;
        } catch (IOException e) {
            if (own.hasPassed()) {
                channel.doubt();
            }
            channel.close();
            throw new StageFailure(request, request.endpoint(), "connect", own, deadline)
                    .because(e, StageFailure.Seen.NOTHING);
        }
    }

    private Optional<JumpPool.Lease> jump(ConnectRequest request, int count, Deadline deadline) {
        if (count == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(pool.lease(
                    keys.of(request, count),
                    () -> jump(request, count - 1, deadline),
                    before -> {
                        SshLink link = link(request, count - 1);
                        link.open(before, deadline);
                        return link;
                    },
                    deadline));
        } catch (ConnectionFailedException e) {
            throw e.reason().startsWith(request.device() + ": ") ? e : shared(request, e);
        }
    }

    /** Whoever waited for a connection that another one opened fails as that one did. */
    private static ConnectionFailedException shared(ConnectRequest request, ConnectionFailedException e) {
        return new ConnectionFailedException(
                e.code(), request.device() + ": its jump host was tried for another device just now; " + e.reason(), e);
    }

    /** Returns a link to the device. */
    private SshLink link(ConnectRequest request) {
        Endpoint endpoint = request.endpoint();
        return new SshLink(
                request,
                endpoint,
                new SshLink.Login(request.credentials(), request.loginQuestions()),
                client(request),
                new TrustedHostKeys(endpoint, request.hostKeyPin(), request.hostKeyPolicy(), request.hostKeys()),
                network,
                keepAlives);
    }

    /** Returns a link to a jump host, which asks what any host asks and not what the device's platform does. */
    private SshLink link(ConnectRequest request, int index) {
        ResolvedHop hop = request.hops().get(index);
        return new SshLink(
                request,
                hop.endpoint(),
                new SshLink.Login(hop.credentials(), List.of()),
                client(request),
                new TrustedHostKeys(hop.endpoint(), hop.hostKeyPin(), request.hostKeyPolicy(), request.hostKeys()),
                network,
                keepAlives);
    }

    private StagedClient client(ConnectRequest request) {
        StagedClient client = new StagedClient(profiles.config(request.profile()));
        client.getConnection().setWindowSize(WINDOW);
        return client;
    }

    /** Closes what is shared: the connections to jump hosts, and the timer. */
    @Override
    public void close() {
        timer.shutdownNow();
        keepAlives.close();
        pool.close();
        watch.shutdownNow();
    }

    static List<Endpoint> via(ConnectRequest request) {
        return request.hops().stream().map(ResolvedHop::endpoint).toList();
    }
}
