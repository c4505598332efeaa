package io.netstacks.testkit.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;

/** The SSH side of a simulated device: MINA sshd around {@link CliEmulator}. */
final class FakeSshServer implements AutoCloseable {

    private final DeviceState device;
    private final SshServer server = SshServer.setUpDefaultServer();
    private volatile KeyPair hostKey;

    FakeSshServer(DeviceState device, FakeRuntime runtime, KeyPair firstHostKey) {
        this.device = device;
        this.hostKey = firstHostKey;
        DeviceScript script = device.script();
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setIoServiceFactoryFactory(runtime.ioServices());
        server.setScheduledExecutorService(runtime.scheduler(), false);
        server.setKeyPairProvider(session -> List.of(hostKey));
        server.setForwardingFilter(
                script.forwarding() ? AcceptAllForwardingFilter.INSTANCE : RejectAllForwardingFilter.INSTANCE);
        server.setShellFactory(channel -> SshTerminal.shell(device, channel));
        if (script.execChannel()) {
            server.setCommandFactory((channel, command) -> SshTerminal.exec(device, channel, command));
        }
        server.addSessionListener(new Connections());
        CoreModuleProperties.SERVER_IDENTIFICATION.set(server, script.identification());
        // MINA sshd counts the channels beside the new one
        CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(server, script.maxChannels() - 1);
        if (!script.banner().isEmpty()) {
            CoreModuleProperties.WELCOME_BANNER.set(server, script.banner());
        }
        new FakeSshLogin(device).install(server);
        chooseAlgorithms(script.algorithms());
    }

    void start() {
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException("no port on the loopback interface for " + device.hostname(), e);
        }
    }

    int port() {
        return server.getPort();
    }

    KeyPair hostKey() {
        return hostKey;
    }

    void hostKey(KeyPair value) {
        hostKey = value;
    }

    void dropAll() {
        server.getActiveSessions().forEach(session -> session.close(true));
    }

    /** Reads no more from any connection, so that nothing is answered, keep-alives included. */
    void freeze() {
        for (AbstractSession session : server.getActiveSessions()) {
            session.getIoSession().suspendRead();
        }
    }

    @Override
    public void close() {
        server.close(true);
    }

    /** The deprecated algorithms are what an old device is about. */
    @SuppressWarnings("deprecation")
    private void chooseAlgorithms(FakeAlgorithms algorithms) {
        if (algorithms == FakeAlgorithms.LEGACY) {
            server.setKeyExchangeFactories(NamedFactory.setUpTransformedFactories(
                    false, List.of(BuiltinDHFactories.dhg14, BuiltinDHFactories.dhg1), ServerBuilder.DH2KEX));
            server.setCipherFactories(List.of(BuiltinCiphers.aes128cbc, BuiltinCiphers.tripledescbc));
            server.setMacFactories(List.of(BuiltinMacs.hmacsha1, BuiltinMacs.hmacmd5));
            server.setSignatureFactories(List.of(BuiltinSignatures.rsa));
            return;
        }
        server.setKeyExchangeFactories(NamedFactory.setUpTransformedFactories(
                true,
                List.of(
                        BuiltinDHFactories.curve25519,
                        BuiltinDHFactories.curve25519_libssh,
                        BuiltinDHFactories.ecdhp256,
                        BuiltinDHFactories.dhg14_256),
                ServerBuilder.DH2KEX));
        server.setCipherFactories(new ArrayList<>(List.of(
                BuiltinCiphers.aes128gcm,
                BuiltinCiphers.aes256gcm,
                BuiltinCiphers.aes128ctr,
                BuiltinCiphers.aes256ctr)));
        server.setMacFactories(List.of(BuiltinMacs.hmacsha256etm, BuiltinMacs.hmacsha256, BuiltinMacs.hmacsha512));
    }

    /** Counts connections and sends those away for which there is no room. */
    private final class Connections implements SessionListener {

        @Override
        public void sessionCreated(Session session) {
            if (!device.connectionBegan()) {
                // a session cannot be closed while it is being made
                device.scheduler().execute(() -> session.close(true));
            }
        }

        @Override
        public void sessionClosed(Session session) {
            device.connectionEnded();
        }
    }
}
