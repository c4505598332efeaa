package io.netstacks.core.internal.cli;

import io.netstacks.core.internal.cli.Prompt.Certainty;
import io.netstacks.core.internal.keys.LineKeys;
import io.netstacks.core.internal.syslog.LogLines;
import io.netstacks.core.session.SessionSettings;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.SessionFailedException;
import io.netstacks.spi.platform.Platform;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * Types lines and reads answers. After every batch of bytes it looks at the last line only: a prompt ends the answer, a
 * pager or an expected question is answered, what is doubtful has to stay the last thing for a while. Confined: one
 * thread at a time.
 *
 * <p>Longer than most types here because reading is one loop over one state; everything that can be decided without that
 * state is in the types around it.
 */
final class Conversation {

    /** A longer last line is output that has not ended. */
    private static final int LONGEST_PROMPT = 512;

    /** Longer lines are typed in two steps, because a device may wrap or ring. */
    private static final int LONGEST_AT_ONCE = 200;

    private static final int MOST_RESYNCHRONISATIONS = 3;

    private static final int MOST_PAGERS = 64;

    /** How many quiet moments an echo may be late where a log line has brought the prompt of before back. */
    private static final int LATE = 5;

    private static final Pattern DIGITS = Pattern.compile("\\d+");

    private static final Deadline PASSED = Deadline.after(Duration.ZERO);

    private final Platform platform;
    private final ChannelReader reader;
    private final TerminalText text;
    private final PromptMatcher prompts;
    private final QuestionGuard guard;
    private final SessionTranscript transcript;
    private final ConversationFailures failures;
    private final String enter;
    private final EchoHabit echo;
    private final LineKeys keysOf;
    private final Duration settle;
    private final SessionSettings settings;
    private final Set<String> pagersSeen = new HashSet<>();
    private boolean inTwoSteps;
    private int logged;
    private boolean atOpenQuestion;
    private final AtomicLong resynchronised = new AtomicLong();
    private volatile boolean awaitsPrompt;

    Conversation(
            String device,
            Platform platform,
            ChannelReader reader,
            TerminalText text,
            PromptMatcher prompts,
            SessionTranscript transcript,
            String enter,
            SessionSettings settings) {
        this.platform = platform;
        this.reader = reader;
        this.text = text;
        this.prompts = prompts;
        this.transcript = transcript;
        this.enter = enter;
        this.settings = settings;
        failures = new ConversationFailures(device, platform, text, prompts, transcript);
        guard = new QuestionGuard(platform.paging().pager());
        keysOf = new LineKeys(platform);
        echo = new EchoHabit(platform.session().echo());
        settle = settings.settle().orElse(platform.session().settle());
    }

    /**
     * Waits for the first prompt.
     *
     * @param atOnce whether its form is enough, because the echo of what is typed next will prove it
     */
    Prompt firstPrompt(List<Response> responses, boolean atOnce, Deadline deadline) {
        Answering answering =
                new Answering(Exchange.of("").responding(responses).reading(), text, echo.style(), true);
        answering.believing(atOnce);
        return await(answering, deadline).prompt();
    }

    /** Types a line and reads its answer. */
    Reply exchange(Exchange exchange, Deadline deadline) {
        prompts.aboutToType(exchange.line());
        if (echo.isNone()) {
            passOver(deadline);
        }
        Answering answering = new Answering(exchange, text, echo.style(), false);
        type(exchange.line(), answering, deadline);
        return await(answering, deadline);
    }

    /**
     * Types a line whose answer ends when the device reads a text, such as the body of a banner, then the text.
     *
     * @param body the lines of the text, the one that ends it included
     */
    Reply exchangeWithBody(Exchange exchange, List<String> body, Deadline deadline) {
        Answering opening = new Answering(exchange, text, echo.style(), false);
        type(exchange.line(), opening, deadline);
        awaitSeen(opening::echoed, opening, deadline);
        String last = body.get(body.size() - 1);
        Answering answering = new Answering(
                new Exchange(last, exchange.responses(), false, false, exchange.maxOutput(), false, Optional.empty()),
                text,
                echo.style(),
                false);
        answering.outputFrom(opening);
        write(String.join(enter, body) + enter, body, deadline);
        return await(answering, deadline);
    }

