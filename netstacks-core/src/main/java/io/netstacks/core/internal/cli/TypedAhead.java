package io.netstacks.core.internal.cli;

import io.netstacks.core.internal.cli.Prompt.Certainty;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Lines that were typed before the answers of earlier ones had come, in order. Confined: one thread at a time. */
final class TypedAhead {

    /**
     * Where one answer ends because the echo of the next line begins.
     *
     * @param prompt the prompt between them
     * @param lineStart where its line begins
     * @param lineEnd where the line of the echo ends, which is where the next answer's output begins
     */
    record Boundary(Prompt prompt, int lineStart, int lineEnd) {}

    private final Deque<String> lines;
    private Answering current;
    private boolean dropped;

    TypedAhead(List<String> lines, Answering first) {
        this.lines = new ArrayDeque<>(lines);
        current = first;
    }

    void add(List<String> more) {
        lines.addAll(more);
    }

    Answering current() {
        return current;
    }

    /** Returns the line after the current one. */
    Optional<String> following() {
        Iterator<String> waiting = lines.iterator();
        if (waiting.hasNext()) {
            waiting.next();
        }
        return waiting.hasNext() ? Optional.of(waiting.next()) : Optional.empty();
    }

    /** Returns how many lines have no answer yet. */
    int waiting() {
        return lines.size();
    }

    /** Tells whether the device has not taken the lines that are left. */
    boolean dropped() {
        return dropped;
    }

    void drop() {
        lines.removeFirst();
        dropped = true;
    }

    /** Returns the next line that the device has not taken. */
    Optional<String> takeDropped() {
        return Optional.ofNullable(lines.pollFirst());
    }

    /** The last line has its answer. */
    void end() {
        lines.removeFirst();
    }

    /** Goes on with the next line, whose echo ends where its output begins. */
    void advance(int outputStart) {
        lines.removeFirst();
        current = Answering.echoedBefore(Exchange.of(lines.getFirst()), outputStart);
    }

    /** Finds the finished line that is a prompt and the next line's echo. Each line is looked at once. */
    static Optional<Boundary> boundary(TerminalText text, Answering answering, String next, PromptMatcher prompts) {
        if (!answering.echoed()) {
            return Optional.empty();
        }
        String echo = next.strip();
        int start = answering.scanned();
        while (start < text.lineStart()) {
            int end = text.endOfLine(start);
            String line = text.slice(start, end).stripTrailing();
            UnderLogs.Whole whole = UnderLogs.whole(text, start, line, echo);
            Optional<Boundary> boundary = boundary(text, whole, end + 1, echo, prompts);
            if (boundary.isPresent()) {
                return boundary;
            }
            start = end + 1;
            answering.scanned(start);
        }
        return Optional.empty();
    }

    private static Optional<Boundary> boundary(
            TerminalText text, UnderLogs.Whole whole, int end, String echo, PromptMatcher prompts) {
        String line = whole.line();
        if (line.length() <= echo.length() || !line.endsWith(echo)) {
            return Optional.empty();
        }
        return prompts.match(
                        line.substring(0, line.length() - echo.length()).stripTrailing(),
                        text.lineBefore(whole.start()))
                .filter(prompt -> prompt.certainty() == Certainty.CERTAIN)
                .map(prompt -> new Boundary(prompt, whole.start(), end));
    }
}
