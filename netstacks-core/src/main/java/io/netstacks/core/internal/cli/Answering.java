package io.netstacks.core.internal.cli;

import io.netstacks.spi.platform.EchoStyle;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One answer while it comes: where its echo ends and its output begins, what was asked meanwhile, what was handed on or
 * dropped already. Confined: one thread at a time.
 */
final class Answering {

    private static final int HEAD = 4096;

    /** Context lines before a prompt are not output, so the last lines wait until it is known what follows. */
    private static final int HELD_LINES = 3;

    private static final int LONGEST_STREAMED_LINE = 1024 * 1024;

    private static final int LOOKED_AT = 1000;

    private static final int NONE = -1;

    private final Exchange exchange;
    private final EchoTracker echo;
    private final boolean login;
    private final long began = System.nanoTime();
    private final Map<Response, Integer> given = new HashMap<>();
    private final StringBuilder head = new StringBuilder();
    private int mark;
    private int beginLine;
    private int outputStart = NONE;
    private int answeredAt;
    private boolean answered;
    private int scanned;
    private int resynchronised;
    private int enteredAt;
    private boolean believing;
    private boolean truncated;
    private Optional<String> kept = Optional.empty();
    private Optional<Prompt> toConfirm = Optional.empty();
    private int confirmAfter;

    Answering(Exchange exchange, TerminalText text, EchoStyle style, boolean login) {
        this(exchange, EchoTracker.of(exchange.line(), style), login, login ? 0 : text.length(), text.lineStart());
    }

    private Answering(Exchange exchange, EchoTracker echo, boolean login, int mark, int beginLine) {
        this.exchange = exchange;
        this.login = login;
        this.mark = mark;
        this.beginLine = beginLine;
        answeredAt = mark;
        this.echo = echo;
    }

    /** Returns the answer to a line whose echo has been found at the beginning of the text already. */
    static Answering echoedBefore(Exchange exchange, int outputStart) {
        Answering answering = new Answering(exchange, EchoTracker.NOTHING, false, 0, 0);
        answering.outputStart = outputStart;
        answering.scanned = outputStart;
        return answering;
    }

    Exchange exchange() {
        return exchange;
    }

    /** Takes note of new text. */
    void absorb(TerminalText text, PromptMatcher prompts) {
        if (login || outputStart >= 0) {
            return;
        }
        if (!echo.expected()) {
            if (hasNewLine(text)) {
                int shown = echo.unexpected(text.all(), mark); // some devices of a kind that shows nothing do
                outputStart = shown >= 0 ? shown : afterBlankRest(text);
            }
            return;
        }
        int end = echo.end(text.all(), mark);
        if (end >= 0) {
            outputStart = end;
            scanned = end;
            if (!prompts.knowsHost()) {
                learnFromEcho(text, end, prompts);
            }
        }
    }

    /** The line that shows what was typed begins with the prompt: nothing proves a prompt better. */
    private void learnFromEcho(TerminalText text, int end, PromptMatcher prompts) {
        int start = text.startOfLineBefore(end);
        String line = text.slice(start, end - 1).stripTrailing();
        String typed = exchange.line().strip();
        if (line.endsWith(typed)) {
            String before = start == 0
                    ? ""
                    : text.slice(text.startOfLineBefore(start), start - 1).stripTrailing();
            prompts.match(line.substring(0, line.length() - typed.length()).stripTrailing(), before)
                    .ifPresent(prompts::learn);
        }
    }

    private int afterBlankRest(TerminalText text) {
        int at = mark;
        while (at < text.length()) {
            char c = text.all().charAt(at);
            if (c == '\n') {
                return at + 1;
            }
            if (c != ' ' && c != '\t') {
                return mark;
            }
            at++;
        }
        return mark;
    }

    /** Tells whether a line has begun since the typing. */
    boolean hasNewLine(TerminalText text) {
        return login || text.lineStart() > beginLine;
    }

    boolean shown(TerminalText text) {
        return !echo.expected() || echo.shown(text.all(), mark);
    }

    boolean echoed() {
        return outputStart >= 0;
    }

    /** Tells whether a prompt may end it now. */
    boolean complete() {
        return login || outputStart >= 0;
    }

    void believing(boolean atOnce) {
        believing = atOnce;
    }

    boolean believes() {
        return believing;
    }

    /** Counts the output of an opening line to this answer. */
    void outputFrom(Answering opening) {
        mark = opening.outputStart >= 0 ? opening.outputStart : opening.mark;
        beginLine = opening.beginLine;
        answeredAt = mark;
    }

    /** Finds the expected question that has been asked since the last answer. */
    Optional<Response> response(TerminalText text) {
        List<Response> responses = exchange.responses();
        if (responses.isEmpty() || text.length() <= answeredAt || !hasNewLine(text)) {
            return Optional.empty();
        }
        int from = Math.max(Math.max(answeredAt, outputStart), text.length() - LOOKED_AT);
        String region = text.slice(from, text.length());
        boolean wholeLine = text.lineStart() >= Math.max(answeredAt, text.length() - LOOKED_AT);
        String lastLine = wholeLine ? text.slice(text.lineStart(), text.length()) : region;
        for (Response response : responses) {
            if (response.match().matcher(region).find()
                    || response.match().matcher(lastLine).find()) {
                int times = given.merge(response, 1, Integer::sum);
                if (times > response.atMost()) {
                    throw response.failure().apply(region);
                }
                return Optional.of(response);
            }
        }
        return Optional.empty();
    }

