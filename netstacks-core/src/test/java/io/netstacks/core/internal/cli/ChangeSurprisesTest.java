package io.netstacks.core.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.config.ConfigScript;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.config.ChangeResult;
import io.netstacks.spi.config.ChangeStatus;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.config.LineResult;
import io.netstacks.spi.config.LineResult.Status;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.session.DeviceSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes on devices that ask, fail to save, or take a line for more than it looks like. */
class ChangeSurprisesTest {

    private static final OperationContext KIM =
            OperationContext.as(Actor.user("kim")).within(Duration.ofSeconds(5));

    private static List<Status> statuses(ChangeResult result) {
        return result.lines().stream().map(LineResult::status).toList();
    }

    private static ChangeResult push(String platform, ScriptedShell shell, ConfigChange change) {
        try (DeviceSession session = Sessions.open(shell, platform)) {
            return session.configure(change, KIM);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"commit", "commit and-quit", "commit confirmed 5", " comm", "COMMIT comment x"})
    void refuses_a_line_that_commits_before_the_change_is_complete(String line) {
        for (boolean dry : new boolean[] {true, false}) {
            JunosScript junos = new JunosScript();
            ScriptedShell shell = ScriptedShell.of(junos).greeting("kim@mx1> ");
            assertThatThrownBy(() -> push(
                            "juniper_junos",
                            shell,
                            ConfigChange.builder()
                                    .lines(List.of("set a", line, "set bad"))
                                    .dryRun(dry)
                                    .build()))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("\"" + line.strip() + "\"")
                    .hasMessageContaining("committed at its end");
            assertThat(junos.running).isEmpty();
            assertThat(shell.lines()).doesNotContain("configure", line);
        }
    }

    @Test
    void a_candidate_may_be_checked_by_a_line() {
        JunosScript junos = new JunosScript();
        ChangeResult result = push(
                "juniper_junos",
                ScriptedShell.of(junos).greeting("kim@mx1> "),
                ConfigChange.of("set a", "commit check", "set commit-like"));
        assertThat(result.status()).as(result.message()).isEqualTo(ChangeStatus.APPLIED);
        assertThat(junos.running).containsExactly("set a", "set commit-like");
    }

    @Test
    void a_dry_run_refuses_a_command_that_no_candidate_holds() {
        JunosScript junos = new JunosScript();
        assertThatThrownBy(() -> push(
                        "juniper_junos",
                        ScriptedShell.of(junos).greeting("kim@mx1> "),
                        ConfigChange.builder()
                                .lines(List.of("set a", "run clear bgp neighbor", "run show bgp summary"))
                                .dryRun(true)
                                .build()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("run clear bgp neighbor")
                .hasMessageNotContaining("run show bgp summary");
        assertThat(junos.candidate).isEmpty();
    }

    @Test
    void a_dry_run_refuses_what_a_shell_would_do_at_once() {
        ScriptedShell shell =
                ScriptedShell.of((self, line) -> "cumulus@leaf1:~$ ").greeting("cumulus@leaf1:~$ ");
        assertThatThrownBy(() -> push(
                        "cumulus_linux",
                        shell,
                        ConfigChange.builder()
                                .lines(List.of("nv set interface swp1", "sudo ifreload -a", "nv config apply -y"))
                                .dryRun(true)
                                .build()))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.problems()).hasSize(2));
        assertThat(shell.lines()).noneMatch(line -> line.contains("ifreload") || line.contains("apply"));
    }

    /** Asks in the middle of a change; the keys of the line behind it are the answer. */
    private static ScriptedShell asking(IosScript ios) {
        boolean[] asked = {false};
        return ScriptedShell.of((self, line) -> {
                    if (asked[0]) {
                        asked[0] = false;
                        return ios.prompt();
                    }
                    asked[0] = line.equals("crypto key generate rsa");
                    return asked[0] ? "% Do you really want to replace them? [yes/no]: " : ios.apply(self, line);
                })
                .greeting("sw1#");
    }

