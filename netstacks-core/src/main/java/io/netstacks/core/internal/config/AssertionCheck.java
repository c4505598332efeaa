package io.netstacks.core.internal.config;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.config.Assertion;
import io.netstacks.spi.config.AssertionResult;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.OperationCancelledException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/**
 * Decides assertions over the lines of one configuration. Whole lines are looked up; everything else takes time linear in their
 * number, and stops at the deadline or an interrupt. Confined: one thread at a time.
 */
public final class AssertionCheck {

    private static final int LONGEST = UserRegex.LONGEST;

    /** How much is searched between two looks at the clock: characters, each as dear as the expression is large. */
    private static final long PACE = 1_000_000;

    /** Steps that the search of one line may take; nothing can stop it in between. */
    private static final long DEAREST = 2_000_000_000;

    private final List<String> lines;
    private final List<String> stripped;
    private final Map<String, List<Integer>> places = new HashMap<>();
    private final UnaryOperator<List<String>> mask;
    private final Deadline deadline;
    private List<String> shown = List.of();
    private long searched;

    /**
     * Creates it.
     *
     * @param mask hides the secrets of all lines, as many as it gets: one that spans several cannot be told from one of them
     */
    public AssertionCheck(List<String> lines, UnaryOperator<List<String>> mask, Deadline deadline) {
        this.lines = lines;
        this.mask = mask;
        this.deadline = deadline;
        stripped = lines.stream().map(String::strip).toList();
        for (int i = 0; i < stripped.size(); i++) {
            places.computeIfAbsent(stripped.get(i), line -> new ArrayList<>(1)).add(i);
        }
    }

    /**
     * Decides one.
     *
     * @throws io.netstacks.spi.error.DeadlineExceededException if the time is over
     * @throws OperationCancelledException if the thread is interrupted
     */
    public AssertionResult check(Assertion assertion) {
        if (assertion.text().isBlank() || assertion.text().length() > LONGEST) {
            return error(assertion, "an assertion needs a text of at most " + LONGEST + " characters");
        }
        int found;
        try {
            found = find(assertion);
        } catch (InvalidInputException e) {
            return error(assertion, e.reason());
        }
        boolean passed = found >= 0 == assertion.mustMatch();
        return new AssertionResult(
                assertion,
                passed ? AssertionResult.Status.PASSED : AssertionResult.Status.FAILED,
                found + 1,
                found < 0 ? Optional.empty() : Optional.of(shown(found).strip()),
                Optional.empty());
    }

    private String shown(int line) {
        if (shown.isEmpty()) {
            shown = mask.apply(lines);
        }
        return shown.get(line);
    }

    private static AssertionResult error(Assertion assertion, String problem) {
        return new AssertionResult(assertion, AssertionResult.Status.ERROR, 0, Optional.empty(), Optional.of(problem));
    }

    private int find(Assertion assertion) {
        String text = assertion.text().strip();
        return switch (assertion.kind()) {
            case LINE_EXACT -> among(places(text), assertion, i -> true);
            case LINE_PREFIX -> scan(assertion, 1, i -> beginsWith(stripped.get(i), text));
            case REGEX -> {
                UserRegex regex = UserRegex.compile(assertion.text(), false);
                yield scan(assertion, regex.size(), i -> regex.isIn(lines.get(i)));
            }
            case BLOCK -> {
                List<String> block =
                        assertion.text().lines().filter(line -> !line.isBlank()).toList();
                yield among(places(block.get(0).strip()), assertion, i -> blockAt(i, block));
            }
        };
    }

    private List<Integer> places(String line) {
        return places.getOrDefault(line, List.of());
    }

    /** The first of these lines that stands where the assertion wants it and matches. */
    private int among(List<Integer> candidates, Assertion assertion, IntPredicate matcher) {
        if (assertion.parent().isEmpty()) {
            return candidates.stream().filter(matcher::test).findFirst().orElse(-1);
        }
        int next = 0;
        for (Section section : sections(assertion.parent().get())) {
            while (next < candidates.size() && candidates.get(next) < section.end) {
                int i = candidates.get(next++);
                if (i >= section.start && matcher.test(i)) {
                    return i;
                }
            }
        }
        return -1;
    }

    private int scan(Assertion assertion, int cost, IntPredicate matcher) {
        List<Section> wanted = assertion.parent().isEmpty()
                ? List.of(new Section(0, lines.size()))
                : sections(assertion.parent().get());
        for (Section section : wanted) {
            for (int i = section.start; i < section.end; i++) {
                pace(i, (long) cost * (lines.get(i).length() + 1));
                if (matcher.test(i)) {
                    return i;
                }
            }
        }
        return -1;
    }

    private void pace(int line, long steps) {
        if (steps > DEAREST) {
            throw InvalidInputException.of("the expression is too large for line " + (line + 1) + ", which has "
                    + lines.get(line).length() + " characters");
        }
        searched += steps;
        if (searched < PACE) {
            return;
        }
        searched = 0;
        deadline.check("checking a configuration of " + lines.size() + " lines");
        if (Thread.currentThread().isInterrupted()) {
            throw new OperationCancelledException("cancelled while a configuration was checked");
        }
    }

    /** Lines that stand under a parent. */
    private record Section(int start, int end) {}

    /** The lines that are indented deeper than the parent line before them; in their order, none twice. */
    private List<Section> sections(String parent) {
        List<Section> sections = new ArrayList<>();
        int over = 0;
        for (int place : places(parent.strip())) {
            if (place < over) {
                continue;
            }
            int indent = LineDiff.indent(lines.get(place));
            int end = place + 1;
            while (end < lines.size() && (lines.get(end).isBlank() || LineDiff.indent(lines.get(end)) > indent)) {
                end++;
            }
            sections.add(new Section(place + 1, end));
            over = end;
        }
        return sections;
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

    private boolean blockAt(int start, List<String> block) {
        if (start + block.size() > lines.size()) {
            return false;
        }
        int shift = LineDiff.indent(lines.get(start)) - LineDiff.indent(block.get(0));
        for (int i = 0; i < block.size(); i++) {
            String wanted = block.get(i);
            if (LineDiff.indent(lines.get(start + i)) - LineDiff.indent(wanted) != shift
                    || !stripped.get(start + i).equals(wanted.strip())) {
                return false;
            }
        }
        return true;
    }
}
