package io.netstacks.core.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.session.SessionSettings;
import io.netstacks.spi.Actor;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.Secret;
import io.netstacks.spi.command.Command;
import io.netstacks.spi.command.CommandResult;
import io.netstacks.spi.command.CommandStatus;
import io.netstacks.spi.command.Dialogue;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.error.ConnectionFailedException;
import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.error.SessionFailedException;
import io.netstacks.spi.session.DeviceSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CliSessionTest {

    private final IosScript ios = new IosScript();

    private static DeviceSession open(ScriptedShell shell) {
        return Sessions.open(shell, "cisco_ios");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 4096})
    void gives_the_same_output_however_it_is_cut(int largest) {
        ios.answers.put("show clock", "*12:00:00.000 UTC Mon Nov 2 2026\r\n");
        ios.answers.put(
                "show run",
                "hostname sw1\r\n!\r\ninterface Vlan1\r\n ip address 192.0.2.1 255.255.255.0\r\nend\r\n\r\n");
        for (long seed = 1; seed <= 20; seed++) {
            ScriptedShell shell =
                    new ScriptedShell(seed, largest, ios).greeting("\r\nWelcome to sw1#\r\nnobody else\r\n\r\nsw1#");
            try (DeviceSession session = open(shell)) {
                assertThat(session.hostname()).isEqualTo("sw1");
                assertThat(session.run("show clock").output())
                        .as("seed %s", seed)
                        .isEqualTo("*12:00:00.000 UTC Mon Nov 2 2026\n");
                assertThat(session.run("show run").output())
                        .as("seed %s", seed)
                        .isEqualTo("hostname sw1\n!\ninterface Vlan1\n ip address 192.0.2.1 255.255.255.0\nend\n\n");
            }
        }
    }

    @Test
    void needs_one_write_for_the_terminal_and_one_for_a_command() {
        ios.answers.put("show clock", "noon\r\n");
        ScriptedShell shell = ScriptedShell.of(ios).greeting("sw1#");
        try (DeviceSession session = open(shell)) {
            session.run("show clock");
        }
        assertThat(shell.writes()).containsExactly("terminal width 511\nterminal length 0\n", "show clock\n");
        assertThat(shell.closed()).isTrue();
    }

    @Test
    void takes_output_that_looks_like_a_prompt_for_output() {
        ios.answers.put("show lines", "other#\r\nsw1#\r\nabc>\r\nlast\r\n");
        for (int largest : new int[] {1, 5}) {
            ScriptedShell shell = new ScriptedShell(3, largest, ios).greeting("sw1#");
            try (DeviceSession session = open(shell)) {
                assertThat(session.run("show lines").output()).isEqualTo("other#\nsw1#\nabc>\nlast\n");
            }
        }
    }

    @Test
    void tells_a_refused_command() {
        try (DeviceSession session = open(ScriptedShell.of(ios).greeting("sw1#"))) {
            CommandResult result = session.run("show nothing");
            assertThat(result.status()).isEqualTo(CommandStatus.REJECTED);
            assertThat(result.errorLine()).contains("% Invalid input detected at '^' marker.");
        }
    }

    @Test
    void answers_the_pager_and_removes_every_trace_of_it() {
        String erased = "\b\b\b\b\b\b\b\b\b        \b\b\b\b\b\b\b\b\b";
        for (int largest : new int[] {1, 3, 500}) {
            List<String> pages = new ArrayList<>(List.of("line 3\r\n line 4\r\n --More-- ", "line 5\r\nsw1#"));
            ScriptedShell shell = new ScriptedShell(5, largest, (self, line) -> {
                        if (line.equals("show pages")) {
                            self.keysAtOnce(true);
                            self.echo(false);
                            return "line 1\r\nline 2\r\n --More-- ";
                        }
                        if (line.equals(" ")) {
                            String page = pages.remove(0);
                            if (pages.isEmpty()) {
                                self.keysAtOnce(false);
                                self.echo(true);
                            }
                            return erased + page;
                        }
                        return "sw1#";
                    })
                    .greeting("sw1#");
            try (DeviceSession session = open(shell)) {
                assertThat(session.run("show pages").output())
                        .as("chunks up to %s", largest)
                        .isEqualTo("line 1\nline 2\nline 3\n line 4\nline 5\n");
            }
        }
    }

    @Test
    void fails_at_once_on_a_question_that_nobody_answers() {
        ScriptedShell shell = ScriptedShell.of(
                        (self, line) -> line.equals("reload") ? "Proceed with reload? [confirm]" : "sw1#")
                .greeting("sw1#");
        DeviceSession session = open(shell);
        assertThatThrownBy(() -> session.run(Command.exec("reload")))
                .isInstanceOfSatisfying(SessionFailedException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.UNEXPECTED_QUESTION);
                    assertThat(e.reason())
                            .contains("Proceed with reload? [confirm]")
                            .contains("Command.answering");
                });
        assertThat(session.isOpen()).isFalse();
        assertThat(shell.closed()).isTrue();
        assertThat(shell.lines()).doesNotContain("");
    }

    @Test
    void answers_the_questions_of_a_dialogue() {
        ScriptedShell shell = ScriptedShell.of((self, line) -> switch (line) {
                    case "clear counters" -> "Clear all? [confirm]";
                    case "y" -> "sw1#";
                    default -> "sw1#";
                })
                .greeting("sw1#");
        try (DeviceSession session = open(shell)) {
            CommandResult result = session.ask("clear counters", Dialogue.answering("\\[confirm\\]$", "y"));
            assertThat(result.isOk()).isTrue();
            assertThat(shell.lines()).containsSubsequence("clear counters", "y");
        }
    }

    @Test
    void enables_at_login_when_there_is_a_secret() {
        ios.level = ">";
        ios.secret = "s3cret-enable";
        ScriptedShell shell = ScriptedShell.of(ios).greeting("sw1>");
        Credentials both = Credentials.of("kim")
                .password(Secret.of("pa55word"))
                .enableSecret(Secret.of("s3cret-enable"))
                .build();
        try (DeviceSession session = Sessions.open(shell, "cisco_ios", both)) {
            assertThat(session.level().name()).isEqualTo("privileged");
            assertThat(session.diagnose().transcript()).doesNotContain("s3cret-enable");
        }
    }

    @Test
    void is_refused_with_a_wrong_enable_secret_and_does_not_try_again() {
        ios.level = ">";
        ios.secret = "right";
        ScriptedShell shell = ScriptedShell.of(ios).greeting("sw1>");
        DeviceSession session = open(shell);
        assertThatThrownBy(() -> session.enter("privileged", Deadline.after(Duration.ofSeconds(2))))
                .isInstanceOfSatisfying(
                        NetStacksException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DEVICE_REFUSED));
        assertThat(shell.lines()).containsOnlyOnce("pa55word");
    }

    @Test
    void types_nothing_more_when_the_enable_secret_is_asked_for_again() {
        ScriptedShell shell = ScriptedShell.of((self, line) -> switch (line) {
                    case "enable", "pa55word" -> "Password: ";
                    default -> "sw1>";
                })
                .greeting("sw1>");
        DeviceSession session = open(shell);
        assertThatThrownBy(() -> session.enter("privileged", Deadline.after(Duration.ofSeconds(2))))
                .isInstanceOfSatisfying(
                        NetStacksException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DEVICE_REFUSED));
        assertThat(shell.lines()).containsOnlyOnce("pa55word");
        assertThat(session.isOpen()).isFalse();
    }

    @Test
    void logs_in_inside_the_shell() {
        ScriptedShell shell = ScriptedShell.of((self, line) -> switch (line) {
                    case "kim" -> {
                        self.echo(false);
                        yield "Password: ";
                    }
                    case "pa55word" -> {
                        self.echo(true);
                        yield "\r\nsw1#";
                    }
                    default -> "sw1#";
                })
                .loginInShell()
                .greeting("User Access Verification\r\n\r\nUsername: ");
        try (DeviceSession session = open(shell)) {
            assertThat(session.hostname()).isEqualTo("sw1");
        }
        assertThat(shell.lines()).containsOnlyOnce("pa55word");
    }

    @Test
    void waits_for_a_device_that_checks_a_login_far_away() {
        Executor later = CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);
        ScriptedShell shell = ScriptedShell.of((self, line) -> {
                    String answer = switch (line) {
                        case "kim" -> "kim\r\nPassword: ";
                        case "pa55word" -> "\r\nsw1>";
                        case "enable" -> "enable\r\nPassword: ";
                        case "s3cret" -> "\r\nsw1#";
                        default -> line + "\r\nsw1>";
                    };
                    later.execute(() -> self.print(answer));
                    return "";
                })
                .loginInShell()
                .greeting("Username: ");
        shell.echo(false);
        Credentials withSecret = Credentials.of("kim")
                .password(Secret.of("pa55word"))
                .enableSecret(Secret.of("s3cret"))
                .build();

        try (DeviceSession session = Sessions.open(shell, "cisco_iosxe", withSecret)) {
            assertThat(session.hostname()).isEqualTo("sw1");
        }

        assertThat(shell.lines()).containsOnlyOnce("kim", "pa55word", "enable", "s3cret");
    }

    @Test
    void tries_a_wrong_password_once() {
        ScriptedShell shell = ScriptedShell.of((self, line) -> switch (line) {
                    case "kim" -> "Password: ";
                    default -> "\r\n% Login invalid\r\n\r\nUsername: ";
                })
                .loginInShell()
                .greeting("Username: ");
        assertThatThrownBy(() -> open(shell)).isInstanceOfSatisfying(NetStacksException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.AUTHENTICATION_FAILED);
            assertThat(e.reason()).doesNotContain("pa55word");
        });
        assertThat(shell.lines()).containsExactly("kim", "pa55word");
        assertThat(shell.closed()).isTrue();
    }

    @Test
    void tells_a_wrong_password_when_the_device_hangs_up_after_it() {
        ScriptedShell shell = ScriptedShell.of((device, line) -> {
                    if (device.lines().size() == 1) {
                        return "Password: ";
                    }
                    device.print("\r\n% Login invalid\r\n");
                    device.end();
                    return "";
                })
                .loginInShell()
                .greeting("\r\nUsername: ");

        assertThatThrownBy(() -> Sessions.open(shell, "cisco_iosxe"))
                .isInstanceOfSatisfying(ConnectionFailedException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.AUTHENTICATION_FAILED);
                    assertThat(e)
                            .hasMessageContaining("Login invalid")
                            .hasCauseInstanceOf(SessionFailedException.class);
                });
        assertThat(shell.closed()).isTrue();
    }

    @Test
    void finds_a_prompt_that_a_log_message_has_covered() {
        ScriptedShell shell = ScriptedShell.of((self, line) -> line.equals("show clock")
                        ? "noon\r\nsw1#*Mar  1 00:00:01: %LINK-3-UPDOWN: Interface down\r\n"
                        : "sw1#")
                .greeting("sw1#");
        try (DeviceSession session = open(shell)) {
            CommandResult result = session.run("show clock");
            assertThat(result.output()).isEqualTo("noon\n");
            assertThat(result.resynchronised()).isEqualTo(1);
        }
    }

    @Test
    void streams_lines_and_keeps_none() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            many.append("line ").append(i).append("\r\n");
        }
        ios.answers.put("show many", many.toString());
        try (DeviceSession session = open(ScriptedShell.of(ios).greeting("sw1#"))) {
            List<String> lines = new ArrayList<>();
            CommandResult result = session.stream(Command.show("show many"), lines::add);
            assertThat(result.output()).isEmpty();
            assertThat(lines).hasSize(5000).startsWith("line 0").endsWith("line 4999");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096})
    void streamed_lines_may_be_the_command_itself_and_the_prompt_behind_them_is_not_waited_for(int largest) {
        List<String> printed =
                List.of("a", "b", "c", "d", "show many", "sw1#show many", "e", "f", "g", "show many", "h");
        ios.answers.put("show many", String.join("\r\n", printed) + "\r\n");
        SessionSettings patient =
                SessionSettings.builder().quiet(Duration.ofHours(1)).build();
        ScriptedShell shell = new ScriptedShell(largest, largest, ios).greeting("sw1#");
        try (DeviceSession session = Sessions.open(shell, "cisco_ios", Sessions.kim(), patient)) {
            List<String> lines = new ArrayList<>();
            session.stream(Command.show("show many"), lines::add);
            assertThat(lines).isEqualTo(printed);
            assertThat(session.run(Command.show("show many").truncateAbove(5)).output())
                    .isEqualTo("a\nb\nc");
        }
    }

    @Test
    void cuts_or_refuses_output_that_is_too_long() {
        ios.answers.put("show many", "0123456789\r\n".repeat(1000));
        try (DeviceSession session = open(ScriptedShell.of(ios).greeting("sw1#"))) {
            CommandResult cut = session.run(Command.show("show many").truncateAbove(25));
            assertThat(cut.truncated()).isTrue();
            assertThat(cut.output()).isEqualTo("0123456789\n0123456789\n012");
            assertThat(session.run("show many").output()).hasSize(11_000);
            assertThatThrownBy(() -> session.run(Command.show("show many").failAbove(100)))
                    .isInstanceOfSatisfying(
                            SessionFailedException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTPUT_TOO_LARGE));
            assertThat(session.isOpen()).isFalse();
        }
    }

    @Test
    void says_what_it_waited_for_when_time_is_up() {
        ScriptedShell shell = ScriptedShell.of(
                        (self, line) -> line.equals("show hang") ? "working on pa55word\r\n..." : "sw1#")
                .greeting("sw1#");
        DeviceSession session = open(shell);
        assertThatThrownBy(() -> session.run(Command.show("show hang").within(Duration.ofMillis(150))))
                .isInstanceOf(DeadlineExceededException.class)
                .hasMessageContaining("show hang")
                .hasMessageContaining("privileged")
                .hasMessageContaining("working on <removed>");
        assertThat(session.isOpen()).isFalse();
    }

    @Test
    void tells_what_a_device_said_that_hung_up_while_nobody_typed() {
        ScriptedShell shell = ScriptedShell.of((self, line) -> "sw1#").greeting("sw1#");
        DeviceSession session = open(shell);
        shell.print("\r\n%Idle for too long, pa55word\r\n");
        shell.hangUp();
        assertThatThrownBy(() -> session.run("show clock")).isInstanceOfSatisfying(SessionFailedException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.SESSION_LOST);
            assertThat(e.reason()).isEqualTo("sw1: closed while writing; last line: \"%Idle for too long, <removed>\"");
            assertThat(e.seen()).contains("Idle for too long").doesNotContain("pa55word");
        });
        assertThat(session.isOpen()).isFalse();
    }

    @Test
    void tells_a_session_that_the_device_ended() {
        ScriptedShell shell = ScriptedShell.of((self, line) -> {
                    if (line.equals("show clock")) {
                        self.end();
                        return "Connection timed o";
                    }
                    return "sw1#";
                })
                .greeting("sw1#");
        DeviceSession session = open(shell);
        assertThatThrownBy(() -> session.run("show clock")).isInstanceOfSatisfying(SessionFailedException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.SESSION_LOST);
            assertThat(e.seen()).contains("Connection timed o");
        });
        assertThat(session.isOpen()).isFalse();
    }

    @Test
    void refuses_a_second_thread() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        ScriptedShell shell = ScriptedShell.of((self, line) -> {
                    if (line.equals("show hang")) {
                        busy.countDown();
                        return "";
                    }
                    return "sw1#";
                })
                .greeting("sw1#");
        DeviceSession session = open(shell);
        CompletableFuture<Void> first = CompletableFuture.runAsync(() -> session.run("show hang"));
        assertThat(busy.await(2, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> session.run("show clock")).isInstanceOf(IllegalStateException.class);
        session.close();
        assertThatThrownBy(() -> first.get(2, TimeUnit.SECONDS)).hasCauseInstanceOf(SessionFailedException.class);
    }

    @Test
    void ends_when_its_thread_is_interrupted() {
        ScriptedShell shell = ScriptedShell.of((self, line) -> {
                    if (line.equals("show hang")) {
                        Thread.currentThread().interrupt();
                        return "";
                    }
                    return "sw1#";
                })
                .greeting("sw1#");
        DeviceSession session = open(shell);
        try {
            assertThatThrownBy(() -> session.run("show hang")).isInstanceOf(OperationCancelledException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(session.isOpen()).isFalse();
    }

    @Test
    void probes_with_a_prompt() {
        ScriptedShell shell = ScriptedShell.of(ios).greeting("sw1#");
        DeviceSession session = open(shell);
        assertThat(session.probe(Deadline.after(Duration.ofSeconds(1)))).isTrue();
        shell.end();
        assertThat(session.probe(Deadline.after(Duration.ofSeconds(1)))).isFalse();
    }

    @Test
    void follows_a_new_host_name() {
        try (DeviceSession session = open(ScriptedShell.of(ios).greeting("sw1#"))) {
            session.configure(
                    ConfigChange.of("hostname edge-7", "interface Vlan1"), OperationContext.as(Actor.user("kim")));
            assertThat(session.hostname()).isEqualTo("edge-7");
            ios.answers.put("show clock", "noon\r\n");
            assertThat(session.run("show clock").output()).isEqualTo("noon\n");
        }
    }
}
