package io.netstacks.core.internal.cli;

import io.netstacks.core.internal.cli.Prompt.Certainty;
import io.netstacks.core.internal.syslog.LogLines;
import java.util.Optional;

/**
 * Finds where output ends: what belongs to the prompt behind it is none of it. Where a prompt was shown several times, only
 * the first belongs to the answer. Immutable.
 */
final class OutputEnd {

    /** Devices that put an empty line before each prompt. */
    private static final int MOST_BLANK_LINES = 2;

    /** More of them are what was asked for. */
    private static final int MOST_LOG_LINES = 50;

    private final TerminalText text;
    private final int outputStart;
    private final Prompt prompt;
    private final PromptMatcher prompts;

    OutputEnd(TerminalText text, int outputStart, Prompt prompt, PromptMatcher prompts) {
        this.text = text;
        this.outputStart = outputStart;
        this.prompt = prompt;
        this.prompts = prompts;
    }

    /** Returns how much output stands before a prompt on the last line; the same prompt once more is none. */
    static int columnOf(Prompt prompt, TerminalText text) {
        int column = text.lastLineLength() - prompt.line().length();
        if (column <= 0) {
            return 0;
        }
        String before = text.lastLine().substring(0, column).replace(prompt.line(), "");
        return before.isBlank() ? 0 : column;
    }

    /**
     * Goes back over the context lines before a prompt, and over log lines that came between them; the last one may stand
     * behind output that does not end its line.
     */
    int withoutContext(int promptStart) {
        int end = promptStart;
        int at = promptStart;
        for (int logs = 0; at > outputStart && logs <= MOST_LOG_LINES; ) {
            int start = text.startOfLineBefore(at);
            if (start < outputStart) {
                break;
            }
            String line = text.slice(start, at - 1).strip();
            if (prompts.isContext(line, prompt.level())) {
                end = start;
            } else if (LogLines.is(line)) {
                logs++;
            } else {
                return at == promptStart ? behindOutput(start, at) : end;
            }
            at = start;
        }
        return end;
    }

    private int behindOutput(int start, int end) {
        if (prompt.level().context().isEmpty() || prompt.before().isBlank()) {
            return end;
        }
        String line = text.slice(start, end - 1).stripTrailing();
        return line.endsWith(prompt.before())
                ? start + line.length() - prompt.before().length()
                : end;
    }

    /**
     * Goes back over the same prompt shown before: once for each enter key that was typed while the device was only slow,
     * and once where a device shows its prompt, or the prompt and what was typed, twice. Log lines over a prompt that is
     * shown again below them go with it.
     */
    int withoutRepeats(int end, int enters, String typed) {
        if (prompt.certainty() == Certainty.STRANGE) {
            return end;
        }
        int last = end;
        for (int i = 0; i <= enters; i++) {
            int repeated = repeatBefore(last, typed);
            if (repeated < 0) {
                break;
            }
            last = withoutContext(repeated);
        }
        return last;
    }

    private int repeatBefore(int end, String typed) {
        int at = end;
        int blanks = 0;
        int logs = 0;
        while (at > outputStart && blanks <= MOST_BLANK_LINES && logs <= MOST_LOG_LINES) {
            int start = Math.max(outputStart, text.startOfLineBefore(at));
            String line = text.slice(start, at).stripTrailing();
            int log = line.isEmpty() ? -1 : LogLines.behind(line);
            if (log > 0 && isRepeated(line.substring(0, log).stripTrailing(), typed)) {
                return start;
            }
            if (line.isEmpty()) {
                blanks++;
            } else if (LogLines.is(line)) {
                blanks = 0;
                logs++;
            } else {
                return isRepeated(line, typed) ? start : -1;
            }
            at = start;
        }
        return -1;
    }

    /** Returns where output begins behind the same prompt and line, shown again under log lines that came over them. */
    int behindRepaint(Optional<Prompt> before, String typed) {
        int at = outputStart;
        for (int logs = 0; before.isPresent() && logs <= MOST_LOG_LINES; logs++) {
            int end = text.endOfLine(at);
            if (end < 0) {
                break;
            }
            String line = text.slice(at, end).stripTrailing();
            if (!line.isEmpty()
                    && !LogLines.is(line)
                    && !prompts.isContext(line.strip(), before.get().level())) {
                return logs > 0 && isTyped(line, before.get(), typed) ? end + 1 : outputStart;
            }
            at = end + 1;
        }
        return outputStart;
    }

    private boolean isRepeated(String line, String typed) {
        return PromptMatcher.isSame(line, prompt) || isTyped(line, prompt, typed);
    }

    private static boolean isTyped(String line, Prompt prompt, String typed) {
        return !typed.isBlank()
                && line.startsWith(prompt.line())
                && line.substring(prompt.line().length()).strip().equals(typed.strip());
    }
}
