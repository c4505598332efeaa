package io.netstacks.core.internal.cli;

import io.netstacks.core.internal.cli.Prompt.Certainty;
import java.util.OptionalInt;

/** Looks for a prompt that is not the last thing any more, because a log message was written behind it. */
final class CoveredPrompt {

    /** A message that covers a prompt is short; further back is output. */
    private static final int FAR = 4096;

    private static final int LONGEST_PROMPT = 160;

    private CoveredPrompt() {}

    /** Returns where the last line begins that starts with a prompt beyond doubt. */
    static OptionalInt in(TerminalText text, int from, PromptMatcher prompts) {
        int end = text.length();
        while (end > from && text.length() - end < FAR) {
            int start = Math.max(from, text.startOfLineBefore(end));
            if (startsWithPrompt(text.slice(start, Math.min(end, start + LONGEST_PROMPT)), text, start, prompts)) {
                return OptionalInt.of(start);
            }
            end = start;
        }
        return OptionalInt.empty();
    }

    private static boolean startsWithPrompt(String line, TerminalText text, int start, PromptMatcher prompts) {
        if (!prompts.knowsHost() || !line.contains(prompts.hostname())) {
            return false;
        }
        String before = text.lineBefore(start);
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean ends = c == '#' || c == '>' || c == '$' || c == '%' || c == ']';
            if (ends
                    && prompts.match(line.substring(0, i + 1), before)
                            .filter(prompt -> prompt.certainty() == Certainty.CERTAIN)
                            .isPresent()) {
                return true;
            }
        }
        return false;
    }
}
