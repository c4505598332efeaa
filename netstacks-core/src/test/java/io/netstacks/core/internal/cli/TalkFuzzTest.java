package io.netstacks.core.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.command.Command;
import io.netstacks.spi.config.ChangeResult;
import io.netstacks.spi.config.ChangeStatus;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.config.LineResult;
import io.netstacks.spi.platform.CommitModel;
import io.netstacks.spi.platform.EchoStyle;
import io.netstacks.spi.platform.Platform;
import io.netstacks.spi.session.DeviceSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The output is what a device has printed, line by line, whatever it prints, however it shows what is typed. */
@Timeout(120)
class TalkFuzzTest {

    private static final int SEEDS = Integer.getInteger("netstacks.fuzz.seeds", 3);

    private static final List<String> COMMANDS = List.of(
            "x",
            "show it",
            "dump interface detail",
            "key string 00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
            "ls -l /tmp");

    private final List<String> told = new ArrayList<>();

    static List<String> platforms() {
        return PlatformDialect.platforms();
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void what_comes_out_is_what_was_printed(String id) {
        for (int seed = 1; seed <= SEEDS; seed++) {
            talk(PlatformBench.of(id), new Random(seed * 7919L + id.hashCode()));
        }
        assertThat(told).isEmpty();
    }

    private void talk(PlatformBench bench, Random random) {
        Platform platform = bench.platform();
        PlatformScript script = bench.script();
        ScriptedShell shell = bench.shell(random.nextLong(), pick(random, List.of(1, 2, 3, 7, 40, 4096)));
        int style = platform.session().echo() == EchoStyle.NORMAL ? random.nextInt(6) : 5;
        int width = 20 + random.nextInt(80);
        try (DeviceSession session = bench.open(bench.met(shell))) {
            shell.prompt = PlatformBench.lastLine(script.prompt());
            shell.echoing(echo(platform.session().echo(), style, width));
            for (int i = 0; i < 8; i++) {
                String text = pick(random, COMMANDS);
                List<String> printed = printed(random, script, text, style);
                boolean wrapped = style == 0 && (shell.prompt.length() + text.length()) % width == 0;
                command(session, script, random, text, printed, wrapped);
            }
            for (int i = 0; i < 3 && platform.commit().model() != CommitModel.MANAGED; i++) {
                push(session, script, random);
            }
        }
        told.addAll(script.wrongAnswers);
    }

    private static ScriptedShell.Echo echo(EchoStyle usual, int style, int width) {
        if (usual != EchoStyle.NORMAL) {
            return usual == EchoStyle.NONE ? Echoes.none() : Echoes.repaint();
        }
        return switch (style) {
            case 0 -> Echoes.wrapped(width);
            case 1 -> Echoes.scrolled(120);
            case 2 -> Echoes.restless();
            case 3 -> Echoes.repaint();
            default -> (shell, typed) -> typed.substring(typed.length() - 1);
        };
    }

    /** Where the echo, or its beginning, is not shown, a line that is the command is taken for it. */
    private static List<String> printed(Random random, PlatformScript script, String text, int style) {
        List<String> printed = new ArrayList<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            printed.add(line(random, script, text));
        }
        if (style == 1 || style == 5) {
            printed.replaceAll(line -> line.strip().equals(text) ? "in the place of the command" : line);
        }
        return printed;
    }

    private void command(
            DeviceSession session,
            PlatformScript script,
            Random random,
            String text,
            List<String> printed,
            boolean wrapped) {
        String end = pick(random, List.of("\n", "\n", "\r\n", "\n\r"));
        boolean finished = session.platform().id().equals("cisco_ftd") || random.nextInt(6) > 0 || printed.isEmpty();
        if (!finished) {
            printed.add("last word");
        }
        script.answers.put(text, String.join(end, printed) + (finished && !printed.isEmpty() ? end : ""));
        List<String> lines = new ArrayList<>();
        Command command = random.nextBoolean() ? Command.exec(text) : Command.show(text);
        if (random.nextInt(3) == 0) {
            session.stream(command, lines::add);
        } else {
            session.run(command).output().lines().forEach(lines::add);
        }
        if (!shown(lines, wrapped).equals(shown(printed, wrapped))) {
            told.add(session.platform().id() + ", " + command + ": " + shown(lines, wrapped) + " instead of "
                    + shown(printed, wrapped));
        }
    }

    private static String line(Random random, PlatformScript script, String command) {
        String prompt = PlatformBench.lastLine(script.prompt());
        return pick(
                random,
                List.of(
                        "",
                        "    indented",
                        "!",
                        "end",
                        "core9#",
                        "core9> show x",
                        prompt + " show version",
                        prompt.strip() + "xyz",
                        "System Name: ",
                        "Password: ",
                        "Continue? [y/n]",
                        "Press any key to continue",
                        "--More--",
                        " --More-- (q)uit and then some",
                        "lines 1-23",
                        "x".repeat(600),
                        "a\tb\tc",
                        "caf\u00e9 \u6f22\u5b57 \ud83d\ude00",
                        "?",
                        ":",
                        "100%",
                        command,
                        "  " + command + "  ",
                        "\u001b[1mbold\u001b[0m text",
                        "word ".repeat(random.nextInt(40)).strip(),
                        "line " + random.nextInt(1000) + " of it"));
    }

    private void push(DeviceSession session, PlatformScript script, Random random) {
        List<String> lines = new ArrayList<>();
        for (int i = random.nextInt(20); i >= 0; i--) {
            lines.add(pick(
                    random,
                    List.of("mtu 9000", "description a b c", "interface e" + i, "name " + "y".repeat(1 + i * 10) + i)));
        }
        int refused = random.nextInt(3) == 0 ? random.nextInt(lines.size()) : lines.size();
        if (refused < lines.size()) {
            lines.set(refused, "bad line");
        }
        script.running.clear();
        ChangeResult result = session.configure(
                ConfigChange.builder()
                        .lines(lines)
                        .pipelined(random.nextBoolean())
                        .build(),
                OperationContext.as(Actor.user("kim")).within(Duration.ofSeconds(20)));
        boolean right = refused == lines.size()
                ? result.status() == ChangeStatus.APPLIED && script.running.equals(lines)
                : result.lines().get(refused).status() == LineResult.Status.REJECTED
                        && (result.status() == ChangeStatus.REJECTED || result.status() == ChangeStatus.ROLLED_BACK);
        if (!right) {
            told.add(session.platform().id() + ": " + result.status() + " " + result.message() + " for " + lines
                    + ", ran " + script.running);
        }
    }

    private static <T> T pick(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /**
     * Blanks and empty lines at the end are not told apart from those before a prompt, nor is an empty line at the beginning
     * from the line break of a terminal that wraps right behind the last character.
     */
    private static List<String> shown(List<String> lines, boolean wrapped) {
        List<String> shown = new ArrayList<>(lines.stream()
                .map(line -> line.replaceAll("\u001b\\[\\d?m", "").stripTrailing())
                .toList());
        while (!shown.isEmpty() && shown.get(shown.size() - 1).isEmpty()) {
            shown.remove(shown.size() - 1);
        }
        while (wrapped && !shown.isEmpty() && shown.get(0).isEmpty()) {
            shown.remove(0);
        }
        return shown;
    }
}
