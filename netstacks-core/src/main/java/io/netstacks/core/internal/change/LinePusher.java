package io.netstacks.core.internal.change;

import io.netstacks.core.internal.keys.LineKeys;
import io.netstacks.core.internal.syslog.Refusals;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.config.ConfigLine;
import io.netstacks.spi.config.LineResult.Status;
import io.netstacks.spi.platform.ConfigModeRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sends lines in configuration mode, looks at every answer, stops at the first refused one. Several lines are on their
 * way at once only if asked for; no line is ever sent twice. Confined: one thread at a time.
 */
final class LinePusher {

    private static final int LONGEST_QUOTE = 200;

    private final ConfigChannel channel;
    private final ConfigChange change;
    private final List<ConfigLine> lines;
    private final LineReport report;
    private final Optional<String> exitAhead;
    private final Deadline deadline;
    private final boolean leavesMode;
    private final List<String> exits;
    private int sent;
    private int answered;
    private Optional<String> stopped = Optional.empty();

    /**
     * Creates one for one change.
     *
     * @param exitAhead what leaves configuration mode, where it may be on its way together with the last lines
     */
    LinePusher(
            ConfigChannel channel,
            ConfigChange change,
            LineReport report,
            Optional<String> exitAhead,
            Deadline deadline) {
        this.channel = channel;
        this.change = change;
        lines = change.lines();
        this.report = report;
        this.exitAhead = exitAhead;
        this.deadline = deadline;
        leavesMode = channel.configuring();
        exits = channel.platform()
                .configMode()
                .filter(mode -> leavesMode)
                .map(ConfigModeRules::exitCommands)
                .orElse(List.of());
    }

    /**
     * Sends them.
     *
     * @return why not all were taken; empty if they were
     */
    Optional<String> push() {
        boolean ahead = change.pipelined() && change.dialogue().exchanges().isEmpty();
        int window = ahead ? channel.window() : 1;
        while (sent < lines.size() && stopped.isEmpty()) {
            List<String> plain = window > 1 ? plain(window) : List.of();
            if (plain.size() > 1) {
                pushAhead(plain, window);
            } else {
                pushOne();
            }
        }
        return stopped;
    }

    /**
     * Returns lines that may be sent ahead; behind one that leaves configuration mode they would be commands, and one whose
     * keys are not its text is not shown as it is.
     */
    private List<String> plain(int most) {
        int end = Math.min(lines.size(), sent + most);
        List<String> plain = new ArrayList<>(end - sent + 1);
        int index = sent;
        while (index < end && isPlain(lines.get(index))) {
            plain.add(lines.get(index++).text());
        }
        if (index == lines.size() && index > sent) {
            exitAhead.ifPresent(plain::add);
        }
        return plain;
    }

    private boolean isPlain(ConfigLine line) {
        for (int i = 0; i < exits.size(); i++) {
            if (line.text().endsWith(exits.get(i)) && line.text().strip().equals(exits.get(i))) {
                return false;
            }
        }
        return line.body().isEmpty() && LineKeys.isPlain(line.text());
    }

    private void pushOne() {
        ConfigLine line = lines.get(sent);
        countSent(1);
        String answer = channel.type(line, change.dialogue(), channel.lineDeadline(deadline));
        judge(sent - 1, answer);
    }

    private void pushAhead(List<String> first, int window) {
        answered = sent;
        countSent(first.size());
        ConfigChannel.Ahead ahead = channel.ahead(first, channel.lineDeadline(deadline));
        while (goesOn(ahead)) {
            takeAnswers(ahead);
            sendMore(ahead, window);
        }
        if (ahead.dropped() && ahead.waiting() > 0 && stopped.isEmpty()) {
            stopped = Optional.of(notShown(ahead.waiting()));
        }
    }

    private static boolean goesOn(ConfigChannel.Ahead ahead) {
        return ahead.waiting() > 0 && !ahead.dropped();
    }

