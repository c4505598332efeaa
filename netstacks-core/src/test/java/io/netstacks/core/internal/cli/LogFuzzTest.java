package io.netstacks.core.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.core.internal.syslog.LogLines;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.command.Command;
import io.netstacks.spi.command.CommandResult;
import io.netstacks.spi.command.Dialogue;
import io.netstacks.spi.config.ChangeResult;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.config.LineResult;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.platform.CommitModel;
import io.netstacks.spi.platform.Platform;
import io.netstacks.spi.session.DeviceSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same comes of the same work, whether or not a device prints log lines in between, wherever they come. */
@Timeout(120)
class LogFuzzTest {

    private static final int SEEDS = Integer.getInteger("netstacks.fuzz.seeds", 3);

    private static final List<String> LOGS = List.of(
            "*Nov 30 04:00:00.123: %LINK-3-UPDOWN: Interface GigabitEthernet0/1, changed state to down",
            "%Nov 30 04:00:00:123 2026 sw1 IFNET/3/PHY_UPDOWN: Error: the port is down. % Invalid input detected",
            "Nov 30 04:00:00  mx1 sshd[123]: error: PAM: Permission denied for kim",
            "*Nov 30 04:00:00.123: %PARSER-5-CFGLOG_LOGGEDCMD: User:kim  logged command:mtu 9000");

    static List<String> platforms() {
        return PlatformDialect.platforms();
    }

    private static OperationContext kim() {
        return OperationContext.as(Actor.user("kim")).within(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void log_lines_change_nothing_on_any_platform(String id) {
        List<String> silent = story(PlatformBench.of(id), 0, "");
        for (int seed = 1; seed <= SEEDS; seed++) {
            String log = LOGS.get((seed + id.length()) % LOGS.size());
            List<String> noisy = story(PlatformBench.of(id), seed, log);
            for (int step = 0; step < silent.size(); step++) {
                assertThat(noisy.get(step))
                        .as("seed %s, step %s, %s", seed, step, log)
                        .isEqualTo(silent.get(step));
            }
            assertThat(noisy).as("seed %s", seed).hasSameSizeAs(silent);
        }
    }

    private static List<String> story(PlatformBench bench, long seed, String log) {
        Platform platform = bench.platform();
        PlatformScript script = bench.script();
        NoisyDevice device = new NoisyDevice(bench, seed, log).quiet(seed == 0);
        ScriptedShell shell = device.shell(seed % 3 == 0 ? 4096 : (int) (seed % 3) * 5 - 4);
        List<String> story = new ArrayList<>();
        DeviceSession session = bench.open(bench.met(shell));
        story.add(session.hostname() + " " + session.level());
        story.add(told(session.run("show everything")));
        story.add(told(session.run("bad command")));
        story.add(told(session.run("show nothing")));
        CommandResult answered = session.ask(NoisyDevice.ANSWERED, Dialogue.answering("\\[confirm\\]$", "y"));
        story.add(answered.status() + " " + withoutLogs(answered.output()).endsWith("all done"));
        if (platform.commit().model() != CommitModel.MANAGED) {
            story.add(told(session.configure(ConfigChange.of("mtu 9000", "bad line", "mtu 9001"), kim())));
            for (boolean pipelined : new boolean[] {true, false}) {
                story.add(told(session.configure(
                        ConfigChange.builder()
                                .lines(List.of("interface one", "mtu 9000", "mtu 9001"))
                                .save(true)
                                .pipelined(pipelined)
                                .build(),
                        kim())));
            }
        }
        story.add(session.hostname() + " " + session.level());
        story.add(asked(session));
        story.addAll(script.wrongAnswers);
        story.addAll(script.running);
        return story;
    }

    private static String asked(DeviceSession session) {
        try {
            return told(session.run(Command.exec(NoisyDevice.ASKING)));
        } catch (NetStacksException e) {
            return e.code()
                    + (e.reason().contains("asks \"" + NoisyDevice.QUESTION) ? " with its text" : e.reason())
                    + session.isOpen();
        }
    }

    private static String told(CommandResult result) {
        return result.status() + " " + result.errorLine() + " " + withoutLogs(result.output());
    }

    private static String told(ChangeResult result) {
        return result.status()
                + result.lines().stream().map(LineResult::status).toList().toString()
                + result.committed()
                + result.saved()
                + result.diff().map(LogFuzzTest::withoutLogs);
    }

    private static String withoutLogs(String output) {
        return LogLines.without(output)
                .lines()
                .filter(line -> !line.isBlank())
                .collect(Collectors.joining("\n"))
                .replace(String.join("\n", PlatformScript.LONG_OUTPUT), "all of it");
    }
}
