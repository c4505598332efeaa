package io.netstacks.core.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.netstacks.core.platform.Platforms;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.Secret;
import io.netstacks.spi.command.Command;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.session.DeviceSession;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a device does, the answer is a typed error in bounded time, and the session is closed. */
@Timeout(20)
class HostileDeviceTest {

    private static void failsAndCloses(ScriptedShell shell, String description, ThrowingCallable work) {
        assertThatThrownBy(work).as(description).isInstanceOf(NetStacksException.class);
        assertThat(shell.closed()).as(description).isTrue();
    }

    @Test
    void garbage_instead_of_a_prompt_ends_at_the_deadline() {
        for (long seed = 1; seed <= 10; seed++) {
            byte[] garbage = new byte[3000];
            new Random(seed).nextBytes(garbage);
            ScriptedShell shell = new ScriptedShell(seed, 100, (self, line) -> "");
            shell.printBytes(garbage);
            failsAndCloses(
                    shell,
                    "seed " + seed,
                    () -> SessionOpener.open(
                            Sessions.device("cisco_ios"),
                            Platforms.builtIn().get("cisco_ios"),
                            Sessions.kim(),
                            shell,
                            Sessions.QUICK,
                            Deadline.after(Duration.ofMillis(150))));
        }
    }

    @Test
    void a_hang_up_anywhere_is_a_typed_failure() {
        String answer = "line one\r\nline two\r\n --More-- ";
        for (int cut = 0; cut <= answer.length(); cut++) {
            String part = answer.substring(0, cut);
            ScriptedShell shell = new ScriptedShell(cut, 5, (self, line) -> {
                        if (line.equals("show it")) {
                            self.print(part);
                            self.end();
                            return "";
                        }
                        return "sw1#";
                    })
                    .greeting("sw1#");
            DeviceSession session = Sessions.open(shell, "cisco_ios");
            failsAndCloses(shell, "cut at " + cut, () -> session.run("show it"));
            assertThat(session.isOpen()).isFalse();
        }
    }

    @Test
    void a_hang_up_during_the_login_is_a_typed_failure() {
        String greeting = "Welcome\r\nsw1#";
        for (int cut = 0; cut < greeting.length(); cut++) {
            ScriptedShell shell = new ScriptedShell(cut, 3, (self, line) -> "");
            shell.print(greeting.substring(0, cut));
            shell.end();
            failsAndCloses(shell, "cut at " + cut, () -> Sessions.open(shell, "cisco_ios"));
        }
    }

    @Test
    void endless_output_is_refused_at_the_limit_and_in_one_endless_line() {
        for (String piece : new String[] {"0123456789 0123456789\r\n", "0123456789 "}) {
            ScriptedShell shell = new ScriptedShell(
                            1, 4096, (self, line) -> line.equals("show it") ? piece.repeat(20_000) : "sw1#")
                    .greeting("sw1#");
            DeviceSession session = Sessions.open(shell, "cisco_ios");
            failsAndCloses(
                    shell, piece, () -> session.run(Command.show("show it").failAbove(50_000)));
        }
    }

    @Test
    void one_endless_line_instead_of_a_login_is_refused_in_a_moment() {
        assertEndsSoon(pouring('x'), ErrorCode.OUTPUT_TOO_LARGE, Duration.ofSeconds(10));
    }

    @Test
    void padding_without_end_is_no_output_and_ends_at_the_deadline() {
        assertEndsSoon(pouring('\0'), ErrorCode.DEADLINE_EXCEEDED, Duration.ofMillis(300));
    }

    private static ScriptedShell pouring(char piece) {
        return ScriptedShell.of((self, line) -> "").pouring((buffer, offset, room) -> {
            Arrays.fill(buffer, offset, offset + room, (byte) piece);
            return room;
        });
    }

