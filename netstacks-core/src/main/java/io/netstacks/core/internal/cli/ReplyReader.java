package io.netstacks.core.internal.cli;

import io.netstacks.spi.Deadline;
import java.time.Duration;

/** Waits for what a device says and counts it to the answer that it belongs to. Confined: one thread at a time. */
final class ReplyReader {

    private static final Deadline PASSED = Deadline.after(Duration.ZERO);

    private final ChannelReader reader;
    private final TerminalText text;
    private final PromptMatcher prompts;
    private final SessionTranscript transcript;
    private final LineLog log;
    private final ConversationFailures failures;

    ReplyReader(
            ChannelReader reader,
            TerminalText text,
            PromptMatcher prompts,
            SessionTranscript transcript,
            LineLog log,
            ConversationFailures failures) {
        this.reader = reader;
        this.text = text;
        this.prompts = prompts;
        this.transcript = transcript;
        this.log = log;
        this.failures = failures;
    }

    /**
     * Waits for more.
     *
     * @param patience for how long; the device may pause for longer
     * @return whether something has come
     * @throws io.netstacks.spi.error.SessionFailedException if the device has closed the session, or says too much
     * @throws io.netstacks.spi.error.DeadlineExceededException if nothing has come and the time for the answer is over
     */
    boolean read(Answering answering, Deadline patience, Deadline deadline) {
        int count = reader.read(patience);
        if (count < 0) {
            throw failures.closed(answering);
        }
        if (count == 0) {
            checkTime(answering, deadline);
            return false;
        }
        absorb(answering);
        return true;
    }

    /** Takes in what has come already, which costs no time; the end of the session is left for the next reader. */
    boolean hasMore(Answering answering) {
        if (reader.read(PASSED) <= 0) {
            return false;
        }
        absorb(answering);
        return true;
    }

    /** Lets what has come already stand in the text as part of no answer. */
    void passOver(Deadline deadline) {
        int count = reader.read(PASSED);
        while (count > 0 && !deadline.hasPassed()) {
            count = reader.read(PASSED);
        }
    }

    /** Fails if the time for an answer is over; a device that never pauses would be read for ever. */
    void checkTime(Answering answering, Deadline deadline) {
        if (deadline.hasPassed()) {
            throw failures.outOfTime(answering, deadline);
        }
    }

    private void absorb(Answering answering) {
        answering.absorb(text, prompts);
        transcript.promptShows(prompts.hostname());
        log.tell();
        log.forget(answering.drain(text));
        if (answering.overflows(text)) {
            throw failures.tooLong(answering);
        }
    }
}
