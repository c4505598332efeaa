package io.netstacks.core.internal.jinja;

/** Backslash escapes of texts in templates, those of Python's own literals. */
final class JinjaEscapes {

    private JinjaEscapes() {}

    static String unescape(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                i = escape(text, i + 1, out) - 1;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Reads one escape behind its backslash; returns where the text goes on. */
    private static int escape(String text, int at, StringBuilder out) {
        char c = text.charAt(at);
        int simple = "\\'\"abfnrtv".indexOf(c);
        if (simple >= 0) {
            out.append("\\'\"\u0007\b\f\n\r\t\u000b".charAt(simple));
            return at + 1;
        }
        return switch (c) {
            case '\n' -> at + 1;
            case 'x' -> hex(text, at + 1, 2, out);
            case 'u' -> hex(text, at + 1, 4, out);
            case 'U' -> hex(text, at + 1, 8, out);
            case 'N' -> named(text, at + 1, out);
            default -> c >= '0' && c <= '7' ? octal(text, at, out) : unknown(c, at, out);
        };
    }

    private static int unknown(char c, int at, StringBuilder out) {
        out.append('\\').append(c);
        return at + 1;
    }

    private static int hex(String text, int start, int length, StringBuilder out) {
        int end = start + length;
        if (end > text.length() || !text.substring(start, end).chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            throw new IllegalArgumentException("truncated \\" + text.charAt(start - 1) + " escape in a text");
        }
        long code = Long.parseLong(text.substring(start, end), 16);
        if (code > Character.MAX_CODE_POINT) {
            throw new IllegalArgumentException("illegal Unicode character in a text");
        }
        out.appendCodePoint((int) code);
        return end;
    }

    private static int named(String text, int start, StringBuilder out) {
        int end = text.indexOf('}', start);
        if (start >= text.length() || text.charAt(start) != '{' || end < 0) {
            throw new IllegalArgumentException("malformed \\N character escape in a text");
        }
        out.appendCodePoint(Character.codePointOf(text.substring(start + 1, end)));
        return end + 1;
    }

    private static int octal(String text, int start, StringBuilder out) {
        int end = start;
        int code = 0;
        while (end < text.length() && end < start + 3 && text.charAt(end) >= '0' && text.charAt(end) <= '7') {
            code = code * 8 + text.charAt(end++) - '0';
        }
        out.append((char) code);
        return end;
    }
}
