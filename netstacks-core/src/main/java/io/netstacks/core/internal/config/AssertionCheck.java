package io.netstacks.core.internal.config;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.netstacks.spi.config.Assertion;
import io.netstacks.spi.config.AssertionResult;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/** Decides one assertion over the lines of a configuration, in time linear in their number. */
public final class AssertionCheck {

    private static final int LONGEST = 10_000;

    private AssertionCheck() {}

    /** Decides it. */
    public static AssertionResult check(Assertion assertion, List<String> lines, UnaryOperator<String> mask) {
        if (assertion.text().isBlank() || assertion.text().length() > LONGEST) {
            return error(assertion, "an assertion needs a text of at most " + LONGEST + " characters");
        }
        IntPredicate matcher;
        try {
            matcher = matcher(assertion, lines);
        } catch (PatternSyntaxException e) {
            return error(
                    assertion,
                    "not a regular expression (RE2 syntax): " + e.getDescription() + " in \"" + e.getPattern() + "\"");
        }
        int found = find(assertion, lines, matcher);
        boolean passed = found >= 0 == assertion.mustMatch();
        return new AssertionResult(
                assertion,
                passed ? AssertionResult.Status.PASSED : AssertionResult.Status.FAILED,
                found + 1,
                found < 0
                        ? Optional.empty()
                        : Optional.of(mask.apply(lines.get(found)).strip()),
                Optional.empty());
    }

    private static AssertionResult error(Assertion assertion, String problem) {
        return new AssertionResult(assertion, AssertionResult.Status.ERROR, 0, Optional.empty(), Optional.of(problem));
    }

    private static IntPredicate matcher(Assertion assertion, List<String> lines) {
        String text = assertion.text().strip();
        return switch (assertion.kind()) {
            case LINE_EXACT -> i -> lines.get(i).strip().equals(text);
            case LINE_PREFIX -> i -> beginsWith(lines.get(i).strip(), text);
            case REGEX -> {
                Pattern pattern = Pattern.compile(assertion.text());
                yield i -> pattern.matcher(lines.get(i)).find();
            }
            case BLOCK -> {
                List<String> block =
                        assertion.text().lines().filter(line -> !line.isBlank()).toList();
                yield i -> blockAt(lines, i, block);
            }
        };
    }

    private static boolean beginsWith(String line, String prefix) {
        return line.startsWith(prefix)
                && (line.length() == prefix.length()
                        || !isWordPart(line.charAt(prefix.length()))
                        || !isWordPart(prefix.charAt(prefix.length() - 1)));
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == '/' || c == ':';
    }

    private static boolean blockAt(List<String> lines, int start, List<String> block) {
        if (start + block.size() > lines.size()) {
            return false;
        }
        int shift = LineDiff.indent(lines.get(start)) - LineDiff.indent(block.get(0));
        for (int i = 0; i < block.size(); i++) {
            String line = lines.get(start + i);
            String wanted = block.get(i);
            if (LineDiff.indent(line) - LineDiff.indent(wanted) != shift
                    || !line.strip().equals(wanted.strip())) {
                return false;
            }
        }
        return true;
    }

    /** One pass: inside is true while lines are indented deeper than the last parent line that was seen. */
    private static int find(Assertion assertion, List<String> lines, IntPredicate matcher) {
        if (assertion.parent().isEmpty()) {
            return firstFrom(0, lines.size(), matcher);
        }
        String parent = assertion.parent().get().strip();
        int i = 0;
        while (i < lines.size()) {
            if (!lines.get(i).strip().equals(parent)) {
                i++;
                continue;
            }
            int indent = LineDiff.indent(lines.get(i));
            int end = i + 1;
            while (end < lines.size() && (lines.get(end).isBlank() || LineDiff.indent(lines.get(end)) > indent)) {
                end++;
            }
            int found = firstFrom(i + 1, end, matcher);
            if (found >= 0) {
                return found;
            }
            i = Math.max(end, i + 1);
        }
        return -1;
    }

    private static int firstFrom(int start, int end, IntPredicate matcher) {
        for (int i = start; i < end; i++) {
            if (matcher.test(i)) {
                return i;
            }
        }
        return -1;
    }
}
