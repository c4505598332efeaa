package io.netstacks.core.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.Actor;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.command.Dialogue;
import io.netstacks.spi.config.ChangeResult;
import io.netstacks.spi.config.ChangeStatus;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.config.ConfigLine;
import io.netstacks.spi.config.LineResult;
import io.netstacks.spi.error.DeniedException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.session.DeviceSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigureTest {

    private static final OperationContext KIM =
            OperationContext.as(Actor.user("kim")).within(Duration.ofSeconds(5));

    private final IosScript ios = new IosScript();
    private final JunosScript junos = new JunosScript();

    private DeviceSession cisco() {
        return Sessions.open(ScriptedShell.of(ios).greeting("sw1#"), "cisco_ios");
    }

    private DeviceSession juniper() {
        return Sessions.open(ScriptedShell.of(junos).greeting("kim@mx1> "), "juniper_junos");
    }

    private static List<LineResult.Status> statuses(ChangeResult result) {
        return result.lines().stream().map(LineResult::status).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4096})
    void applies_lines_leaves_and_saves(int largest) {
        ScriptedShell shell = new ScriptedShell(largest, largest, ios).greeting("sw1#");
        try (DeviceSession session = Sessions.open(shell, "cisco_ios")) {
            ChangeResult result =
                    session.configure(ConfigChange.of("interface Vlan1", " description it", "ip domain name x"), KIM);
            assertThat(result.status()).as(result.message()).isEqualTo(ChangeStatus.APPLIED);
            assertThat(result.saved()).isTrue();
            assertThat(session.level().name()).isEqualTo("privileged");
        }
        assertThat(ios.config).containsExactly("interface Vlan1", "description it", "ip domain name x");
        assertThat(ios.saved).isTrue();
    }

    @Test
    void stops_at_the_first_refused_line_and_leaves_configuration_mode() {
        try (DeviceSession session = cisco()) {
            ChangeResult result = session.configure(ConfigChange.of("vlan 5", "bad line", "vlan 6"), KIM);
            assertThat(result.status()).isEqualTo(ChangeStatus.REJECTED);
            assertThat(statuses(result))
                    .containsExactly(
                            LineResult.Status.ACCEPTED, LineResult.Status.REJECTED, LineResult.Status.NOT_SENT);
            assertThat(result.message()).contains("line 2").contains("% Invalid input");
            assertThat(session.level().name()).isEqualTo("privileged");
        }
        assertThat(ios.config).containsExactly("vlan 5");
        assertThat(ios.saved).isFalse();
    }

    @Test
    void sends_nothing_in_a_dry_run_where_lines_apply_at_once() {
        try (DeviceSession session = cisco()) {
            ChangeResult result = session.configure(
                    ConfigChange.builder().line("vlan 5").dryRun(true).build(), KIM);
            assertThat(result.status()).isEqualTo(ChangeStatus.DRY_RUN);
            assertThat(statuses(result)).containsExactly(LineResult.Status.NOT_SENT);
        }
        assertThat(ios.config).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reload",
                "rel in 5",
                "do reload",
                "write erase",
                "no router bgp 65000",
                "format flash:",
                "delete protocols bgp"
            })
    void refuses_dangerous_lines_before_anything_is_sent(String line) {
        ScriptedShell shell = ScriptedShell.of(ios).greeting("sw1#");
        try (DeviceSession session = Sessions.open(shell, "cisco_ios")) {
            int before = shell.lines().size();
            assertThatThrownBy(() -> session.configure(ConfigChange.of("vlan 5", line), KIM))
                    .isInstanceOf(DeniedException.class)
                    .hasMessageContaining(line);
            assertThat(shell.lines()).hasSize(before);
            assertThat(session.isOpen()).isTrue();
        }
    }

    @Test
    void types_a_banner_with_its_body() {
        try (DeviceSession session = cisco()) {
            ChangeResult result = session.configure(
                    ConfigChange.builder()
                            .line(new ConfigLine("banner motd ^", List.of("Keep out", "sw1#", "^")))
                            .line("vlan 7")
                            .build(),
                    KIM);
            assertThat(result.status()).as(result.message()).isEqualTo(ChangeStatus.APPLIED);
        }
        assertThat(ios.config).containsExactly("banner motd ^", "Keep out", "sw1#", "^", "vlan 7");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void types_each_line_once_into_a_device_that_shows_nothing(boolean pipelined) {
        ScriptedShell shell = ScriptedShell.of(ios).echoing(Echoes.none()).greeting("sw1#");
        List<String> lines = IntStream.range(0, 20).mapToObj(i -> "vlan " + i).toList();
        try (DeviceSession session = Sessions.open(shell, "cisco_ios")) {
            ChangeResult result = session.configure(
                    ConfigChange.builder().lines(lines).pipelined(pipelined).build(), KIM);
            assertThat(result.status()).as(result.message()).isEqualTo(ChangeStatus.APPLIED);
        }
        assertThat(ios.config).isEqualTo(lines);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 4096})
    void pipelines_lines_and_reports_each(int largest) {
        ScriptedShell shell = new ScriptedShell(largest, largest, ios).greeting("sw1#");
        List<String> lines = IntStream.range(0, 50).mapToObj(i -> "vlan " + i).toList();
        try (DeviceSession session = Sessions.open(shell, "cisco_ios")) {
            ChangeResult result = session.configure(
                    ConfigChange.builder().lines(lines).pipelined(true).build(), KIM);
            assertThat(result.status()).as(result.message()).isEqualTo(ChangeStatus.APPLIED);
            assertThat(result.lines(LineResult.Status.ACCEPTED)).hasSize(50);
        }
        assertThat(ios.config).isEqualTo(lines);
        assertThat(shell.writes()).hasSizeLessThan(25).anyMatch(write -> write.endsWith("vlan 49\nend\n"));
        assertThat(shell.lines().stream().filter("end"::equals)).hasSize(1);
        assertThat(ios.saved).isTrue();
    }

    @Test
    void does_not_know_about_the_last_line_if_its_question_took_the_exit_command() {
        ScriptedShell shell = asking(4096);
        try (DeviceSession session = Sessions.open(shell, "cisco_ios")) {
            ChangeResult result = session.configure(
                    ConfigChange.builder()
                            .lines(List.of("vlan 5", "crypto key generate rsa modulus 2048"))
                            .pipelined(true)
                            .build(),
                    KIM);
            assertThat(result.status()).as(result.message()).isEqualTo(ChangeStatus.UNKNOWN);
            assertThat(result.message()).contains("\"end\", which was sent behind the last line");
            assertThat(statuses(result)).containsExactly(LineResult.Status.ACCEPTED, LineResult.Status.UNKNOWN);
            assertThat(result.lines().get(1).answer())
                    .hasValueSatisfying(said -> assertThat(said).contains("replace them? [yes/no]:"));
            assertThat(session.level().name()).isEqualTo("privileged");
        }
        assertThat(ios.config).containsExactly("vlan 5", "answered end");
        assertThat(ios.saved).isFalse();
    }

    @Test
    void reports_what_was_on_its_way_behind_a_refused_line() {
        List<String> lines = new ArrayList<>(
                IntStream.range(0, 30).mapToObj(i -> "vlan " + i).toList());
        lines.set(3, "bad line");
        try (DeviceSession session = cisco()) {
            ChangeResult result = session.configure(
                    ConfigChange.builder().lines(lines).pipelined(true).build(), KIM);
            assertThat(result.status()).isEqualTo(ChangeStatus.REJECTED);
            assertThat(statuses(result).get(3)).isEqualTo(LineResult.Status.REJECTED);
            assertThat(result.lines(LineResult.Status.ACCEPTED)).hasSize(ios.config.size());
            assertThat(result.lines(LineResult.Status.NOT_SENT)).isNotEmpty();
            assertThat(result.lines(LineResult.Status.UNKNOWN)).isEmpty();
        }
    }

    /** IOS asks before it replaces its keys. */
    private ScriptedShell asking(int largest) {
        boolean[] asked = {false};
        return new ScriptedShell(largest, largest, (self, line) -> {
                    if (asked[0]) {
                        asked[0] = false;
                        ios.config.add("answered " + line);
                        return ios.prompt();
                    }
                    if (line.equals("crypto key generate rsa modulus 2048")) {
                        asked[0] = true;
                        return "% You already have RSA keys defined named sw1.\r\n"
                                + "% Do you really want to replace them? [yes/no]: ";
                    }
                    return ios.apply(self, line);
                })
                .greeting("sw1#");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096})
    void answers_what_a_line_asks_also_in_a_pipelined_change(int largest) {
        try (DeviceSession session = Sessions.open(asking(largest), "cisco_ios")) {
            ChangeResult result = session.configure(
                    ConfigChange.builder()
                            .lines(List.of("vlan 5", "crypto key generate rsa modulus 2048", "vlan 6"))
                            .pipelined(true)
                            .answering(Dialogue.answering("replace them\\? \\[yes/no\\]:", "yes"))
                            .build(),
                    KIM);
            assertThat(result.status()).as(result.message()).isEqualTo(ChangeStatus.APPLIED);
        }
        assertThat(ios.config).containsExactly("vlan 5", "answered yes", "vlan 6");
    }

    @Test
    void ends_at_a_question_that_nobody_answers_and_saves_nothing() {
        DeviceSession session = Sessions.open(asking(4096), "cisco_ios");
        ChangeResult result =
                session.configure(ConfigChange.of("vlan 5", "crypto key generate rsa modulus 2048", "vlan 6"), KIM);
        assertThat(result.status()).isEqualTo(ChangeStatus.UNKNOWN);
        assertThat(result.errorCode()).contains(ErrorCode.UNEXPECTED_QUESTION);
        assertThat(result.message())
                .contains("% Do you really want to replace them? [yes/no]:")
                .contains("ConfigChange");
        assertThat(statuses(result))
                .containsExactly(LineResult.Status.ACCEPTED, LineResult.Status.UNKNOWN, LineResult.Status.NOT_SENT);
        assertThat(session.isOpen()).isFalse();
        assertThat(ios.saved).isFalse();
    }

    @Test
    void sends_nothing_behind_a_line_that_leaves_configuration_mode() {
        for (boolean pipelined : new boolean[] {true, false}) {
            ScriptedShell shell = ScriptedShell.of(ios).greeting("sw1#");
            ios.level = "#";
            try (DeviceSession session = Sessions.open(shell, "cisco_ios")) {
                ChangeResult result = session.configure(
                        ConfigChange.builder()
                                .lines(List.of("vlan 5", "vlan 6", "end", "erase it", "vlan 7"))
                                .pipelined(pipelined)
                                .dangerousAllowed(true)
                                .build(),
                        KIM);
                assertThat(result.status()).isEqualTo(ChangeStatus.REJECTED);
                assertThat(result.message()).contains("line 3 left configuration mode");
                assertThat(statuses(result).subList(3, 5)).containsOnly(LineResult.Status.NOT_SENT);
            }
            assertThat(shell.lines()).doesNotContain("erase it");
        }
    }

    @Test
    void does_not_know_what_is_in_effect_when_the_session_breaks() {
        ScriptedShell shell = ScriptedShell.of((self, line) -> {
                    if (line.equals("vlan 6")) {
                        self.end();
                        return "";
                    }
                    return ios.apply(self, line);
                })
                .greeting("sw1#");
        DeviceSession session = Sessions.open(shell, "cisco_ios");
        ChangeResult result = session.configure(ConfigChange.of("vlan 5", "vlan 6", "vlan 7"), KIM);
        assertThat(result.status()).isEqualTo(ChangeStatus.UNKNOWN);
        assertThat(result.errorCode()).contains(ErrorCode.SESSION_LOST);
        assertThat(statuses(result))
                .containsExactly(LineResult.Status.ACCEPTED, LineResult.Status.UNKNOWN, LineResult.Status.NOT_SENT);
        assertThat(session.isOpen()).isFalse();
    }

    @Test
    void tells_that_a_save_was_not_confirmed() {
        ios.answers.put("write memory", "startup-config file open failed (Device or resource busy)\r\n");
        try (DeviceSession session = cisco()) {
            ChangeResult result = session.configure(ConfigChange.of("vlan 5"), KIM);
            assertThat(result.status()).isEqualTo(ChangeStatus.APPLIED_NOT_SAVED);
            assertThat(result.message()).contains("busy");
            assertThat(result.isOk()).isFalse();
        }
    }

    @Test
    void begins_nothing_when_configuration_mode_is_refused() {
        ios.answers.put("configure terminal", "% Authorization failed.\r\n");
        try (DeviceSession session = cisco()) {
            ChangeResult result = session.configure(ConfigChange.of("vlan 5"), KIM);
            assertThat(result.status()).isEqualTo(ChangeStatus.FAILED);
            assertThat(result.errorCode()).contains(ErrorCode.DEVICE_REFUSED);
            assertThat(session.isOpen()).isTrue();
        }
    }

    @Test
    void respects_the_deadline_of_the_context_and_types_nothing_into_a_slow_device() {
        ScriptedShell shell = ScriptedShell.of((self, line) -> line.equals("vlan 6") ? "" : ios.apply(self, line))
                .greeting("sw1#");
        DeviceSession session = Sessions.open(shell, "cisco_ios");
        ChangeResult result = session.configure(
                ConfigChange.of("vlan 5", "vlan 6"), KIM.withDeadline(Deadline.after(Duration.ofMillis(200))));
        assertThat(result.status()).isEqualTo(ChangeStatus.UNKNOWN);
        assertThat(result.errorCode()).contains(ErrorCode.DEADLINE_EXCEEDED);
        assertThat(shell.lines()).endsWith("vlan 6");
    }

    @Test
    void commits_a_candidate_and_shows_its_difference() {
        try (DeviceSession session = juniper()) {
            ChangeResult result = session.configure(
                    ConfigChange.builder()
                            .line("set system host-name mx1")
                            .comment("CHG-1")
                            .build(),
                    KIM);
            assertThat(result.status()).as(result.message()).isEqualTo(ChangeStatus.APPLIED);
            assertThat(result.committed()).isTrue();
            assertThat(result.diff().orElseThrow()).contains("host-name mx1");
            assertThat(session.level().name()).isEqualTo("exec");
        }
        assertThat(junos.running).containsExactly("set system host-name mx1");
    }

    @Test
    void discards_a_candidate_whose_line_or_commit_was_refused() {
        try (DeviceSession session = juniper()) {
            assertThat(session.configure(ConfigChange.of("set a", "set bad"), KIM)
                            .status())
                    .isEqualTo(ChangeStatus.ROLLED_BACK);
            junos.refusesCommit = true;
            ChangeResult result = session.configure(ConfigChange.of("set a"), KIM);
            assertThat(result.status()).isEqualTo(ChangeStatus.ROLLED_BACK);
            assertThat(result.message()).contains("check-out failed");
            assertThat(session.level().name()).isEqualTo("exec");
        }
        assertThat(junos.running).isEmpty();
        assertThat(junos.candidate).isEmpty();
    }

    @Test
    void compares_and_discards_a_candidate_in_a_dry_run() {
        try (DeviceSession session = juniper()) {
            ChangeResult result = session.configure(
                    ConfigChange.builder().line("set a").dryRun(true).build(), KIM);
            assertThat(result.status()).as(result.message()).isEqualTo(ChangeStatus.DRY_RUN);
            assertThat(result.diff().orElseThrow()).contains("set a");
        }
        assertThat(junos.running).isEmpty();
        assertThat(junos.candidate).isEmpty();
        assertThat(junos.configuring).isFalse();
    }

    @Test
    void does_not_commit_what_somebody_else_has_left_in_the_candidate() {
        junos.candidate.add("set theirs");
        try (DeviceSession session = juniper()) {
            ChangeResult result = session.configure(ConfigChange.of("set ours"), KIM);
            assertThat(result.status()).isEqualTo(ChangeStatus.FAILED);
            assertThat(result.errorCode()).contains(ErrorCode.CONFLICT);
        }
        assertThat(junos.running).isEmpty();
    }

    @Test
    void leaves_context_lines_out_of_the_output() {
        try (DeviceSession session = juniper()) {
            assertThat(session.run("show version").output())
                    .isEqualTo("Hostname: mx1\nModel: mx204\nJunos: 21.4R3.15\n\n");
        }
    }
}
