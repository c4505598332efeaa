package io.netstacks.core.internal.change;

import io.netstacks.core.internal.keys.LineKeys;
import io.netstacks.core.internal.syslog.Refusals;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.config.ConfigLine;
import io.netstacks.spi.config.LineResult.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sends lines in configuration mode, looks at every answer, stops at the first refused one. Several lines are on their
 * way at once only if asked for; no line is ever sent twice. Confined: one thread at a time.
 */
final class LinePusher {

    private final ConfigChannel channel;
    private final LineReport report;
    private final Deadline deadline;
    private final boolean leavesMode;
    private final Set<String> exits;
    private Optional<String> stopped = Optional.empty();

    LinePusher(ConfigChannel channel, LineReport report, Deadline deadline) {
        this.channel = channel;
        this.report = report;
        this.deadline = deadline;
        leavesMode = channel.configuring();
        exits = channel.platform()
                .configMode()
                .filter(mode -> leavesMode)
                .map(mode -> Set.copyOf(mode.exitCommands()))
                .orElse(Set.of());
    }

    /**
     * Sends them.
     *
     * @return why not all were taken; empty if they were
     */
    Optional<String> push(ConfigChange change) {
        List<ConfigLine> lines = change.lines();
        boolean ahead = change.pipelined() && change.dialogue().exchanges().isEmpty();
        int window = ahead ? channel.window() : 1;
        int next = 0;
        while (next < lines.size() && stopped.isEmpty()) {
            List<String> plain = window > 1 ? plainFrom(lines, next, window) : List.of();
            if (plain.size() > 1) {
                next = pushAhead(lines, next, plain, window);
            } else {
                pushOne(change, next++);
            }
        }
        return stopped;
    }

    /**
     * Returns lines that may be sent ahead; behind one that leaves configuration mode they would be commands, and one whose
     * keys are not its text is not shown as it is.
     */
    private List<String> plainFrom(List<ConfigLine> lines, int from, int most) {
        List<String> plain = new ArrayList<>();
        int end = Math.min(lines.size(), from + most);
        for (int index = from; index < end && isPlain(lines.get(index)); index++) {
            plain.add(lines.get(index).text());
        }
        return plain;
    }

    private boolean isPlain(ConfigLine line) {
        for (String exit : exits) {
            if (line.text().endsWith(exit) && line.text().strip().equals(exit)) {
                return false;
            }
        }
        return line.body().isEmpty() && LineKeys.isPlain(line.text());
    }

    private void pushOne(ConfigChange change, int index) {
        report.sent(index);
        String answer = channel.type(change.lines().get(index), change.dialogue(), channel.lineDeadline(deadline));
        judge(index, answer, change.lines().size());
    }

    /** Returns how far it came. */
    private int pushAhead(List<ConfigLine> lines, int from, List<String> first, int window) {
        report.sent(from, first.size());
        int sent = from + first.size();
        ConfigChannel.Ahead ahead = channel.ahead(first, channel.lineDeadline(deadline));
        for (int index = from; ahead.waiting() > 0 && !ahead.dropped(); index++) {
            judge(index, ahead.next(channel.lineDeadline(deadline)), lines.size());
            if (stopped.isEmpty() && ahead.waiting() == window / 2 && !ahead.dropped()) {
                List<String> more = plainFrom(lines, sent, window / 2 + 1);
                if (!more.isEmpty()) {
                    report.sent(sent, more.size());
                    ahead.more(more, channel.lineDeadline(deadline));
                    sent += more.size();
                }
            }
        }
        if (ahead.dropped() && ahead.waiting() > 0 && stopped.isEmpty()) {
            stopped = Optional.of("the device did not show " + ahead.waiting()
                    + " lines that were sent ahead; it is unknown whether it took them");
        }
        return sent;
    }

    private void judge(int index, String answer, int count) {
        Optional<String> error = answer.isBlank() ? Optional.empty() : Refusals.in(channel.platform(), answer);
        String masked = answer.isBlank() ? "" : channel.mask(answer);
        if (error.isPresent()) {
            report.rejected(index, masked);
            if (stopped.isEmpty()) {
                stopped = Optional.of("line " + (index + 1) + " was refused: " + channel.mask(error.get()));
            }
            return;
        }
        report.accepted(index, masked);
        if (index + 1 < count && stopped.isEmpty() && !channel.inPlace()) {
            stopped = Optional.of("line " + (index + 1) + " left the context before the last line");
        }
        if (leavesMode && index + 1 < count && stopped.isEmpty() && !channel.configuring()) {
            stopped = Optional.of("line " + (index + 1) + " left configuration mode before the last line");
        }
    }

    /** Tells whether nobody knows what became of a line. */
    boolean inDoubt() {
        return report.count(Status.UNKNOWN) > 0;
    }
}
