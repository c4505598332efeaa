package io.netstacks.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.transport.HostKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.auth.keyboard.UserInteraction;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FakeDeviceSshTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final SshTester client = new SshTester();

    @AfterEach
    void stop() {
        client.close();
    }

    private static DeviceScript.Builder box() {
        return DeviceScript.named("box")
                .mode("exec", "box>", "% Unknown: ${line}")
                .command("show one", "1");
    }

    @Test
    void admits_the_right_password_only_and_counts_attempts() throws IOException {
        try (FakeDevice device = FakeDevice.start(box().build())) {
            ClientSession session = client.connect(device);
            session.addPasswordIdentity("wrong");
            assertThatThrownBy(() -> session.auth().verify(SOON)).isInstanceOf(IOException.class);
            session.close(true);
            assertThat(device.loginAttempts()).isEqualTo(1);
            client.shell(device).until("box>");
        }
    }

    @Test
    void asks_several_questions_and_wants_every_answer() throws IOException {
        FakeLogin login = FakeLogin.as("kim")
                .withQuestions(FakeLogin.hidden("Password: ", "s3cret"), FakeLogin.hidden("PASSCODE: ", "123456"));
        try (FakeDevice device = FakeDevice.start(box().login(login).build())) {
            List<String> prompts = new ArrayList<>();
            client.client().setUserInteraction(answering(prompts, "s3cret", "123456"));
            try (ClientSession session = client.connect(device)) {
                session.auth().verify(SOON);
            }
            assertThat(prompts).containsExactly("Password: ", "PASSCODE: ");
            client.client().setUserInteraction(answering(prompts, "s3cret", "654321"));
            try (ClientSession session = client.connect(device)) {
                assertThatThrownBy(() -> session.auth().verify(SOON)).isInstanceOf(IOException.class);
            }
        }
    }

    private static UserInteraction answering(List<String> prompts, String... answers) {
        return new UserInteraction() {
            @Override
            public boolean isInteractionAllowed(ClientSession session) {
                return true;
            }

            @Override
            public String[] interactive(
                    ClientSession session, String name, String text, String language, String[] prompt, boolean[] echo) {
                prompts.addAll(List.of(prompt));
                return prompt.length == 0 ? new String[0] : answers;
            }

            @Override
            public @Nullable String getUpdatedPassword(ClientSession session, String prompt, String language) {
                return null;
            }
        };
    }

    @Test
    void admits_the_right_public_key_only() throws Exception {
        KeyPair right = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        KeyPair wrong = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        FakeLogin login = FakeLogin.as("kim").withPublicKey(PublicKeyEntry.toString(right.getPublic()));
        try (FakeDevice device = FakeDevice.start(box().login(login).build())) {
            try (ClientSession session = client.connect(device)) {
                session.addPublicKeyIdentity(right);
                session.auth().verify(SOON);
            }
            try (ClientSession session = client.connect(device)) {
                session.addPublicKeyIdentity(wrong);
                session.addPasswordIdentity("admin");
                assertThatThrownBy(() -> session.auth().verify(SOON)).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void admits_without_a_method_and_asks_inside_the_shell() throws IOException {
        try (FakeDevice device = FakeDevice.start(
                box().login(FakeLogin.as("kim").insideShell("s3cret")).build())) {
            ClientSession session = client.connect(device);
            session.auth().verify(SOON);
            SshTester.Shell shell = client.shell(session);
            shell.until("Username: ");
            shell.run("kim", "Password: ");
            shell.run("s3cret", "box>");
        }
    }

    @Test
    void thinks_about_a_password_for_as_long_as_it_is_told() throws IOException {
        try (FakeDevice device =
                FakeDevice.start(box().loginDelay(Duration.ofMillis(200)).build())) {
            long start = System.nanoTime();
            client.login(device);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        }
    }

    @Test
    void shows_one_host_key_until_it_changes() throws IOException {
        try (FakeDevice device = FakeDevice.start(box().build())) {
            HostKey first = device.hostKey();
            client.login(device);
            HostKey second = device.changeHostKey();
            client.login(device);
            assertThat(client.hostKeys()).extracting(FakeHostKeys::describe).containsExactly(first, second);
            assertThat(second).isNotEqualTo(first);
        }
    }

    @Test
    @SuppressWarnings("deprecation")
    void an_old_device_knows_old_algorithms_only() throws IOException {
        try (FakeDevice device =
                        FakeDevice.start(box().algorithms(FakeAlgorithms.LEGACY).build());
                SshTester old = new SshTester(setup -> {
                    setup.setKeyExchangeFactories(NamedFactory.setUpTransformedFactories(
                            false, List.of(BuiltinDHFactories.dhg1), ClientBuilder.DH2KEX));
                    setup.setCipherFactories(List.of(BuiltinCiphers.tripledescbc));
                    setup.setMacFactories(List.of(BuiltinMacs.hmacmd5));
                    setup.setSignatureFactories(List.of(BuiltinSignatures.rsa));
                })) {
            ClientSession session = old.login(device);
            assertThat(session.getNegotiatedKexParameter(KexProposalOption.ALGORITHMS))
                    .isEqualTo("diffie-hellman-group1-sha1");
            assertThat(session.getNegotiatedKexParameter(KexProposalOption.S2CENC))
                    .isEqualTo("3des-cbc");
            old.shell(session).until("box>");
            assertThat(device.hostKey().type()).isEqualTo("ssh-rsa");
            try (SshTester modern = new SshTester()) {
                assertThatThrownBy(() -> modern.login(device)).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void shows_its_identification_and_its_banner_before_the_login() throws IOException {
        StringBuilder banner = new StringBuilder();
        client.client().setUserInteraction(new UserInteraction() {
            @Override
            public void welcome(ClientSession session, String text, String language) {
                banner.append(text);
            }

            @Override
            public String[] interactive(
                    ClientSession session, String name, String text, String language, String[] prompt, boolean[] echo) {
                return new String[0];
            }

            @Override
            public @Nullable String getUpdatedPassword(ClientSession session, String prompt, String language) {
                return null;
            }
        });
        try (FakeDevice device = FakeDevice.start(
                box().identification("Cisco-1.25").banner("Authorised only\n").build())) {
            ClientSession session = client.login(device);
            assertThat(session.getServerVersion()).isEqualTo("SSH-2.0-Cisco-1.25");
            assertThat(banner.toString()).contains("Authorised only");
        }
    }

    @Test
    void runs_commands_on_an_exec_channel_with_a_status() throws IOException {
        try (FakeDevice device = FakeDevice.start(box().execChannel(true).build())) {
            assertThat(client.exec(device, "show one")).isEqualTo("status 0\n1\r\n");
            assertThat(client.exec(device, "nonsense")).isEqualTo("status 1\n% Unknown: nonsense\r\n");
            assertThat(device.typed()).containsExactly("show one", "nonsense");
        }
        try (FakeDevice without = FakeDevice.start(box().build())) {
            assertThat(client.exec(without, "show one")).isEqualTo("status null\n");
            assertThat(without.typed()).isEmpty();
        }
    }

    @Test
    void forwards_as_a_jump_host_only_if_it_may() throws IOException {
        try (FakeDevice jump = FakeDevice.start(FakeDevices.linux("jump"));
                FakeDevice closed = FakeDevice.start(box().build());
                FakeDevice target =
                        FakeDevice.start(box().identification("Behind").build())) {
            assertThat(throughJump(jump, target)).startsWith("SSH-2.0-Behind");
            assertThatThrownBy(() -> throughJump(closed, target)).isInstanceOf(IOException.class);
        }
    }

    private String throughJump(FakeDevice jump, FakeDevice target) throws IOException {
        try (ClientSession session = client.login(jump);
                var channel = session.createDirectTcpipChannel(
                        new SshdSocketAddress("127.0.0.1", 0),
                        new SshdSocketAddress("127.0.0.1", target.endpoint().port()))) {
            channel.open().verify(SOON);
            byte[] buffer = new byte[100];
            int count = channel.getInvertedOut().read(buffer);
            return new String(buffer, 0, Math.max(0, count), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void sends_a_hundred_megabytes_without_holding_them() throws IOException {
        long size = 100_000_000;
        DeviceScript script = box().command("flood", FakeReply.flood(size).then(FakeReply.logout()))
                .build();
        try (FakeDevice device = FakeDevice.start(script)) {
            SshTester.Shell shell = client.shell(device);
            shell.until("box>");
            shell.type("flood\r").until("flood\r\n");
            assertThat(shell.drain()).isBetween(size - 64 * 1024, size);
        }
    }

    @Test
    void drops_every_connection_when_told() throws Exception {
        try (FakeDevice device = FakeDevice.start(box().build())) {
            SshTester.Shell shell = client.shell(device);
            shell.until("box>");
            assertThat(device.openSessions()).isEqualTo(1);
            device.dropConnections();
            assertThat(shell.drain()).isZero();
            assertThat(device.awaitNoConnections(SOON)).isTrue();
        }
    }

    @Test
    void breaks_at_a_command_and_after_so_many_bytes() throws Exception {
        DeviceScript script = box().command("boom", FakeReply.text("half").then(FakeReply.drop()))
                .build();
        try (FakeDevice device = FakeDevice.start(script);
                FakeDevice short20 = FakeDevice.start(
                        script.with(b -> b.wire(FakeWire.instant().droppingAfter(20))))) {
            SshTester.Shell shell = client.shell(device);
            shell.until("box>");
            shell.type("boom\r").until("half\r\n");
            shell.drain();
            SshTester.Shell other = client.shell(short20);
            other.type("show one\rshow one\r");
            assertThat(other.drain()).isLessThanOrEqualTo(20);
            assertThat(device.awaitNoConnections(SOON)).isTrue();
            assertThat(short20.awaitNoConnections(SOON)).isTrue();
        }
    }

    @Test
    void a_frozen_device_keeps_the_connection_and_answers_nothing() throws Exception {
        try (FakeDevice device = FakeDevice.start(box().build())) {
            SshTester.Shell shell = client.shell(device);
            shell.until("box>");
            device.freeze();
            shell.type("show one\r");
            assertThat(device.awaitTyped("show one"::equals, Duration.ofMillis(300)))
                    .isFalse();
            assertThat(device.openConnections()).isEqualTo(1);
        }
    }

    @Test
    void has_room_for_so_many_connections_and_channels() throws IOException {
        try (FakeDevice device = FakeDevice.start(box().maxSessions(1).build())) {
            ClientSession first = client.login(device);
            assertThatThrownBy(() -> client.login(device)).isInstanceOf(IOException.class);
            client.shell(first).until("box>");
        }
        try (FakeDevice device = FakeDevice.start(box().maxChannels(1).build())) {
            ClientSession session = client.login(device);
            client.shell(session).until("box>");
            assertThatThrownBy(() -> client.shell(session)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void arrivals_may_be_closed_or_left_in_silence_or_get_garbage() throws IOException {
        try (FakeDevice device =
                        FakeDevice.start(box().arrival(FakeArrival.CLOSE).build());
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), device.endpoint().port())) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        try (FakeDevice device =
                        FakeDevice.start(box().arrival(FakeArrival.SILENT).build());
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), device.endpoint().port())) {
            socket.setSoTimeout(200);
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }
        try (FakeDevice device =
                        FakeDevice.start(box().arrival(FakeArrival.GARBAGE).build());
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), device.endpoint().port())) {
            assertThat(socket.getInputStream().readNBytes(100_000)).hasSize(100_000);
        }
    }

    @Test
    void counts_sessions_and_what_was_typed_where() throws IOException {
        try (FakeDevice device = FakeDevice.start(box().build())) {
            ClientSession session = client.login(device);
            SshTester.Shell first = client.shell(session);
            first.until("box>");
            SshTester.Shell second = client.shell(session);
            second.until("box>");
            second.run("show one", "box>");
            assertThat(device.sessionsOpened()).isEqualTo(2);
            assertThat(device.mostSessions()).isEqualTo(2);
            assertThat(device.connectionsOpened()).isEqualTo(1);
            assertThat(device.inputs()).containsExactly(new FakeInput(2, "exec", FakeInput.Kind.LINE, "show one"));
        }
    }

    @Test
    void prints_console_messages_into_open_sessions() throws IOException {
        try (FakeDevice device = FakeDevice.start(box().build())) {
            SshTester.Shell shell = client.shell(device);
            shell.until("box>");
            device.say("%LINK-3-UPDOWN: down");
            assertThat(shell.until("down\r\n")).isEqualTo("\r\n%LINK-3-UPDOWN: down\r\n");
        }
    }

    @Test
    void a_closed_device_frees_its_port_and_its_threads() throws Exception {
        FakeDevice device = FakeDevice.start(box().build());
        int port = device.endpoint().port();
        client.shell(device).until("box>");
        device.close();
        device.close();
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(IOException.class);
    }
}