    /** Types several lines at once; {@link #next} reads their answers one by one. */
    TypedAhead typeAhead(List<String> lines, Deadline deadline) {
        lines.forEach(prompts::aboutToType);
        TypedAhead ahead = new TypedAhead(lines, new Answering(Exchange.of(lines.get(0)), text, echo.style(), false));
        write(String.join(enter, lines) + enter, lines, deadline);
        return ahead;
    }

    /** Types more lines before the answers of earlier ones have come. */
    void typeMore(TypedAhead ahead, List<String> lines, Deadline deadline) {
        lines.forEach(prompts::aboutToType);
        write(String.join(enter, lines) + enter, lines, deadline);
        ahead.add(lines);
    }

    /** Reads the answer of the first line typed ahead that has none yet. */
    Reply next(TypedAhead ahead, Deadline deadline) {
        if (ahead.hasNext()) {
            return awaitNextEcho(ahead, deadline);
        }
        Reply reply = await(ahead.current(), deadline);
        ahead.end();
        return reply;
    }

    /** Takes the answers of lines typed ahead that have come already and say nothing, at the level of the last prompt. */
    int silent(TypedAhead ahead) {
        int taken = ahead.takeSilent(text, prompts);
        if (taken > 0) {
            logLines();
        }
        return taken;
    }

    /** Types a secret, or anything else whose echo nobody waits for. */
    private void respond(Response response, Answering answering, Deadline deadline) {
        try {
            answering.answer(response, text);
        } catch (NetStacksException e) {
            atOpenQuestion = true; // a question that comes once too often is still open when its failure is told
            throw e;
        }
        transcript.sent(response.shown().map(String::stripTrailing).orElse("(hidden)"));
        send(response.keys().use(keys -> entered(new String(keys))), deadline);
    }

    private void type(String line, Answering answering, Deadline deadline) {
        if (line.isEmpty() || echo.isNone() || !needsTwoSteps(line)) {
            write(keysOf.line(line) + enter, List.of(line), deadline);
            return;
        }
        transcript.sent(line);
        send(keysOf.line(line), deadline);
        awaitSeen(() -> answering.shown(text), answering, deadline); // the enter key is typed anyhow
        send(enter, deadline);
    }

    private boolean needsTwoSteps(String line) {
        return inTwoSteps || !prompts.knowsHost() || line.length() > LONGEST_AT_ONCE || EchoTracker.isEdited(line);
    }

    private void write(String keys, List<String> shown, Deadline deadline) {
        transcript.sent(shown);
        send(keys, deadline);
    }

    /** Waits for what was typed to stand on the screen, not for ever: some devices do not show it. */
    private void awaitSeen(BooleanSupplier seen, Answering answering, Deadline deadline) {
        Deadline patience = deadline.atMost(settings.quiet());
        while (!seen.getAsBoolean()) {
            int count = reader.read(patience);
            if (count < 0) {
                throw failures.closed(answering);
            }
            if (count == 0) {
                deadlineCheck(answering, deadline);
                answering.notShown(text);
                return;
            }
            absorb(answering);
        }
    }

    private Reply await(Answering answering, Deadline deadline) {
        awaitsPrompt = true;
        while (true) {
            Sight sight = look(answering);
            if (sight.kind() == Sight.Kind.PROMPT) {
                if (isLast(answering)) {
                    return finish(answering, sight.prompt().orElseThrow());
                }
                continue;
            }
            if (sight.kind() == Sight.Kind.PAGER) {
                if (isWhole(sight, answering, deadline)) {
                    turnPage(sight, deadline);
                }
                continue;
            }
            if (sight.kind() == Sight.Kind.RESPONSE) {
                respond(sight.response().orElseThrow(), answering, deadline);
                continue;
            }
            deadlineCheck(answering, deadline); // a device that never pauses would be read for ever
            int count = sight.isDue()
                    ? 0
                    : reader.read(sight.pause().map(deadline::atMost).orElse(deadline));
            if (count < 0) {
                throw failures.closed(answering);
            }
            if (count == 0) {
                deadlineCheck(answering, deadline);
                Optional<Reply> reply = afterPause(sight, answering, deadline);
                if (reply.isPresent()) {
                    return reply.get();
                }
            } else {
                absorb(answering);
            }
        }
    }

    /** Where no echo tells what an answer belongs to, a prompt that came once too often must not end the next one. */
    private void passOver(Deadline deadline) {
        int count = reader.read(PASSED);
        while (count > 0 && !deadline.hasPassed()) {
            count = reader.read(PASSED);
        }
    }

