package io.netstacks.core.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.core.internal.cli.Prompt.Certainty;
import io.netstacks.core.platform.Platforms;
import io.netstacks.core.session.SessionSettings;
import io.netstacks.spi.platform.EchoStyle;
import io.netstacks.spi.session.DeviceSession;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Devices that show nothing of what is typed are known soon; those that show it late are not taken for them. */
@Timeout(20)
class EchoHabitTest {

    private static final SessionSettings USUAL = SessionSettings.builder().build();

    private final ShellClock clock = new ShellClock();

    private static ScriptedShell.Device answering(String prompt) {
        return (self, line) -> line.strip().equals("show clock") ? "noon\r\n" + prompt : prompt;
    }

    private DeviceSession open(ScriptedShell shell, String platform) {
        return Sessions.open(shell.clock(clock), platform, Sessions.kim(), USUAL);
    }

    /** The moments in which its prompt has to stay the last thing are counted, too. */
    @ParameterizedTest
    @CsvSource({"cisco_ios, sw1#, 1", "arista_eos, sw1#, 1", "linux, kim@sw1:~$, 3", "huawei_vrp, <sw1>, 3"})
    void a_device_that_shows_nothing_costs_seconds_once(String platform, String prompt, int seconds) {
        ScriptedShell shell =
                ScriptedShell.of(answering(prompt)).echoing(Echoes.none()).greeting(prompt);
        try (DeviceSession session = open(shell, platform)) {
            for (int i = 0; i < 10; i++) {
                assertThat(session.run("show clock").output()).isEqualTo("noon\n");
            }
            assertThat(clock.waited()).isLessThan(Duration.ofSeconds(seconds).plusMillis(990));
        }
    }

    @Test
    void output_that_begins_with_the_command_is_no_line_that_is_shown() {
        ScriptedShell shell = ScriptedShell.of(
                        (self, line) -> line.equals("show clock") ? "show clock\r\nnoon\r\nsw1#" : "sw1#")
                .echoing(Echoes.none())
                .greeting("sw1#");
        try (DeviceSession session = open(shell, "cisco_ios")) {
            for (int i = 0; i < 10; i++) {
                assertThat(session.run("show clock").output()).isEqualTo("noon\n");
            }
            assertThat(clock.waited()).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void a_device_that_shows_everything_late_is_not_taken_for_one_that_shows_nothing() {
        Duration late = Duration.ofMillis(2900);
        ScriptedShell shell = ScriptedShell.of((self, line) -> {
                    clock.print(late, line + "\r\n" + (line.equals("show clock") ? "noon\r\nsw1#" : "sw1#"));
                    return "";
                })
                .greeting("sw1#");
        shell.echo(false);
        try (DeviceSession session = open(shell, "cisco_ios")) {
            for (int i = 0; i < 5; i++) {
                assertThat(session.run("show clock").output()).isEqualTo("noon\n");
            }
        }
    }

    /** The first two cases are a late prompt from before, and one that a log line has brought back. */
    @ParameterizedTest
    @CsvSource({
        "'|sw1#', LIKELY, 1",
        "'|*Nov 30 04:00:00.123: %SYS-5-CONFIG_I: Configured by kim|sw1#|sw1#', CERTAIN, 1",
        "'|a line of the greeting|sw1#', LIKELY, 1",
        "'|noon|sw1#', CERTAIN, 2",
        "'|sw1#|sw1#', LIKELY, 2"
    })
    void an_answer_of_its_own_is_a_sign(String answer, Certainty certainty, int signs) {
        TerminalText text = new TerminalText();
        print(text, "sw1#");
        Answering answering = new Answering(Exchange.of("show clock"), text, EchoStyle.NORMAL, false);
        print(text, answer);
        Prompt prompt = new Prompt(
                Platforms.builtIn().get("cisco_ios").level("privileged").orElseThrow(), "sw1#", "", certainty);
        assertThat(answering.signsOfNoEcho(text, prompt)).isEqualTo(signs);
    }

    private static void print(TerminalText text, String lines) {
        String[] all = lines.split("\\|", -1);
        for (int i = 0; i < all.length; i++) {
            if (i > 0) {
                text.newline();
            }
            text.put(all[i].toCharArray(), 0, all[i].length());
        }
    }

    @Test
    void a_device_that_shows_lines_after_all_is_believed_again() {
        ScriptedShell shell = ScriptedShell.of((self, line) -> {
                    if (line.equals("stty echo")) {
                        self.echoing((shown, typed) -> typed.substring(typed.length() - 1));
                    }
                    return answering("kim@sw1:~$ ").apply(self, line);
                })
                .echoing(Echoes.none())
                .greeting("kim@sw1:~$ ");
        try (DeviceSession session = open(shell, "linux")) {
            for (int i = 0; i < 3; i++) {
                assertThat(session.run("show clock").output()).isEqualTo("noon\n");
            }
            session.run("stty echo");
            assertThat(session.run("show clock").output()).isEqualTo("noon\n");
            Duration before = clock.waited();
            assertThat(session.run("show clock").output()).isEqualTo("noon\n");
            assertThat(clock.waited()).isEqualTo(before);
        }
    }
}
