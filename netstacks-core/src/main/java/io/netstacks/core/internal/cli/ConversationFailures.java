package io.netstacks.core.internal.cli;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.SessionFailedException;
import io.netstacks.spi.platform.Platform;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Says how a conversation failed: what was typed, what was waited for, what the device said last; secrets masked. Confined:
 * one thread at a time, the one that reads the text.
 */
record ConversationFailures(
        String device, Platform platform, TerminalText text, PromptMatcher prompts, SessionTranscript transcript) {

    private static final int LINES_SEEN = 12;

    private static final int SEEN = 2048;

    /** A private key is longer than what is shown; its first line tells that the others are one. */
    private static final int MASKED_TOGETHER = 16 * 1024;

    private static final int LONGEST_QUOTED = 60;

    DeadlineExceededException outOfTime(Answering answering, Deadline deadline) {
        return new DeadlineExceededException(
                where() + "no prompt within " + deadline.budget().toMillis() + " ms after \""
                        + shown(answering) + "\" (waited " + answering.elapsed().toMillis() + " ms, level "
                        + prompts.last().map(last -> last.level().name()).orElse("none yet") + "); awaited " + awaited()
                        + "; last lines: \"" + seen() + "\". "
                        + (answering.isLogin() ? atLogin() : "Give the command more time, or " + answerIt()));
    }

    /** Returns the forms of the prompts that are waited for. */
    List<String> awaited() {
        return platform.levels().stream().map(Object::toString).toList();
    }

    /** A line that a device has not ended may be a question, although nothing but its silence says so. */
    private String answerIt() {
        return QuestionGuard.couldBe(lastLine())
                ? "if \"" + lastLine().strip()
                        + "\" is a question, answer it with Command.answering(Dialogue.answering(" + quoted() + ", …))"
                : "answer what it asks";
    }

    /** Nobody has a command whose question it would be. */
    private String atLogin() {
        return platform.id().equals(GenericPlatform.ID)
                ? "Nothing is answered as long as nobody knows what the device is: name its platform (.platform(…), on the"
                        + " command line --platform), whose file may know the answer, or answer once by hand"
                : "Answer once by hand, or have it answered by the file of the platform (login)";
    }

    SessionFailedException closed(Answering answering) {
        if (answering.isLogin()) {
            return new SessionFailedException(
                    ErrorCode.SESSION_LOST,
                    where() + "the device closed the session before its first prompt; last line: \"" + lastWords()
                            + "\". It may not let this user have a shell",
                    seen());
        }
        return new SessionFailedException(
                ErrorCode.SESSION_LOST,
                where() + "the device closed the session after \"" + shown(answering) + "\"; last line: \""
                        + lastWords() + "\"",
                seen());
    }

    SessionFailedException whileTyping(SessionFailedException failure) {
        return new SessionFailedException(
                failure.code(), failure.reason() + "; last line: \"" + lastWords() + "\"", seen(), failure);
    }

    SessionFailedException unexpectedQuestion(Answering answering) {
        if (answering.isLogin()) {
            return new SessionFailedException(
                    ErrorCode.UNEXPECTED_QUESTION,
                    where() + "before its first prompt the device asks \"" + lastLine() + "\". " + atLogin(),
                    seen());
        }
        return new SessionFailedException(
                ErrorCode.UNEXPECTED_QUESTION,
                where() + "\"" + shown(answering) + "\" asks \"" + lastLine()
                        + "\" and nobody has an answer; give one with Command.answering(Dialogue.answering(" + quoted()
                        + ", …)), for a line of a change with ConfigChange.Builder.answering(…). The session is closed, because any key could be an answer",
                seen());
    }

    SessionFailedException tooLong(Answering answering) {
        return new SessionFailedException(
                ErrorCode.OUTPUT_TOO_LARGE,
                where() + "the output of \"" + shown(answering) + "\" has more than "
                        + answering.exchange().maxOutput()
                        + " characters; raise the limit with failAbove(…), cut it with truncateAbove(…), or stream it",
                seen());
    }

    private String where() {
        return device + " (" + platform.id() + "): ";
    }

    private String lastLine() {
        return transcript.mask(
                UnderLogs.last(text, 0).map(under -> under.in(text)).orElseGet(text::lastLine));
    }

    /** What a device says before it hangs up mostly ends its line. */
    private String lastWords() {
        return seen().lines().filter(line -> !line.isBlank()).reduce("", (before, line) -> line.strip());
    }

    private String quoted() {
        String line = lastLine();
        return "\""
                + Pattern.quote(line.length() > LONGEST_QUOTED ? line.substring(line.length() - LONGEST_QUOTED) : line)
                + "\"";
    }

    private String shown(Answering answering) {
        String line = answering.exchange().line();
        return line.isEmpty() ? "the enter key" : transcript.mask(line);
    }

    private String seen() {
        String tail = transcript.mask(wholeLines(text.tail(MASKED_TOGETHER), MASKED_TOGETHER));
        List<String> lines = wholeLines(tail.substring(Math.max(0, tail.length() - SEEN)), SEEN)
                .lines()
                .toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SEEN), lines.size()));
    }

    /** Leaves out the line whose beginning may have been cut off. */
    private static String wholeLines(String tail, int cutAt) {
        return tail.length() < cutAt ? tail : tail.substring(tail.indexOf('\n') + 1);
    }
}
