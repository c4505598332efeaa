package io.netstacks.spi.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds texts of which one stands in everything that a pattern matches: one text, or one for each of its alternatives. Where
 * none of them is, the pattern need not be tried, which costs a hundred times as much. What is not plainly readable gives none.
 * Confined: one thread at a time.
 */
final class NecessaryText {

    /** A shorter one is in every text. */
    private static final int SHORTEST = 3;

    /** Escapes that match one character or a place, and have no more text behind their letter. */
    private static final String SIMPLE = "bBdDsSwWAzZGhHvVRXtnrfae";

    private static final int READ_OTHERWISE =
            Pattern.CASE_INSENSITIVE | Pattern.COMMENTS | Pattern.LITERAL | Pattern.CANON_EQ;

    private final String regex;
    private int at;
    private final StringBuilder run = new StringBuilder();
    private String longest = "";
    private List<String> inGroup = List.of();

    private NecessaryText(String regex) {
        this.regex = regex;
    }

    /** Returns the texts; none if some match may hold none of them, or if that cannot be told. */
    static List<String> of(Pattern pattern) {
        return (pattern.flags() & READ_OTHERWISE) != 0 ? List.of() : new NecessaryText(pattern.pattern()).read();
    }

    private List<String> read() {
        List<String> found = new ArrayList<>();
        while (at < regex.length()) {
            char c = regex.charAt(at);
            boolean readable = switch (c) {
                case '|' -> end() && endAlternative(found);
                case '\\' -> escape();
                case '(' -> group();
                case '[' -> characterClass();
                case '{' -> repetition();
                case '^', '$', '.', '?', '*', '+', '}', ')', ']' -> end();
                default -> Character.isSurrogate(c) ? end() : literal(c);
            };
            if (!readable) {
                return List.of();
            }
        }
        keep();
        return endAlternative(found) ? List.copyOf(found) : List.of();
    }

    /** Adds what the alternative needs that ends here; false if that is nothing. */
    private boolean endAlternative(List<String> found) {
        List<String> needed = longest.length() >= SHORTEST ? List.of(longest) : inGroup;
        found.addAll(needed);
        longest = "";
        inGroup = List.of();
        return !needed.isEmpty();
    }

    private boolean literal(char c) {
        at++;
        char next = at < regex.length() ? regex.charAt(at) : ' ';
        if (next == '?' || next == '*' || next == '{') {
            keep();
        } else {
            run.append(c);
        }
        return true;
    }

    private boolean escape() {
        if (at + 1 == regex.length()) {
            return false;
        }
        char c = regex.charAt(at + 1);
        if (Character.isLetterOrDigit(c)) {
            at++;
            return SIMPLE.indexOf(c) >= 0 && end();
        }
        at++;
        return literal(c);
    }

    /** Steps over how often what stands before it is there. */
    private boolean repetition() {
        int close = regex.indexOf('}', at);
        at = Math.max(at, close);
        return close >= 0 && end();
    }

    /** Steps over a group; one that has to be there, and is nothing else, is read as well. */
    private boolean group() {
        int start = at;
        int depth = 0;
        while (at < regex.length()) {
            char c = regex.charAt(at);
            if (c == '(' && regex.startsWith("(?", at) && changesFlags()) {
                return false;
            }
            if (c == '\\') {
                at++;
            } else if (c == '[') {
                if (!characterClass()) {
                    return false;
                }
                continue;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                String group = regex.substring(start, at);
                end();
                if (inGroup.isEmpty() && group.startsWith("(?:") && !mayBeLeftOut()) {
                    inGroup = new NecessaryText(group.substring("(?:".length())).read();
                }
                return true;
            }
            at++;
        }
        return false;
    }

    private boolean mayBeLeftOut() {
        return at < regex.length() && "?*{".indexOf(regex.charAt(at)) >= 0;
    }

    /** {@code (?m)} and {@code (?s)} change nothing about letters; other flags do, also in {@code (?i:...)}. */
    private boolean changesFlags() {
        int end = at + 2;
        while (end < regex.length() && (Character.isLetter(regex.charAt(end)) || regex.charAt(end) == '-')) {
            if ("ms".indexOf(regex.charAt(end)) < 0) {
                return true;
            }
            end++;
        }
        return false;
    }

    /** Steps over a class of characters; one with another inside, or with a quote, is not read. */
    private boolean characterClass() {
        keep();
        at++;
        int first = regex.startsWith("^", at) ? at + 1 : at;
        while (at < regex.length()) {
            char c = regex.charAt(at);
            if (c == '[' || regex.startsWith("\\Q", at)) {
                return false;
            }
            if (c == '\\') {
                at++;
            } else if (c == ']' && at > first) {
                at++;
                return true;
            }
            at++;
        }
        return false;
    }

    private boolean end() {
        keep();
        at++;
        return true;
    }

    private void keep() {
        if (run.length() > longest.length()) {
            longest = run.toString();
        }
        run.setLength(0);
    }
}
