package io.netstacks.core.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.core.platform.Platforms;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.config.ChangeResult;
import io.netstacks.spi.config.ChangeStatus;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.config.LineResult;
import io.netstacks.spi.platform.Platform;
import io.netstacks.spi.session.DeviceSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pipelined change on terminals that show long lines in pieces. */
@Timeout(60)
class TypedAheadTest {

    private static final List<String> PLATFORMS =
            List.of("cisco_ios", "cisco_xr", "arista_eos", "juniper_junos", "nokia_sros", "huawei_vrp", "aruba_aoscx");

    private static final int[] CHUNKS = {1, 5, 4096};

    private static OperationContext kim() {
        return OperationContext.as(Actor.user("kim")).within(Duration.ofSeconds(20));
    }

    private static ConfigChange pipelined(List<String> lines) {
        return ConfigChange.builder().lines(lines).pipelined(true).build();
    }

    private static List<LineResult.Status> statuses(ChangeResult result) {
        return result.lines().stream().map(LineResult::status).toList();
    }

    private static List<String> lines(int longest) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            lines.add("description " + "a b c ".repeat(longest * i / 120) + "of line " + i);
            lines.add("mtu " + (9000 + i));
        }
        return lines;
    }

    private static void pushes(String id, ScriptedShell.Echo echo, String terminal) {
        Platform platform = Platforms.builtIn().get(id);
        for (int largest : CHUNKS) {
            PlatformScript script = new PlatformScript(platform);
            ScriptedShell shell = new ScriptedShell(largest, largest, script).echoing(echo);
            shell.prompt = script.prompt().substring(script.prompt().lastIndexOf('\n') + 1);
            shell.greeting(script.greeting());
            List<String> lines = lines(250);
            try (DeviceSession session = Sessions.open(shell, id, Sessions.kim(), Sessions.INSTANT)) {
                ChangeResult result = session.configure(pipelined(lines), kim());
                assertThat(result.status())
                        .as("%s on %s, chunks up to %s: %s", id, terminal, largest, result.message())
                        .isEqualTo(ChangeStatus.APPLIED);
                assertThat(statuses(result)).containsOnly(LineResult.Status.ACCEPTED);
            }
            assertThat(script.running).as("%s on %s", id, terminal).isEqualTo(lines);
            assertThat(shell.writes()).as("several lines at once").hasSizeLessThan(lines.size());

            lines.set(17, "bad line " + "x".repeat(120));
            PlatformScript refusing = new PlatformScript(platform);
            ScriptedShell other = new ScriptedShell(largest, largest, refusing).echoing(echo);
            other.prompt = refusing.prompt().substring(refusing.prompt().lastIndexOf('\n') + 1);
            other.greeting(refusing.greeting());
            try (DeviceSession session = Sessions.open(other, id, Sessions.kim(), Sessions.INSTANT)) {
                List<LineResult.Status> told = statuses(session.configure(pipelined(lines), kim()));
                assertThat(told.indexOf(LineResult.Status.REJECTED))
                        .as("%s on %s, chunks up to %s", id, terminal, largest)
                        .isEqualTo(17);
                assertThat(told).doesNotContain(LineResult.Status.UNKNOWN);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 21, 24, 37, 40, 52, 79, 80, 99, 132})
    void lines_that_a_terminal_wraps_are_taken_for_shown(int width) {
        PLATFORMS.forEach(id -> pushes(id, Echoes.wrapped(width), width + " columns"));
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 79, 80, 99, 132})
    void lines_that_a_terminal_scrolls_are_taken_for_shown(int width) {
        PLATFORMS.forEach(id -> pushes(id, Echoes.scrolled(width), width + " columns, scrolling"));
    }

    /** The device reads the first line, prints something, and has lost all that was typed behind it. */
    private static ChangeResult losing(String printed, List<String> lines, int largest) {
        IosScript ios = new IosScript();
        int[] lost = {0};
        ScriptedShell shell = new ScriptedShell(largest, largest, (self, line) -> {
            if (lost[0] > 0) {
                lost[0]--;
                self.echo(lost[0] == 0);
                return "";
            }
            boolean first = line.equals(lines.get(0));
            lost[0] = first ? lines.size() : 0;
            self.echo(!first);
            return (first ? printed : "") + ios.apply(self, line);
        });
        shell.greeting("sw1#");
        try (DeviceSession session = Sessions.open(shell, "cisco_ios", Sessions.kim(), Sessions.INSTANT)) {
            return session.configure(pipelined(lines), kim());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "description of line 1\r\n",
                "descrip\r\ntion of line 1\r\n",
                "of line 1\r\n",
                "sw1 descrip\r\ntion of line 1\r\n",
                "core9(config)#description of\r\n line 1\r\n",
                "sw1(config)#description of\r\n\r\n line 1\r\n",
                "sw1(config)#description of it\r\n line 1\r\n",
                "sw1(config)#escription of\r\n line 1\r\n",
                "$tion of line 1\r\n",
                "sw1 $tion of line 1\r\n",
                "core9(config)#$tion of line 1\r\n",
                "sw1(config)#$ine 1\r\n",
                "sw1(config)#$tion of lime 1\r\n",
                "sw1(config)#$ of line one\r\n"
            })
    void output_that_looks_like_a_piece_of_the_next_line_is_not_taken_for_it(String printed) {
        for (int largest : CHUNKS) {
            ChangeResult result =
                    losing(printed, List.of("mtu 9000", "description of line 1", "name of line one"), largest);
            assertThat(result.status()).as("chunks up to %s", largest).isEqualTo(ChangeStatus.UNKNOWN);
            assertThat(statuses(result).get(1)).isEqualTo(LineResult.Status.UNKNOWN);
        }
    }

    @Test
    void a_piece_that_several_lines_end_with_is_the_echo_of_none() {
        ChangeResult result = losing(
                "sw1(config)#$e as ever\r\n", List.of("mtu 9000", "alias one as ever", "name one as ever"), 4096);
        assertThat(statuses(result))
                .containsExactly(LineResult.Status.ACCEPTED, LineResult.Status.UNKNOWN, LineResult.Status.UNKNOWN);
    }

    @Test
    void what_was_printed_before_the_answer_is_no_beginning_of_an_echo() {
        ChangeResult result = losing("ar\r\n", List.of("foo b", "foo bar", "mtu 9000"), 4096);
        assertThat(statuses(result))
                .containsExactly(LineResult.Status.ACCEPTED, LineResult.Status.UNKNOWN, LineResult.Status.UNKNOWN);
    }
}
