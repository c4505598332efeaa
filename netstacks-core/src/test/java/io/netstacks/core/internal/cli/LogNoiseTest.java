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
import io.netstacks.spi.config.ChangeResult;
import io.netstacks.spi.config.ChangeStatus;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.config.LineResult;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.SessionFailedException;
import io.netstacks.spi.session.DeviceSession;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Log lines that a device prints wherever they happen to come: they end nothing, hide nothing and answer nothing. */
@Timeout(30)
class LogNoiseTest {

    private static final int[] CHUNKS = {1, 2, 7, 4096};

    private static final String LOG =
            "*Nov 30 04:00:00.123: %LINK-3-UPDOWN: Interface GigabitEthernet0/1, changed state to down";

    private static final String OVER = "\r\n" + LOG + "\r\n";

    private static OperationContext kim() {
        return OperationContext.as(Actor.user("kim")).within(Duration.ofSeconds(5));
    }

    private static DeviceSession open(ScriptedShell shell) {
        return Sessions.open(shell, "cisco_ios");
    }

    private static ScriptedShell shell(int largest, ScriptedShell.Device device) {
        return new ScriptedShell(largest, largest, device).greeting("sw1#");
    }

    /** Prints more when the session has waited for a while. */
    private static void later(ScriptedShell shell, int quietMoments, String rest) {
        Executor delayed = CompletableFuture.delayedExecutor(
                Sessions.QUICK.quiet().multipliedBy(quietMoments).toMillis(), TimeUnit.MILLISECONDS);
        delayed.execute(() -> shell.print(rest));
    }

    @ParameterizedTest
    @CsvSource({
        "cisco_ios, sw1#",
        "cisco_xr, RP/0/RSP0/CPU0:sw1#",
        "huawei_vrp, <sw1>",
        "juniper_junos, {master:0}|kim@sw1>",
        "nokia_srl, --{ + running }--[  ]--|A:sw1#"
    })
    void what_is_printed_over_the_prompt_is_no_output(String platform, String shown) {
        String prompt = shown.replace("|", "\r\n");
        for (int largest : CHUNKS) {
            for (String over :
                    new String[] {OVER, OVER + prompt, OVER + LOG + "\r\n" + prompt, LOG + "\r\n" + prompt}) {
                ScriptedShell shell = new ScriptedShell(
                                largest,
                                largest,
                                (self, line) -> line.equals("show it") ? "noon\r\n" + prompt + over : prompt)
                        .greeting(prompt);
                try (DeviceSession session = Sessions.open(shell, platform)) {
                    for (int i = 0; i < 2; i++) {
                        CommandResult result = session.run("show it");
                        assertThat(result.output())
                                .as("%s, chunks up to %s", over, largest)
                                .isEqualTo("noon\n");
                        assertThat(session.run(Command.exec("show it")).output())
                                .as("%s, chunks up to %s", over, largest)
                                .isEqualTo("noon\n");
                    }
                }
            }
        }
    }

    @Test
    void a_log_line_in_the_output_stays_there() {
        for (int largest : CHUNKS) {
            ScriptedShell shell = shell(
                    largest, (self, line) -> line.equals("show it") ? "one\r\n" + LOG + "\r\ntwo\r\nsw1#" : "sw1#");
            try (DeviceSession session = open(shell)) {
                assertThat(session.run("show it").output()).isEqualTo("one\n" + LOG + "\ntwo\n");
            }
        }
    }

    @Test
    void a_log_of_the_device_is_shown_whole() {
        String log = "Syslog logging: enabled\r\n\r\nLog Buffer (4096 bytes):\r\n" + (LOG + "\r\n").repeat(100);
        for (int largest : CHUNKS) {
            ScriptedShell shell = shell(largest, (self, line) -> line.equals("show logging") ? log + "sw1#" : "sw1#");
            try (DeviceSession session = open(shell)) {
                assertThat(session.run("show logging").output()).isEqualTo(log.replace("\r", ""));
            }
        }
    }

