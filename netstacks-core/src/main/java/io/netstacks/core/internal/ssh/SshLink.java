package io.netstacks.core.internal.ssh;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.transport.ConnectRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.transport.NegotiatedAlgorithms;

/** One SSH connection on the way: to a jump host, or to the device. Confined to the connecting thread until it is open. */
final class SshLink {

    private final ConnectRequest request;
    private final Endpoint endpoint;
    private final Credentials credentials;
    private final SSHClient client;
    private final TrustedHostKeys keys;
    private final ScheduledExecutorService timer;
    private final Map<String, Duration> phases = new LinkedHashMap<>();
    private final Map<String, String> algorithms = new LinkedHashMap<>();
    private String method = "";

    SshLink(
            ConnectRequest request,
            Endpoint endpoint,
            Credentials credentials,
            SSHClient client,
            TrustedHostKeys keys,
            ScheduledExecutorService timer) {
        this.request = request;
        this.endpoint = endpoint;
        this.credentials = credentials;
        this.client = client;
        this.keys = keys;
        this.timer = timer;
        client.addAlgorithmsVerifier(this::note);
    }

    void open(Optional<SSHClient> before, Deadline deadline) {
        Duration reach = request.timeouts().connect().plus(request.timeouts().handshake());
        stage("handshake", deadline.atMost(reach), deadline, () -> {
            client.setConnectTimeout(
                    deadline.atMost(request.timeouts().connect()).remainingMillis());
            client.getTransport()
                    .setTimeoutMs((int) request.timeouts().handshake().toMillis());
            if (before.isPresent()) {
                client.connectVia(before.get().newDirectConnection(endpoint.host(), endpoint.port()));
            } else {
                client.connect(endpoint.host(), endpoint.port());
            }
        });
        stage("authentication", deadline.atMost(request.timeouts().authentication()), deadline, () -> {
            client.getTransport()
                    .setTimeoutMs((int) request.timeouts().authentication().toMillis());
            method = new SshLogin(client, credentials, request.loginQuestions()).run(request.device());
        });
        client.getConnection().setTimeoutMs((int) request.timeouts().handshake().toMillis());
    }

    /** One step of a login that may fail as the library below likes. */
    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    private void stage(String name, Deadline own, Deadline whole, Step step) {
        if (Thread.currentThread().isInterrupted()) {
            throw SshFailures.of(
                    request.device(), endpoint.toString(), name, request.profile(), keys, new InterruptedException());
        }
        long start = System.nanoTime();
        StageWatch watch = new StageWatch(timer, own, this::disconnect);
        try {
            step.run();
        } catch (NetStacksException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // sshj wraps some failures of its threads in unchecked ones
            if (watch.rang() && whole.hasPassed()) {
                throw new DeadlineExceededException(request.device() + ": no time left of " + whole.budget() + " at "
                        + endpoint + " (" + name + ")");
            }
            if (watch.rang()) {
                throw SshjTransportProvider.tooLong(request.device(), endpoint, name, own.budget());
            }
            throw SshFailures.of(request.device(), endpoint.toString(), name, request.profile(), keys, e);
        } finally {
            watch.close();
            phases.put(name, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private void disconnect() {
        try {
            client.disconnect();
        } catch (IOException | RuntimeException e) { // it is being closed because it hangs
            org.slf4j.LoggerFactory.getLogger(SshLink.class).debug("closing {} failed", endpoint, e);
        }
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

    SSHClient client() {
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
