package io.netstacks.core.internal.textfsm;

import io.netstacks.core.internal.pyregex.PyRegex;
import io.netstacks.core.internal.pyregex.PyRegexException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads one {@code Value} line. The parts of the line are separated by single blanks. */
final class FsmValueReader {

    static final int MAX_NAME = 48;

    private final int lineNumber;

    FsmValueReader(int lineNumber) {
        this.lineNumber = lineNumber;
    }

    FsmValue read(String line) {
        String[] parts = line.split(" ", -1);
        if (parts.length < 3) {
            throw error("Expect at least 3 tokens: Value [option,..] NAME (regex)", 1, line);
        }
        boolean optionsGiven = !parts[2].startsWith("(");
        List<FsmOption> options = optionsGiven ? options(parts[1], parts[0].length() + 2) : List.of();
        int at = optionsGiven ? 2 : 1;
        String name = parts[at];
        if (name.length() > MAX_NAME) {
            throw error("Invalid Value name, or name longer than " + MAX_NAME + " characters", column(parts, at), name);
        }
        String pattern = String.join(" ", Arrays.asList(parts).subList(at + 1, parts.length));
        return new FsmValue(name, options, pattern, compiled(pattern, column(parts, at + 1)));
    }

    private List<FsmOption> options(String list, int column) {
        List<FsmOption> options = new ArrayList<>();
        int at = column;
        for (String label : list.split(",", -1)) {
            int here = at;
            FsmOption option = FsmOption.of(label)
                    .orElseThrow(() -> error(
                            "Unknown option, expected some of Filldown, Fillup, Key, List, Required joined by commas",
                            here,
                            label));
            if (options.contains(option)) {
                throw error("Duplicate option", here, label);
            }
            options.add(option);
            at += label.length() + 1;
        }
        return List.copyOf(options);
    }

    private PyRegex compiled(String pattern, int column) {
        boolean wrapped = pattern.length() >= 2
                && pattern.startsWith("(")
                && pattern.endsWith(")")
                && pattern.charAt(pattern.length() - 2) != '\\';
        if (!wrapped) {
            throw error("The regular expression of a Value must be contained within a '()' pair", column, pattern);
        }
        try {
            return PyRegex.compile(pattern);
        } catch (PyRegexException e) {
            throw error("Invalid regular expression, " + e.problem(), column + e.offset(), pattern);
        }
    }

    private static int column(String[] parts, int index) {
        int column = 1;
        for (int i = 0; i < index; i++) {
            column += parts[i].length() + 1;
        }
        return column;
    }

    private FsmSyntaxException error(String problem, int column, String offending) {
        return new FsmSyntaxException(problem, lineNumber, column, offending);
    }
}