    @Test
    void log_lines_that_come_all_the_time_do_not_hide_the_prompt() {
        AtomicBoolean storm = new AtomicBoolean(true);
        ScriptedShell shell = ScriptedShell.of((self, line) -> {
                    if (line.equals("show clock")) {
                        logAllTheTime(self, storm);
                        return "noon\r\nsw1#\r\n";
                    }
                    return line.isEmpty() ? "sw1#" + OVER : "sw1#";
                })
                .greeting("sw1#");
        try (DeviceSession session = open(shell)) {
            CommandResult result = session.run(Command.exec("show clock"));
            assertThat(result.resynchronised()).isEqualTo(1);
            assertThat(result.output()).isEqualTo("noon\n");
        } finally {
            storm.set(false);
        }
    }

    private static void logAllTheTime(ScriptedShell shell, AtomicBoolean storm) {
        CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS).execute(() -> {
            if (storm.get()) {
                shell.print(LOG + "\r\n");
                logAllTheTime(shell, storm);
            }
        });
    }

    @Test
    void a_prompt_is_asked_for_again_under_log_lines_however_slow_the_command_was() {
        boolean[] asked = {false};
        ScriptedShell shell = ScriptedShell.of((self, line) -> {
                    if (line.equals("show it")) {
                        asked[0] = true;
                        self.echo(false);
                        later(self, 5, "noon\r\nsw1#\r\nsw1#\r\nsw1#\r\nsw1#" + OVER);
                        return "";
                    }
                    return asked[0] ? "" : "sw1#";
                })
                .greeting("sw1#");
        try (DeviceSession session = open(shell)) {
            assertThat(session.run("show it").output()).isEqualTo("noon\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Proceed with reload? [confirm]", "Really? [y/n]: ", "Enter a name: ", "Old password: "})
    void a_question_under_a_log_line_fails_with_its_text_and_gets_no_key(String question) {
        for (int largest : CHUNKS) {
            for (Command command : new Command[] {Command.exec("do it"), Command.show("do it")}) {
                ScriptedShell shell = shell(largest, (self, line) -> line.equals("do it") ? question + OVER : "sw1#");
                DeviceSession session = open(shell);
                assertThatThrownBy(() -> session.run(command))
                        .isInstanceOfSatisfying(SessionFailedException.class, e -> {
                            assertThat(e.code()).isEqualTo(ErrorCode.UNEXPECTED_QUESTION);
                            assertThat(e.reason()).contains("asks \"" + question.strip());
                        });
                assertThat(shell.lines()).doesNotContain("");
            }
        }
    }

    @Test
    void a_question_that_is_shown_again_gets_its_answer_once_wherever_a_chunk_ends() {
        for (int seed = 1; seed <= 200; seed++) {
            ScriptedShell shell = new ScriptedShell(
                            seed,
                            7,
                            (self, line) -> line.equals("clear counters")
                                    ? "Clear all? [confirm]" + OVER + "Clear all? [confirm]"
                                    : line.equals("y") ? OVER + "done\r\nsw1#" : "sw1#")
                    .greeting("sw1#");
            Dialogue yes = Dialogue.answering(seed % 2 == 0 ? "\\[confirm\\]" : "\\[confirm\\]\\s*$", "y");
            try (DeviceSession session = Sessions.open(shell, "cisco_ios", Sessions.kim(), Sessions.INSTANT)) {
                assertThat(session.ask("clear counters", yes).isOk()).isTrue();
                assertThat(shell.lines()).as("seed %s", seed).containsOnlyOnce("y");
            }
        }
    }

    @Test
    void a_question_under_log_lines_gets_its_answer_once() {
        for (int largest : CHUNKS) {
            for (String over : new String[] {OVER, OVER + OVER, LOG + "\r\n", OVER + "Clear all? [confirm]"}) {
                ScriptedShell shell = shell(
                        largest,
                        (self, line) -> line.equals("clear counters")
                                ? "Clear all? [confirm]" + over
                                : line.equals("y") ? "\r\ndone\r\nsw1#" : "sw1#");
                try (DeviceSession session = open(shell)) {
                    CommandResult result = session.ask("clear counters", Dialogue.answering("\\[confirm\\]$", "y"));
                    assertThat(result.isOk()).isTrue();
                    assertThat(result.output()).endsWith("done\n");
                    assertThat(shell.lines())
                            .as("%s, chunks up to %s", over, largest)
                            .containsOnlyOnce("y");
                }
            }
        }
    }

    @Test
    void a_pager_under_log_lines_is_answered() {
        for (int largest : CHUNKS) {
            ScriptedShell shell = shell(largest, (self, line) -> {
                if (line.equals("show pages")) {
                    self.keysAtOnce(true);
                    self.echo(false);
                    return "line 1\r\n --More-- " + OVER;
                }
                if (line.equals(" ")) {
                    self.keysAtOnce(false);
                    self.echo(true);
                    return "\r\u001b[Kline 2\r\nsw1#";
                }
                return "sw1#";
            });
            try (DeviceSession session = open(shell)) {
                assertThat(session.run(Command.exec("show pages")).output())
                        .doesNotContain("More")
                        .startsWith("line 1\n")
                        .endsWith("line 2\n");
            }
        }
    }

    @Test
    void the_enable_secret_is_typed_once_whatever_is_printed_over_its_question() {
        Credentials both = Credentials.of("kim")
                .password(Secret.of("pa55word"))
                .enableSecret(Secret.of("s3cret"))
                .build();
        for (int largest : CHUNKS) {
            for (String over : new String[] {OVER, OVER + "Password: ", LOG + "\r\n", OVER + OVER + "Password: "}) {
                IosScript ios = new IosScript();
                ios.level = ">";
                ios.secret = "s3cret";
                ScriptedShell shell = new ScriptedShell(largest, largest, (self, line) -> {
                            String answer = ios.apply(self, line);
                            return answer.equals("Password: ") ? answer + over : answer;
                        })
                        .greeting("sw1>");
                try (DeviceSession session = Sessions.open(shell, "cisco_ios", both)) {
                    assertThat(session.level().name()).isEqualTo("privileged");
                }
                assertThat(shell.lines())
                        .as("%s, chunks up to %s", over, largest)
                        .containsOnlyOnce("s3cret");
            }
        }
    }

    @Test
    void a_secret_that_is_asked_for_again_behind_a_log_line_was_refused() {
        ScriptedShell shell = ScriptedShell.of((self, line) -> {
                    self.echo(!line.equals("enable"));
                    return line.equals("enable")
                            ? "Password: "
                            : line.equals("pa55word") ? OVER + "Password: " : "sw1>";
                })
                .greeting("sw1>");
        DeviceSession session = open(shell);
        assertThatThrownBy(() -> session.enter("privileged", Deadline.after(Duration.ofSeconds(2))))
                .isInstanceOfSatisfying(
                        NetStacksException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DEVICE_REFUSED));
        assertThat(shell.lines()).containsOnlyOnce("pa55word");
    }

    @Test
    void a_login_inside_the_shell_types_each_answer_once_whatever_is_printed_over_its_questions() {
        for (int largest : CHUNKS) {
            for (String over : new String[] {OVER, OVER + "?", LOG + "\r\n"}) {
                ScriptedShell shell = new ScriptedShell(largest, largest, (self, line) -> switch (line) {
                            case "kim" -> {
                                self.echo(false);
                                yield "Password: " + over.replace("?", "Password: ");
                            }
                            case "pa55word" -> {
                                self.echo(true);
                                yield "\r\nsw1#" + over.replace("?", "sw1#");
                            }
                            default -> "sw1#";
                        })
                        .loginInShell()
                        .greeting("User Access Verification\r\n\r\nUsername: " + over.replace("?", "Username: "));
                try (DeviceSession session = open(shell)) {
                    assertThat(session.hostname()).isEqualTo("sw1");
                }
                assertThat(shell.lines())
                        .as("%s, chunks up to %s", over, largest)
                        .containsOnlyOnce("kim", "pa55word");
            }
        }
    }

    @Test
    void a_log_line_that_names_the_command_is_not_its_echo() {
        String named = "*Nov 30 04:00:00.123: %PARSER-5-CFGLOG_LOGGEDCMD: User:kim  logged command:show clock\r\n";
        for (int largest : CHUNKS) {
            ScriptedShell shell = shell(largest, (self, line) -> line.equals("show clock") ? "noon\r\nsw1#" : "sw1#");
            shell.echoing((self, typed) ->
                    (typed.equals("s") ? "\r\n" + named + "sw1#" : "") + typed.substring(typed.length() - 1));
            try (DeviceSession session = open(shell)) {
                assertThat(session.run("show clock").output())
                        .as("chunks up to %s", largest)
                        .isEqualTo("noon\n");
            }
        }
    }

    @Test
    void a_log_line_in_the_middle_of_what_is_typed_leaves_no_trace_of_it_in_the_output() {
        for (int largest : CHUNKS) {
            for (String again : new String[] {"", "sw1#show cl"}) {
                ScriptedShell shell =
                        shell(largest, (self, line) -> line.equals("show clock") ? "noon\r\nsw1#" : "sw1#");
                shell.echoing((self, typed) ->
                        typed.substring(typed.length() - 1) + (typed.equals("show cl") ? OVER + again : ""));
                try (DeviceSession session = open(shell)) {
                    assertThat(session.run("show clock").output()).isEqualTo("noon\n");
                }
            }
        }
    }

    @Test
    void a_command_that_is_shown_again_under_a_log_line_is_no_output_and_its_prompt_ends_nothing() {
        for (int largest : CHUNKS) {
            ScriptedShell shell = shell(
                    largest,
                    (self, line) -> line.equals("show clock") ? LOG + "\r\nsw1#show clock\r\nnoon\r\nsw1#" : "sw1#");
            try (DeviceSession session = open(shell)) {
                assertThat(session.run("show clock").output())
                        .as("chunks up to %s", largest)
                        .isEqualTo("noon\n");
            }
        }
    }

    @Test
    void a_prompt_that_a_log_line_brings_back_does_not_end_a_command_whose_echo_is_late() {
        ScriptedShell shell = ScriptedShell.of((self, line) -> {
                    if (line.equals("show clock")) {
                        self.echo(true);
                        later(self, 3, "show clock\r\nnoon\r\nsw1#");
                        return OVER + "sw1#";
                    }
                    return "sw1#";
                })
                .greeting("sw1#");
        try (DeviceSession session = open(shell)) {
            session.run("show version");
            shell.echo(false);
            assertThat(session.run("show clock").output()).isEqualTo("noon\n");
        }
    }

    @Test
    void nothing_of_a_slow_answer_is_lost_because_lines_of_it_begin_like_the_prompt() {
        String answer = "sw1#show clock\r\nnoon\r\n";
        ScriptedShell shell = ScriptedShell.of((self, line) -> {
                    if (line.equals("more flash:session.log")) {
                        self.echo(false);
                        later(self, 2, "sw1#show version\r\nthe end\r\nsw1#");
                        return answer;
                    }
                    return line.isEmpty() ? "" : "sw1#";
                })
                .greeting("sw1#");
        try (DeviceSession session = open(shell)) {
            assertThat(session.run("more flash:session.log").output())
                    .isEqualTo("sw1#show clock\nnoon\nsw1#show version\nthe end\n");
        }
    }

    /** Where a log line comes while lines of a change are typed; {@code P} is the prompt, {@code E} the line typed next. */
    @ParameterizedTest
    @ValueSource(strings = {"over", "over again", "before", "in the echo", "in the echo again", "behind the echo"})
    void a_change_is_told_as_without_log_lines_wherever_they_come(String place) {
        for (int largest : new int[] {1, 7, 4096}) {
            for (boolean pipelined : new boolean[] {true, false}) {
                for (String at : new String[] {"vlan 5", "vlan 6", "bad line", "vlan 8"}) {
                    for (boolean refused : new boolean[] {true, false}) {
                        checkChange(place, largest, pipelined, at, refused);
                    }
                }
            }
        }
    }

    private static void checkChange(String place, int largest, boolean pipelined, String at, boolean refused) {
        IosScript ios = new IosScript();
        ScriptedShell shell = new ScriptedShell(largest, largest, (self, line) -> {
                    String answer = ios.apply(self, line);
                    return !line.equals(at)
                            ? answer
                            : switch (place) {
                                case "over" -> answer + OVER;
                                case "over again" -> answer + OVER + ios.prompt();
                                case "before", "behind the echo" -> LOG + "\r\n" + answer;
                                default -> answer;
                            };
                })
                .greeting("sw1#");
        String begun = at.substring(0, 3);
        shell.echoing((self, typed) -> typed.substring(typed.length() - 1)
                + (place.startsWith("in the echo") && typed.equals(begun) && at.startsWith(typed)
                        ? OVER + (place.endsWith("again") ? ios.prompt() + typed : "")
                        : ""));
        ConfigChange.Builder change = ConfigChange.builder().line("vlan 5").line("vlan 6");
        if (refused) {
            change.line("bad line");
        }
        change.line("vlan 8").pipelined(pipelined);
        try (DeviceSession session = open(shell)) {
            ChangeResult result = session.configure(change.build(), kim());
            String what = place + " at " + at + ", chunks up to " + largest + (pipelined ? ", ahead" : "") + ", "
                    + result.message();
            assertThat(result.status()).as(what).isEqualTo(refused ? ChangeStatus.REJECTED : ChangeStatus.APPLIED);
            assertThat(result.lines().stream().map(LineResult::status))
                    .as(what)
                    .doesNotContain(LineResult.Status.UNKNOWN);
            assertThat(result.lines().get(2).status())
                    .as(what)
                    .isEqualTo(refused ? LineResult.Status.REJECTED : LineResult.Status.ACCEPTED);
            assertThat(session.run("show nothing").status()).isEqualTo(CommandStatus.REJECTED);
        }
        assertThat(ios.config).startsWith("vlan 5", "vlan 6");
    }

    @Test
    void what_a_log_line_says_refuses_nothing_and_confirms_nothing() {
        String aaa = "*Nov 30 04:00:00.123: %AAA-3-BADSERVER: Command authorization failed for kim\r\n";
        IosScript ios = new IosScript();
        ScriptedShell shell = ScriptedShell.of((self, line) -> {
                    String answer = ios.apply(self, line);
                    return line.equals("vlan 6") || line.equals("show clock")
                            ? aaa + answer
                            : line.equals("write memory")
                                    ? "*Nov 30 04:00:00.123: %SYS-5-SAVE: wrote [OK]\r\n% Flash busy\r\n" + ios.prompt()
                                    : answer;
                })
                .greeting("sw1#");
        ios.answers.put("show clock", "noon\r\n");
        try (DeviceSession session = open(shell)) {
            assertThat(session.run("show clock").status()).isEqualTo(CommandStatus.OK);
            ChangeResult result = session.configure(ConfigChange.of("vlan 5", "vlan 6", "vlan 7"), kim());
            assertThat(result.status()).as(result.message()).isEqualTo(ChangeStatus.APPLIED_NOT_SAVED);
            assertThat(result.lines()).allMatch(line -> line.status() == LineResult.Status.ACCEPTED);
        }
    }

    @Test
    void a_prompt_that_a_log_line_brings_back_is_no_answer_where_nothing_typed_is_shown() {
        SessionSettings settings = SessionSettings.builder()
                .settle(Duration.ofMillis(10))
                .quiet(Duration.ofMillis(300))
                .build();
        ScriptedShell shell = ScriptedShell.of((self, line) -> {
                    if (line.equals("show clock")) {
                        later(self, 2, "\r\nnoon\r\n(sw1) #");
                        return OVER + "(sw1) #";
                    }
                    return "\r\n(sw1) #";
                })
                .greeting("(sw1) #");
        shell.echo(false);
        try (DeviceSession session = Sessions.open(shell, "aruba_os", Sessions.kim(), settings)) {
            assertThat(session.run("show clock").output()).contains("noon");
        }
    }
}
