package io.netstacks.core.internal.ssh;

import io.netstacks.core.internal.net.TcpNetwork;
import io.netstacks.core.internal.net.TcpSockets;
import io.netstacks.core.internal.net.WaitWatch;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.error.ConnectionFailedException;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.error.StoreException;
import io.netstacks.spi.transport.ConnectRequest;
import io.netstacks.spi.transport.ConnectTimeouts;
import io.netstacks.spi.transport.LoginQuestion;
import io.netstacks.spi.transport.SshProfile;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import net.schmizz.sshj.transport.NegotiatedAlgorithms;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One SSH connection: to a jump host, or to the device. Confined to the connecting thread until it is open; {@link #close()}
 * may come from any thread.
 */
final class SshLink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SshLink.class);

    /** Before version 7.2, which brought the signatures of RFC 8332. */
    private static final Pattern OLD_OPEN_SSH = Pattern.compile("SSH-[\\d.]+-OpenSSH_(?:[1-6]\\.|7\\.[01](?!\\d))");

    private static final Duration STALL = Duration.ofSeconds(30);
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final ConnectRequest request;
    private final Endpoint endpoint;
    private final Login login;
    private final StagedClient client;
    private final TrustedHostKeys keys;
    private final TcpNetwork network;
    private final KeepAlives keepAlives;
    private final Map<String, Duration> phases = new LinkedHashMap<>();
    private final Map<String, String> algorithms = new LinkedHashMap<>();
    private volatile Optional<ForwardChannel> tunnel = Optional.empty();
    private volatile Optional<KeepAlives.KeepAlive> keepAlive = Optional.empty();
    private String method = "";

    /** Who logs in, and what the peer may ask. */
    record Login(Credentials credentials, List<LoginQuestion> questions) {}

    SshLink(
            ConnectRequest request,
            Endpoint endpoint,
            Login login,
            StagedClient client,
            TrustedHostKeys keys,
            TcpNetwork network,
            KeepAlives keepAlives) {
        this.request = request;
        this.endpoint = endpoint;
        this.login = login;
        this.client = client;
        this.keys = keys;
        this.network = network;
        this.keepAlives = keepAlives;
        client.addHostKeyVerifier(keys);
        client.addAlgorithmsVerifier(this::note);
    }

    /** Connects and logs in, from here or from a jump host; closes itself when it fails. */
    void open(Optional<SshLink> from, Deadline deadline) {
        ConnectTimeouts timeouts = request.timeouts();
        try {
            stage("connect", timeouts.connect(), deadline, own -> {
                if (from.isPresent()) {
                    tunnel(from.get(), own);
                } else {
                    reach(own);
                }
            });
            stage("handshake", timeouts.handshake(), deadline, own -> {
                client.getTransport().setTimeoutMs(Waits.millis(own));
                client.handshake();
            });
            stage("authentication", timeouts.authentication(), deadline, own -> {
                client.getTransport().setTimeoutMs(Waits.millis(own));
                method = new SshLogin(client, login.credentials(), login.questions(), knowsOldRsaOnly())
                        .run(request.device(), () -> new StageFailure(request, endpoint, "", own, deadline).place());
            });
            int later = Waits.millis(Deadline.after(timeouts.handshake()));
            client.getConnection().setTimeoutMs(later);
            client.getTransport().setTimeoutMs(later); // of new keys
            keepAlive = Optional.of(keepAlives.begin(this, timeouts.keepAlive()));
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Tells whether the server is one that takes an RSA key with SHA-1 only, and the profile has that. */
    private boolean knowsOldRsaOnly() {
        return "ssh-rsa".equals(algorithms.get("server-key"))
                || (request.profile() != SshProfile.MODERN
                        && OLD_OPEN_SSH.matcher(client.identification()).lookingAt());
    }

    private void reach(Deadline deadline) throws IOException {
        TcpSockets sockets = new TcpSockets(endpoint, request.proxy());
        client.setSocketFactory(sockets);
        network.hosts()
                .reach(
                        sockets.firstHop(),
                        deadline,
                        (address, millis) -> client.reach(endpoint.host(), address, millis));
    }

    private void tunnel(SshLink from, Deadline deadline) throws IOException {
        ForwardChannel channel = new ForwardChannel(from, endpoint, request.device());
        tunnel = Optional.of(channel);
        channel.open(deadline);
        client.reach(channel);
    }

    /** One step of a login that may fail as the library below likes. */
    @FunctionalInterface
    private interface Step {
        void run(Deadline own) throws IOException;
    }

    private void stage(String name, Duration limit, Deadline whole, Step step) {
        if (whole.hasPassed()) { // the sentence is made only where it has to be said
            whole.check(request.device() + ": connecting to " + endpoint + " (" + name + ")");
        }
        Deadline own = whole.atMost(limit);
        StageFailure failed = new StageFailure(request, endpoint, name, own, whole);
        if (Thread.currentThread().isInterrupted()) {
            throw failed.cancelled(new InterruptedException("before it began"));
        }
        long start = System.nanoTime();
        try {
            watched(own, () -> step.run(own));
            if (endpoint.equals(request.endpoint())) {
                request.progress().accept(name);
            }
        } catch (ConnectionFailedException | StoreException | OperationCancelledException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // sshj wraps some failures of its threads in unchecked ones
            if (own.hasPassed()) {
                tunnel.ifPresent(ForwardChannel::doubt);
            }
            throw failed.because(client.causeOf(e), new StageFailure.Seen(keys.refusal(), client.saidInstead()));
        } finally {
            phases.put(name, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    /** Something that waits for the socket. */
    @FunctionalInterface
    interface Waiting<E extends Exception> {
        void run() throws E;
    }

    /**
     * Sends something; when the peer takes nothing any more until then, or the thread is interrupted, the connection is given
     * up, which is the only way to end such a wait.
     */
    <E extends Exception> void guarded(Deadline deadline, Waiting<E> sending) throws E {
        watched(deadline.atMost(STALL), sending);
    }

    private <E extends Exception> void watched(Deadline deadline, Waiting<E> waiting) throws E {
        WaitWatch.Wait wait = network.waits().begin(deadline, this::abort);
        try {
            waiting.run();
        } finally {
            wait.close();
        }
    }

    /** Ends whatever waits for this connection, without a word. Does not wait. */
    private void abort() {
        client.abort();
        tunnel.ifPresent(ForwardChannel::abandon);
    }

    /** Returns how long a connection may take no byte at all before it counts as broken. */
    static Deadline stall() {
        return Deadline.after(STALL);
    }

    /** Returns how long the last words of a connection may take. */
    static Deadline goodbye() {
        return Deadline.after(GOODBYE);
    }

    private boolean note(NegotiatedAlgorithms agreed) {
        algorithms.put("kex", agreed.getKeyExchangeAlgorithm());
        algorithms.put("server-key", agreed.getSignatureAlgorithm());
        algorithms.put("cipher-out", agreed.getClient2ServerCipherAlgorithm());
        algorithms.put("cipher-in", agreed.getServer2ClientCipherAlgorithm());
        algorithms.put("mac-out", String.valueOf(agreed.getClient2ServerMACAlgorithm()));
        algorithms.put("mac-in", String.valueOf(agreed.getServer2ClientMACAlgorithm()));
        return true;
    }

    /** Closes the connection, and the way to it. Idempotent. */
    @Override
    public void close() {
        keepAlive.ifPresent(KeepAlives.KeepAlive::stop);
        try {
            watched(goodbye(), client::disconnect);
        } catch (IOException | RuntimeException e) { // it is given up in any case
            LOG.debug("closing the connection to {} failed", endpoint, e);
        }
        tunnel.ifPresent(ForwardChannel::close);
    }

    /** Something was not answered in time: a peer that is gone is found out soon, and not with the next keep-alives. */
    void doubt() {
        keepAlive.ifPresent(KeepAlives.KeepAlive::doubt);
    }

    boolean isOpen() {
        return client.isConnected() && client.getTransport().isRunning();
    }

    Endpoint endpoint() {
        return endpoint;
    }

    StagedClient client() {
        return client;
    }

    TrustedHostKeys keys() {
        return keys;
    }

    Map<String, Duration> phases() {
        return phases;
    }

    Map<String, String> algorithms() {
        return algorithms;
    }

    String method() {
        return method;
    }
}
