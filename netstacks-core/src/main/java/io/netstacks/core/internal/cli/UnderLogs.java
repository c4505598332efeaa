package io.netstacks.core.internal.cli;

import io.netstacks.core.internal.syslog.LogLines;
import java.util.Optional;

/**
 * The line that a device had come to when log lines were printed over it: its prompt, its question, its pager, or the last
 * one that it had printed.
 *
 * @param start where the line begins
 * @param end where it ends, blanks at its end included
 */
record UnderLogs(int start, int end) {

    /** Further back is output. */
    private static final int FAR = 8192;

    /** Returns it, if nothing stands behind the log lines. */
    static Optional<UnderLogs> last(TerminalText text, int from) {
        return text.lastLineLength() > 0 ? Optional.empty() : above(text, from, text.lineStart());
    }

    /**
     * Returns the line above the log lines that end at a position.
     *
     * @param from what stands before is not looked at
     * @param to where a line begins
     */
    static Optional<UnderLogs> above(TerminalText text, int from, int to) {
        int at = to;
        boolean over = false;
        while (at > from && to - at < FAR) {
            int start = text.startOfLineBefore(at);
            String line = text.slice(start, at - 1);
            boolean log = LogLines.is(line);
            int behind = log ? -1 : LogLines.behind(line);
            if (behind > 0) {
                return start < from ? Optional.empty() : Optional.of(new UnderLogs(start, start + behind));
            }
            if (!log && !(over && line.isBlank())) {
                return over && start >= from ? Optional.of(new UnderLogs(start, at - 1)) : Optional.empty();
            }
            over = true;
            at = start;
        }
        return Optional.empty();
    }

    /**
     * What was typed, put together again where it was cut off from its prompt or from its beginning.
     *
     * @param start where its first line begins
     * @param line the prompt and what was typed
     */
    record Whole(int start, String line) {}

    /**
     * Puts a line together whose end stands where a line begins: a terminal wraps what is too long for it, and log lines may
     * come in between. A line that is not the end of what was typed is that line alone.
     *
     * @param from what stands before is none of it
     */
    static Whole whole(TerminalText text, int from, int start, String end, String typed) {
        Whole whole = new Whole(start, end);
        while (!whole.line().isEmpty() && whole.start() > from && typed.endsWith(whole.line())) {
            int behind = whole.start();
            UnderLogs above = above(text, from, behind)
                    .orElseGet(() -> new UnderLogs(text.startOfLineBefore(behind), behind - 1));
            if (above.start() < from || above.start() == above.end()) {
                break;
            }
            whole = new Whole(above.start(), text.slice(above.start(), above.end()) + whole.line());
        }
        return whole;
    }

    /** Returns the line, without blanks at its end. */
    String in(TerminalText text) {
        return text.slice(start, end).stripTrailing();
    }
}