    /** A prompt behind which more has come already was output; looking costs no time. */
    private boolean isLast(Answering answering) {
        if (reader.read(PASSED) <= 0) {
            return true;
        }
        absorb(answering);
        return false;
    }

    /** Reads until the echo of the next line, or until a prompt that nothing follows: then the device has dropped it. */
    private Reply awaitNextEcho(TypedAhead ahead, Deadline deadline) {
        Answering answering = ahead.current();
        while (true) {
            Optional<TypedAhead.Boundary> boundary = ahead.boundary(text, prompts);
            if (boundary.isPresent()) {
                Reply reply = finishAt(answering, boundary.get());
                ahead.advance(boundary.get());
                return reply;
            }
            Sight sight = look(answering);
            if (sight.kind() == Sight.Kind.PAGER) {
                if (isWhole(sight, answering, deadline)) {
                    turnPage(sight, deadline);
                }
                continue;
            }
            logged = Math.max(0, logged - ahead.forgetAnswered(text));
            int count = reader.read(deadline.atMost(settings.quiet()));
            if (count < 0) {
                throw failures.closed(answering);
            }
            if (count > 0) {
                absorb(answering);
                continue;
            }
            deadlineCheck(answering, deadline);
            if (sight.prompt().isPresent() && sight.kind() != Sight.Kind.COVERED) {
                inTwoSteps = true;
                ahead.drop();
                return finish(answering, sight.prompt().get());
            }
            afterPause(sight, answering, deadline);
        }
    }

    /** Decides what the last line is. */
    private Sight look(Answering answering) {
        Optional<Response> response = answering.response(text);
        if (response.isPresent()) {
            return answering.isShownAgain()
                    ? Sight.shownAgain(response.get(), settings.quiet())
                    : Sight.response(response.get());
        }
        int length = text.lastLineLength();
        if (length > LONGEST_PROMPT) {
            return Sight.nothing();
        }
        if (!answering.hasNewLine(text)) {
            return length == 0 ? Sight.nothing() : Sight.pause(Sight.Kind.NOTHING, settings.quiet());
        }
        if (length == 0) {
            return underLogs(answering);
        }
        String line = text.lastLine();
        Optional<Prompt> prompt = prompts.known(line);
        if (prompt.isEmpty()) {
            prompt = prompts.match(line, text.lineBefore(text.lineStart()));
            Optional<Sight> behind = behindOutput(line, prompt, answering);
            if (behind.isPresent()) {
                return behind.get();
            }
        }
        if (prompt.isPresent()) {
            return promptSight(prompt.get(), answering);
        }
        Optional<QuestionGuard.PagerHit> pager = guard.pager(text, text.lineStart(), text.length());
        if (pager.isPresent()) {
            return Sight.pager(pager.get());
        }
        QuestionGuard.Doubt doubt = LogLines.is(line) ? QuestionGuard.Doubt.NONE : guard.doubt(line);
        if (doubt != QuestionGuard.Doubt.NONE && answering.awaitsReaction(text)) {
            return Sight.nothing(); // a login may be checked far away
        }
        return switch (doubt) {
            case QUESTION -> Sight.pause(Sight.Kind.QUESTION, settings.questionPause());
            case PERHAPS -> Sight.pause(Sight.Kind.QUESTION, settings.quiet());
            case NONE -> Sight.pause(Sight.Kind.NOTHING, settings.quiet());
        };
    }

    /** What log lines were printed over is what the device has come to all the same. */
    private Sight underLogs(Answering answering) {
        Sight nothing = Sight.pause(Sight.Kind.NOTHING, settings.quiet());
        Optional<UnderLogs> last =
                answering.complete() ? UnderLogs.last(text, answering.outputStart(text)) : Optional.empty();
        if (last.isEmpty() || answering.isAnswered(last.get().end())) {
            return nothing;
        }
        UnderLogs under = last.get();
        Optional<Prompt> prompt = prompts.match(under.in(text), text.lineBefore(under.start()))
                .filter(found -> found.certainty() == Certainty.CERTAIN || !prompts.knowsHost());
        if (prompt.isPresent()) {
            return answering
                    .coveredFor(under.start())
                    .map(since -> Sight.covered(prompt.get(), settings.quiet().minus(since)))
                    .orElse(nothing);
        }
        return guard.pager(text, under.start(), under.end())
                .map(Sight::pager)
                .orElseGet(() -> guard.doubt(under.in(text)) == QuestionGuard.Doubt.NONE
                        ? nothing
                        : Sight.pause(Sight.Kind.QUESTION, settings.quiet()));
    }

