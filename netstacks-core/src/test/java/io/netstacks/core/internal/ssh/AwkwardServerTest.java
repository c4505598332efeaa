package io.netstacks.core.internal.ssh;

import static io.netstacks.core.internal.ssh.SshBench.failure;
import static io.netstacks.core.internal.ssh.SshBench.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.SessionFailedException;
import io.netstacks.spi.error.StoreException;
import io.netstacks.spi.transport.ConnectRequest;
import io.netstacks.spi.transport.Connection;
import io.netstacks.spi.transport.HostKey;
import io.netstacks.spi.transport.HostKeyStore;
import io.netstacks.spi.transport.PtySpec;
import io.netstacks.spi.transport.SshProfile;
import io.netstacks.testkit.RecordingHostKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.RequestHandler;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.keyboard.InteractiveChallenge;
import org.apache.sshd.server.auth.keyboard.KeyboardInteractiveAuthenticator;
import org.apache.sshd.server.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.channel.ChannelSessionFactory;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.server.session.ServerSessionImpl;
import org.apache.sshd.server.session.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers as they are met: old ones, chatty ones, strict ones. */
@Timeout(60)
class AwkwardServerTest {

    private final SshjTransportProvider ssh = new SshjTransportProvider();
    private final SshServer server = SshServer.setUpDefaultServer();
    private final List<String> passwords = new ArrayList<>();
    private final List<List<String>> answers = new ArrayList<>();
    private KeyPair rsa;