    private void takeAnswers(ConfigChannel.Ahead ahead) {
        int silent = ahead.silent();
        if (silent > 0) {
            report.accepted(answered, silent);
            answered += silent;
            return;
        }
        String answer = ahead.next(channel.lineDeadline(deadline));
        if (answered == lines.size()) {
            return; // it is that of the exit command
        }
        Optional<String> swallowed = ahead.dropped() ? beforeNextLine(answer) : Optional.empty();
        if (swallowed.isPresent()) {
            report.unknown(answered, channel.mask(answer));
            stopped = stopped.or(() -> Optional.of("line " + (answered + 1) + " did not end with a prompt but with \""
                    + channel.mask(swallowed.get()) + "\", which the lines sent behind it may have answered"));
            answered++;
        } else {
            judge(answered++, answer);
        }
    }

    /**
     * Returns what an answer ends with in truth, where it goes on with the next line: the device took that line for something
     * else. Its first character may be what a question took that waits for a single key.
     */
    private Optional<String> beforeNextLine(String answer) {
        if (answered + 1 == lines.size()) {
            return Optional.empty();
        }
        String next = lines.get(answered + 1).text().strip();
        for (String echo : next.length() > 3 ? List.of(next, next.substring(1)) : List.of(next)) {
            Optional<String> before = before(echo, answer);
            if (before.isPresent()) {
                return before;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> before(String echo, String answer) {
        int at = answer.indexOf(echo);
        while (at >= 0) {
            int end = at + echo.length();
            String before = answer.substring(0, at).strip();
            if (!before.isEmpty() && (end == answer.length() || answer.charAt(end) == '\n')) {
                String quoted = before.substring(Math.max(0, before.length() - LONGEST_QUOTE));
                return Optional.of(String.join(" ", quoted.split("\\s+")));
            }
            at = answer.indexOf(echo, end);
        }
        return Optional.empty();
    }

    private void sendMore(ConfigChannel.Ahead ahead, int window) {
        if (sent == lines.size() || stopped.isPresent() || ahead.waiting() > window / 2 || !goesOn(ahead)) {
            return;
        }
        List<String> more = plain(window / 2 + 1);
        if (!more.isEmpty()) {
            countSent(more.size());
            ahead.more(more, channel.lineDeadline(deadline));
        }
    }

    /** Takes note of what was typed; the last of it may be the exit command, which is no line of the change. */
    private void countSent(int typed) {
        int count = Math.min(typed, lines.size() - sent);
        report.sent(sent, count);
        sent += count;
    }

    private String notShown(int waiting) {
        if (answered == lines.size()) {
            report.sent(answered - 1, 1); // its answer may be a question, and the exit command may have answered it
            return "the device did not show \"" + exitAhead.orElse("")
                    + "\", which was sent behind the last line; it is unknown" + " whether it took that line";
        }
        return "the device did not show " + waiting + " lines that were sent ahead; it is unknown whether it took them";
    }

    private void judge(int index, String answer) {
        boolean silent = answer.isBlank();
        Optional<String> error = silent ? Optional.empty() : Refusals.in(channel.platform(), answer);
        String masked = silent ? "" : channel.mask(answer);
        if (error.isPresent()) {
            report.rejected(index, masked);
            if (stopped.isEmpty()) {
                stopped = Optional.of("line " + (index + 1) + " was refused: " + channel.mask(error.get()));
            }
            return;
        }
        report.accepted(index, masked);
        if (index + 1 == lines.size() || stopped.isPresent()) {
            return;
        }
        if (!channel.inPlace()) {
            stopped = Optional.of("line " + (index + 1) + " left the context before the last line");
        } else if (leavesMode && !channel.configuring()) {
            stopped = Optional.of("line " + (index + 1) + " left configuration mode before the last line");
        }
    }

    /** Tells whether nobody knows what became of a line. */
    boolean inDoubt() {
        return report.count(Status.UNKNOWN) > 0;
    }
}
