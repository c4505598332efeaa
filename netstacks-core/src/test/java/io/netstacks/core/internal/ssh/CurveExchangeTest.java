package io.netstacks.core.internal.ssh;

import static io.netstacks.core.internal.ssh.SshBench.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.transport.ConnectRequest;
import io.netstacks.spi.transport.Connection;
import io.netstacks.testkit.RecordingHostKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.digest.Digest;
import org.apache.sshd.common.kex.AbstractDH;
import org.apache.sshd.common.kex.DHFactory;
import org.apache.sshd.common.kex.MontgomeryCurve;
import org.apache.sshd.common.kex.XDH;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.kex.DHGServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The key exchange against a server of another make, honest and not. */
@Timeout(60)
class CurveExchangeTest {

    private final SshjTransportProvider ssh = new SshjTransportProvider();
    private final SshServer server = SshServer.setUpDefaultServer();
    private KeyPair hostKey;

    @BeforeEach
    void prepare() throws GeneralSecurityException {
        hostKey = pair();
        server.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.setKeyPairProvider(session -> List.of(hostKey));
        server.setPasswordAuthenticator((user, password, session) -> password.equals("right"));
    }

    @AfterEach
    void close() throws IOException {
        ssh.close();
        server.stop(true);
    }

    private static KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    /** Lets the server send something else for its public key. */
    private void serverSends(UnaryOperator<byte[]> publicKey) {
        server.setKeyExchangeFactories(List.of(DHGServer.newFactory(new SpoiltCurve(publicKey))));
    }

    private ConnectRequest.Builder request() throws IOException {
        server.start();
        return ConnectRequest.to(
                new Endpoint("127.0.0.1", server.getPort()),
                Credentials.password("kim", "right"),
                RecordingHostKeys.empty());
    }

    private String reason() throws IOException {
        return failure(ssh, request(), ErrorCode.UNREACHABLE).reason();
    }

    @Test
    void an_honest_server_is_logged_in_to() throws IOException {
        serverSends(honest -> honest);
        try (Connection connection = SshBench.connect(ssh, request())) {
            assertThat(connection.report().algorithms()).containsEntry("kex", "curve25519-sha256");
            assertThat(connection.report().authentication()).contains("password");
        }
    }

    @Test
    void the_jdks_curves_do_the_same_where_there_is_no_bouncy_castle() throws IOException {
        serverSends(honest -> honest);
        try (SshjTransportProvider jdk = new SshjTransportProvider(OwnAlgorithms.none());
                Connection connection = SshBench.connect(jdk, request())) {
            assertThat(connection.report().algorithms()).containsEntry("kex", "curve25519-sha256");
        }
    }

    @Test
    void a_public_key_that_makes_the_secret_zero_is_refused() throws IOException {
        serverSends(honest -> new byte[32]);
        assertThat(reason()).contains("makes the shared secret zero");
    }

    @Test
    void a_point_of_small_order_is_refused() throws IOException {
        serverSends(honest -> {
            byte[] one = new byte[32];
            one[0] = 1;
            return one;
        });
        assertThat(reason()).contains("makes the shared secret zero");
    }

    @Test
    void a_public_key_of_a_wrong_length_is_refused() throws IOException {
        serverSends(honest -> java.util.Arrays.copyOf(honest, 31));
        assertThat(reason()).contains("31 bytes instead of 32");
    }

    @Test
    void a_public_key_that_is_too_long_is_refused() throws IOException {
        serverSends(honest -> java.util.Arrays.copyOf(honest, 33));
        assertThat(reason()).contains("33 bytes instead of 32");
    }

    @Test
    void a_server_without_the_private_half_of_its_host_key_is_refused() throws IOException, GeneralSecurityException {
        hostKey = new KeyPair(pair().getPublic(), hostKey.getPrivate());
        serverSends(honest -> honest);
        assertThat(reason()).contains("does not have the host key that it shows");
    }

    /** The curve of a server that may lie about its public key. */
    private record SpoiltCurve(UnaryOperator<byte[]> publicKey) implements DHFactory {

        @Override
        public String getName() {
            return "curve25519-sha256";
        }

        @Override
        public boolean isSupported() {
            return true;
        }

        @Override
        public boolean isGroupExchange() {
            return false;
        }

        @Override
        public AbstractDH create(Object... ignored) throws Exception {
            return new XDH(MontgomeryCurve.x25519, false) {
                @Override
                public Digest getHash() {
                    return BuiltinDigests.sha256.create();
                }

                @Override
                protected byte[] calculateE() throws Exception {
                    return publicKey.apply(super.calculateE());
                }
            };
        }
    }
}
