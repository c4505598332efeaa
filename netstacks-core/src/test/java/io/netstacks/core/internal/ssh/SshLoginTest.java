package io.netstacks.core.internal.ssh;

import static io.netstacks.core.internal.ssh.SshBench.assertPrompt;
import static io.netstacks.core.internal.ssh.SshBench.box;
import static io.netstacks.core.internal.ssh.SshBench.connect;
import static io.netstacks.core.internal.ssh.SshBench.failure;
import static io.netstacks.core.internal.ssh.SshBench.secret;
import static io.netstacks.core.internal.ssh.SshBench.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.transport.Connection;
import io.netstacks.spi.transport.LoginQuestion;
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeLogin;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SshLoginTest {

    private static final int FAILED_LOGINS = 1000;

    private final SshjTransportProvider ssh = new SshjTransportProvider();

    @AfterEach
    void close() {
        ssh.close();
    }

    private static FakeDevice device(FakeLogin login) {
        return FakeDevice.start(box().login(login).build());
    }

    private void assertLogsIn(FakeDevice device, Credentials credentials, String method) {
        Connection connection = connect(ssh, to(device, credentials));
        assertThat(connection.report().authentication()).contains(method);
        assertPrompt(connection);
    }

    @Test
    void a_password_logs_in_at_the_first_attempt() {
        try (FakeDevice device = device(FakeLogin.as("kim").withPassword("pw-1"))) {
            assertLogsIn(device, Credentials.password("kim", "pw-1"), "password");
            assertThat(device.loginAttempts()).isEqualTo(1);
        }
    }

    @Test
    void a_server_that_only_asks_gets_the_password_as_an_answer() {
        try (FakeDevice device = device(FakeLogin.as("kim").withQuestions(FakeLogin.hidden("Password: ", "pw-2")))) {
            assertLogsIn(device, Credentials.password("kim", "pw-2"), "keyboard-interactive");
            assertThat(device.loginAttempts()).isEqualTo(1);
        }
    }

    @Test
    void a_server_that_asks_for_the_user_name_once_more_gets_it() {
        FakeLogin login = FakeLogin.as("kim")
                .withQuestions(FakeLogin.shown("Username: ", "kim"), FakeLogin.hidden("Password: ", "pw-2"));
        try (FakeDevice device = device(login)) {
            assertLogsIn(device, Credentials.password("kim", "pw-2"), "keyboard-interactive");
        }
    }

    @Test
    void a_demand_for_a_new_password_is_no_question_for_the_old_one() {
        try (FakeDevice device = device(FakeLogin.as("kim").withQuestions(FakeLogin.hidden("New password: ", "1")))) {
            assertThat(failure(ssh, to(device, Credentials.password("kim", "pw-2")), ErrorCode.AUTHENTICATION_FAILED)
                            .reason())
                    .contains("New password:");
            assertThat(device.loginAttempts()).isZero();
        }
    }

    @Test
    void several_questions_are_answered_from_the_credentials_the_platform_and_the_password() {
        FakeLogin login = FakeLogin.as("kim")
                .withQuestions(
                        FakeLogin.shown("Accept the banner? (yes/no) ", "yes"),
                        FakeLogin.hidden("Password: ", "pw-3"),
                        FakeLogin.hidden("One-time code: ", "424242"));
        try (FakeDevice device = device(login)) {
            Credentials credentials = Credentials.of("kim")
                    .password(secret("pw-3"))
                    .answer("One-time code", secret("424242"))
                    .build();
            Connection connection = connect(
                    ssh,
                    to(device, credentials)
                            .loginQuestion(new LoginQuestion(Pattern.compile("Accept .*banner"), "yes")));
            assertThat(connection.report().authentication()).contains("keyboard-interactive");
            assertPrompt(connection);
        }
    }

    @Test
    void a_question_that_nobody_can_answer_ends_the_login_with_its_text() {
        try (FakeDevice device = device(FakeLogin.as("kim").withQuestions(FakeLogin.hidden("PASSCODE: ", "1")))) {
            assertThat(failure(
                                    ssh,
                                    to(device, Credentials.password("kim", "canary-77")),
                                    ErrorCode.AUTHENTICATION_FAILED)
                            .reason())
                    .contains("PASSCODE:", "add an answer")
                    .doesNotContain("canary-77");
            assertThat(device.loginAttempts()).isZero();
        }
    }

    @Test
    void of_a_question_of_any_length_its_end_is_told() {
        String question = "rules of this house ".repeat(1000) + "PASSCODE: ";
        try (FakeDevice device = device(FakeLogin.as("kim").withQuestions(FakeLogin.hidden(question, "1")))) {
            assertThat(failure(ssh, to(device, Credentials.password("kim", "pw-1")), ErrorCode.AUTHENTICATION_FAILED)
                            .reason())
                    .contains("house PASSCODE:", "add an answer")
                    .hasSizeLessThan(3000);
        }
    }

    @Test
    void a_new_password_that_is_asked_for_between_the_questions_is_told_and_none_is_chosen() {
        FakeLogin expired = FakeLogin.as("kim")
                .withQuestions(
                        FakeLogin.hidden("Password: ", "canary-77"),
                        FakeLogin.hidden(
                                "You are required to change your password immediately\nNew password: ", "canary-78"));
        try (FakeDevice device = device(expired)) {
            assertThat(failure(
                                    ssh,
                                    to(device, Credentials.password("kim", "canary-77")),
                                    ErrorCode.AUTHENTICATION_FAILED)
                            .reason())
                    .contains("New password:", "demands a new password", "Change it on the device")
                    .doesNotContain("add an answer", "canary");
        }
    }

    @Test
    void a_refused_password_is_not_offered_by_the_other_method() {
        FakeLogin both =
                FakeLogin.as("kim").withPassword("right").withQuestions(FakeLogin.hidden("Password: ", "right"));
        try (FakeDevice device = device(both)) {
            failure(ssh, to(device, Credentials.password("kim", "wrong")), ErrorCode.AUTHENTICATION_FAILED);
            assertThat(device.loginAttempts()).isEqualTo(1);
        }
    }

    @Test
    void credentials_without_a_secret_log_in_with_none() {
        try (FakeDevice device = device(FakeLogin.as("kim").withNone())) {
            assertLogsIn(device, Credentials.of("kim").build(), "none");
        }
    }

    @Test
    void a_password_for_a_server_that_lets_everybody_in_is_kept_for_the_shell() {
        try (FakeDevice device = device(FakeLogin.as("kim").insideShell("pw-4"))) {
            Connection connection = connect(ssh, to(device, Credentials.password("kim", "pw-4")));
            assertThat(connection.report().authentication()).contains("none");
            connection.close();
        }
    }

    @Test
    void the_banner_is_reported() {
        try (FakeDevice device =
                FakeDevice.start(box().banner("Authorized staff only\n").build())) {
            try (Connection connection = connect(ssh, to(device))) {
                assertThat(connection.report().banner()).contains("Authorized staff only");
                assertThat(connection.report().peerIdentification()).startsWith("SSH-2.0-");
            }
        }
    }

    @Test
    void a_thousand_failed_logins_leave_no_thread_and_no_socket() throws InterruptedException {
        try (FakeDevice device = FakeDevice.start(box().build())) {
            failure(ssh, to(device, Credentials.password("admin", "wrong")), ErrorCode.AUTHENTICATION_FAILED);
            Set<Thread> before = sshThreads();
            for (int i = 0; i < FAILED_LOGINS; i++) {
                failure(ssh, to(device, Credentials.password("admin", "wrong")), ErrorCode.AUTHENTICATION_FAILED);
            }
            assertThat(device.loginAttempts()).isEqualTo(FAILED_LOGINS + 1);
            assertThat(device.awaitNoConnections(SshBench.SOON)).isTrue();
            Set<Thread> left = sshThreads();
            left.removeAll(before);
            for (Thread thread : left) {
                thread.join(SshBench.SOON.toMillis());
                assertThat(thread.isAlive()).as("%s still runs", thread).isFalse();
            }
        }
    }

    private static Set<Thread> sshThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("sshj-"))
                .collect(Collectors.toSet());
    }
}
