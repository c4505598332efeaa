package io.netstacks.core.internal.ssh;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.Service;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuth;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client that reaches its peer first and shakes hands when it is told to, so that each has a time of its own. */
final class StagedClient extends SSHClient {

    private static final Logger LOG = LoggerFactory.getLogger(StagedClient.class);

    /** A transport that has ended tells why at once. */
    private static final int TOLD_SECONDS = 1;

    private final LoginService login = new LoginService(getTransport());
    private final ConnectionService service = new ConnectionService((Service) getConnection(), getTransport());
    private volatile Optional<InetSocketAddress> address = Optional.empty();
    private volatile Optional<ForwardChannel> way = Optional.empty();
    private volatile Optional<Greeting> greeting = Optional.empty();

    StagedClient(Config config) {
        super(config);
    }

    @Override
    public UserAuth getUserAuth() {
        return login;
    }

    /** Returns what runs on the connection once it is open. */
    ConnectionService service() {
        return service;
    }

    /** Connects to a peer whose address is known already, and returns itself. */
    StagedClient reach(String host, InetSocketAddress at, int timeoutMillis) throws IOException {
        address = Optional.of(at);
        setConnectTimeout(timeoutMillis);
        connect(host, at.getPort());
        return this;
    }

    /** Connects to a peer behind another one. */
    void reach(ForwardChannel channel) throws IOException {
        way = Optional.of(channel);
        connectVia(channel, channel.target().host(), channel.target().port());
    }

    @Override
    protected InetSocketAddress makeInetSocketAddress(String host, int port) {
        return address.orElseGet(() -> super.makeInetSocketAddress(host, port));
    }

    /** Closes the socket without a word, which ends whatever waits for it. Does not wait. */
    void abort() {
        Socket socket = getSocket();
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) { // it is given up in any case
                LOG.debug("closing a socket failed", e);
            }
        }
    }

    /**
     * Returns why the connection ended, where the failure says no more than that it is not there any more: a peer may be gone
     * before the next step is begun, or while something is sent. Returns the failure itself where it says more.
     */
    Throwable causeOf(Exception failure) {
        boolean begun = !identification().isEmpty(); // before, nobody else reads
        if (failure instanceof IllegalStateException || (begun && isOfClosedSocket(failure))) {
            try {
                getTransport().join(TOLD_SECONDS, TimeUnit.SECONDS);
            } catch (TransportException end) {
                return end.getCause() instanceof TimeoutException ? failure : end; // it has not ended after all
            }
        }
        return failure;
    }

    private static boolean isOfClosedSocket(Throwable failure) {
        return (failure instanceof SocketException && "Socket closed".equals(failure.getMessage()))
                || (failure.getCause() != null && isOfClosedSocket(failure.getCause()));
    }

    /** Does nothing yet. */
    @Override
    protected void onConnect() {
        // handshake() goes on
    }

    /** Exchanges identifications and keys. */
    void handshake() throws IOException {
        Socket socket = getSocket();
        if (way.isEmpty() && socket == null) {
            throw new IOException("the connection was given up");
        }
        Greeting first = new Greeting(way.isPresent() ? way.get().getInputStream() : socket.getInputStream());
        greeting = Optional.of(first);
        trans.init(
                getRemoteHostname(),
                getRemotePort(),
                first,
                way.isPresent() ? way.get().getOutputStream() : socket.getOutputStream());
        doKex();
    }

    /** Returns what the peer calls itself; empty until it has told. */
    String identification() {
        return greeting.map(Greeting::identification).orElse("");
    }

    /** Returns what the peer said instead of what it is called. */
    Optional<String> saidInstead() {
        return greeting.flatMap(Greeting::instead);
    }
}
