package io.netstacks.core.internal.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the host name in a prompt. What is around it (level, context, path, counter, user) differs by platform. */
final class HostNames {

    private static final Pattern PARENTHESES = Pattern.compile("\\([^()]*\\)");
    private static final Pattern END = Pattern.compile("[\\s>#$%\\]<*!&]+$");
    private static final Pattern SIGN = Pattern.compile("[>#$%]+\\s*$");
    private static final Pattern BEGIN = Pattern.compile("^[\\s<\\[~*!&]+");
    private static final Pattern COUNTER = Pattern.compile("[.:]\\d+\\s+$");
    private static final Pattern NODE = Pattern.compile("^(?:\\w+(?:/\\w+){2,}|[A-D]):");
    private static final Pattern NAME = Pattern.compile("[\\w.\\-]+");

    /** The name is in the parentheses where nothing but a mark, a node or the sign stands behind them. */
    private static final Pattern IN_PARENTHESES = Pattern.compile(
            "^ ?\\(([^()]{1,63})\\) ?(?:[*^]?\\[[^\\]]*] ?)?(?:\\([^()]*\\) ?|config(?: \\w+)? ?)?[*^]?[>#]\\s*$");

    private static final Pattern FIRST_PARENTHESES = Pattern.compile("\\(([^()]{1,63})\\)");

    private HostNames() {}

    /** Returns the host name; empty if the prompt holds none. */
    static String in(String prompt) {
        if (isNameAndSign(prompt)) {
            return prompt.substring(0, prompt.length() - 1); // as most prompts, which need not be taken apart
        }
        Matcher whole = IN_PARENTHESES.matcher(prompt);
        if (whole.matches()) {
            return whole.group(1);
        }
        String name = outsideParentheses(prompt);
        Matcher first = FIRST_PARENTHESES.matcher(prompt);
        return name.isEmpty() && first.find() ? first.group(1) : name;
    }

    private static boolean isNameAndSign(String prompt) {
        int sign = prompt.length() - 1;
        if (sign < 1 || (prompt.charAt(sign) != '#' && prompt.charAt(sign) != '>')) {
            return false;
        }
        for (int i = 0; i < sign; i++) {
            char c = prompt.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && (c < '0' || c > '9') && c != '-' && c != '_' && c != '.') {
                return false;
            }
        }
        return true;
    }

    private static String outsideParentheses(String prompt) {
        String rest = PARENTHESES.matcher(prompt).replaceAll("");
        rest = SIGN.matcher(rest).replaceFirst("");
        rest = COUNTER.matcher(rest).replaceFirst("");
        int bracket = rest.startsWith("[") ? rest.indexOf(']') : -1;
        if (bracket > 0) {
            // a user and a host are in the brackets; a view alone stands before the host
            boolean view = rest.lastIndexOf('@', bracket) < 0
                    && !rest.substring(bracket + 1).isBlank();
            rest = view ? rest.substring(bracket + 1).strip() : rest.substring(0, bracket);
        }
        rest = BEGIN.matcher(END.matcher(rest).replaceFirst("")).replaceFirst("");
        rest = NODE.matcher(rest).replaceFirst("");
        rest = rest.substring(rest.indexOf('@') + 1);
        int blank = rest.lastIndexOf(' ');
        if (blank >= 0 && rest.indexOf(':') < 0) {
            rest = rest.substring(blank + 1);
        }
        Matcher name = NAME.matcher(rest);
        return name.find() && name.start() == 0 ? name.group() : "";
    }
}