    /** The last prompt once more, on a line that output has begun, also where the whole line could be a prompt. */
    private Optional<Sight> behindOutput(String line, Optional<Prompt> whole, Answering answering) {
        boolean likely =
                whole.filter(prompt -> prompt.certainty() == Certainty.CERTAIN).isPresent();
        if (!answering.complete()) {
            return prompts.behindOutput(line)
                    .map(prompt -> Sight.doubtful(Sight.Kind.UNECHOED, prompt, settings.quiet()));
        }
        return prompts.behindOutput(line)
                .map(prompt -> Sight.doubtful(Sight.Kind.SETTLING, prompt, likely ? settle : settings.quiet()));
    }

    private Sight promptSight(Prompt prompt, Answering answering) {
        boolean complete = answering.complete();
        if (complete && (prompt.certainty() == Certainty.CERTAIN || answering.believes())) {
            if (answering.hasOnlyLogs(text)) {
                return Sight.doubtful(Sight.Kind.SETTLING, prompt, echo.isNone() ? settings.quiet() : settle);
            }
            // where no echo stands before it, it may be the one from before
            return echo.isNone() || isAnother(prompt, answering)
                    ? Sight.doubtful(Sight.Kind.SETTLING, prompt, settle)
                    : Sight.prompt(prompt);
        }
        if (answering.confirms(prompt, text.lineStart())) {
            return Sight.prompt(prompt);
        }
        if (!complete) {
            Duration pause = answering.hasOnlyLogs(text) ? settings.quiet().multipliedBy(LATE) : settings.quiet();
            return Sight.doubtful(Sight.Kind.UNECHOED, prompt, pause);
        }
        if ((prompt.certainty() == Certainty.LIKELY && !isAnother(prompt, answering))
                || answering.exchange().promptMayChange()) {
            return Sight.doubtful(Sight.Kind.SETTLING, prompt, settle);
        }
        return Sight.doubtful(Sight.Kind.STRANGE, prompt, settings.quiet());
    }

    /** What only reads changes no prompt, so another one with the right host name may be a line of output. */
    private boolean isAnother(Prompt prompt, Answering answering) {
        return answering.exchange().reads()
                && !answering.believes()
                && prompts.last()
                        .filter(last -> !PromptMatcher.isSame(prompt.line(), last))
                        .isPresent();
    }

