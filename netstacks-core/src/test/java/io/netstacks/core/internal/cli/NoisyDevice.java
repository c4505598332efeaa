package io.netstacks.core.internal.cli;

import io.netstacks.spi.platform.EchoStyle;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A device that prints log lines between everything else: between the lines of its answers, over its prompts and questions,
 * which it may show again below them, and in the middle of what is typed. It can be asked to ask.
 */
final class NoisyDevice implements ScriptedShell.Device {

    static final String ASKING = "ask nobody";
    static final String ANSWERED = "ask somebody";
    static final String QUESTION = "Proceed with it? [confirm]";

    private static final Pattern PAGER = Pattern.compile("(?i)more|press|lines \\d|\\[q|^:|display");

    private final ScriptedShell.Device device;
    private final Random random;
    private final String log;
    private final EchoStyle echo;
    private boolean quiet;
    private boolean asking;
    private final Supplier<String> prompt;

    /**
     * Wraps a device.
     *
     * @param prompt tells what it shows when it waits for a line, perhaps of several lines
     * @param log a line that it prints
     * @param echo how it shows what is typed
     */
    NoisyDevice(ScriptedShell.Device device, Supplier<String> prompt, long seed, String log, EchoStyle echo) {
        this.device = device;
        this.prompt = prompt;
        random = new Random(seed);
        this.log = log;
        this.echo = echo;
    }

    /** Prints no log lines from now on, or does. */
    NoisyDevice quiet(boolean value) {
        quiet = value;
        return this;
    }

    @Override
    public String apply(ScriptedShell shell, String line) {
        String answer = answer(shell, line);
        return quiet ? answer : noisy(answer);
    }

    private String answer(ScriptedShell shell, String line) {
        if (asking) {
            asking = false;
            return "all done\r\n" + prompt.get();
        }
        if (line.equals(ASKING) || line.equals(ANSWERED)) {
            asking = true;
            return QUESTION;
        }
        return device.apply(shell, line);
    }

    private String noisy(String answer) {
        StringBuilder text = new StringBuilder();
        String[] lines = answer.split("\r\n", -1);
        String shown = prompt.get();
        int prompts = answer.endsWith(shown) ? shown.split("\r\n", -1).length : 1;
        for (int i = 0; i < lines.length; i++) {
            if (i <= lines.length - prompts && random.nextInt(8) == 0) {
                text.append(log).append("\r\n");
            }
            text.append(lines[i]).append(i + 1 < lines.length ? "\r\n" : "");
        }
        String last = lines[lines.length - 1];
        if (!last.isBlank() && random.nextInt(5) == 0) {
            boolean again = random.nextBoolean() && !PAGER.matcher(last).find();
            text.append("\r\n").append(log).append("\r\n");
            text.append(!again ? "" : answer.endsWith(shown) ? shown : last);
        }
        return text.toString();
    }

    /** Returns what is shown of a key, with a log line from time to time. */
    String echo(ScriptedShell shell, String typed) {
        String whole = prompt.get();
        String last = whole.substring(whole.lastIndexOf('\n') + 1);
        if (echo == EchoStyle.NONE) {
            return "";
        }
        boolean repaints = echo == EchoStyle.REPAINT;
        String key = repaints ? "\r" + last + typed + "\u001b[K" : typed.substring(typed.length() - 1);
        if (quiet || random.nextInt(60) > 0) {
            return key;
        }
        return key + "\r\n" + log + "\r\n" + (random.nextBoolean() || repaints ? whole + typed : "");
    }
}
