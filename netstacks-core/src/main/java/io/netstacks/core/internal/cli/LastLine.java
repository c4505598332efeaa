package io.netstacks.core.internal.cli;

import io.netstacks.core.internal.cli.Prompt.Certainty;
import io.netstacks.core.internal.syslog.LogLines;
import io.netstacks.core.session.SessionSettings;
import io.netstacks.spi.platform.Platform;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides what the end of the text is, from the last line that the device has not ended, and how long it has to stay so.
 * Reads nothing and types nothing. Confined: one thread at a time.
 */
final class LastLine {

    /** A longer last line is output that has not ended. */
    private static final int LONGEST_PROMPT = 512;

    /** How many quiet moments an echo may be late where a log line has brought the prompt of before back. */
    private static final int LATE = 5;

    private final TerminalText text;
    private final PromptMatcher prompts;
    private final QuestionGuard guard;
    private final EchoHabit echo;
    private final SessionSettings settings;
    private final Duration settle;

    LastLine(TerminalText text, PromptMatcher prompts, Platform platform, EchoHabit echo, SessionSettings settings) {
        this.text = text;
        this.prompts = prompts;
        this.echo = echo;
        this.settings = settings;
        guard = new QuestionGuard(platform.paging().pager());
        settle = settings.settle().orElse(platform.session().settle());
    }

    /** Decides what the last line is. */
    Sight look(Answering answering) {
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

    /**
     * Other output may have covered the prompt. Where the prompt can be seen under it, an enter key shows it again; where
     * it cannot, the device may just be slow, and an enter key is typed only if it can do no harm.
     */
    boolean mayHideAPrompt(Answering answering) {
        return answering.complete()
                && (CoveredPrompt.in(text, answering.outputStart(text), prompts).isPresent()
                        || (text.lastLineLength() == 0 && answering.exchange().reads()));
    }
}