    private Optional<Reply> afterPause(Sight sight, Answering answering, Deadline deadline) {
        switch (sight.kind()) {
            case SETTLING, UNECHOED -> {
                if (sight.kind() == Sight.Kind.UNECHOED) {
                    inTwoSteps = true;
                }
                return Optional.of(finish(answering, sight.prompt().orElseThrow()));
            }
            case COVERED -> {
                if (answering.resynchronised() > 0) {
                    return Optional.of(finish(answering, sight.prompt().orElseThrow()));
                }
                resynchronise(answering, deadline);
            }
            case SHOWN_AGAIN -> respond(sight.response().orElseThrow(), answering, deadline);
            case STRANGE -> {
                answering.toConfirm(sight.prompt().orElseThrow(), text.lineStart());
                resynchronise(answering, deadline);
            }
            case QUESTION -> throw failures.unexpectedQuestion(answering);
            default -> {
                if (mayHideAPrompt(answering)) {
                    resynchronise(answering, deadline);
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Other output may have covered the prompt. Where the prompt can be seen under it, an enter key shows it again; where
     * it cannot, the device may just be slow, and an enter key is typed only if it can do no harm.
     */
    private boolean mayHideAPrompt(Answering answering) {
        return answering.complete()
                && (CoveredPrompt.in(text, answering.outputStart(text), prompts).isPresent()
                        || (text.lastLineLength() == 0 && answering.exchange().reads()));
    }

    private void resynchronise(Answering answering, Deadline deadline) {
        if (answering.resynchronised() < MOST_RESYNCHRONISATIONS) {
            answering.countResynchronisation(text);
            resynchronised.incrementAndGet();
            send(enter, deadline);
        }
    }

    /** A pager's text may come in pieces; one that was seen whole before is answered at once. */
    private boolean isWhole(Sight sight, Answering answering, Deadline deadline) {
        int start = sight.pager().orElseThrow().start();
        String shown = DIGITS.matcher(text.slice(start, text.length())).replaceAll("0");
        if (pagersSeen.contains(shown)) {
            return true;
        }
        int count = reader.read(deadline.atMost(settle));
        if (count < 0) {
            throw failures.closed(answering);
        }
        if (count > 0) {
            absorb(answering);
            return false;
        }
        deadlineCheck(answering, deadline);
        if (pagersSeen.size() < MOST_PAGERS) {
            pagersSeen.add(shown);
        }
        return true;
    }

    private void turnPage(Sight sight, Deadline deadline) {
        int start = sight.pager().orElseThrow().start();
        if (start < text.lineStart()) {
            text.blankOut(start);
        } else {
            text.truncateTo(start);
        }
        send(entered(sight.pager().get().keys()), deadline);
    }

    private void absorb(Answering answering) {
        answering.absorb(text, prompts);
        transcript.promptShows(prompts.hostname());
        logLines();
        int dropped = answering.drain(text);
        logged = Math.max(0, logged - dropped);
        if (answering.overflows(text)) {
            throw failures.tooLong(answering);
        }
    }

    private Reply finish(Answering answering, Prompt prompt) {
        echo.note(answering, text, prompt);
        int column = OutputEnd.columnOf(prompt, text);
        int end = column > 0 ? text.lineStart() + column : withoutContext(text.lineStart(), answering, prompt);
        Reply reply =
                answering.reply(text, end, prompt, prompts, platform.session().joinLines());
        if (!answering.believes()) {
            prompts.learn(prompt);
        }
        logLines();
        transcript.received(text.all(), answering.outputStart(text), text.length());
        transcript.received("\n", 0, 1);
        int dropped = text.lineStart();
        text.dropBefore(dropped);
        logged = Math.max(0, logged - dropped);
        return reply;
    }

    private Reply finishAt(Answering answering, TypedAhead.Boundary boundary) {
        int end = withoutContext(boundary.lineStart(), answering, boundary.prompt());
        Reply reply = answering.reply(
                text, end, boundary.prompt(), prompts, platform.session().joinLines());
        prompts.learn(boundary.prompt());
        logLines();
        transcript.received(text.all(), answering.outputStart(text), boundary.lineStart());
        return reply;
    }

    private int withoutContext(int promptStart, Answering answering, Prompt prompt) {
        return new OutputEnd(text, answering.outputStart(text), prompt, prompts).withoutContext(promptStart);
    }

    private void logLines() {
        if (!transcript.wantsLines()) {
            logged = text.lineStart();
            return;
        }
        int start = Math.min(logged, text.lineStart());
        if (start < text.lineStart()) {
            text.slice(start, text.lineStart()).lines().forEach(transcript::receivedLine);
        }
        logged = text.lineStart();
    }

    private void deadlineCheck(Answering answering, Deadline deadline) {
        if (deadline.hasPassed()) {
            throw failures.outOfTime(answering, deadline, awaited());
        }
    }

    /** One enter key for each line break, however the break is written: a second one would be an answer of its own. */
    private String entered(String keys) {
        return keys.replace("\r\n", "\n").replace("\n", enter);
    }

    void write(String keys, Deadline deadline) {
        send(entered(keys), deadline);
    }

    private void send(String keys, Deadline deadline) {
        try {
            reader.write(keys, deadline);
        } catch (SessionFailedException e) {
            try {
                passOver(Deadline.after(settle)); // a device that has hung up may have said why
            } catch (NetStacksException silent) {
                e.addSuppressed(silent);
            }
            throw failures.whileTyping(e);
        }
    }

    /** Tells whether the device waits for an answer that nobody has, so that nothing may be typed any more. */
    boolean atOpenQuestion() {
        return atOpenQuestion;
    }

    boolean showsLines() {
        return echo.isPlain();
    }

    long resynchronised() {
        return resynchronised.get();
    }

    /** Returns the forms of the prompts that are waited for; nothing before the first. */
    List<String> awaited() {
        return awaitsPrompt ? platform.levels().stream().map(Object::toString).toList() : List.of();
    }
}
