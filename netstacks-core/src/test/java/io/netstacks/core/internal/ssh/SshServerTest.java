package io.netstacks.core.internal.ssh;

import static io.netstacks.core.internal.ssh.SshBench.failure;
import static io.netstacks.core.internal.ssh.SshBench.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.UnsupportedCapabilityException;
import io.netstacks.spi.transport.ConnectRequest;
import io.netstacks.spi.transport.Connection;
import io.netstacks.spi.transport.HostKey;
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
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.keyboard.InteractiveChallenge;
import org.apache.sshd.server.auth.keyboard.KeyboardInteractiveAuthenticator;
import org.apache.sshd.server.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.server.auth.password.PasswordAuthenticator;
import org.apache.sshd.server.auth.password.PasswordChangeRequiredException;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.session.ServerSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What simulated devices do not do: several host keys, several methods in a row, rounds without a question. */
@Timeout(60)
class SshServerTest {

    private final SshjTransportProvider ssh = new SshjTransportProvider();
    private final SshServer server = SshServer.setUpDefaultServer();
    private final RecordingHostKeys keys = RecordingHostKeys.empty();
    private final List<String> passwords = new ArrayList<>();
    private KeyPair rsa;
    private KeyPair ec;

    @BeforeEach
    void prepare() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        rsa = generator.generateKeyPair();
        generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        ec = generator.generateKeyPair();
        server.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.setKeyPairProvider(session -> List.of(ec, rsa));
        server.setPasswordAuthenticator((user, password, session) -> {
            passwords.add(password);
            return password.equals("right");
        });
        server.setUserAuthFactories(List.of(UserAuthPasswordFactory.INSTANCE));
    }

    @AfterEach
    void close() throws IOException {
        ssh.close();
        server.stop(true);
    }

    private ConnectRequest.Builder request(Credentials credentials) throws IOException {
        if (!server.isStarted()) {
            server.start();
        }
        return ConnectRequest.to(endpoint(), credentials, keys);
    }

    private Endpoint endpoint() {
        return new Endpoint("127.0.0.1", server.getPort());
    }

    private static HostKey hostKey(KeyPair pair) {
        ByteArrayBuffer wire = new ByteArrayBuffer();
        wire.putRawPublicKey(pair.getPublic());
        return new HostKey(
                KeyUtils.getKeyType(pair), java.util.Base64.getEncoder().encodeToString(wire.getCompactData()));
    }

    @Test
    void a_known_type_of_host_key_is_asked_for_with_its_strongest_signature() throws IOException {
        for (SshProfile profile : SshProfile.values()) {
            ConnectRequest.Builder request =
                    request(Credentials.password("kim", "right")).profile(profile);
            keys.trusting(endpoint(), hostKey(rsa));
            try (Connection connection = SshBench.connect(ssh, request)) {
                assertThat(connection.report().algorithms()).containsEntry("server-key", "rsa-sha2-512");
                assertThat(connection.report().hostKey()).contains(hostKey(rsa));
                assertThat(connection.report().hostKeyFirstSeen()).isFalse();
            }
        }
    }

    @Test
    void a_server_that_takes_the_login_and_refuses_a_shell_is_told_from_a_broken_connection() throws IOException {
        server.setShellFactory(null);
        try (Connection connection = SshBench.connect(ssh, request(Credentials.password("kim", "right")))) {
            assertThatThrownBy(() -> connection.openShell(PtySpec.WIDE, SshBench.soon()))
                    .isInstanceOf(UnsupportedCapabilityException.class)
                    .hasMessageContaining("takes the login and refuses a shell");
            assertThat(connection.isOpen()).isTrue();
        }
    }

    @Test
    void a_password_and_then_questions_are_one_login() throws IOException {
        server.setUserAuthFactories(
                List.of(UserAuthPasswordFactory.INSTANCE, UserAuthKeyboardInteractiveFactory.INSTANCE));
        server.setKeyboardInteractiveAuthenticator(asking("One-time code: ", "4711"));
        CoreModuleProperties.AUTH_METHODS.set(server, "password,keyboard-interactive");
        Credentials both = Credentials.of("kim")
                .password(secret("right"))
                .answer("code", secret("4711"))
                .build();
        try (Connection connection = SshBench.connect(ssh, request(both))) {
            assertThat(connection.report().authentication()).contains("keyboard-interactive");
            assertThat(passwords).containsExactly("right");
        }
    }

    @Test
    void a_round_without_a_question_is_answered_with_nothing() throws IOException {
        server.setUserAuthFactories(List.of(UserAuthKeyboardInteractiveFactory.INSTANCE));
        server.setKeyboardInteractiveAuthenticator(new KeyboardInteractiveAuthenticator() {
            @Override
            public InteractiveChallenge generateChallenge(
                    ServerSession session, String username, String language, String subMethods) {
                InteractiveChallenge banner = new InteractiveChallenge();
                banner.setInteractionName("Notice");
                banner.setInteractionInstruction("Authorized staff only");
                banner.setLanguageTag("");
                return banner;
            }

            @Override
            public boolean authenticate(ServerSession session, String username, List<String> answers) {
                return answers.isEmpty();
            }
        });
        try (Connection connection = SshBench.connect(ssh, request(Credentials.password("kim", "unused")))) {
            assertThat(connection.report().authentication()).contains("keyboard-interactive");
        }
    }

    @Test
    void a_server_that_hangs_up_after_a_wrong_password_refused_it() throws IOException {
        CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, 1);
        assertThat(failure(ssh, request(Credentials.password("kim", "canary-8")), ErrorCode.AUTHENTICATION_FAILED)
                        .reason())
                .doesNotContain("canary-8");
        assertThat(passwords).containsExactly("canary-8");
    }

    private static KeyboardInteractiveAuthenticator asking(String question, String answer) {
        return new KeyboardInteractiveAuthenticator() {
            @Override
            public InteractiveChallenge generateChallenge(
                    ServerSession session, String username, String language, String subMethods) {
                InteractiveChallenge challenge = new InteractiveChallenge();
                challenge.setInteractionName("");
                challenge.setInteractionInstruction("");
                challenge.setLanguageTag("");
                challenge.addPrompt(question, false);
                return challenge;
            }

            @Override
            public boolean authenticate(ServerSession session, String username, List<String> answers) {
                return answers.equals(List.of(answer));
            }
        };
    }

    @Test
    void a_password_that_has_expired_is_told_and_never_changed() throws IOException {
        List<String> changes = new ArrayList<>();
        server.setPasswordAuthenticator(new PasswordAuthenticator() {
            @Override
            public boolean authenticate(String user, String password, ServerSession session) {
                throw new PasswordChangeRequiredException("expired", "Your password has expired", "en");
            }

            @Override
            public boolean handleClientPasswordChangeRequest(
                    ServerSession session, String user, String before, String after) {
                changes.add(after);
                return true;
            }
        });
        assertThat(failure(ssh, request(Credentials.password("kim", "right")), ErrorCode.AUTHENTICATION_FAILED)
                        .reason())
                .contains("demands a new password", "Your password has expired")
                .doesNotContain("right");
        assertThat(changes).isEmpty();
    }
}
