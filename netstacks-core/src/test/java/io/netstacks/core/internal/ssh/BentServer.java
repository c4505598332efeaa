package io.netstacks.core.internal.ssh;

import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.transport.ConnectRequest;
import io.netstacks.testkit.RecordingHostKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.command.AbstractCommandSupport;
import org.apache.sshd.server.session.ServerSessionImpl;
import org.apache.sshd.server.session.SessionFactory;

/** A server that takes every login and echoes what is typed, and whose packets a test may bend in both directions. */
final class BentServer implements AutoCloseable {

    private final SshServer server = SshServer.setUpDefaultServer();
    private final List<Integer> arrived = new CopyOnWriteArrayList<>();
    private volatile Arrival arrival = (session, kind, packet) -> false;
    private volatile Function<Buffer, Optional<Buffer>> departure = Optional::of;
    private volatile Optional<BentSession> last = Optional.empty();

    /** What happens to a packet of the client before the server sees it. */
    @FunctionalInterface
    interface Arrival {

        /** Tells whether the server never sees it. */
        boolean swallows(BentSession session, int kind, Buffer packet) throws Exception;
    }

    BentServer() throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair key = generator.generateKeyPair();
        server.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.setKeyPairProvider(session -> List.of(key));
        server.setPasswordAuthenticator((user, password, session) -> true);
        server.setShellFactory(channel -> new Echo());
        server.setSessionFactory(new SessionFactory(server) {
            @Override
            protected ServerSessionImpl doCreateSession(IoSession io) throws Exception {
                BentSession session = new BentSession(io);
                last = Optional.of(session);
                return session;
            }
        });
        server.start();
    }

    /** Says what happens to what arrives. */
    void onArrival(Arrival action) {
        arrival = action;
    }

    /** Says what is sent instead of a packet; nothing holds it back. */
    void onDeparture(Function<Buffer, Optional<Buffer>> action) {
        departure = action;
    }

    SshServer server() {
        return server;
    }

    /** Returns the session of who connected last. */
    BentSession session() {
        return last.orElseThrow();
    }

    /** Returns how many packets of that kind have arrived. */
    long arrived(int kind) {
        return arrived.stream().filter(one -> one == kind).count();
    }

    ConnectRequest.Builder request() {
        return ConnectRequest.to(
                        new Endpoint("127.0.0.1", server.getPort()),
                        Credentials.password("kim", "right"),
                        RecordingHostKeys.empty())
                .device("edge1");
    }

    static int kind(Buffer packet) {
        return packet.rawByte(packet.rpos()) & 0xff;
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }

    /** One client's. */
    final class BentSession extends ServerSessionImpl {

        BentSession(IoSession io) throws Exception {
            super(server, io);
        }

        @Override
        protected void doHandleMessage(Buffer packet) throws Exception {
            int kind = kind(packet);
            arrived.add(kind);
            if (!arrival.swallows(this, kind, packet)) {
                super.doHandleMessage(packet);
            }
        }

        @Override
        public IoWriteFuture writePacket(Buffer packet) throws IOException {
            Optional<Buffer> instead = departure.apply(packet);
            return instead.isPresent()
                    ? super.writePacket(instead.get())
                    : super.writePacket(createBuffer((byte) 2, 8)); // an empty SSH_MSG_IGNORE
        }

        /** Says that the packet that has just arrived is not known here. */
        void answerUnknown() throws IOException {
            sendNotImplemented(seqi - 1);
        }
    }

    /** Echoes until its input ends. */
    private static final class Echo extends AbstractCommandSupport {

        Echo() {
            super("echo", null);
        }

        @Override
        public void run() {
            try {
                byte[] buffer = new byte[8192];
                for (int count = getInputStream().read(buffer);
                        count >= 0;
                        count = getInputStream().read(buffer)) {
                    getOutputStream().write(buffer, 0, count);
                    getOutputStream().flush();
                }
                onExit(0);
            } catch (IOException e) {
                onExit(1);
            }
        }
    }
}
