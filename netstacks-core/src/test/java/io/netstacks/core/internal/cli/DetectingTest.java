package io.netstacks.core.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.platform.Platforms;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.Secret;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.SessionFailedException;
import io.netstacks.spi.error.UnsupportedCapabilityException;
import io.netstacks.spi.platform.EchoStyle;
import io.netstacks.spi.platform.Platform;
import io.netstacks.spi.session.DeviceSession;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetectingTest {

    private static DeviceSession open(ScriptedShell shell) {
        return SessionOpener.openDetecting(
                Sessions.device("autodetect"),
                Platforms.builtIn().all(),
                Sessions.kim(),
                shell,
                Sessions.QUICK,
                Deadline.after(Duration.ofSeconds(5)));
    }

    @Test
    void finds_the_platform_and_goes_on_with_the_same_shell() {
        IosScript ios = new IosScript();
        ios.answers.put("show version", "Cisco IOS Software, C2960 Software, Version 15.0(2)SE11\r\n");
        try (DeviceSession session = open(ScriptedShell.of(ios).greeting("Welcome\r\nsw1#"))) {
            assertThat(session.platform().id()).isEqualTo("cisco_ios");
            assertThat(session.hostname()).isEqualTo("sw1");
            assertThat(session.run("show version").output()).startsWith("Cisco IOS Software");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n         --- System Configuration Dialog ---\r\n\r\nWould you like to enter the initial configuration"
                        + " dialog? [yes/no]: ",
                "By logging in you accept the terms of use.\r\nAccept? [y/n] ",
                "** Disclaimer **\r\n(Press 'a' to accept):",
                "Warning: The initial password poses security risks.\r\nThe password needs to be changed. Change now? [Y/N]: ",
                "Would you like to terminate autoinstall? [yes]: ",
                "1. Command line\r\n2. Menu\r\n3. Reset to factory defaults\r\nEnter selection: "
            })
    void a_question_before_the_first_prompt_is_told_and_not_answered(String greeting) {
        for (int largest : new int[] {1, 7, 4096}) {
            ScriptedShell shell = new ScriptedShell(largest, largest, (self, line) -> "sw1#").greeting(greeting);
            String question = greeting.substring(greeting.lastIndexOf('\n') + 1).strip();
            assertThatThrownBy(() -> open(shell)).isInstanceOfSatisfying(SessionFailedException.class, e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.UNEXPECTED_QUESTION);
                assertThat(e.reason()).contains(question).contains("--platform").contains(".platform(");
            });
            assertThat(shell.lines()).isEmpty();
            assertThat(shell.closed()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ProCurve J9145A\r\nPress any key to continue",
                "sw1 con0 is now available\r\n\r\nPress RETURN to get started.\r\n\r\n",
                "Press ENTER to get started."
            })
    void a_key_that_is_only_to_be_pressed_is_pressed(String greeting) {
        for (int largest : new int[] {1, 7, 4096}) {
            IosScript ios = new IosScript();
            ios.answers.put("show version", "Cisco IOS Software, C2960 Software, Version 15.0(2)SE11\r\n");
            boolean[] pressed = {false};
            ScriptedShell shell = new ScriptedShell(largest, largest, (self, line) -> {
                if (pressed[0]) {
                    return ios.apply(self, line);
                }
                pressed[0] = true;
                self.keysAtOnce(false);
                return "\r\nsw1#";
            });
            shell.keysAtOnce(true);
            shell.greeting(greeting);
            try (DeviceSession session = open(shell)) {
                assertThat(session.platform().id()).isEqualTo("cisco_ios");
                assertThat(session.hostname()).isEqualTo("sw1");
            }
        }
    }

    @Test
    void a_menu_that_asks_nothing_clearly_ends_with_its_text_and_the_way_out() {
        ScriptedShell shell =
                ScriptedShell.of((self, line) -> "").greeting("Main Menu\r\n\r\n  > Switch configuration ");
        assertThatThrownBy(() -> SessionOpener.openDetecting(
                        Sessions.device("autodetect"),
                        Platforms.builtIn().all(),
                        Sessions.kim(),
                        shell,
                        Sessions.QUICK,
                        Deadline.after(Duration.ofMillis(300))))
                .isInstanceOf(DeadlineExceededException.class)
                .hasMessageContaining("Switch configuration")
                .hasMessageContaining("--platform");
    }

    @Test
    void a_device_that_hangs_up_before_its_first_prompt_is_told_by_its_last_words() {
        ScriptedShell shell =
                ScriptedShell.of((self, line) -> "").greeting("This account is currently not available.\r\n");
        shell.end();
        assertThatThrownBy(() -> open(shell)).isInstanceOfSatisfying(SessionFailedException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.SESSION_LOST);
            assertThat(e.reason()).contains("not available").contains("shell");
        });
    }

    @Test
    void names_what_a_device_that_says_nothing_known_may_be() {
        ScriptedShell shell = ScriptedShell.of((self, line) -> "what?!\r\nbox#").greeting("box#");
        assertThatThrownBy(() -> open(shell))
                .isInstanceOf(UnsupportedCapabilityException.class)
                .hasMessageContaining("box#")
                .hasMessageContaining("name the platform");
        assertThat(shell.closed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096})
    void turns_the_pages_of_a_banner_before_the_first_prompt(int largest) {
        for (String pager :
                List.of("--More--", " --More-- ", "---- More ----", "Press any key to continue (Q to quit)")) {
            IosScript ios = new IosScript();
            ios.answers.put("show version", "Cisco IOS Software, C2960 Software, Version 15.0(2)SE11\r\n");
            boolean[] turned = {false};
            ScriptedShell shell = new ScriptedShell(largest, largest, (self, line) -> {
                if (turned[0]) {
                    return ios.apply(self, line);
                }
                turned[0] = line.equals(" ");
                self.keysAtOnce(!turned[0]);
                self.echo(turned[0]);
                return turned[0] ? "\r" + " ".repeat(pager.length()) + "\rthe end of the banner\r\n\r\nsw1#" : "";
            });
            shell.keysAtOnce(true);
            shell.echo(false);
            shell.greeting("You are watched.\r\n".repeat(22) + pager);
            try (DeviceSession session = open(shell)) {
                assertThat(session.platform().id()).as(pager).isEqualTo("cisco_ios");
                assertThat(session.run("show version").output()).startsWith("Cisco IOS Software");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096})
    void finds_the_terminal_of_a_routing_daemon(int largest) {
        PlatformScript vty = new PlatformScript(Platforms.builtIn().get("frr_vty"));
        vty.answers.put(
                "show version",
                "FRRouting 8.4.4 (r1) on Linux(5.15.0).\nCopyright 1996-2005 Kunihiro Ishiguro, et al.\n");
        ScriptedShell shell = new ScriptedShell(largest, largest, vty).loginInShell();
        shell.greeting(vty.loginQuestion(shell));
        try (DeviceSession session = open(shell)) {
            assertThat(session.platform().id()).isEqualTo("frr_vty");
            assertThat(session.run("show version").output()).startsWith("FRRouting 8.4.4");
        }
        assertThat(vty.wrongAnswers).isEmpty();
    }

    static List<String> platforms() {
        return PlatformDialect.platforms();
    }

    /** What every platform says at its own detection command leads to it, whatever prompt and pager it has. */
    @ParameterizedTest
    @MethodSource("platforms")
    void finds_every_platform_by_what_it_says(String id) {
        Platform platform = Platforms.builtIn().get(id);
        Optional<String> sample = DetectionSamples.of(id);
        if (sample.isEmpty()) {
            return;
        }
        PlatformScript script = new PlatformScript(platform);
        script.answers.put(platform.detect().command().orElseThrow(), sample.get() + "\n");
        ScriptedShell shell = ScriptedShell.of(script);
        if (platform.session().echo() == EchoStyle.REPAINT) {
            shell.echoing(Echoes.repaint());
        }
        shell.prompt = script.prompt().substring(script.prompt().lastIndexOf('\n') + 1);
        shell.greeting(script.greeting());
        try (DeviceSession session = open(shell)) {
            assertThat(session.platform().id()).isEqualTo(id);
        }
        assertThat(script.wrongAnswers).isEmpty();
    }

    @Test
    void an_enable_secret_that_is_not_taken_does_not_hide_what_was_found_out() {
        ScriptedShell shell = ScriptedShell.of((self, line) -> switch (line) {
                    case "show version" -> "Cisco IOS Software, C2960 Software, Version 15.0(2)SE11\r\nsw1>";
                    case "enable" -> {
                        self.echo(false);
                        yield "Password: ";
                    }
                    case "wrong" -> "\r\nPassword: ";
                    default -> "sw1>";
                })
                .greeting("sw1>");
        Credentials kim = Credentials.of("kim")
                .password(Secret.of("pa55word"))
                .enableSecret(Secret.of("wrong"))
                .build();
        assertThatThrownBy(() -> SessionOpener.openDetecting(
                        Sessions.device("autodetect"),
                        Platforms.builtIn().all(),
                        kim,
                        shell,
                        Sessions.QUICK,
                        Deadline.after(Duration.ofSeconds(5))))
                .isInstanceOf(SessionFailedException.class)
                .hasMessageContaining("the enable secret was not taken")
                .hasMessageContaining("cisco_ios");
    }
}