    void answered(TerminalText text) {
        answeredAt = text.length();
        answered = true;
    }

    /** Tells whether what the last line asks was answered, and nothing to see has come since: the device takes its time. */
    boolean awaitsReaction(TerminalText text) {
        return answered
                && text.lineStart() <= answeredAt
                && text.slice(Math.min(answeredAt, text.length()), text.length())
                        .isBlank();
    }

    void toConfirm(Prompt prompt, int lineStart) {
        toConfirm = Optional.of(prompt);
        confirmAfter = lineStart;
    }

    /** Tells whether this is the prompt that was doubted, shown once more after the enter key. */
    boolean confirms(Prompt prompt, int lineStart) {
        return lineStart > confirmAfter
                && toConfirm
                        .filter(doubted -> doubted.line().equals(prompt.line()))
                        .isPresent();
    }

    /** Takes note of an enter key that was typed because the prompt may be covered. */
    void countResynchronisation(TerminalText text) {
        resynchronised++;
        enteredAt = text.length();
    }

    int resynchronised() {
        return resynchronised;
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    int outputStart(TerminalText text) {
        return outputStart >= 0 ? outputStart : login ? 0 : Math.min(afterBlankRest(text), text.lineStart());
    }

    /** Returns how far lines were searched for the next echo, and from there on. */
    int scanned() {
        return Math.max(scanned, Math.max(outputStart, 0));
    }

    void scanned(int position) {
        scanned = position;
    }

    boolean overflows(TerminalText text) {
        if (exchange.sink().isPresent()) {
            return text.length() - text.lineStart() > LONGEST_STREAMED_LINE;
        }
        return !exchange.truncating() && text.length() - Math.max(outputStart, mark) > exchange.maxOutput();
    }

    /** Hands finished lines on, or drops them where the output is long enough; returns how much text is gone. */
    int drain(TerminalText text) {
        if (outputStart < 0) {
            return exchange.truncating() ? dropUnechoed(text) : 0;
        }
        if (exchange.truncating() && !truncated && text.length() - outputStart > exchange.maxOutput()) {
            truncated = true;
            kept = Optional.of(text.slice(outputStart, outputStart + exchange.maxOutput()));
        }
        if (!truncated && exchange.sink().isEmpty()) {
            return 0;
        }
        int until = text.lineStart();
        for (int i = 0; i < HELD_LINES && until > outputStart; i++) {
            until = Math.max(outputStart, text.startOfLineBefore(until));
        }
        if (!truncated) {
            handOn(text.slice(outputStart, until));
        }
        int dropped = drop(text, until);
        if (truncated && text.length() - text.lineStart() > LONGEST_STREAMED_LINE) {
            text.truncateTo(text.lineStart());
        }
        return dropped;
    }

    private int dropUnechoed(TerminalText text) {
        if (text.length() - mark > exchange.maxOutput() + LOOKED_AT) {
            outputStart = mark;
            return drain(text);
        }
        return 0;
    }

    private int drop(TerminalText text, int until) {
        text.dropBefore(until);
        mark = Math.max(0, mark - until);
        beginLine = -1; // a line has begun since
        outputStart -= until;
        answeredAt = Math.max(0, answeredAt - until);
        confirmAfter = confirmAfter - until;
        enteredAt = Math.max(0, enteredAt - until);
        return until;
    }

    private void handOn(String lines) {
        if (head.length() < HEAD) {
            head.append(lines, 0, Math.min(lines.length(), HEAD - head.length()));
        }
        exchange.sink().ifPresent(sink -> lines.lines().forEach(sink));
    }

    /** Returns the answer, whose output ends where the prompt begins. */
    Reply reply(TerminalText text, int end, Prompt prompt, PromptMatcher prompts, Optional<Pattern> joinLines) {
        int start = outputStart(text);
        int last = Math.max(start, outputEnd(text, start, end, prompt, prompts));
        String output = text.slice(start, last);
        if (joinLines.isPresent()) {
            output = joinLines.get().matcher(output).replaceAll("");
        }
        if (exchange.sink().isPresent()) {
            handOn(output);
            return new Reply("", head.toString(), prompt, false, resynchronised, echoed());
        }
        String whole = truncated ? kept.orElse("") : output;
        return new Reply(whole, whole, prompt, truncated, resynchronised, echoed());
    }

    private int outputEnd(TerminalText text, int start, int end, Prompt prompt, PromptMatcher prompts) {
        if (toConfirm.isPresent() && confirms(prompt, text.lineStart())) {
            return confirmAfter;
        }
        OutputEnd ends = new OutputEnd(text, start, prompt, prompts);
        int last = ends.withoutRepeats(end, resynchronised, exchange.line());
        return resynchronised > 0 ? ends.withoutCovered(last, enteredAt) : last;
    }
}
