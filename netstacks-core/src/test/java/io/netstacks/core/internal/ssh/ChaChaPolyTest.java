package io.netstacks.core.internal.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.transport.ConnectRequest;
import io.netstacks.spi.transport.Connection;
import io.netstacks.spi.transport.ExecChannel;
import io.netstacks.spi.transport.SshProfile;
import io.netstacks.testkit.RecordingHostKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.SSHRuntimeException;
import net.schmizz.sshj.transport.cipher.Cipher;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.AbstractCommandSupport;
import org.apache.sshd.server.command.Command;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The cipher against a server of another make, and packet by packet. */
@Timeout(60)
class ChaChaPolyTest {

    private static final String NAME = "chacha20-poly1305@openssh.com";
    private static final int SIZE = 2 * 1024 * 1024;
    private static final int TAG = 16;

    private final SshjTransportProvider ssh = new SshjTransportProvider();
    private final SshServer server = SshServer.setUpDefaultServer();
    private final AtomicInteger exchanges = new AtomicInteger();
    private final byte[] output = new byte[SIZE];

    @BeforeEach
    void prepare() throws GeneralSecurityException {
        new Random(7).nextBytes(output);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair hostKey = generator.generateKeyPair();
        server.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.setKeyPairProvider(session -> List.of(hostKey));
        server.setPasswordAuthenticator((user, password, session) -> password.equals("right"));
        server.setCommandFactory(this::printing);
        server.addSessionListener(new SessionListener() {
            @Override
            public void sessionEvent(Session session, Event event) {
                if (event == Event.KeyEstablished) {
                    exchanges.incrementAndGet();
                }
            }
        });
    }

    @AfterEach
    void close() throws IOException {
        ssh.close();
        server.stop(true);
    }

    private Command printing(ChannelSession channel, String command) {
        return new AbstractCommandSupport(command, null) {
            @Override
            public void run() {
                try {
                    getOutputStream().write(output);
                    getOutputStream().flush();
                    onExit(0);
                } catch (IOException e) {
                    onExit(1, e.getMessage());
                }
            }
        };
    }

    private ConnectRequest.Builder request(List<BuiltinCiphers> ciphers) throws IOException {
        server.setCipherFactories(List.copyOf(ciphers));
        server.start();
        return ConnectRequest.to(
                new Endpoint("127.0.0.1", server.getPort()),
                Credentials.password("kim", "right"),
                RecordingHostKeys.empty());
    }

    private static byte[] allOf(ExecChannel exec) {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        byte[] buffer = new byte[32_768];
        for (int count = 0; count >= 0; count = exec.read(buffer, 0, buffer.length, SshBench.soon())) {
            seen.write(buffer, 0, count);
        }
        return seen.toByteArray();
    }

    @Test
    void a_server_that_has_nothing_else_is_read_through_several_key_exchanges() throws IOException {
        CoreModuleProperties.REKEY_BYTES_LIMIT.set(server, SIZE / 8L);
        try (Connection connection = SshBench.connect(ssh, request(List.of(BuiltinCiphers.cc20p1305_openssh)))) {
            assertThat(connection.report().algorithms())
                    .containsEntry("cipher-out", NAME)
                    .containsEntry("cipher-in", NAME);
            for (int i = 0; i < 2; i++) {
                try (ExecChannel exec = connection.exec("print", SshBench.soon())) {
                    assertThat(allOf(exec)).isEqualTo(output);
                }
            }
            assertThat(exchanges).hasValueGreaterThan(4);
        }
    }

    @Test
    void every_profile_has_it_and_prefers_aes() throws IOException {
        ConnectRequest.Builder request =
                request(List.of(BuiltinCiphers.cc20p1305_openssh, BuiltinCiphers.aes256ctr, BuiltinCiphers.aes128cbc));
        for (SshProfile profile : SshProfile.values()) {
            try (Connection connection = SshBench.connect(ssh, request.profile(profile))) {
                assertThat(connection.report().algorithms()).containsEntry("cipher-out", "aes256-ctr");
            }
        }
        server.setCipherFactories(List.of(BuiltinCiphers.cc20p1305_openssh));
        for (SshProfile profile : SshProfile.values()) {
            try (Connection connection = SshBench.connect(ssh, request.profile(profile))) {
                assertThat(connection.report().algorithms()).containsEntry("cipher-out", NAME);
            }
        }
    }

    /** Other tests in this JVM register Bouncy Castle's provider, with which sshj's own would do. */
    @Test
    void it_is_ours_and_needs_no_provider() {
        for (SshProfile profile : SshProfile.values()) {
            Config config = new AlgorithmProfiles(OwnAlgorithms.found()).config(profile);
            assertThat(Factory.Named.Util.create(config.getCipherFactories(), NAME))
                    .isInstanceOf(ChaChaPoly.class);
        }
    }

    private static Cipher begun(Cipher.Mode mode, long number) {
        byte[] key = new byte[64];
        Arrays.fill(key, 0, 32, (byte) 1);
        Arrays.fill(key, 32, 64, (byte) 2);
        Cipher cipher = ChaChaPoly.cipher().create();
        cipher.init(mode, key, new byte[0]);
        cipher.setSequenceNumber(number);
        return cipher;
    }

    private static byte[] packet(String content) {
        byte[] text = content.getBytes(StandardCharsets.US_ASCII);
        byte[] packet = new byte[4 + text.length + TAG];
        packet[3] = (byte) text.length;
        System.arraycopy(text, 0, packet, 4, text.length);
        return packet;
    }

    private static void read(byte[] packet, long number) {
        Cipher reader = begun(Cipher.Mode.Decrypt, number);
        reader.updateAAD(packet, 0, 4);
        reader.update(packet, 4, packet.length - 4 - TAG);
    }

    @Test
    void a_packet_comes_out_as_it_went_in_and_only_under_its_own_number() {
        byte[] packet = packet("show version");
        begun(Cipher.Mode.Encrypt, 0xffff_fffeL).updateWithAAD(packet, 0, 4, packet.length - 4 - TAG);
        assertThat(new String(packet, StandardCharsets.ISO_8859_1)).doesNotContain("show");
        byte[] later = packet.clone();

        read(packet, 0xffff_fffeL);

        assertThat(Arrays.copyOf(packet, packet.length - TAG))
                .isEqualTo(Arrays.copyOf(packet("show version"), packet.length - TAG));
        assertThatThrownBy(() -> read(later, 1))
                .isInstanceOf(SSHRuntimeException.class)
                .hasMessageContaining("its tag is wrong");
    }

    @Test
    void a_packet_that_was_changed_anywhere_is_refused() {
        byte[] packet = packet("show version");
        begun(Cipher.Mode.Encrypt, 3).updateWithAAD(packet, 0, 4, packet.length - 4 - TAG);
        for (int at = 0; at < packet.length; at++) {
            byte[] changed = packet.clone();
            changed[at] ^= 0x40;
            assertThatThrownBy(() -> read(changed, 3))
                    .as("byte %d", at)
                    .isInstanceOf(SSHRuntimeException.class)
                    .hasMessageContaining("its tag is wrong");
        }
    }
}
