package io.netstacks.core.internal.cli;

import io.netstacks.core.internal.cli.Prompt.Certainty;

/**
 * Finds where output ends: what belongs to the prompt behind it is none of it. Where a prompt was shown several times, only
 * the first belongs to the answer. Immutable.
 */
final class OutputEnd {

    /** Devices that put an empty line before each prompt. */
    private static final int MOST_BLANK_LINES = 2;

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

    /** Goes back over the context lines before a prompt; the last one may stand behind output that does not end its line. */
    int withoutContext(int promptStart) {
        int end = promptStart;
        while (end > outputStart) {
            int start = text.startOfLineBefore(end);
            if (start < outputStart) {
                break;
            }
            String line = text.slice(start, end - 1).strip();
            if (!prompts.isContext(line, prompt.level())) {
                return end == promptStart ? behindOutput(start, end) : end;
            }
            end = start;
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
     * and once where a device shows its prompt, or the prompt and what was typed, twice.
     */
    int withoutRepeats(int end, int enters, String typed) {
        if (prompt.certainty() != Certainty.CERTAIN) {
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
        for (int blanks = 0; at > outputStart && blanks <= MOST_BLANK_LINES; blanks++) {
            int start = Math.max(outputStart, text.startOfLineBefore(at));
            String line = text.slice(start, at).stripTrailing();
            if (!line.isBlank()) {
                return isRepeated(line, typed) ? start : -1;
            }
            at = start;
        }
        return -1;
    }

    private boolean isRepeated(String line, String typed) {
        return PromptMatcher.isSame(line, prompt)
                || (!typed.isBlank()
                        && line.startsWith(prompt.line())
                        && line.substring(prompt.line().length()).strip().equals(typed.strip()));
    }

    /** Goes back to a prompt that was covered by a log message when the enter key was typed for another one. */
    int withoutCovered(int end, int entered) {
        int to = Math.min(end, entered);
        if (to <= outputStart) {
            return end;
        }
        return CoveredPrompt.in(text, outputStart, to, prompts).stream()
                .map(this::withoutContext)
                .findFirst()
                .orElse(end);
    }
}