    @BeforeEach
    void prepare() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        rsa = generator.generateKeyPair();
        server.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.setKeyPairProvider(session -> List.of(rsa));
        server.setPasswordAuthenticator((user, password, session) -> {
            passwords.add(password);
            return password.equals("right");
        });
        server.setPublickeyAuthenticator((user, key, session) -> key.equals(rsa.getPublic()));
        server.setUserAuthFactories(List.of(UserAuthPasswordFactory.INSTANCE));
    }

    @AfterEach
    void close() throws IOException {
        ssh.close();
        server.stop(true);
    }

    private ConnectRequest.Builder request(Credentials credentials) throws IOException {
        return request(credentials, RecordingHostKeys.empty());
    }

    private ConnectRequest.Builder request(Credentials credentials, HostKeyStore keys) throws IOException {
        if (!server.isStarted()) {
            server.start();
        }
        return ConnectRequest.to(new Endpoint("127.0.0.1", server.getPort()), credentials, keys)
                .device("edge1");
    }

    private String refusal(Credentials credentials) throws IOException {
        return failure(ssh, request(credentials), ErrorCode.AUTHENTICATION_FAILED)
                .reason();
    }

    private Credentials.Builder withKey() {
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(rsa.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        return Credentials.of("kim").privateKey(secret(pem));
    }

    /** Asks one hidden question. */
    private KeyboardInteractiveAuthenticator asking(String instruction, String question) {
        return new KeyboardInteractiveAuthenticator() {
            @Override
            public InteractiveChallenge generateChallenge(
                    ServerSession session, String username, String language, String subMethods) {
                InteractiveChallenge challenge = new InteractiveChallenge();
                challenge.setInteractionName("");
                challenge.setInteractionInstruction(instruction);
                challenge.setLanguageTag("");
                challenge.addPrompt(question, false);
                return challenge;
            }

            @Override
            public boolean authenticate(ServerSession session, String username, List<String> given) {
                answers.add(given);
                return given.equals(List.of("right"));
            }
        };
    }

    @Test
    void a_password_that_was_refused_after_a_key_was_taken_is_not_offered_by_the_questions() throws IOException {
        server.setUserAuthFactories(List.of(
                UserAuthPublicKeyFactory.INSTANCE,
                UserAuthPasswordFactory.INSTANCE,
                UserAuthKeyboardInteractiveFactory.INSTANCE));
        server.setKeyboardInteractiveAuthenticator(asking("", "Password: "));
        CoreModuleProperties.AUTH_METHODS.set(server, "publickey,password publickey,keyboard-interactive");
        assertThat(refusal(withKey().password(secret("canary-41")).build()))
                .contains("tried [publickey, password]", "[publickey] was not enough")
                .doesNotContain("canary-41");
        assertThat(passwords).containsExactly("canary-41");
        assertThat(answers).isEmpty();
    }

    @Test
    void a_banner_of_fifty_kilobytes_is_kept_and_no_attack() throws IOException {
        CoreModuleProperties.WELCOME_BANNER.set(server, "Authorized staff only\n" + "*".repeat(50_000) + "\nend");
        try (Connection connection = SshBench.connect(ssh, request(Credentials.password("kim", "right")))) {
            assertThat(connection.report().banner())
                    .startsWith("Authorized staff only")
                    .endsWith("end");
        }
    }

    @Test
    void a_server_that_also_speaks_the_first_version_is_reported_as_it_calls_itself() throws IOException {
        callItself("SSH-1.99-Cisco-1.25");
        try (Connection connection = SshBench.connect(ssh, request(Credentials.password("kim", "right")))) {
            assertThat(connection.report().peerIdentification()).isEqualTo("SSH-1.99-Cisco-1.25");
        }
    }

    private void callItself(String identification) {
        server.setSessionFactory(new SessionFactory(server) {
            @Override
            protected ServerSessionImpl doCreateSession(IoSession io) throws Exception {
                return new ServerSessionImpl(getServer(), io) {
                    @Override
                    protected String resolveIdentificationString(String key) {
                        return identification;
                    }
                };
            }
        });
    }

    @Test
    void a_server_that_is_too_old_for_other_signatures_is_shown_an_rsa_key_with_sha1_at_once() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair ec = generator.generateKeyPair();
        server.setKeyPairProvider(session -> List.of(ec));
        server.setSignatureFactories(List.of(BuiltinSignatures.nistp256, BuiltinSignatures.rsa));
        server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, 1);
        for (String old : List.of("SSH-2.0-OpenSSH_6.6.1p1", "SSH-2.0-OpenSSH_7.1", "SSH-1.99-OpenSSH_4.3")) {
            callItself(old);
            try (Connection connection = SshBench.connect(ssh, request(withKey().build()))) {
                assertThat(connection.report().algorithms()).containsEntry("server-key", "ecdsa-sha2-nistp256");
                assertThat(connection.report().authentication()).contains("publickey");
            }
        }
    }

    @Test
    void a_server_that_is_new_enough_is_shown_an_rsa_key_with_a_newer_signature_first() throws IOException {
        server.setSignatureFactories(List.of(BuiltinSignatures.rsaSHA512));
        server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, 1);
        for (String young : List.of("SSH-2.0-OpenSSH_7.2", "SSH-2.0-OpenSSH_12.1", "SSH-2.0-OpenSSH_10.0p2")) {
            callItself(young);
            try (Connection connection = SshBench.connect(ssh, request(withKey().build()))) {
                assertThat(connection.report().authentication()).contains("publickey");
            }
        }
        callItself("SSH-2.0-OpenSSH_6.6.1p1");
        ConnectRequest.Builder modern = request(withKey().build()).profile(SshProfile.MODERN);
        SshBench.connect(ssh, modern).close(); // which has no other
    }

    @Test
    void a_server_that_signs_with_sha1_is_shown_an_rsa_key_in_that_way_at_once() throws IOException {
        server.setSignatureFactories(List.of(BuiltinSignatures.rsa));
        server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, 1);
        try (Connection connection = SshBench.connect(ssh, request(withKey().build()))) {
            assertThat(connection.report().algorithms()).containsEntry("server-key", "ssh-rsa");
            assertThat(connection.report().authentication()).contains("publickey");
        }
    }

    @Test
    void an_empty_question_is_what_introduces_it() throws IOException {
        server.setUserAuthFactories(List.of(UserAuthKeyboardInteractiveFactory.INSTANCE));
        server.setKeyboardInteractiveAuthenticator(asking("Enter your password", ""));
        SshBench.connect(ssh, request(Credentials.password("kim", "right"))).close();
        assertThat(answers).containsExactly(List.of("right"));

        server.setKeyboardInteractiveAuthenticator(asking("Enter the code of your token", ""));
        assertThat(refusal(Credentials.password("kim", "right"))).contains("\"Enter the code of your token\"");
    }

    @Test
    void what_a_server_asks_steers_no_terminal_and_fills_no_log() throws IOException {
        server.setUserAuthFactories(List.of(UserAuthKeyboardInteractiveFactory.INSTANCE));
        server.setKeyboardInteractiveAuthenticator(asking("", "x".repeat(5000) + "\r\n\033[31mPIN"));
        String reason = refusal(Credentials.password("kim", "right"));
        assertThat(reason).contains("xxx\n", "PIN\": add an answer").hasSizeLessThan(2500);
        assertThat(reason.chars().filter(c -> c != '\n')).noneMatch(Character::isISOControl);
    }

    @Test
    void a_server_that_hangs_up_at_a_login_is_told_with_what_was_tried() throws IOException {
        server.setPasswordAuthenticator((user, password, session) -> {
            session.close(true);
            return false;
        });
        assertThat(refusal(Credentials.password("kim", "canary-42")))
                .contains("tried [password] as \"kim\"")
                .doesNotContain("canary-42");
    }

    @Test
    void a_store_of_host_keys_that_is_down_is_told_as_that() throws IOException {
        HostKeyStore down = new HostKeyStore() {
            @Override
            public List<HostKey> find(Endpoint endpoint) {
                return List.of();
            }

            @Override
            public boolean trustFirst(Endpoint endpoint, HostKey key) {
                throw new StoreException("the database is down", new IOException("refused"));
            }

            @Override
            public void forget(Endpoint endpoint) {
                // nothing was kept
            }
        };
        assertThat(failure(ssh, request(Credentials.password("kim", "right"), down), ErrorCode.STORE)
                        .reason())
                .contains("the database is down");
    }

    @Test
    void a_pin_that_is_no_fingerprint_is_told_and_padding_does_not_matter() throws IOException {
        ConnectRequest.Builder request = request(Credentials.password("kim", "right"));
        assertThat(failure(ssh, request.hostKeyPin("MD5:00:11"), ErrorCode.HOST_KEY_REJECTED)
                        .reason())
                .contains("MD5:00:11", "no fingerprint", "SHA256:");
        String shown;
        try (Connection connection = SshBench.connect(ssh, request(Credentials.password("kim", "right")))) {
            shown = connection.report().hostKey().orElseThrow().fingerprint();
        }
        SshBench.connect(ssh, request.hostKeyPin(shown + "=")).close();
    }

    @Test
    void a_channel_that_the_server_closes_instead_of_an_answer_is_over_at_once() throws IOException {
        server.setChannelFactories(List.of(new ChannelSessionFactory() {
            @Override
            public Channel createChannel(Session session) {
                return new ChannelSession() {
                    @Override
                    protected RequestHandler.Result handleInternalRequest(
                            String type, boolean wantReply, Buffer details) {
                        close(false);
                        return RequestHandler.Result.Replied;
                    }
                };
            }
        }));
        try (Connection connection = SshBench.connect(ssh, request(Credentials.password("kim", "right")))) {
            assertThatThrownBy(() -> connection.openShell(PtySpec.WIDE, SshBench.soon()))
                    .isInstanceOf(SessionFailedException.class)
                    .hasMessageContaining("no shell: the device closed it at once");
        }
    }
}