    private static void assertEndsSoon(ScriptedShell shell, ErrorCode code, Duration limit) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThatThrownBy(() -> SessionOpener.open(
                                Sessions.device("cisco_ios"),
                                Platforms.builtIn().get("cisco_ios"),
                                Sessions.kim(),
                                shell,
                                Sessions.QUICK,
                                Deadline.after(limit)))
                        .isInstanceOfSatisfying(
                                NetStacksException.class,
                                e -> assertThat(e.code()).isEqualTo(code)));
        assertThat(shell.closed()).isTrue();
    }

    @Test
    void what_a_consumer_throws_ends_the_session() {
        IosScript ios = new IosScript();
        ios.answers.put("show it", "a\r\nb\r\nc\r\nd\r\ne\r\nf\r\n");
        ScriptedShell shell = ScriptedShell.of(ios).greeting("sw1#");
        DeviceSession session = Sessions.open(shell, "cisco_ios");
        assertThatThrownBy(() -> session.stream(Command.show("show it"), line -> {
                    throw new IllegalArgumentException("enough");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(session.isOpen()).isFalse();
    }

    @Test
    void questions_at_the_end_of_a_page_of_output_do_not_hang() {
        for (String question : new String[] {
            "Overwrite file [startup-config]? ",
            "Continue? (y/n) ",
            "Are you sure [yes/no]: ",
            "Password: ",
            "Enter new name: ",
            "Delete all? [Y/N]:"
        }) {
            ScriptedShell shell = ScriptedShell.of(
                            (self, line) -> line.equals("do it") ? "some output\r\n" + question : "sw1#")
                    .greeting("sw1#");
            DeviceSession session = Sessions.open(shell, "cisco_ios");
            assertThatThrownBy(() -> session.run(Command.exec("do it")))
                    .as(question)
                    .isInstanceOfSatisfying(
                            NetStacksException.class,
                            e -> assertThat(e.reason()).contains(question.strip()));
        }
    }

    @Test
    void what_a_device_says_before_it_hangs_up_is_told() {
        ScriptedShell shell = ScriptedShell.of((self, line) -> {
                    if (line.equals("show it")) {
                        self.print("\r\nIdle time-out, good bye\r\n\r\n");
                        self.end();
                        return "";
                    }
                    return "sw1#";
                })
                .greeting("sw1#");
        DeviceSession session = Sessions.open(shell, "cisco_ios");
        assertThatThrownBy(() -> session.run("show it"))
                .isInstanceOf(NetStacksException.class)
                .hasMessageContaining("last line: \"Idle time-out, good bye\"");
    }

    @Test
    void a_device_that_hangs_up_when_it_has_the_password_has_refused_it() {
        for (String farewell : new String[] {"", "\r\n", "\r\n\r\n"}) {
            ScriptedShell shell = ScriptedShell.of((self, line) -> {
                        if (self.lines().size() == 1) {
                            return "Password: ";
                        }
                        self.print(farewell);
                        self.end();
                        return "";
                    })
                    .loginInShell()
                    .greeting("\r\nUsername: ");
            assertThatThrownBy(() -> Sessions.open(shell, "cisco_ios"))
                    .isInstanceOfSatisfying(NetStacksException.class, e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.AUTHENTICATION_FAILED);
                        assertThat(e.reason()).contains("hung up when it had the password of \"kim\"");
                    });
        }
    }

    @Test
    void a_device_that_hangs_up_before_it_has_a_password_has_refused_nothing() {
        ScriptedShell shell = ScriptedShell.of((self, line) -> {
                    self.end();
                    return "";
                })
                .loginInShell()
                .greeting("\r\nUsername: ");
        assertThatThrownBy(() -> Sessions.open(shell, "cisco_ios"))
                .isInstanceOfSatisfying(
                        NetStacksException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SESSION_LOST));
    }

    @Test
    void a_device_that_asks_for_the_password_again_has_refused_it_whoever_asks() {
        for (String platform : new String[] {"cisco_ios", "cisco_wlc", "cisco_s300", "dell_powerconnect"}) {
            ScriptedShell shell = ScriptedShell.of((self, line) -> {
                        self.echo(!line.equals("kim"));
                        return line.equals("kim") ? "Password:" : "\r\nUser:";
                    })
                    .loginInShell()
                    .greeting("\r\nUser:");
            assertThatThrownBy(() -> Sessions.open(shell, platform))
                    .as(platform)
                    .isInstanceOfSatisfying(NetStacksException.class, e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.AUTHENTICATION_FAILED);
                        assertThat(e.reason()).contains("does not admit \"kim\"");
                    });
            assertThat(shell.lines()).as(platform).containsSubsequence("kim", "pa55word");
            assertThat(shell.lines().stream().filter("pa55word"::equals))
                    .as(platform)
                    .hasSize(1);
        }
    }

    @Test
    void a_demand_for_a_new_password_is_never_answered() {
        for (String demand : new String[] {"Enter new password: ", "New password:", "Please re-enter the password: "}) {
            for (String platform : new String[] {"cisco_ios", "cisco_s300", "juniper_junos", "linux"}) {
                ScriptedShell shell =
                        ScriptedShell.of((self, line) -> "sw1#").greeting("Your password has expired.\r\n" + demand);
                assertThatThrownBy(() -> Sessions.open(shell, platform))
                        .as("%s on %s", demand, platform)
                        .isInstanceOfSatisfying(NetStacksException.class, e -> {
                            assertThat(e.code()).isEqualTo(ErrorCode.AUTHENTICATION_FAILED);
                            assertThat(e.reason()).contains("demands a new password", demand.strip());
                        });
                assertThat(shell.writes()).as("%s on %s", demand, platform).isEmpty();
                assertThat(shell.closed()).isTrue();
            }
        }
    }

    @Test
    void enable_may_ask_for_a_user_name_on_any_platform() {
        ScriptedShell shell = ScriptedShell.of((self, line) -> switch (line) {
                    case "enable" -> "Username: ";
                    case "kim" -> {
                        self.echo(false);
                        yield "Password: ";
                    }
                    case "enable-secret" -> {
                        self.echo(true);
                        yield "\r\nsw1#";
                    }
                    default -> self.lines().contains("enable-secret") ? "sw1#" : "sw1>";
                })
                .greeting("sw1>");
        Credentials kim = Credentials.of("kim")
                .password(Secret.of("pa55word"))
                .enableSecret(Secret.of("enable-secret"))
                .build();
        DeviceSession session = Sessions.open(shell, "cisco_ios", kim);
        assertThat(session.level().name()).isEqualTo("privileged");
    }
}
