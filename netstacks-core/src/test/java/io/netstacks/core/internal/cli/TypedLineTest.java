package io.netstacks.core.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.internal.change.DryRun;
import io.netstacks.core.platform.Platforms;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.command.Command;
import io.netstacks.spi.config.ChangeResult;
import io.netstacks.spi.config.ChangeStatus;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.config.ConfigLine;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.platform.CommitModel;
import io.netstacks.spi.platform.Platform;
import io.netstacks.spi.session.DeviceSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A device takes the line that was meant, or none: keys that its line editor acts on make no other line of it. */
@Timeout(20)
class TypedLineTest {

    private final IosScript ios = new IosScript();
    private final ScriptedShell shell = ScriptedShell.of(ios)
            .greeting("sw1#")
            .editing(
                    Platforms.builtIn().get("cisco_ios").session().editing(),
                    () -> ios.readsText() ? "" : ios.prompt());

    private static OperationContext kim() {
        return OperationContext.as(Actor.user("kim")).within(Duration.ofSeconds(5));
    }

    static List<String> platforms() {
        return PlatformDialect.platforms();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_question_mark_in_a_line_is_text_where_the_device_knows_a_key_for_that(boolean pipelined) {
        try (DeviceSession session = Sessions.open(shell, "cisco_ios")) {
            ChangeResult result = session.configure(
                    ConfigChange.builder()
                            .lines(List.of("interface Vlan1", "description why? because", "ip as-path 1 permit ^65?$"))
                            .pipelined(pipelined)
                            .build(),
                    kim());
            assertThat(result.status()).as(result.message()).isEqualTo(ChangeStatus.APPLIED);
            assertThat(result.lines())
                    .allSatisfy(line -> assertThat(line.answer().orElse("")).isEmpty());
        }
        assertThat(ios.config)
                .containsExactly("interface Vlan1", "description why? because", "ip as-path 1 permit ^65?$");
    }

    @Test
    void a_question_mark_in_a_command_is_text() {
        ios.answers.put("show bgp regexp ^65?$", "one route\r\n");
        try (DeviceSession session = Sessions.open(shell, "cisco_ios")) {
            assertThat(session.run("show bgp regexp ^65?$").output()).isEqualTo("one route\n");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_tab_is_a_blank_outside_of_quotes_and_stays_inside(boolean pipelined) {
        try (DeviceSession session = Sessions.open(shell, "cisco_ios")) {
            ChangeResult result = session.configure(
                    ConfigChange.builder()
                            .lines(List.of("interface\tVlan1", "\tdescription \"a\tb\"\tc"))
                            .pipelined(pipelined)
                            .build(),
                    kim());
            assertThat(result.status()).as(result.message()).isEqualTo(ChangeStatus.APPLIED);
        }
        assertThat(ios.config).containsExactly("interface Vlan1", "description \"a\tb\" c");
    }

    @Test
    void what_a_device_reads_as_it_comes_is_sent_as_it_is() {
        try (DeviceSession session = Sessions.open(shell, "cisco_ios")) {
            ChangeResult result = session.configure(
                    ConfigChange.builder()
                            .line(new ConfigLine("banner motd \u0003", List.of("who are you\t", "\u0003")))
                            .build(),
                    kim());
            assertThat(result.status()).as(result.message()).isEqualTo(ChangeStatus.APPLIED);
        }
        assertThat(ios.config).startsWith("banner motd \u0003");
    }

    /** The device acts on keys as the file of its platform says that it does. */
    @ParameterizedTest
    @MethodSource("platforms")
    void no_platform_takes_another_line(String id) {
        Platform platform = Platforms.builtIn().get(id);
        if (platform.commit().model() == CommitModel.MANAGED) {
            return;
        }
        for (String line :
                List.of("name why? yes", "name \"why?\"", "name \\?", "name\tx", "name \"a\tb\"", "name \u0003")) {
            PlatformScript script = new PlatformScript(platform);
            List<String> taken = new ArrayList<>();
            ScriptedShell device = ScriptedShell.of((self, typed) -> {
                        taken.add(typed.strip());
                        return script.apply(self, typed);
                    })
                    .editing(platform.session().editing(), () -> script.asks() ? "" : script.prompt());
            if (PlatformDialect.of(id).has("login")) {
                device.loginInShell().greeting(script.loginQuestion(device));
            } else {
                device.greeting(script.greeting());
            }
            try (DeviceSession session = Sessions.open(device, id, Sessions.kim(), Sessions.INSTANT)) {
                int before = taken.size();
                try {
                    session.configure(ConfigChange.of("mtu 1", line), kim());
                    assertThat(taken.subList(before, taken.size()))
                            .as("%s", line)
                            .containsAnyOf(line, line.equals("name\tx") ? "name x" : line);
                } catch (InvalidInputException e) {
                    assertThat(taken.subList(before, taken.size()))
                            .as("nothing typed")
                            .isEmpty();
                    assertThat(session.isOpen()).isTrue();
                    assertThat(e.problems()).hasSize(1);
                }
            }
        }
    }

    @Test
    void a_line_that_a_device_would_take_for_another_is_refused_before_anything_is_typed() {
        ScriptedShell switchShell = ScriptedShell.of((self, line) -> "sw1#").greeting("sw1#");
        try (DeviceSession session = Sessions.open(switchShell, "hp_procurve")) {
            int before = switchShell.lines().size();
            assertThatThrownBy(() -> session.configure(
                            ConfigChange.of("vlan 5", "name why?", "name \"a\tb\"", "snmp-server community s3cret?"),
                            kim()))
                    .isInstanceOfSatisfying(InvalidInputException.class, e -> {
                        assertThat(e.problems()).hasSize(3);
                        assertThat(e.problems().get(0))
                                .contains("hp_procurve")
                                .contains("name why?")
                                .contains("help_key");
                        assertThat(e.problems().get(1)).contains("tab");
                    });
            assertThatThrownBy(() -> session.run(Command.show("show ?")))
                    .satisfies(
                            e -> assertThat(((InvalidInputException) e).code()).isEqualTo(ErrorCode.INVALID_INPUT));
            assertThat(switchShell.lines()).hasSize(before);
            assertThat(session.isOpen()).isTrue();
        }
    }

    @Test
    void a_dry_run_without_a_device_tells_it_too() {
        Platform platform = Platforms.builtIn().get("hp_procurve");
        assertThatThrownBy(() -> DryRun.withoutDevice("sw1", platform, ConfigChange.of("name why?")))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void a_comment_of_a_commit_is_a_line_too() {
        ConfigChange change =
                ConfigChange.builder().line("mtu 1").comment("why?").build();
        assertThat(DryRun.withoutDevice("mx1", Platforms.builtIn().get("juniper_junos"), change))
                .as("behind the device, in quotes")
                .isEmpty();
        assertThatThrownBy(() -> DryRun.withoutDevice("pe1", Platforms.builtIn().get("nokia_sros_md"), change))
                .hasMessageContaining("why?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u001bb", "a\u0000b", "a\u0007b", "a\rb", "a\nb", "a\u007fb", "a\u009bb", "a\u0016?"})
    void a_control_character_is_in_no_line(String line) {
        assertThatThrownBy(() -> ConfigChange.of(line)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> Command.show(line)).isInstanceOf(InvalidInputException.class);
    }
}
