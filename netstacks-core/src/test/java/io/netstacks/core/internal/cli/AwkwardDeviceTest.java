package io.netstacks.core.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.core.session.SessionSettings;
import io.netstacks.spi.Actor;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.command.Command;
import io.netstacks.spi.command.CommandResult;
import io.netstacks.spi.command.CommandStatus;
import io.netstacks.spi.config.ChangeResult;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.session.DeviceSession;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Devices that mean well and print badly: the output is what they said, and it does not take for ever. */
@Timeout(20)
class AwkwardDeviceTest {

    private static final int[] CHUNKS = {1, 2, 7, 4096};

    private static ScriptedShell.Device answering(String prompt, String command, String answer) {
        return (self, line) -> line.strip().equals(command) ? answer : prompt;
    }

    @ParameterizedTest
    @CsvSource({
        "cisco_ios, sw1#",
        "arista_eos, sw1#",
        "cisco_xr, RP/0/RSP0/CPU0:sw1#",
        "linux, kim@sw1:~$",
        "vyos, kim@sw1:~$",
        "juniper_junos, kim@sw1>",
        "nokia_sros, A:sw1#",
        "frr_vtysh, sw1#",
        "ubiquiti_edgeswitch, (sw1) #",
        "cisco_wlc, (sw1) >",
        "f5_tmsh, admin@(sw1)(cfg-sync Standalone)(Active)(/Common)(tmos)#"
    })
    void output_without_a_last_line_break_ends_at_the_prompt_behind_it(String platform, String prompt) {
        for (String text : new String[] {"no line break here", "abc"}) {
            for (int largest : CHUNKS) {
                ScriptedShell shell = new ScriptedShell(1, largest, (self, line) -> switch (line.strip()) {
                            case "show it" -> "first\r\n" + text + prompt;
                            case "show clock" -> "noon\r\n" + prompt;
                            default -> prompt;
                        })
                        .greeting(prompt);
                try (DeviceSession session = Sessions.open(shell, platform)) {
                    assertThat(session.run("show clock").output()).isEqualTo("noon\n");
                    assertThat(session.run("show it").output())
                            .as("%s, chunks up to %s", text, largest)
                            .isEqualTo("first\n" + text);
                    assertThat(session.run("show clock").output()).isEqualTo("noon\n");
                    assertThat(session.hostname()).isEqualTo("sw1");
                }
            }
        }
    }

    @Test
    void output_without_a_last_line_break_ends_before_a_prompt_that_counts_commands() {
        for (int largest : CHUNKS) {
            AtomicInteger count = new AtomicInteger(1);
            ScriptedShell shell = new ScriptedShell(1, largest, (self, line) -> {
                        String prompt = "Slot-1 sw1." + count.incrementAndGet() + " # ";
                        return line.equals("show it") ? "first\r\nno line break here" + prompt : prompt;
                    })
                    .greeting("Slot-1 sw1.1 # ");
            try (DeviceSession session = Sessions.open(shell, "extreme_exos")) {
                session.run("show clock");
                assertThat(session.run("show it").output()).isEqualTo("first\nno line break here");
                assertThat(session.run("show clock").output()).isEmpty();
            }
        }
    }

    @Test
    void output_without_a_last_line_break_ends_before_the_context_line_of_the_prompt() {
        String prompt = "--{ + running }--[  ]--\r\nA:sw1# ";
        for (int largest : CHUNKS) {
            ScriptedShell shell = new ScriptedShell(
                            1, largest, answering(prompt, "show it", "first\r\nno line break here" + prompt))
                    .greeting(prompt);
            try (DeviceSession session = Sessions.open(shell, "nokia_srl")) {
                session.run("show clock");
                assertThat(session.run("show it").output()).isEqualTo("first\nno line break here");
                assertThat(session.level().name()).isEqualTo("exec");
            }
        }
    }