    @Test
    void a_line_sent_ahead_that_answered_a_question_is_not_told_as_taken() {
        IosScript ios = new IosScript();
        ChangeResult result = push(
                "cisco_ios",
                asking(ios),
                ConfigChange.builder()
                        .lines(List.of("vlan 5", "crypto key generate rsa", "vlan 6", "vlan 7"))
                        .pipelined(true)
                        .build());
        assertThat(result.status()).as(result.message()).isEqualTo(ChangeStatus.UNKNOWN);
        assertThat(result.message())
                .contains("line 2 did not end with a prompt")
                .contains("% Do you really want to replace them? [yes/no]:");
        assertThat(statuses(result)).containsExactly(Status.ACCEPTED, Status.UNKNOWN, Status.UNKNOWN, Status.UNKNOWN);
        assertThat(ios.config).containsExactly("vlan 5", "vlan 7");
        assertThat(ios.saved).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "aruba_aoscx, Copying configuration: [Failed]",
        "hp_procurve, Error: flash write failed",
        "dell_os10, The configuration could not be saved",
    })
    void a_save_that_says_that_it_failed_is_none(String platform, String said) {
        IosScript ios = new IosScript();
        ios.answers.put("write memory", said + "\r\n");
        ios.answers.put("copy running-configuration startup-configuration", said + "\r\n");
        List.of("no page", "terminal width 511", "terminal length 0").forEach(line -> ios.answers.put(line, ""));
        ChangeResult result = push(platform, ScriptedShell.of(ios).greeting("sw1#"), ConfigChange.of("vlan 5"));
        assertThat(result.status()).as(result.message()).isEqualTo(ChangeStatus.APPLIED_NOT_SAVED);
        assertThat(result.saved()).isFalse();
        assertThat(result.message()).contains(said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  Are you sure to continue? (y/n)[n]:",
                "Are you sure to continue?[Y/N]",
                "Info: Please input the file name ( *.cfg, *.zip ) [vrpcfg.zip]:",
                "flash:/vrpcfg.zip exists, overwrite? (Y/N)[N]:"
            })
    void answers_what_huawei_asks_before_it_saves(String question) {
        List<String> typed = new ArrayList<>();
        boolean[] asked = {false};
        ScriptedShell shell = ScriptedShell.of((self, line) -> {
                    typed.add(line);
                    if (asked[0]) {
                        asked[0] = false;
                        return " Configuration file had been saved successfully\r\n<sw1>";
                    }
                    asked[0] = line.equals("save");
                    boolean inside = typed.contains("system-view") && !typed.contains("return");
                    return asked[0] ? question : inside ? "[sw1]" : "<sw1>";
                })
                .greeting("<sw1>");
        ChangeResult result = push("huawei_vrp", shell, ConfigChange.of("vlan 5"));
        assertThat(result.status()).as(result.message()).isEqualTo(ChangeStatus.APPLIED);
        assertThat(result.saved()).isTrue();
    }

    @Test
    void a_new_name_with_a_domain_is_known_by_its_first_part_also_in_a_pipelined_change() {
        String[] host = {"bigip1"};
        ScriptedShell shell = ScriptedShell.of((self, line) -> {
                    if (line.contains("global-settings hostname")) {
                        host[0] = "bigip2";
                    }
                    return "kim@(" + host[0] + ")(cfg-sync Standalone)(Active)(/Common)(tmos)# ";
                })
                .greeting("kim@(bigip1)(cfg-sync Standalone)(Active)(/Common)(tmos)# ");
        ChangeResult result = push(
                "f5_tmsh",
                shell,
                ConfigChange.builder()
                        .lines(List.of(
                                "create ltm pool p1",
                                "modify sys global-settings hostname bigip2.example.com",
                                "create ltm pool p2"))
                        .pipelined(true)
                        .build());
        assertThat(result.status()).as(result.message()).isEqualTo(ChangeStatus.APPLIED);
    }

    @Test
    void types_a_key_of_several_lines_into_the_quotes_that_it_was_written_in() {
        List<String> typed = new ArrayList<>();
        boolean[] quoted = {false};
        ScriptedShell shell = ScriptedShell.of((self, line) -> {
                    typed.add(line);
                    quoted[0] ^= line.chars().filter(c -> c == '"').count() % 2 == 1;
                    boolean open = typed.contains("config vpn certificate local") && !typed.contains("end");
                    return quoted[0] ? "> " : open ? "FGT (local) # " : "FGT # ";
                })
                .greeting("FGT # ");
        List<String> lines = List.of(
                "config vpn certificate local",
                "set certificate \"-----BEGIN CERTIFICATE-----",
                "MIIFHDBOBgkqhkiG9w0BBQ0wQTApBgkq",
                "-----END CERTIFICATE-----\"",
                "set comments \"x\"",
                "end");
        ChangeResult result = push(
                "fortinet_fortios",
                shell,
                ConfigScript.parse(String.join("\n", lines)).change().build());
        assertThat(result.status()).as(result.message()).isEqualTo(ChangeStatus.APPLIED);
        assertThat(typed).containsSubsequence(lines);
        assertThat(result.lines()).hasSize(4);
    }

    @Test
    void a_path_that_cannot_be_deleted_is_refused() {
        boolean[] inside = {false};
        ScriptedShell shell = ScriptedShell.of((self, line) -> {
                    inside[0] = (inside[0] || line.equals("configure")) && !line.startsWith("exit");
                    String said = line.startsWith("delete frob")
                            ? "The specified configuration node is not valid\r\nDelete failed\r\n"
                            : "";
                    return said + (inside[0] ? "[edit]\r\nubnt@edge# " : "ubnt@edge:~$ ");
                })
                .greeting("ubnt@edge:~$ ");
        ChangeResult result = push("ubiquiti_edgerouter", shell, ConfigChange.of("set a", "delete frob nicate"));
        assertThat(result.status()).as(result.message()).isEqualTo(ChangeStatus.ROLLED_BACK);
        assertThat(statuses(result)).containsExactly(Status.ACCEPTED, Status.REJECTED);
    }
}
