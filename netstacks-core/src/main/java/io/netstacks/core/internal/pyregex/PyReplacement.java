package io.netstacks.core.internal.pyregex;

import io.netstacks.spi.Deadline;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code re.sub} puts in the place of a match: text and groups of the pattern. Immutable. */
final class PyReplacement {

    private static final String ESCAPES = "abfnrtv\\";
    private static final String ESCAPED = "\u0007\b\f\n\r\t\u000b\\";

    private final PyRegex regex;
    private final String source;
    private final List<Object> parts = new ArrayList<>();

    /**
     * Reads a replacement.
     *
     * @throws PyRegexException if it names a group that there is not, or an escape that Python does not know
     */
    PyReplacement(PyRegex regex, String source) {
        this.regex = regex;
        this.source = source;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < source.length(); ) {
            char c = source.charAt(i);
            i = c == '\\' && i + 1 < source.length() ? escape(i + 1, text) : plain(c, i, text);
        }
        flush(text);
    }

    private static int plain(char c, int at, StringBuilder text) {
        text.append(c);
        return at + 1;
    }

    private void flush(StringBuilder text) {
        if (text.length() > 0) {
            parts.add(text.toString());
            text.setLength(0);
        }
    }

    private int escape(int at, StringBuilder text) {
        char c = source.charAt(at);
        int known = ESCAPES.indexOf(c);
        if (known >= 0) {
            text.append(ESCAPED.charAt(known));
            return at + 1;
        }
        if (c == 'g') {
            int close = source.indexOf('>', at);
            if (!source.startsWith("<", at + 1) || close < at + 3) {
                throw new PyRegexException("missing group name in the replacement", source, at);
            }
            group(source.substring(at + 2, close), at, text);
            return close + 1;
        }
        if (c == '0' || isOctal(at)) {
            int end = at + 1;
            while (end < Math.min(source.length(), at + 3) && isDigit(end, '7')) {
                end++;
            }
            text.append((char) (Integer.parseInt(source.substring(at, end), 8) & 0xff));
            return end;
        }
        if (c >= '1' && c <= '9') {
            int end = at + 1 < source.length() && isDigit(at + 1, '9') ? at + 2 : at + 1;
            group(source.substring(at, end), at, text);
            return end;
        }
        if (Character.isLetter(c) && c < 128) {
            throw new PyRegexException("bad escape \\" + c + " in the replacement", source, at - 1);
        }
        text.append('\\').append(c);
        return at + 1;
    }

    private boolean isOctal(int at) {
        return at + 2 < source.length() && isDigit(at, '3') && isDigit(at + 1, '7') && isDigit(at + 2, '7');
    }

    private boolean isDigit(int at, char most) {
        return source.charAt(at) >= '0' && source.charAt(at) <= most;
    }

    private void group(String name, int at, StringBuilder text) {
        Integer number = name.matches("\\d{1,3}")
                ? (Integer) Integer.parseInt(name)
                : regex.groupNames().get(name);
        if (number == null || number > regex.groupCount()) {
            throw new PyRegexException("the replacement names a group that there is not: " + name, source, at);
        }
        flush(text);
        parts.add(number);
    }

    /** Returns the text with at most that many matches replaced; all if it is 0. */
    String in(String text, long count, Deadline deadline) {
        PyMatcher matcher = regex.matcher(text, deadline);
        StringBuilder out = new StringBuilder(text.length());
        int end = 0;
        for (long i = 0; (count <= 0 || i < count) && matcher.find(); i++) {
            out.append(text, end, matcher.start(0));
            for (Object part : parts) {
                @Nullable String group = part instanceof Integer number ? matcher.group(number) : (String) part;
                out.append(group == null ? "" : group);
            }
            end = matcher.end(0);
        }
        return out.append(text, end, text.length()).toString();
    }
}