    @Test
    void output_without_a_last_line_break_ends_at_the_prompt_of_a_device_that_shows_nothing_that_is_typed() {
        ScriptedShell shell = ScriptedShell.of(answering("\r\nsw1#", "show it", "\r\nfirst\r\nno line break heresw1#"))
                .greeting("sw1#");
        shell.echo(false);
        try (DeviceSession session = Sessions.open(shell, "cisco_ios")) {
            assertThat(session.run("show it").output().stripLeading()).isEqualTo("first\nno line break here");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cisco_ios, sw1#",
        "huawei_vrp, <sw1>",
        "vyos, kim@sw1:~$",
        "ubiquiti_edgeswitch, (sw1) #",
        "cisco_ftd, >",
        "alcatel_aos, ->",
        "juniper_junos, {master:0}|kim@sw1>",
        "nokia_srl, --{ + running }--[  ]--|A:sw1#"
    })
    void the_prompts_for_enter_keys_that_were_typed_while_a_device_was_only_slow_are_no_output(
            String platform, String shown) {
        String prompt = shown.replace("|", "\r\n");
        for (int largest : CHUNKS) {
            for (int enters = 1; enters <= 3; enters++) {
                AtomicInteger typed = new AtomicInteger(Integer.MIN_VALUE);
                int most = enters;
                ScriptedShell shell = new ScriptedShell(1, largest, (self, line) -> {
                            if (line.equals("show it")) {
                                typed.set(0);
                                self.echo(false);
                                return "before\r\n";
                            }
                            int keys = line.isEmpty() ? typed.incrementAndGet() : Integer.MIN_VALUE;
                            if (keys == most) { // the device goes on, and takes the keys that have waited
                                typed.set(Integer.MIN_VALUE);
                                self.echo(true);
                                return "after\r\n" + (prompt + "\r\n").repeat(most) + prompt;
                            }
                            return keys > 0 ? "" : prompt;
                        })
                        .greeting(prompt);
                try (DeviceSession session = Sessions.open(shell, platform)) {
                    assertThat(session.run("show it").output())
                            .as("%s enter keys, chunks up to %s", enters, largest)
                            .isEqualTo("before\nafter\n");
                    assertThat(session.run("show clock").output()).isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "juniper_junos, {master:0}|kim@sw1>",
        "nokia_srl, --{ + running }--[  ]--|A:sw1#",
        "nokia_sros_md, []|A:kim@sw1#"
    })
    void the_context_line_of_a_prompt_that_a_log_message_has_covered_is_no_output(String platform, String shown) {
        String prompt = shown.replace("|", "\r\n");
        for (int largest : CHUNKS) {
            ScriptedShell shell = new ScriptedShell(
                            1,
                            largest,
                            answering(
                                    prompt,
                                    "show it",
                                    "noon\r\n" + prompt + "\r\n*Mar 1 10:10:10: %LINK-3-UPDOWN: Gi0/1 is up\r\n"))
                    .greeting(prompt);
            try (DeviceSession session = Sessions.open(shell, platform)) {
                assertThat(session.run("show it").output()).isEqualTo("noon\n");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"juniper_junos, {master:0}, kim@sw1> ", "paloalto_panos, [edit network], kim@sw1# "})
    void a_log_line_between_the_context_line_and_the_prompt_is_no_output(
            String platform, String context, String shown) {
        String log = "Nov 30 04:00:00  mx1 sshd[123]: Accepted password for kim\r\n";
        String prompt = shown.strip() + " ";
        for (int largest : CHUNKS) {
            ScriptedShell shell = new ScriptedShell(
                            1,
                            largest,
                            answering(prompt, "show it", "noon\r\n" + log + context + "\r\n" + log + prompt))
                    .greeting(prompt);
            try (DeviceSession session = Sessions.open(shell, platform)) {
                assertThat(session.run("show it").output())
                        .as("chunks up to %s", largest)
                        .isEqualTo("noon\n" + log.replace("\r", ""));
            }
        }
    }

    @Test
    void a_command_that_a_busy_device_shows_again_behind_the_prompt_is_no_output() {
        for (int largest : CHUNKS) {
            ScriptedShell shell = new ScriptedShell(
                            1, largest, answering("sw1#", "show clock", "noon\r\nsw1#show clock\r\nsw1#"))
                    .greeting("sw1#");
            try (DeviceSession session = Sessions.open(shell, "arista_eos")) {
                for (int i = 0; i < 3; i++) {
                    assertThat(session.run("show clock").output()).isEqualTo("noon\n");
                }
            }
        }
    }

    @Test
    void a_line_of_output_that_has_the_host_name_and_the_form_of_a_prompt_ends_nothing() throws InterruptedException {
        String prompt = "RP/0/RSP0/CPU0:sw1#";
        CountDownLatch asked = new CountDownLatch(1);
        ScriptedShell shell = ScriptedShell.of((self, line) -> {
                    if (line.equals("show it")) {
                        asked.countDown();
                        return "first\r\nsw1#";
                    }
                    return prompt;
                })
                .greeting(prompt);
        Thread late = shell.printLater(asked, "\r\nlast\r\n" + prompt);
        SessionSettings patient =
                SessionSettings.builder().settle(Duration.ofSeconds(2)).build();
        try (DeviceSession session = Sessions.open(shell, "cisco_xr", Sessions.kim(), patient)) {
            assertThat(session.run("show it").output()).isEqualTo("first\nsw1#\nlast\n");
        } finally {
            late.interrupt();
            late.join();
        }
    }

    @Test
    void an_enter_key_is_not_typed_into_a_view_because_its_name_is_in_the_prompt() {
        ScriptedShell shell = ScriptedShell.of((self, line) -> switch (line.strip()) {
                    case "system-view" -> "Enter system view, return user view with Ctrl+Z.\r\n[sw1]";
                    case "interface Vlanif1", "description x" -> "[sw1-Vlanif1]";
                    case "save" -> "Info: Save the configuration successfully.\r\n<sw1>";
                    default -> "<sw1>";
                })
                .greeting("<sw1>");
        try (DeviceSession session = Sessions.open(shell, "huawei_vrp")) {
            ChangeResult result = session.configure(
                    ConfigChange.of("interface Vlanif1", " description x"), OperationContext.as(Actor.user("kim")));
            assertThat(result.isOk()).as(result.message()).isTrue();
            assertThat(shell.lines()).doesNotContain("");
        }
    }

    @Test
    void a_mark_before_the_prompt_is_no_output() {
        AtomicInteger typed = new AtomicInteger();
        ScriptedShell shell = ScriptedShell.of((self, line) -> {
                    typed.incrementAndGet();
                    return line.startsWith("show") ? "noon\r\n*A:sw1# " : "A:sw1# ";
                })
                .greeting("A:sw1# ");
        try (DeviceSession session = Sessions.open(shell, "nokia_sros")) {
            assertThat(session.run("show clock").output()).isEqualTo("noon\n");
            int before = typed.get();
            assertThat(session.run("show clock").output()).isEqualTo("noon\n");
            assertThat(typed.get() - before).as("nothing typed to be sure").isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 4096})
    void a_banner_with_a_line_like_a_prompt_is_not_the_device(int largest) throws InterruptedException {
        ScriptedShell shell = new ScriptedShell(1, largest, answering("\r\nsw1#", "show clock", "noon\r\n\r\nsw1#"));
        shell.print("\r\n*** only for staff ***\r\ncore-router#");
        Thread late = new Thread(() -> {
            Deadline pause = Deadline.after(Duration.ofMillis(150));
            while (!pause.hasPassed()) {
                Thread.onSpinWait();
            }
            shell.print("\r\nlast login: yesterday\r\nsw1#");
        });
        late.start();
        try (DeviceSession session = Sessions.open(shell, "cisco_ios")) {
            assertThat(session.run("show clock").output().strip()).isEqualTo("noon");
            assertThat(session.run("show clock").output().strip()).isEqualTo("noon");
            assertThat(session.hostname()).isEqualTo("sw1");
        }
        late.join();
    }

    @Test
    void a_prompt_that_comes_once_too_often_disturbs_nothing() {
        for (int largest : CHUNKS) {
            ScriptedShell shell = new ScriptedShell(
                            1,
                            largest,
                            (self, line) -> line.equals("show clock") ? "noon\r\nsw1#\r\nsw1#" : "sw1#\r\nsw1#")
                    .greeting("sw1#\r\nsw1#");
            try (DeviceSession session = Sessions.open(shell, "arista_eos")) {
                for (int i = 0; i < 5; i++) {
                    assertThat(session.run("show clock").output()).isEqualTo("noon\n");
                }
            }
        }
    }

    @Test
    void a_prompt_that_comes_once_too_often_is_not_the_answer_to_the_next_command_where_nothing_typed_is_shown() {
        ScriptedShell shell = ScriptedShell.of(
                        (self, line) -> line.equals("show clock") ? "\r\nnoon\r\n(sw1) #" : "\r\n(sw1) #")
                .greeting("(sw1) #");
        shell.echo(false);
        try (DeviceSession session = Sessions.open(shell, "aruba_os")) {
            for (int i = 0; i < 5; i++) {
                assertThat(session.run("show clock").output().strip()).isEqualTo("noon");
                shell.print("\r\n(sw1) #");
            }
        }
    }

    @Test
    void a_prompt_that_comes_twice_on_its_line_is_no_output() {
        for (int largest : CHUNKS) {
            ScriptedShell shell = new ScriptedShell(1, largest, answering("sw1#", "show clock", "noon\r\nsw1#sw1# "))
                    .greeting("sw1#");
            try (DeviceSession session = Sessions.open(shell, "cisco_ios")) {
                assertThat(session.run("show clock").output()).isEqualTo("noon\n");
            }
        }
    }

    @Test
    void a_log_message_in_the_middle_of_what_is_typed_costs_a_moment() {
        for (int largest : CHUNKS) {
            for (boolean repainted : new boolean[] {true, false}) {
                ScriptedShell shell =
                        new ScriptedShell(1, largest, answering("sw1#", "show clock", "noon\r\nsw1#")).greeting("sw1#");
                shell.echoing((self, typed) -> typed.substring(typed.length() - 1)
                        + (typed.equals("show cl")
                                ? "\r\n*Nov 29 12:00:00.000: %LINK-3-UPDOWN: Interface Gi0/1, changed state to up\r\n"
                                        + (repainted ? "sw1#show cl" : "")
                                : ""));
                try (DeviceSession session = Sessions.open(shell, "cisco_ios")) {
                    CommandResult result = session.run("show clock");
                    assertThat(result.status()).isEqualTo(CommandStatus.OK);
                    assertThat(result.output()).endsWith("noon\n");
                    assertThat(session.run("show version").status()).isEqualTo(CommandStatus.OK);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 4096})
    void colours_cursor_questions_and_pasting_marks_leave_no_trace(int largest) {
        String prompt = "\u001b[9999B\u001b[m\u001b[36m[admin@\u001b[0mR1\u001b[36m]\u001b[0m > \u001b[K";
        ScriptedShell shell = new ScriptedShell(
                        1,
                        largest,
                        answering(prompt, "/system identity print", "\r  name: \u001b[1mR1\u001b[m\r\n\r\n" + prompt))
                .greeting("\u001b[6n\u001b[c\r\n\r\n  MikroTik RouterOS 7.16\r\n\r\n" + prompt);
        try (DeviceSession session = Sessions.open(shell, "mikrotik_routeros")) {
            assertThat(session.run("/system identity print").output().strip()).isEqualTo("name: R1");
            assertThat(session.hostname()).isEqualTo("R1");
        }
        String bash = "\u001b[?2004h\u001b]0;kim@box: ~\u0007\u001b[01;32mkim@box\u001b[00m:\u001b[01;34m~\u001b[00m$ ";
        ScriptedShell box = new ScriptedShell(
                        2, largest, answering(bash, "uptime", "\u001b[?2004l\r up 3 days\r\n" + bash))
                .greeting("Linux box 6.1\r\n" + bash);
        try (DeviceSession session = Sessions.open(box, "linux")) {
            assertThat(session.run(Command.exec("uptime")).output().strip()).isEqualTo("up 3 days");
            assertThat(session.hostname()).isEqualTo("box");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 4096})
    void a_screen_that_is_cleared_shows_only_what_comes_after(int largest) {
        ScriptedShell shell = new ScriptedShell(1, largest, (self, line) -> {
            if (line.equals(" ") || line.isEmpty()) {
                self.keysAtOnce(false);
                return "\u001b[2J\u001b[1;24r\u001b[24;1Hsw1# ";
            }
            return line.equals("show clock") ? "noon\r\nsw1# " : "sw1# ";
        });
        shell.keysAtOnce(true);
        shell.greeting("ProCurve J9145A\r\nPress any key to continue");
        try (DeviceSession session = Sessions.open(shell, "hp_procurve")) {
            assertThat(session.hostname()).isEqualTo("sw1");
            assertThat(session.run("show clock").output()).isEqualTo("noon\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b[7m--More--\u001b[m",
                " --More-- ",
                "<--- More --->",
                "--More-- (12%)",
                "---(more 34%)---",
                "  ---- More ----",
                "Press any key to continue (Q to quit)",
                "lines 1-23 ",
                "--- more ---, next page: Space, next line: Enter, quit: Control-C"
            })
    void a_pager_of_any_make_is_answered_on_a_platform_that_has_another(String pager) {
        for (int largest : CHUNKS) {
            ScriptedShell shell = new ScriptedShell(1, largest, (self, line) -> {
                        if (line.equals("show pages")) {
                            self.keysAtOnce(true);
                            self.echo(false);
                            return "line 1\r\nline 2\r\n" + pager;
                        }
                        if (line.equals(" ")) {
                            self.keysAtOnce(false);
                            self.echo(true);
                            return "\r\u001b[Kline 3\r\nsw1#";
                        }
                        return "sw1#";
                    })
                    .greeting("sw1#");
            try (DeviceSession session = Sessions.open(shell, "cisco_ios")) {
                assertThat(session.run("show pages").output())
                        .as("chunks up to %s", largest)
                        .isEqualTo("line 1\nline 2\nline 3\n");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cisco_ios, sw1#, % Authorization failed.",
        "cisco_ios, sw1#, Command authorization failed.",
        "cisco_nxos, sw1#, % Permission denied for the role",
        "cisco_xr, RP/0/RP0/CPU0:sw1#, '% This command is not authorized'",
        "arista_eos, sw1#, % Authorization denied for command 'show it'",
        "juniper_junos, kim@sw1>, error: permission denied: it",
        "huawei_vrp, <sw1>, Error: You do not have permission to run the command or the command is incomplete.",
        "hp_comware, <sw1>, Permission denied."
    })
    void a_command_that_the_user_may_not_give_was_refused(String platform, String prompt, String answer) {
        ScriptedShell shell = ScriptedShell.of(answering(prompt, "show it", answer + "\r\n\r\n" + prompt))
                .greeting(prompt);
        try (DeviceSession session = Sessions.open(shell, platform)) {
            assertThat(session.run(Command.exec("show it")).status()).isEqualTo(CommandStatus.REJECTED);
        }
    }

    @Test
    void a_name_that_a_commit_changes_is_learnt() {
        for (int largest : CHUNKS) {
            String[] host = {"sw1"};
            ScriptedShell shell = new ScriptedShell(1, largest, (self, line) -> switch (line.strip()) {
                        case "set system host-name edge1" -> "\r\n[edit]\r\nkim@" + host[0] + "# ";
                        case "configure", "configure exclusive" ->
                            "Entering configuration mode\r\n\r\n[edit]\r\nkim@" + host[0] + "# ";
                        case "commit" -> {
                            host[0] = "edge1";
                            yield "commit complete\r\n\r\n[edit]\r\nkim@edge1# ";
                        }
                        case "exit" -> "Exiting configuration mode\r\n\r\nkim@" + host[0] + "> ";
                        default -> "kim@" + host[0] + "> ";
                    })
                    .greeting("\r\nkim@sw1> ");
            try (DeviceSession session = Sessions.open(shell, "juniper_junos")) {
                assertThat(session.run(Command.exec("set system host-name edge1")
                                        .at("config"))
                                .status())
                        .isEqualTo(CommandStatus.OK);
                assertThat(session.run(Command.exec("commit").at("config")).output())
                        .contains("commit complete");
                assertThat(session.hostname()).isEqualTo("edge1");
                assertThat(session.run(Command.exec("show nothing").at("exec")).resynchronised())
                        .isZero();
            }
        }
    }

    @Test
    void a_device_that_shows_nothing_of_what_is_typed_is_not_waited_for_again_and_again() {
        ScriptedShell shell = ScriptedShell.of(answering("sw1#", "show clock", "noon\r\nsw1#"))
                .echoing(Echoes.none())
                .greeting("sw1#");
        try (DeviceSession session = Sessions.open(shell, "cisco_ios")) {
            for (int i = 0; i < 5; i++) {
                assertThat(session.run("show clock").output()).isEqualTo("noon\n");
            }
            assertThat(shell.writes()).as("line and enter key at once").endsWith("show clock\n");
        }
    }
}
