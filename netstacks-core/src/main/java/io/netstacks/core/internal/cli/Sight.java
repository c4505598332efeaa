package io.netstacks.core.internal.cli;

import java.time.Duration;
import java.util.Optional;

/**
 * What the end of the text looks like, and how long it has to stay so before that is believed.
 *
 * @param pause empty if only more bytes can help
 */
record Sight(
        Kind kind,
        Optional<Prompt> prompt,
        Optional<QuestionGuard.PagerHit> pager,
        Optional<Response> response,
        Optional<Duration> pause) {

    enum Kind {
        /** A prompt beyond doubt. */
        PROMPT,
        /** A pager waits. */
        PAGER,
        /** Something that was expected is asked. */
        RESPONSE,
        /** What was asked and answered, under log lines that came over it: perhaps only shown again. */
        SHOWN_AGAIN,
        /** A prompt by its form, while no host name is known or it may change. */
        SETTLING,
        /** A prompt beyond doubt, with log lines printed over it. */
        COVERED,
        /** A prompt before the echo of what was typed: perhaps the one from before. */
        UNECHOED,
        /** A prompt by its form, with another host name. */
        STRANGE,
        /** Something like a question. */
        QUESTION,
        /** Output, or nothing. */
        NOTHING
    }

    static Sight prompt(Prompt prompt) {
        return new Sight(Kind.PROMPT, Optional.of(prompt), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Sight doubtful(Kind kind, Prompt prompt, Duration pause) {
        return new Sight(kind, Optional.of(prompt), Optional.empty(), Optional.empty(), Optional.of(pause));
    }

    /** What is left of a pause may be nothing. */
    static Sight covered(Prompt prompt, Duration pause) {
        return doubtful(Kind.COVERED, prompt, pause.isNegative() ? Duration.ZERO : pause);
    }

    static Sight shownAgain(Response response, Duration pause) {
        return new Sight(
                Kind.SHOWN_AGAIN, Optional.empty(), Optional.empty(), Optional.of(response), Optional.of(pause));
    }

    /** Tells whether it has stayed for long enough, whatever comes now. */
    boolean isDue() {
        return pause.filter(Duration::isZero).isPresent();
    }

    static Sight pager(QuestionGuard.PagerHit hit) {
        return new Sight(Kind.PAGER, Optional.empty(), Optional.of(hit), Optional.empty(), Optional.empty());
    }

    static Sight response(Response response) {
        return new Sight(Kind.RESPONSE, Optional.empty(), Optional.empty(), Optional.of(response), Optional.empty());
    }

    static Sight pause(Kind kind, Duration pause) {
        return new Sight(kind, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(pause));
    }

    static Sight nothing() {
        return new Sight(Kind.NOTHING, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
