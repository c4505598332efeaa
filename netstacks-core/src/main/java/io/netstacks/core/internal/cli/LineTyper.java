package io.netstacks.core.internal.cli;

import io.netstacks.core.internal.keys.LineKeys;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.SessionFailedException;
import io.netstacks.spi.platform.Platform;
import java.time.Duration;
import java.util.List;

/** Types with the keys that the platform wants, and tells the transcript. Confined: one thread at a time. */
final class LineTyper {

    private final ChannelReader reader;
    private final ReplyReader output;
    private final SessionTranscript transcript;
    private final ConversationFailures failures;
    private final LineKeys keysOf;
    private final String enter;
    private final Duration settle;

    LineTyper(
            Platform platform,
            ChannelReader reader,
            ReplyReader output,
            SessionTranscript transcript,
            ConversationFailures failures,
            String enter,
            Duration settle) {
        this.reader = reader;
        this.output = output;
        this.transcript = transcript;
        this.failures = failures;
        this.enter = enter;
        this.settle = settle;
        keysOf = new LineKeys(platform);
    }

    void line(String line, Deadline deadline) {
        transcript.sent(line);
        send(keysOf.line(line) + enter, deadline);
    }

    void lineWithoutEnter(String line, Deadline deadline) {
        transcript.sent(line);
        send(keysOf.line(line), deadline);
    }

    /** Types lines at once, character by character as they are. */
    void linesAsTheyAre(List<String> lines, Deadline deadline) {
        transcript.sent(lines);
        send(String.join(enter, lines) + enter, deadline);
    }

    void enter(Deadline deadline) {
        send(enter, deadline);
    }

    /** Types a secret, or anything else whose echo nobody waits for. */
    void answer(Response response, Deadline deadline) {
        transcript.sent(response.shown().map(String::stripTrailing).orElse("(hidden)"));
        send(response.keys().use(keys -> entered(new String(keys))), deadline);
    }

    /** Types keys that no transcript shows. */
    void keys(String keys, Deadline deadline) {
        send(entered(keys), deadline);
    }

    /** One enter key for each line break, however the break is written: a second one would be an answer of its own. */
    private String entered(String keys) {
        return keys.replace("\r\n", "\n").replace("\n", enter);
    }

    private void send(String keys, Deadline deadline) {
        try {
            reader.write(keys, deadline);
        } catch (SessionFailedException e) {
            try {
                output.passOver(Deadline.after(settle)); // a device that has hung up may have said why
            } catch (NetStacksException silent) {
                e.addSuppressed(silent);
            }
            throw failures.whileTyping(e);
        }
    }
}
