package io.netstacks.core.internal.cli;

import io.netstacks.core.internal.syslog.LogLines;
import io.netstacks.spi.platform.EchoStyle;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
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
    private Map<Response, Integer> given = Map.of();
    private String head = "";
    private int mark;
    private int beginLine;
    private int outputStart = NONE;
    private boolean shownAllTheSame;
    private boolean hidden;
    private int answeredAt;
    private boolean answered;
    private Optional<Response> shownAgain = Optional.empty();
    private int scanned;
    private int resynchronised;
    private int enteredAt;
    private int coveredAt = NONE;
    private long coveredSince;
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

    /** Returns the answer to a line whose echo has been found already. */
    static Answering echoedBefore(Exchange exchange, int outputStart) {
        Answering answering = new Answering(exchange, EchoTracker.NOTHING, false, 0, 0);
        answering.outputStart = outputStart;
        answering.scanned = outputStart;
        return answering;
    }

    Exchange exchange() {
        return exchange;
    }

    /** Tells whether it is what a device says before its first prompt. */
    boolean isLogin() {
        return login;
    }

    /** Takes note of new text. */
    void absorb(TerminalText text, PromptMatcher prompts) {
        if (login || outputStart >= 0) {
            return;
        }
        if (!echo.expected()) {
            if (hasNewLine(text)) {
                int shown = echo.unexpected(text.all(), mark); // some devices of a kind that shows nothing do
                shownAllTheSame = shown >= 0;
                outputStart = shownAllTheSame ? shown : afterBlankRest(text);
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
        int lineStart = text.startOfLineBefore(end);
        String typed = exchange.line().strip();
        UnderLogs.Whole whole = UnderLogs.whole(
                text, 0, lineStart, text.slice(lineStart, end - 1).stripTrailing(), typed);
        String line = whole.line();
        if (line.endsWith(typed)) {
            prompts.match(
                            line.substring(0, line.length() - typed.length()).stripTrailing(),
                            text.lineBefore(whole.start()))
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

    /** Tells whether what was typed has been shown although nobody expected it. */
    boolean isShownAllTheSame() {
        return shownAllTheSame;
    }

    /** Takes note that what was typed has not been shown in the time that it may take. */
    void notShown(TerminalText text) {
        hidden = text.length() <= mark;
    }

    /**
     * Returns how many signs there are that the device does not show what is typed, where a prompt has ended an answer before
     * any echo: the prompt itself, which may be a late one from before; that nothing at all came before the enter key; and
     * output before the prompt, or the same prompt for another line.
     */
    int signsOfNoEcho(TerminalText text, Prompt prompt) {
        return 1 + (hidden ? 1 : 0) + (hasAnswered(text, prompt) ? 1 : 0);
    }

    /** A log line may have brought anything back; before the host name is known, any line may be one of a greeting. */
    private boolean hasAnswered(TerminalText text, Prompt prompt) {
        List<String> lines = text.slice(Math.min(mark, text.lineStart()), text.lineStart())
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        return lines.stream().noneMatch(LogLines::isIn)
                && lines.stream()
                        .anyMatch(line -> prompt.certainty() == Prompt.Certainty.CERTAIN
                                || PromptMatcher.isSame(line.stripTrailing(), prompt));
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
            return shownAgain;
        }
        boolean shortLine = text.length() - text.lineStart() <= LOOKED_AT;
        if (shortLine && LogLines.isIn(text.slice(text.lineStart(), text.length()))) {
            return Optional.empty(); // whatever it ends with as far as it has come
        }
        String region = sinceAnswer(text, text.length());
        String lastLine =
                shortLine && text.lineStart() >= answeredAt ? text.slice(text.lineStart(), text.length()) : region;
        if (shownAgain.isPresent() && text.lineStart() <= answeredAt && lastLine.isBlank()) {
            return shownAgain;
        }
        shownAgain = Optional.empty();
        Optional<Response> found = find(responses, region, lastLine)
                .or(() -> underLogs(text)
                        .flatMap(under -> find(
                                responses, sinceAnswer(text, under.end()), text.slice(under.start(), under.end()))));
        return found.isPresent() && answered ? again(found.get(), text) : found;
    }

    /** A question may only be shown again under log lines, its answer being on its way; what stands behind it is the reaction. */
    private Optional<Response> again(Response response, TerminalText text) {
        int from = answeredAt;
        while (from > 0 && text.all().charAt(from - 1) == '\n') {
            from--;
        }
        String since = text.slice(from, underLogs(text).map(UnderLogs::end).orElse(text.length()));
        int lineBreak = since.indexOf('\n');
        Matcher question = response.match().matcher(since);
        if (lineBreak < 0
                || !question.find(lineBreak)
                || !LogLines.only(since.substring(lineBreak, since.lastIndexOf('\n', question.start()) + 1))) {
            return Optional.of(response);
        }
        String before = text.slice(text.startOfLineBefore(from + 1), from + lineBreak);
        String now = since.substring(since.lastIndexOf('\n', question.start()) + 1);
        if (!now.startsWith(before.stripTrailing()) && !before.startsWith(now.stripTrailing())) {
            return Optional.of(response);
        }
        answeredAt = from + question.end();
        boolean last = since.indexOf('\n', question.start()) < 0
                && since.substring(question.end()).isBlank();
        shownAgain = last ? Optional.of(response) : Optional.empty();
        return last ? shownAgain : response(text);
    }

    private Optional<UnderLogs> underLogs(TerminalText text) {
        return UnderLogs.last(text, Math.max(answeredAt, outputStart));
    }

    private String sinceAnswer(TerminalText text, int end) {
        return LogLines.without(text.slice(Math.max(Math.max(answeredAt, outputStart), end - LOOKED_AT), end));
    }

    private static Optional<Response> find(List<Response> responses, String region, String lastLine) {
        for (Response response : responses) {
            if (response.match().matcher(region).find()
                    || response.match().matcher(lastLine).find()) {
                return Optional.of(response);
            }
        }
        return Optional.empty();
    }

    /** Tells whether what is asked may only be shown again under log lines, its answer being on its way. */
    boolean isShownAgain() {
        return shownAgain.isPresent();
    }

    /**
     * Takes note of an answer that is given now.
     *
     * @throws io.netstacks.spi.error.NetStacksException if it was given too often
     */
    void answer(Response response, TerminalText text) {
        if (given.isEmpty()) {
            given = new HashMap<>(); // most lines ask nothing
        }
        if (given.merge(response, 1, Integer::sum) > response.atMost()) {
            throw response.failure().apply(sinceAnswer(text, text.length()));
        }
        answered = true;
        shownAgain = Optional.empty();
        answeredAt = underLogs(text).map(UnderLogs::end).orElseGet(() -> endOfAsked(response, text));
    }

    /** Returns where the line of a question ends; the beginning of a log line may have come behind it. */
    private int endOfAsked(Response response, TerminalText text) {
        int from = Math.max(answeredAt, Math.max(outputStart, text.length() - LOOKED_AT));
        int end = text.length();
        for (int start = text.lineStart(); start > from; start = text.startOfLineBefore(start)) {
            if (response.match().matcher(text.slice(start, end)).find()) {
                return end;
            }
            end = start - 1;
        }
        return response.match().matcher(text.slice(Math.min(from, end), end)).find() ? end : text.length();
    }

    /** Tells whether what stands before a position has got its answer. */
    boolean isAnswered(int position) {
        return answered && position <= answeredAt;
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
                        .filter(doubted -> PromptMatcher.isSame(prompt.line(), doubted))
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

    /** Returns for how long a prompt has been seen under log lines; empty if it was there before the last enter key. */
    Optional<Duration> coveredFor(int promptStart) {
        if (promptStart < enteredAt) {
            return Optional.empty();
        }
        long now = System.nanoTime();
        if (coveredAt != promptStart) {
            coveredAt = promptStart;
            coveredSince = now;
        }
        return Optional.of(Duration.ofNanos(now - coveredSince));
    }

    /** Tells whether nothing but log lines came since the typing. */
    boolean hasOnlyLogs(TerminalText text) {
        int from = outputStart >= 0 ? outputStart : mark;
        return text.lineStart() > from
                && LogLines.is(text.lineBefore(text.lineStart()))
                && LogLines.only(text.slice(from, text.lineStart()));
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

    /** Drops the text before a position that is not behind the start of the output; returns how much that was. */
    int drop(TerminalText text, int until) {
        text.dropBefore(until);
        mark = Math.max(0, mark - until);
        beginLine = -1; // a line has begun since
        outputStart = Math.max(0, outputStart - until);
        scanned = Math.max(0, scanned - until);
        answeredAt = Math.max(0, answeredAt - until);
        confirmAfter = confirmAfter - until;
        enteredAt = Math.max(0, enteredAt - until);
        coveredAt = Math.max(NONE, coveredAt - until);
        return until;
    }

    private void handOn(String lines) {
        if (head.length() < HEAD) {
            head += lines.substring(0, Math.min(lines.length(), HEAD - head.length()));
        }
        exchange.sink().ifPresent(sink -> lines.lines().forEach(sink));
    }

    /** Returns the answer, whose output ends where the prompt begins. */
    Reply reply(TerminalText text, int end, Prompt prompt, PromptMatcher prompts, Optional<Pattern> joinLines) {
        if (isSilent(end)) {
            return new Reply("", "", prompt, false, resynchronised, true);
        }
        OutputEnd ends = new OutputEnd(text, outputStart(text), prompt, prompts);
        int last = outputEnd(text, ends, end, prompt);
        int start = Math.min(ends.behindRepaint(prompts.last(), exchange.line()), Math.max(outputStart(text), last));
        String output = text.slice(start, Math.max(start, last));
        if (joinLines.isPresent()) {
            output = joinLines.get().matcher(output).replaceAll("");
        }
        if (exchange.sink().isPresent()) {
            handOn(output);
            return new Reply("", head, prompt, false, resynchronised, echoed());
        }
        String whole = truncated ? kept.orElse("") : output;
        return new Reply(whole, whole, prompt, truncated, resynchronised, echoed());
    }

    /** Returns where the output begins, if nothing of it has been looked at yet; -1 otherwise. */
    int silentUntil() {
        return outputStart >= 0
                        && scanned() == outputStart
                        && exchange.sink().isEmpty()
                        && !truncated
                        && toConfirm.isEmpty()
                ? outputStart
                : NONE;
    }

    /** Tells whether the prompt stands right behind the echo, as behind most lines of a configuration. */
    private boolean isSilent(int end) {
        return end == outputStart && exchange.sink().isEmpty() && !truncated && toConfirm.isEmpty();
    }

    private int outputEnd(TerminalText text, OutputEnd ends, int end, Prompt prompt) {
        return toConfirm.isPresent() && confirms(prompt, text.lineStart())
                ? confirmAfter
                : ends.withoutRepeats(end, resynchronised, exchange.line());
    }
}
