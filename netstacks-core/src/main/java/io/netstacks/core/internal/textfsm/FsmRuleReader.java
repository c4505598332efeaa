package io.netstacks.core.internal.textfsm;

import io.netstacks.core.internal.pyregex.PyRegex;
import io.netstacks.core.internal.pyregex.PyRegexException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one rule line: {@code ^regex -> action}. */
final class FsmRuleReader {

    private static final String RECORD_OPS = "(?<record>Clearall|Clear|NoRecord|Record)";
    private static final String TARGET = "(?:\\s+(?<target>\\w+|\".*\"))?";
    private static final Pattern ARROW = unicode("(?<match>.*)\\s->(?<action>.*)");
    private static final Pattern LINE_ACTION =
            unicode("\\s+(?<line>Continue|Next|Error)(?:\\." + RECORD_OPS + ")?" + TARGET);
    private static final Pattern RECORD_ACTION = unicode("\\s+(?<line>)" + RECORD_OPS + TARGET);
    private static final Pattern STATE_ACTION = unicode("(?<line>)(?<record>)" + TARGET);

    private final Map<String, String> groups;
    private final int lineNumber;

    /**
     * Creates it.
     *
     * @param groups what stands for each value's name; when there are none, a dollar is an ordinary character
     */
    FsmRuleReader(Map<String, String> groups, int lineNumber) {
        this.groups = groups;
        this.lineNumber = lineNumber;
    }

    private static Pattern unicode(String pattern) {
        return Pattern.compile(pattern, Pattern.UNICODE_CHARACTER_CLASS);
    }

    FsmRule read(String line) {
        String text = line.strip();
        if (text.isEmpty()) {
            throw error("Empty rule", 1, line);
        }
        int column = line.indexOf(text) + 1;
        Matcher arrow = ARROW.matcher(text);
        boolean hasAction = arrow.matches();
        String match = hasAction ? arrow.group("match") : text;
        String action = hasAction ? arrow.group("action") : "";
        Matcher parts = action(action, column + match.length(), text);
        FsmLineOp lineOp = lineOp(parts);
        String target = group(parts, "target");
        if (lineOp == FsmLineOp.CONTINUE && !target.isEmpty()) {
            throw error("Action 'Continue' with new state, which would repeat the line for ever", column, text);
        }
        if (lineOp != FsmLineOp.ERROR && target.startsWith("\"")) {
            throw error("Alphanumeric characters only in state names", column + text.lastIndexOf(target), target);
        }
        return new FsmRule(match, regex(match, column), lineOp, recordOp(parts), target, lineNumber);
    }

    private Matcher action(String action, int column, String text) {
        for (Pattern form : new Pattern[] {LINE_ACTION, RECORD_ACTION, STATE_ACTION}) {
            Matcher matcher = form.matcher(action);
            if (matcher.matches()) {
                return matcher;
            }
        }
        throw error(
                "Badly formatted rule: after -> expected [Continue|Next|Error][.][Clear|Clearall|Record|NoRecord] and"
                        + " a state, or a message in double quotes after Error",
                column,
                text);
    }

    private static String group(Matcher matcher, String name) {
        String text = matcher.group(name);
        return text == null ? "" : text;
    }

    private static FsmLineOp lineOp(Matcher parts) {
        String label = group(parts, "line");
        for (FsmLineOp op : FsmLineOp.values()) {
            if (op.toString().equals(label)) {
                return op;
            }
        }
        return FsmLineOp.DEFAULT;
    }

    private static FsmRecordOp recordOp(Matcher parts) {
        String label = group(parts, "record");
        for (FsmRecordOp op : FsmRecordOp.values()) {
            if (op.toString().equals(label)) {
                return op;
            }
        }
        return FsmRecordOp.DEFAULT;
    }

    private PyRegex regex(String match, int column) {
        String pattern = groups.isEmpty() ? match : substituted(match, column);
        try {
            return PyRegex.compile(pattern);
        } catch (PyRegexException e) {
            int at = pattern.equals(match) ? column + e.offset() : column;
            throw error("Invalid regular expression, " + e.problem(), at, pattern);
        }
    }

    /** Puts the values in: {@code ${name}} or {@code $name}; two dollars stand for one. What was put in is left alone. */
    private String substituted(String match, int column) {
        StringBuilder out = new StringBuilder(match.length() + 32);
        int from = 0;
        for (int dollar = match.indexOf('$'); dollar >= 0; dollar = match.indexOf('$', from)) {
            out.append(match, from, dollar);
            if (match.startsWith("$$", dollar)) {
                out.append('$');
                from = dollar + 2;
                continue;
            }
            boolean braced = match.startsWith("${", dollar);
            int start = dollar + (braced ? 2 : 1);
            int end = nameEnd(match, start);
            String group = groups.get(match.substring(start, end));
            if (group == null || (braced && !match.startsWith("}", end))) {
                throw error(
                        "Duplicate or invalid variable substitution: write ${NAME} for a declared Value and $$ for the"
                                + " end of the line",
                        column + dollar,
                        match);
            }
            out.append(group);
            from = braced ? end + 1 : end;
        }
        return out.append(match, from, match.length()).toString();
    }

    private static int nameEnd(String text, int start) {
        int end = start;
        while (end < text.length() && isNamePart(text.charAt(end), end > start)) {
            end++;
        }
        return end;
    }

    private static boolean isNamePart(char c, boolean digitToo) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (digitToo && c >= '0' && c <= '9');
    }

    private FsmSyntaxException error(String problem, int column, String offending) {
        return new FsmSyntaxException(problem, lineNumber, column, offending);
    }
}
