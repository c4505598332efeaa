package io.netstacks.core.internal.cli;

import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Masks what stands behind a prompt on its line, which is what was typed there: patterns for secrets look for the beginning
 * of a line, and the prompt has it. Stateless.
 */
final class EchoedLines {

    /** What a transcript puts before a line that was typed; some devices have it for a prompt. */
    static final String TYPED = "> ";

    private static final String ENDS_OF_PROMPTS = "#>$%]";
    private static final int LONGEST_BEFORE = 120;
    private static final int LONGEST_BEHIND = 64;

    private EchoedLines() {}

    /** Returns the text with every echoed line masked on its own. */
    static String mask(String text, Set<String> hosts, UnaryOperator<String> masking) {
        if (!mayHoldPrompt(text, hosts)) {
            return text;
        }
        StringBuilder masked = new StringBuilder(text.length());
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end + 1;
            masked.append(maskLine(text.substring(start, end), hosts, masking));
            start = end;
        }
        return masked.toString();
    }

    private static boolean mayHoldPrompt(String text, Set<String> hosts) {
        for (String host : hosts) {
            if (text.contains(host)) {
                return true;
            }
        }
        return text.startsWith(TYPED) || text.contains("\n" + TYPED);
    }

    private static String maskLine(String line, Set<String> hosts, UnaryOperator<String> masking) {
        int behind = behindPrompt(line, hosts);
        return behind == 0 ? line : line.substring(0, behind) + masking.apply(line.substring(behind));
    }

    /** Returns where the typed part begins; 0 if the line does not begin like a prompt. */
    static int behindPrompt(String line, Set<String> hosts) {
        if (line.startsWith(TYPED)) {
            return TYPED.length();
        }
        for (String host : hosts) {
            int at = line.indexOf(host);
            if (at < 0 || at > LONGEST_BEFORE) {
                continue;
            }
            int end = at + host.length();
            int last = Math.min(line.length(), end + LONGEST_BEHIND);
            while (end < last && ENDS_OF_PROMPTS.indexOf(line.charAt(end)) < 0) {
                end++;
            }
            if (end < last) {
                while (end < line.length()
                        && (line.charAt(end) == ' ' || ENDS_OF_PROMPTS.indexOf(line.charAt(end)) >= 0)) {
                    end++;
                }
                return end;
            }
        }
        return 0;
    }
}
