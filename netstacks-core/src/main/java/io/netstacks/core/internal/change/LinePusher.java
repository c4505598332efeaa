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
        if (answered < lines.size()) { // else it is that of the exit command
            judge(answered++, answer);
        }
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
