package io.netstacks.core.internal.cli;

import io.netstacks.core.session.SessionSettings;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.platform.Platform;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Types lines and reads answers. After every batch of bytes it looks at the last line only: a prompt ends the answer, a
 * pager or an expected question is answered, what is doubtful has to stay the last thing for a while. Confined: one
 * thread at a time.
 */
final class Conversation {

    /** Longer lines are typed in two steps, because a device may wrap or ring. */
    private static final int LONGEST_AT_ONCE = 200;

    private static final int MOST_RESYNCHRONISATIONS = 3;

    private final Platform platform;
    private final SessionSettings settings;
    private final TerminalText text;
    private final PromptMatcher prompts;
    private final SessionTranscript transcript;
    private final ConversationFailures failures;
    private final EchoHabit echo;
    private final LastLine lastLine;
    private final LineLog log;
    private final ReplyReader output;
    private final LineTyper typer;
    private final PageTurner pages;
    private boolean inTwoSteps;
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
        this.settings = settings;
        this.text = text;
        this.prompts = prompts;
        this.transcript = transcript;
        Duration settle = settings.settle().orElse(platform.session().settle());
        failures = new ConversationFailures(device, platform, text, prompts, transcript);
        echo = new EchoHabit(platform.session().echo());
        lastLine = new LastLine(text, prompts, platform, echo, settings);
        log = new LineLog(text, transcript);
        output = new ReplyReader(reader, text, prompts, transcript, log, failures);
        typer = new LineTyper(platform, reader, output, transcript, failures, enter, settle);
        pages = new PageTurner(text, output, typer, settle);
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
            output.passOver(deadline); // where no echo tells what an answer belongs to, an old prompt must not end it
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
        typer.linesAsTheyAre(body, deadline);
        return await(answering, deadline);
    }

    /** Types several lines at once; {@link #next} reads their answers one by one. */
    TypedAhead typeAhead(List<String> lines, Deadline deadline) {
        lines.forEach(prompts::aboutToType);
        TypedAhead ahead = new TypedAhead(lines, new Answering(Exchange.of(lines.get(0)), text, echo.style(), false));
        typer.linesAsTheyAre(lines, deadline);
        return ahead;
    }

    /** Types more lines before the answers of earlier ones have come. */
    void typeMore(TypedAhead ahead, List<String> lines, Deadline deadline) {
        lines.forEach(prompts::aboutToType);
        typer.linesAsTheyAre(lines, deadline);
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
            log.tell();
        }
        return taken;
    }

    private void respond(Response response, Answering answering, Deadline deadline) {
        try {
            answering.answer(response, text);
        } catch (NetStacksException e) {
            atOpenQuestion = true; // a question that comes once too often is still open when its failure is told
            throw e;
        }
        typer.answer(response, deadline);
    }

    private void type(String line, Answering answering, Deadline deadline) {
        if (line.isEmpty() || echo.isNone() || !needsTwoSteps(line)) {
            typer.line(line, deadline);
            return;
        }
        typer.lineWithoutEnter(line, deadline);
        awaitSeen(() -> answering.shown(text), answering, deadline); // the enter key is typed anyhow
        typer.enter(deadline);
    }

    private boolean needsTwoSteps(String line) {
        return inTwoSteps || !prompts.knowsHost() || line.length() > LONGEST_AT_ONCE || EchoTracker.isEdited(line);
    }

    /** Waits for what was typed to stand on the screen, not for ever: some devices do not show it. */
    private void awaitSeen(BooleanSupplier seen, Answering answering, Deadline deadline) {
        Deadline patience = deadline.atMost(settings.quiet());
        boolean more = true;
        while (more && !seen.getAsBoolean()) {
            more = output.read(answering, patience, deadline);
        }
        if (!more) {
            answering.notShown(text);
        }
    }

    private Reply await(Answering answering, Deadline deadline) {
        awaitsPrompt = true;
        while (true) {
            Sight sight = lastLine.look(answering);
            if (sight.kind() == Sight.Kind.PROMPT) {
                if (output.hasMore(answering)) {
                    continue; // a prompt behind which more has come already was output
                }
                return finish(answering, sight.prompt().orElseThrow());
            }
            if (sight.kind() == Sight.Kind.PAGER) {
                pages.turn(sight.pager().orElseThrow(), answering, deadline);
                continue;
            }
            if (sight.kind() == Sight.Kind.RESPONSE) {
                respond(sight.response().orElseThrow(), answering, deadline);
                continue;
            }
            output.checkTime(answering, deadline);
            if (!sight.isDue()
                    && output.read(
                            answering, sight.pause().map(deadline::atMost).orElse(deadline), deadline)) {
                continue;
            }
            Optional<Reply> reply = afterPause(sight, answering, deadline);
            if (reply.isPresent()) {
                return reply.get();
            }
        }
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
            Sight sight = lastLine.look(answering);
            if (sight.kind() == Sight.Kind.PAGER) {
                pages.turn(sight.pager().orElseThrow(), answering, deadline);
                continue;
            }
            log.forget(ahead.forgetAnswered(text));
            if (output.read(answering, deadline.atMost(settings.quiet()), deadline)) {
                continue;
            }
            if (sight.prompt().isPresent() && sight.kind() != Sight.Kind.COVERED) {
                inTwoSteps = true;
                ahead.drop();
                return finish(answering, sight.prompt().get());
            }
            afterPause(sight, answering, deadline);
        }
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
                if (lastLine.mayHideAPrompt(answering)) {
                    resynchronise(answering, deadline);
                }
            }
        }
        return Optional.empty();
    }

    private void resynchronise(Answering answering, Deadline deadline) {
        if (answering.resynchronised() < MOST_RESYNCHRONISATIONS) {
            answering.countResynchronisation(text);
            resynchronised.incrementAndGet();
            typer.enter(deadline);
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
        log.tell();
        transcript.received(text.all(), answering.outputStart(text), text.length());
        transcript.received("\n", 0, 1);
        int dropped = text.lineStart();
        text.dropBefore(dropped);
        log.forget(dropped);
        return reply;
    }

    private Reply finishAt(Answering answering, TypedAhead.Boundary boundary) {
        int end = withoutContext(boundary.lineStart(), answering, boundary.prompt());
        Reply reply = answering.reply(
                text, end, boundary.prompt(), prompts, platform.session().joinLines());
        prompts.learn(boundary.prompt());
        log.tell();
        transcript.received(text.all(), answering.outputStart(text), boundary.lineStart());
        return reply;
    }

    private int withoutContext(int promptStart, Answering answering, Prompt prompt) {
        return new OutputEnd(text, answering.outputStart(text), prompt, prompts).withoutContext(promptStart);
    }

    /** Types keys that no transcript shows. */
    void write(String keys, Deadline deadline) {
        typer.keys(keys, deadline);
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
        return awaitsPrompt ? failures.awaited() : List.of();
    }
}
