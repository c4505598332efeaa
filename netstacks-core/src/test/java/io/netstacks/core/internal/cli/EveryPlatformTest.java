package io.netstacks.core.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.platform.Platforms;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.command.CommandStatus;
import io.netstacks.spi.config.ChangeResult;
import io.netstacks.spi.config.ChangeStatus;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.config.LineResult;
import io.netstacks.spi.error.UnsupportedCapabilityException;
import io.netstacks.spi.platform.CommitModel;
import io.netstacks.spi.platform.Platform;
import io.netstacks.spi.session.DeviceSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every shipped platform, from the login to the logout, on a device that talks like one of its kind. */
class EveryPlatformTest {

    private static OperationContext kim() {
        return OperationContext.as(Actor.user("kim")).within(Duration.ofSeconds(5));
    }

    static List<String> platforms() {
        return PlatformDialect.platforms();
    }

    static List<String> platformsThatAskForALogin() {
        return platforms().stream()
                .filter(id -> PlatformBench.of(id).asksForLogin())
                .toList();
    }

    @Test
    void no_platform_is_forgotten() {
        assertThat(Platforms.builtIn().all().stream().map(Platform::id)).hasSameElementsAs(platforms());
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void reads_long_output_and_tells_a_refused_command(String id) {
        for (boolean ignoresPaging : new boolean[] {false, true}) {
            PlatformBench bench = PlatformBench.of(id);
            bench.script().ignoresPaging = ignoresPaging;
            ScriptedShell shell = bench.greeted(bench.shell(1, 4096));
            try (DeviceSession session = bench.open(shell)) {
                assertThat(session.run("show everything").output().strip())
                        .isEqualTo(String.join("\n", PlatformScript.LONG_OUTPUT));
                assertThat(session.run("bad command").status()).isEqualTo(CommandStatus.REJECTED);
                assertThat(session.run("show nothing").status()).isEqualTo(CommandStatus.OK);
            }
            assertThat(bench.script().wrongAnswers).isEmpty();
            assertThat(shell.closed()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("platformsThatAskForALogin")
    void logs_in_inside_the_shell(String id) {
        PlatformBench bench = PlatformBench.of(id);
        try (DeviceSession session = bench.open(bench.askedForLogin(bench.shell(1, 4096)))) {
            assertThat(session.run("show everything").output()).contains(PlatformScript.LONG_OUTPUT.get(59));
        }
        assertThat(bench.script().wrongAnswers).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void changes_stops_at_a_refused_line_leaves_commits_and_saves(String id) {
        PlatformBench bench = PlatformBench.of(id);
        Platform platform = bench.platform();
        PlatformScript script = bench.script();
        try (DeviceSession session = bench.open(bench.greeted(bench.shell(1, 4096)))) {
            if (platform.commit().model() == CommitModel.MANAGED) {
                assertThatThrownBy(() -> session.configure(ConfigChange.of("one"), kim()))
                        .isInstanceOf(UnsupportedCapabilityException.class);
                return;
            }
            String before = session.level().name();
            refusesTheSecondLine(script, session, platform);
            assertThat(script.configuring())
                    .as("left behind in configuration mode")
                    .isFalse();
            assertThat(session.level().name()).isEqualTo(before);
            ChangeResult result = session.configure(
                    ConfigChange.builder()
                            .line("interface one")
                            .line("mtu 9000")
                            .save(true)
                            .build(),
                    kim());
            assertThat(result.status()).as(result.message()).isEqualTo(ChangeStatus.APPLIED);
            assertThat(script.running).contains("interface one", "mtu 9000");
            assertThat(result.saved()).isEqualTo(platform.save().isPresent());
            assertThat(script.saved).isEqualTo(platform.save().isPresent());
            assertThat(script.configuring()).isFalse();
            assertThat(session.run("show everything").status()).isEqualTo(CommandStatus.OK);
        }
        assertThat(script.wrongAnswers).isEmpty();
    }

    private static void refusesTheSecondLine(PlatformScript script, DeviceSession session, Platform platform) {
        String opens = PlatformDialect.of(platform.id()).text("opens", "interface one");
        ChangeResult result = session.configure(ConfigChange.of(opens, "bad line", "mtu 9000"), kim());
        boolean staged = platform.commit().needsCommit() && platform.commit().model() != CommitModel.PENDING;
        assertThat(result.status())
                .as(result.message())
                .isEqualTo(staged ? ChangeStatus.ROLLED_BACK : ChangeStatus.REJECTED);
        assertThat(result.lines().stream().map(LineResult::status))
                .containsExactly(LineResult.Status.ACCEPTED, LineResult.Status.REJECTED, LineResult.Status.NOT_SENT);
        assertThat(script.candidate).isEmpty();
        if (staged) {
            assertThat(script.running).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void tells_a_refused_commit_and_drops_the_candidate(String id) {
        PlatformBench bench = PlatformBench.of(id);
        Platform platform = bench.platform();
        if (!platform.commit().needsCommit() || platform.commit().model() == CommitModel.PENDING) {
            return;
        }
        PlatformScript script = bench.script();
        script.refusesCommit = true;
        try (DeviceSession session = bench.open(bench.greeted(bench.shell(1, 4096)))) {
            ChangeResult result = session.configure(ConfigChange.of("interface one", "mtu 9000"), kim());
            assertThat(result.status()).as(result.message()).isEqualTo(ChangeStatus.ROLLED_BACK);
            assertThat(result.committed()).isFalse();
            assertThat(session.isOpen()).isTrue();
        }
        assertThat(script.candidate).isEmpty();
        assertThat(script.running).isEmpty();
        assertThat(script.configuring()).isFalse();
        assertThat(script.wrongAnswers).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void the_same_comes_of_it_however_it_is_cut(String id) {
        List<String> whole = story(PlatformBench.of(id), 1, 4096);
        for (int largest : new int[] {1, 6, 41}) {
            assertThat(story(PlatformBench.of(id), largest + 1L, largest))
                    .as("seed %s, chunks up to %s", largest + 1, largest)
                    .isEqualTo(whole);
        }
    }

    /** Returns everything that was typed and everything that came of it. */
    private static List<String> story(PlatformBench bench, long seed, int largest) {
        PlatformScript script = bench.script();
        script.ignoresPaging = seed % 2 == 0;
        List<String> story = new ArrayList<>();
        try (DeviceSession session = bench.open(bench.met(bench.shell(seed, largest)))) {
            story.add(session.hostname() + " " + session.level());
            story.add(session.run("show everything").output());
            story.add(session.run("bad command").errorLine().orElse("no error"));
            if (bench.platform().commit().model() != CommitModel.MANAGED) {
                story.add(told(session.configure(ConfigChange.of("mtu 9000", "bad line", "mtu 9001"), kim())));
                story.add(told(session.configure(
                        ConfigChange.builder()
                                .lines(List.of("interface one", "mtu 9000", "mtu 9001"))
                                .save(true)
                                .pipelined(true)
                                .build(),
                        kim())));
            }
            story.add(session.hostname() + " " + session.level());
        }
        story.addAll(script.wrongAnswers);
        story.addAll(script.running);
        return story;
    }

    /** Because it would end the session at the prompt of commands, or drop a candidate before it is committed. */
    @ParameterizedTest
    @ValueSource(strings = {"tplink_jetstream", "cisco_wlc", "juniper_junos", "cisco_xr", "arista_eos", "aruba_os"})
    void an_exit_command_that_could_do_harm_is_not_typed_ahead(String id) {
        PlatformBench bench = PlatformBench.of(id);
        ScriptedShell shell = bench.greeted(bench.shell(1, 4096));
        try (DeviceSession session = bench.open(shell)) {
            ChangeResult result = session.configure(
                    ConfigChange.builder()
                            .lines(List.of("mtu 9000", "mtu 9001"))
                            .pipelined(true)
                            .build(),
                    kim());
            assertThat(result.isOk()).as(result.message()).isTrue();
        }
        assertThat(shell.writes()).anyMatch(write -> write.strip().endsWith("mtu 9001"));
    }

    private static String told(ChangeResult result) {
        return result.status() + " " + result.lines() + " " + result.committed() + result.saved() + result.diff();
    }

    static Stream<Arguments> echoes() {
        return Stream.of(
                Arguments.of("none", Echoes.none()),
                Arguments.of("repaint", Echoes.repaint()),
                Arguments.of("restless", Echoes.restless()),
                Arguments.of("wrapped", Echoes.wrapped(80)),
                Arguments.of("scrolled", Echoes.scrolled(80)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("echoes")
    void any_kind_of_echo_is_kept_out_of_the_output_on_any_platform(String name, ScriptedShell.Echo echo) {
        String description = "description " + "a long line of text ".repeat(9) + "end";
        for (String id : List.of("cisco_ios", "juniper_junos", "hp_procurve", "aruba_os", "huawei_vrp", "nokia_srl")) {
            for (int largest : new int[] {1, 5, 4096}) {
                PlatformBench bench = PlatformBench.of(id);
                ScriptedShell shell =
                        bench.greeted(bench.shell(largest, largest).echoing(echo));
                try (DeviceSession session = bench.open(shell)) {
                    assertThat(session.run("show everything").output().strip())
                            .as("%s, chunks up to %s", id, largest)
                            .isEqualTo(String.join("\n", PlatformScript.LONG_OUTPUT));
                    ChangeResult result = session.configure(ConfigChange.of("interface one", description), kim());
                    assertThat(result.status())
                            .as("%s: %s", id, result.message())
                            .isEqualTo(ChangeStatus.APPLIED);
                }
                assertThat(bench.script().running).as(id).containsExactly("interface one", description);
            }
        }
    }
}
