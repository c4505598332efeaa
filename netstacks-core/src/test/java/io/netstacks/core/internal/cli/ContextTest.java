package io.netstacks.core.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netstacks.core.config.ConfigReader;
import io.netstacks.spi.Actor;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.Secret;
import io.netstacks.spi.command.Command;
import io.netstacks.spi.config.ChangeResult;
import io.netstacks.spi.config.ChangeStatus;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.config.LineResult;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.SessionFailedException;
import io.netstacks.spi.error.UnsupportedCapabilityException;
import io.netstacks.spi.session.DeviceSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contexts that are entered by name: nothing is typed into another one, and the session comes back. */
@Timeout(20)
class ContextTest {

    private final AsaScript asa = new AsaScript("admin", "CTX1", "CTX2");
    private final FortiScript forti = new FortiScript("root", "customer-1", "interface");

    private static OperationContext kim() {
        return OperationContext.as(Actor.user("kim")).within(Duration.ofSeconds(5));
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(5));
    }

    private static DeviceSession open(ScriptedShell shell, String platform) {
        Credentials enabling = Credentials.of("kim")
                .password(Secret.of("pa55word"))
                .enableSecret(Secret.of("3nable"))
                .build();
        return Sessions.open(shell, platform, enabling);
    }

    private ScriptedShell asaShell(int largest) {
        return new ScriptedShell(largest, largest, asa).greeting(asa.prompt());
    }

    private ScriptedShell fortiShell(int largest) {
        return new ScriptedShell(largest, largest, forti).greeting(forti.prompt());
    }

    private static SessionFailedException refusal(DeviceSession session, String context) {
        return catchThrowableOfType(
                SessionFailedException.class,
                () -> session.inContext(context, inside -> {
                    throw new AssertionError("the work must not begin");
                }));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 4096})
    void a_command_runs_in_the_context_and_the_session_comes_back(int largest) {
        ScriptedShell shell = asaShell(largest);
        try (DeviceSession session = open(shell, "cisco_asa")) {
            assertThat(session.<String>inContext(
                            "CTX1", in -> in.run("show xlate").output()))
                    .isEqualTo("answer of CTX1\n");
            assertThat(session.run("show xlate").output()).isEqualTo("answer of system\n");
            assertThat(session.hostname()).isEqualTo("ASA");
        }
        assertThat(shell.lines()).containsSubsequence("changeto context CTX1", "show xlate", "changeto system");
    }

    @Test
    void the_context_and_the_level_of_before_are_those_afterwards() {
        asa.context = "admin";
        asa.level = ">";
        try (DeviceSession session = Sessions.open(asaShell(4096), "cisco_asa")) {
            assertThat(session.level().name()).isEqualTo("exec");
            session.inContext("CTX2", in -> in.run("show xlate"));
            assertThat(asa.context).isEqualTo("admin");
            session.inContext(
                    "system", in -> in.run(Command.exec("show context").at("config")));
            assertThat(asa.context).isEqualTo("admin");
            assertThat(session.level().name()).isEqualTo("privileged");
            session.enter("config", soon());
            session.inContext("CTX2", in -> in.run("show xlate"));
            assertThat(session.level().name()).isEqualTo("config");
            assertThat(asa.prompt()).isEqualTo("ASA/admin(config)# ");
        }
    }

    @Test
    void the_innermost_context_holds_and_each_is_left_for_the_one_around_it() {
        try (DeviceSession session = open(asaShell(7), "cisco_asa")) {
            List<String> answers = session.inContext("CTX1", outer -> {
                List<String> seen = new ArrayList<>();
                seen.add(outer.inContext("CTX2", in -> in.run("show xlate").output()));
                seen.add(outer.run("show xlate").output());
                return seen;
            });
            assertThat(answers).containsExactly("answer of CTX2\n", "answer of CTX1\n");
        }
        try (DeviceSession session = open(fortiShell(7), "fortinet_fortios")) {
            List<String> answers = session.inContext("customer-1", outer -> {
                List<String> seen = new ArrayList<>();
                seen.add(outer.inContext("root", in -> in.run("show").output()));
                seen.add(outer.run("show").output());
                return seen;
            });
            assertThat(answers.get(0)).contains("comment of root");
            assertThat(answers.get(1)).contains("comment of customer-1");
        }
        assertThat(forti.atTop()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 4096})
    void a_change_is_made_and_saved_in_the_context_only(int largest) {
        try (DeviceSession session = open(asaShell(largest), "cisco_asa")) {
            ChangeResult result = session.inContext(
                    "CTX1",
                    in -> in.configure(
                            ConfigChange.builder()
                                    .lines(List.of("object network web", "host 192.0.2.9"))
                                    .pipelined(true)
                                    .build(),
                            kim()));
            assertThat(result.status()).as(result.message()).isEqualTo(ChangeStatus.APPLIED);
        }
        assertThat(asa.config.get("CTX1")).containsExactly("object network web", "host 192.0.2.9");
        assertThat(asa.config.get(AsaScript.SYSTEM)).isEmpty();
        assertThat(asa.saved).containsExactly("CTX1");
        try (DeviceSession session = open(fortiShell(largest), "fortinet_fortios")) {
            ChangeResult result = session.inContext(
                    "customer-1",
                    in -> in.configure(
                            ConfigChange.of(
                                    "config firewall address", "edit web", "set subnet 192.0.2.9/32", "next", "end"),
                            kim()));
            assertThat(result.status()).as(result.message()).isEqualTo(ChangeStatus.APPLIED);
            assertThat(session.level().name()).isEqualTo("exec");
        }
        assertThat(forti.applied.get("customer-1")).containsExactly("set subnet 192.0.2.9/32");
        assertThat(forti.applied.get("root")).isEmpty();
        assertThat(forti.atTop()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"cisco_asa, CTX2, hostname CTX2", "fortinet_fortios, root, comment of root"})
    void a_configuration_is_read_in_the_context(String platform, String context, String line) {
        ScriptedShell shell = platform.equals("cisco_asa") ? asaShell(7) : fortiShell(7);
        try (DeviceSession session = open(shell, platform)) {
            assertThat(session.inContext(context, in -> ConfigReader.read(in, true, soon()))
                            .text()
                            .reveal())
                    .contains(line);
        }
    }

    @Test
    void a_refused_line_is_dropped_with_its_block_and_the_context_is_left() {
        try (DeviceSession session = open(fortiShell(4096), "fortinet_fortios")) {
            ChangeResult result = session.inContext(
                    "customer-1",
                    in -> in.configure(
                            ConfigChange.of("config firewall address", "edit web", "set comment ok", "set subnet bad"),
                            kim()));
            assertThat(result.status()).isEqualTo(ChangeStatus.REJECTED);
            assertThat(session.isOpen()).isTrue();
        }
        assertThat(forti.applied.get("customer-1")).isEmpty();
        assertThat(forti.atTop()).isTrue();
    }

    @Test
    void a_context_that_is_missing_is_refused_with_the_words_of_the_device() {
        try (DeviceSession session = open(asaShell(4096), "cisco_asa")) {
            SessionFailedException refused = refusal(session, "CTX9");
            assertThat(refused.code()).isEqualTo(ErrorCode.DEVICE_REFUSED);
            assertThat(refused).hasMessageContaining("ERROR: Context CTX9 does not exist");
            assertThat(session.run("show xlate").output()).isEqualTo("answer of system\n");
        }
    }

    @Test
    void a_vdom_that_is_missing_is_not_made() {
        ScriptedShell shell = fortiShell(4096);
        try (DeviceSession session = open(shell, "fortinet_fortios")) {
            SessionFailedException refused = refusal(session, "customer-9");
            assertThat(refused.code()).isEqualTo(ErrorCode.DEVICE_REFUSED);
            assertThat(refused).hasMessageContaining("customer-9").hasMessageContaining("customer-1, interface, root");
            assertThat(session.isOpen()).isTrue();
            assertThat(forti.atTop()).isTrue();
        }
        assertThat(forti.applied).doesNotContainKey("customer-9");
        assertThat(shell.lines()).doesNotContain("edit customer-9");
    }

    @Test
    void a_device_without_vdoms_says_so() {
        FortiScript plain = new FortiScript();
        ScriptedShell shell = ScriptedShell.of((self, line) -> line.equals("config global")
                        ? "\r\ncommand parse error before 'global'\r\nCommand fail. Return code -61\r\n\r\n"
                                + plain.prompt()
                        : plain.apply(self, line))
                .greeting(plain.prompt());
        try (DeviceSession session = open(shell, "fortinet_fortios")) {
            assertThat(refusal(session, "root")).hasMessageContaining("command parse error before 'global'");
            assertThat(session.isOpen()).isTrue();
        }
    }

    @Test
    void a_prompt_that_does_not_show_the_context_ends_the_session_before_anything_is_typed() {
        asa.namesContexts = false;
        ScriptedShell shell = asaShell(4096);
        DeviceSession session = open(shell, "cisco_asa");
        assertThat(refusal(session, "CTX1")).hasMessageContaining("does not show it");
        assertThat(session.isOpen()).isFalse();
        assertThat(shell.lines().get(shell.lines().size() - 1)).isEqualTo("changeto context CTX1");
    }

    @Test
    void another_context_than_the_one_asked_for_ends_the_session() {
        ScriptedShell shell = ScriptedShell.of((self, line) ->
                        asa.apply(self, line.equals("changeto context CTX1") ? "changeto context CTX2" : line))
                .greeting(asa.prompt());
        DeviceSession session = open(shell, "cisco_asa");
        assertThat(refusal(session, "CTX1")).hasMessageContaining("ASA/CTX2#").hasMessageContaining("closed");
        assertThat(session.isOpen()).isFalse();
    }

    @Test
    void a_line_that_leaves_the_context_is_the_last_one() {
        try (DeviceSession session = open(asaShell(4096), "cisco_asa")) {
            ChangeResult result = session.inContext(
                    "CTX1",
                    in -> in.configure(
                            ConfigChange.builder()
                                    .lines(List.of("object network a", "changeto context CTX2", "object network b"))
                                    .pipelined(true)
                                    .build(),
                            kim()));
            assertThat(result.status()).isEqualTo(ChangeStatus.REJECTED);
            assertThat(result.message()).contains("line 2 left the context");
            assertThat(result.lines(LineResult.Status.NOT_SENT)).hasSize(1);
            assertThat(session.isOpen()).isFalse();
        }
        assertThat(asa.config.get("CTX2")).isEmpty();
        assertThat(asa.saved).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"end", "next"})
    void an_end_too_many_is_not_followed_by_lines_for_the_whole_device(String leaving) {
        try (DeviceSession session = open(fortiShell(4096), "fortinet_fortios")) {
            ChangeResult result = session.inContext(
                    "customer-1",
                    in -> in.configure(
                            ConfigChange.of("config system dns", "set primary 192.0.2.1", "end", leaving, "edit other"),
                            kim()));
            assertThat(result.status()).isEqualTo(ChangeStatus.REJECTED);
            assertThat(result.message()).contains("line 4 left the context");
        }
        assertThat(forti.applied).doesNotContainKey("other");
        assertThat(forti.applied.get("customer-1")).containsExactly("set primary 192.0.2.1");
    }

    @Test
    void a_command_that_leaves_the_context_is_not_followed_by_another_one() {
        ScriptedShell shell = asaShell(4096);
        try (DeviceSession session = open(shell, "cisco_asa")) {
            assertThatThrownBy(() -> session.inContext("CTX1", in -> {
                        in.run(Command.exec("changeto context CTX2"));
                        return in.run("show xlate");
                    }))
                    .isInstanceOf(SessionFailedException.class)
                    .hasMessageContaining("ASA/CTX2#")
                    .hasMessageContaining("not typed");
            assertThat(session.isOpen()).isTrue();
            assertThat(asa.context).isEqualTo(AsaScript.SYSTEM);
        }
        assertThat(shell.lines()).doesNotContain("show xlate");
    }

    @Test
    void no_level_is_entered_in_another_context() {
        ScriptedShell shell = asaShell(4096);
        try (DeviceSession session = open(shell, "cisco_asa")) {
            assertThatThrownBy(() -> session.inContext("CTX1", in -> {
                        in.run(Command.exec("changeto context CTX2"));
                        in.enter("config", soon());
                        return "";
                    }))
                    .hasMessageContaining("not typed");
        }
        assertThat(shell.lines()).doesNotContain("configure terminal");
    }

    @Test
    void a_block_that_looks_like_the_context_is_refused_before_anything_is_typed() {
        ScriptedShell shell = fortiShell(4096);
        try (DeviceSession session = open(shell, "fortinet_fortios")) {
            assertThatThrownBy(() -> session.inContext(
                            "interface", in -> in.configure(ConfigChange.of("config system interface", "end"), kim())))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("looks like");
            assertThat(forti.atTop()).isTrue();
        }
        assertThat(shell.lines()).doesNotContain("config system interface");
    }

    @Test
    void work_that_fails_still_comes_back() {
        try (DeviceSession session = open(asaShell(4096), "cisco_asa")) {
            assertThatThrownBy(() -> session.inContext("CTX1", in -> {
                        throw new IllegalStateException("mine");
                    }))
                    .hasMessage("mine");
            assertThat(session.run("show xlate").output()).isEqualTo("answer of system\n");
        }
    }

    @Test
    void a_session_that_cannot_come_back_is_closed_and_the_result_is_kept() {
        ScriptedShell shell = ScriptedShell.of((self, line) -> line.equals("changeto system")
                        ? "ERROR: Command authorization failed\r\n" + asa.prompt()
                        : asa.apply(self, line))
                .greeting(asa.prompt());
        DeviceSession session = open(shell, "cisco_asa");
        assertThat(session.<String>inContext("CTX1", in -> in.run("show xlate").output()))
                .isEqualTo("answer of CTX1\n");
        assertThat(session.isOpen()).isFalse();
    }

    @Test
    void a_virtual_system_of_gaia_is_entered_by_its_number() {
        String[] system = {"0"};
        ScriptedShell shell = ScriptedShell.of((self, line) -> {
                    String answer = line.equals("show route") ? "routes of " + system[0] + "\r\n" : "";
                    if (line.equals("set virtual-system 9")) {
                        answer = "CLINFR0329  Invalid command: 'set virtual-system 9'.\r\n";
                    } else if (line.startsWith("set virtual-system ")) {
                        system[0] = line.substring(19);
                        answer = "Context is set to vsid " + system[0] + "\r\n";
                    }
                    return answer + "vsx-gw:" + system[0] + "> ";
                })
                .greeting("vsx-gw:0> ");
        try (DeviceSession session = Sessions.open(shell, "checkpoint_gaia")) {
            assertThat(session.<String>inContext("3", in -> in.run("show route").output()))
                    .isEqualTo("routes of 3\n");
            assertThat(refusal(session, "9")).hasMessageContaining("CLINFR0329");
            assertThat(session.run("show route").output()).isEqualTo("routes of 0\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"cisco_ios, sw1#", "cisco_nxos, sw1#", "paloalto_panos, kim@sw1>", "juniper_junos, kim@sw1>"})
    void a_platform_without_contexts_by_name_says_so_before_anything_is_typed(String platform, String prompt) {
        ScriptedShell shell = ScriptedShell.of((self, line) -> prompt).greeting(prompt);
        try (DeviceSession session = Sessions.open(shell, platform)) {
            int before = shell.lines().size();
            assertThatThrownBy(() -> session.inContext("customer-1", in -> in.run("show version")))
                    .isInstanceOf(UnsupportedCapabilityException.class)
                    .hasMessageContaining(platform);
            assertThat(shell.lines()).hasSize(before);
            assertThat(session.isOpen()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "a;b", "a\nreload", "é"})
    void what_can_be_no_name_is_refused_before_anything_is_typed(String name) {
        ScriptedShell shell = asaShell(4096);
        try (DeviceSession session = open(shell, "cisco_asa")) {
            int before = shell.lines().size();
            assertThatThrownBy(() -> session.inContext(name, in -> in.run("show version")))
                    .isInstanceOf(InvalidInputException.class);
            assertThat(shell.lines()).hasSize(before);
        }
    }
}
