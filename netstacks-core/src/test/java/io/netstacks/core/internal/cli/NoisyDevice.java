package io.netstacks.core.internal.cli;

import io.netstacks.spi.platform.EchoStyle;
import java.util.Random;

/**
 * A device that prints log lines between everything else: between the lines of its answers, over its prompts and questions,
 * which it may show again below them, and in the middle of what is typed. It can be asked to ask.
 */
final class NoisyDevice implements ScriptedShell.Device {

    static final String ASKING = "ask nobody";
    static final String ANSWERED = "ask somebody";
    static final String QUESTION = "Proceed with it? [confirm]";

    private final PlatformBench bench;
    private final long seed;
    private final Random random;
    private final String log;
    private boolean quiet;
    private boolean asking;
    private String waiting;

    /**
     * Wraps a device.
     *
     * @param log a line that it prints
     */
    NoisyDevice(PlatformBench bench, long seed, String log) {
        this.bench = bench;
        this.seed = seed;
        random = new Random(seed);
        this.log = log;
        waiting = bench.asksForLogin() ? dialect().list("login").get(1) : prompt();
    }

    private PlatformDialect dialect() {
        return PlatformDialect.of(bench.platform().id());
    }

    private String prompt() {
        return bench.script().prompt();
    }

    /** Prints no log lines from now on, or does. */
    NoisyDevice quiet(boolean value) {
        quiet = value;
        return this;
    }

    /** Returns a shell of the device that gives so many bytes at once at most. */
    ScriptedShell shell(int largest) {
        return new ScriptedShell(seed, largest, this).echoing((shell, typed) -> echo(typed));
    }

    @Override
    public String apply(ScriptedShell shell, String line) {
        String answer = answer(shell, line);
        waiting = answer.endsWith(prompt()) ? prompt() : PlatformBench.lastLine(answer);
        return quiet ? answer : noisy(answer, shell.inLine());
    }

    private String answer(ScriptedShell shell, String line) {
        if (asking) {
            asking = false;
            return "all done\r\n" + prompt();
        }
        if (line.equals(ASKING) || line.equals(ANSWERED)) {
            asking = true;
            return QUESTION;
        }
        return bench.script().apply(shell, line);
    }

    /** Log lines begin their lines, also where the answer begins behind the key that it answers. */
    private String noisy(String answer, boolean inLine) {
        StringBuilder text = new StringBuilder();
        String[] lines = answer.split("\r\n", -1);
        int last = waiting.split("\r\n", -1).length;
        for (int i = 0; i < lines.length; i++) {
            if (i <= lines.length - last && random.nextInt(8) == 0) {
                text.append(i == 0 && inLine ? "\r\n" : "").append(log).append("\r\n");
            }
            text.append(lines[i]).append(i + 1 < lines.length ? "\r\n" : "");
        }
        if (!waiting.isBlank() && random.nextInt(5) == 0) {
            text.append("\r\n").append(log).append("\r\n");
            text.append(random.nextBoolean() && !atPager() ? waiting : "");
        }
        return text.toString();
    }

    /** Nobody could tell a pager that is shown again from the next page's, and what is typed twice turns two pages. */
    private boolean atPager() {
        return waiting.equals(dialect().text("pager"));
    }

    /** Returns what is shown of a key, with a log line from time to time. */
    private String echo(String typed) {
        EchoStyle style = bench.platform().session().echo();
        if (style == EchoStyle.NONE) {
            return "";
        }
        boolean repaints = style == EchoStyle.REPAINT;
        String key = repaints
                ? "\r" + PlatformBench.lastLine(waiting) + typed + "\u001b[K"
                : typed.substring(typed.length() - 1);
        if (quiet || random.nextInt(60) > 0) {
            return key;
        }
        return key + "\r\n" + log + "\r\n" + (random.nextBoolean() || repaints ? waiting + typed : "");
    }
}
