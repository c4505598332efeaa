package io.netstacks.core.internal.cli;

import io.netstacks.core.internal.cli.Prompt.Certainty;
import java.util.ArrayList;
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

    private final List<String> lines;
    private int at;
    private Answering current;
    private int echoStart;
    private boolean dropped;

    TypedAhead(List<String> lines, Answering first) {
        this.lines = new ArrayList<>(lines);
        current = first;
    }

    void add(List<String> more) {
        lines.addAll(more);
    }

    Answering current() {
        return current;
    }

    /** Tells whether the echo of another line will end the answer of the current one. */
    boolean hasNext() {
        return at + 1 < lines.size();
    }

    /** Returns how many lines have no answer yet. */
    int waiting() {
        return lines.size() - at;
    }

    /** Tells whether the device has not taken the lines that are left. */
    boolean dropped() {
        return dropped;
    }

    void drop() {
        at++;
        dropped = true;
    }

    /** Returns the next line that the device has not taken. */
    Optional<String> takeDropped() {
        return at < lines.size() ? Optional.of(lines.get(at++)) : Optional.empty();
    }

    /** The last line has its answer. */
    void end() {
        at++;
    }

    /** Goes on with the next line, whose echo has come. */
    void advance(Boundary echo) {
        at++;
        echoStart = echo.lineStart();
        current = Answering.echoedBefore(Exchange.of(lines.get(at)), echo.lineEnd());
    }

    /**
     * Goes on over lines that the device took without a word: right behind the echo of each stands a prompt of the same level
     * as the last one, and the echo of the next line. What is not quite so is left for {@link #boundary}.
     *
     * @return how many have their answer now
     */
    int takeSilent(TerminalText text, PromptMatcher prompts) {
        int start = current.silentUntil();
        int before = at;
        while (start >= 0 && hasNext() && start < text.lineStart()) {
            int end = text.endOfLine(start);
            Optional<Prompt> prompt = promptBefore(
                    lines.get(at + 1).strip(), text.slice(start, end).stripTrailing(), prompts);
            if (prompt.isEmpty()) {
                break;
            }
            prompts.learn(prompt.get());
            at++;
            echoStart = start;
            start = end + 1;
        }
        if (at > before) {
            current = Answering.echoedBefore(Exchange.of(lines.get(at)), start);
        }
        return at - before;
    }

    private static Optional<Prompt> promptBefore(String echo, String line, PromptMatcher prompts) {
        Prompt last = prompts.last().orElseThrow();
        if (!line.endsWith(echo)) {
            return Optional.empty();
        }
        if (line.length() == last.line().length() + echo.length() && line.startsWith(last.line())) {
            return prompts.known(last.line());
        }
        return prompts.known(line.substring(0, line.length() - echo.length()).stripTrailing())
                .filter(prompt -> prompt.level().equals(last.level()));
    }

    /** Forgets the text of the lines that have their answers; returns how much that was. */
    int forgetAnswered(TerminalText text) {
        if (echoStart == 0) {
            return 0;
        }
        int forgotten = current.drop(text, echoStart);
        echoStart = 0;
        return forgotten;
    }

    /** Finds the finished line that is a prompt and the next line's echo. Each line is looked at once. */
    Optional<Boundary> boundary(TerminalText text, PromptMatcher prompts) {
        if (!current.echoed()) {
            return Optional.empty();
        }
        int start = current.scanned();
        if (start >= text.lineStart()) {
            return Optional.empty();
        }
        String echo = lines.get(at + 1).strip();
        while (start < text.lineStart()) {
            int end = text.endOfLine(start);
            String line = text.slice(start, end).stripTrailing();
            UnderLogs.Whole whole = UnderLogs.whole(text, current.outputStart(text), start, line, echo);
            Optional<Boundary> boundary = boundary(text, whole, end + 1, echo, prompts);
            if (boundary.isEmpty() && line.indexOf(EchoTracker.SCROLLED) > 0) {
                boundary = scrolled(text, start, line, echo, prompts);
            }
            if (boundary.isPresent()) {
                return boundary;
            }
            start = end + 1;
            current.scanned(start);
        }
        return Optional.empty();
    }

    private static Optional<Boundary> boundary(
            TerminalText text, UnderLogs.Whole whole, int end, String echo, PromptMatcher prompts) {
        String line = whole.line();
        if (line.length() <= echo.length() || !line.endsWith(echo)) {
            return Optional.empty();
        }
        String shown = line.substring(0, line.length() - echo.length()).stripTrailing();
        return certain(shown, text.lineBefore(whole.start()), prompts)
                .map(prompt -> new Boundary(prompt, whole.start(), end));
    }

    private static Optional<Prompt> certain(String shown, String lineBefore, PromptMatcher prompts) {
        Optional<Prompt> prompt = prompts.known(shown);
        return prompt.isPresent()
                ? prompt
                : prompts.match(shown, lineBefore).filter(found -> found.certainty() == Certainty.CERTAIN);
    }

    /**
     * A long line whose beginning has left the screen: a prompt, the mark for what is not shown, and the end of the line, which
     * is the end of no other one that waits.
     */
    private Optional<Boundary> scrolled(TerminalText text, int start, String line, String echo, PromptMatcher prompts) {
        int mark = line.indexOf(EchoTracker.SCROLLED);
        while (mark >= 0 && line.length() - mark > EchoTracker.SHORTEST_TAIL) {
            String tail = line.substring(mark + 1);
            if (tail.length() < echo.length() && echo.endsWith(tail) && isEndOfNoOther(tail, echo)) {
                return certain(line.substring(0, mark).stripTrailing(), text.lineBefore(start), prompts)
                        .map(prompt -> new Boundary(prompt, start, text.endOfLine(start) + 1));
            }
            mark = line.indexOf(EchoTracker.SCROLLED, mark + 1);
        }
        return Optional.empty();
    }

    private boolean isEndOfNoOther(String tail, String echo) {
        return lines.subList(at, lines.size()).stream()
                .map(String::strip)
                .noneMatch(line -> line.endsWith(tail) && !line.equals(echo));
    }
}
