package io.netstacks.core.internal.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Text counted in code points, as Python counts it. */
final class PyStrings {

    private PyStrings() {}

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Returns each character as a text of its own. */
    static List<Object> characters(String text) {
        List<Object> all = new ArrayList<>(text.length());
        for (int i = 0; i < text.length(); ) {
            int end = i + Character.charCount(text.codePointAt(i));
            all.add(text.substring(i, end));
            i = end;
        }
        return all;
    }

    static String at(String text, int index) {
        if (length(text) == text.length()) {
            return text.substring(index, index + 1);
        }
        int start = text.offsetByCodePoints(0, index);
        return text.substring(start, text.offsetByCodePoints(start, 1));
    }

    static String slice(String text, PySlice cut) {
        int size = length(text);
        int[] bounds = cut.bounds(size);
        if (bounds[2] == 1) {
            if (bounds[1] <= bounds[0]) {
                return "";
            }
            return size == text.length()
                    ? text.substring(bounds[0], bounds[1])
                    : text.substring(text.offsetByCodePoints(0, bounds[0]), text.offsetByCodePoints(0, bounds[1]));
        }
        int[] points = text.codePoints().toArray();
        StringBuilder out = new StringBuilder();
        for (int i = bounds[0]; bounds[2] > 0 ? i < bounds[1] : i > bounds[1]; i += bounds[2]) {
            out.appendCodePoint(points[i]);
        }
        return out.toString();
    }

    /** Tells what Python's {@code str.isspace} says of one character. */
    static boolean isSpace(int c) {
        return c == ' '
                || (c >= 0x09 && c <= 0x0d)
                || (c >= 0x1c && c <= 0x1f)
                || c == 0x85
                || c == 0xa0
                || (c > 0xff && (Character.isSpaceChar(c) || Character.isWhitespace(c)) && c != 0x200b);
    }

    static String strip(String text, boolean left, boolean right) {
        int start = 0;
        int end = text.length();
        while (left && start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (right && end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    static String strip(String text, String chars, boolean left, boolean right) {
        int start = 0;
        int end = text.length();
        while (left && start < end && chars.indexOf(text.codePointAt(start)) >= 0) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (right && end > start && chars.indexOf(text.codePointBefore(end)) >= 0) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }

    /** Splits at runs of blanks, at most that many times; a negative number means always. */
    static List<Object> split(String text, int times) {
        List<Object> parts = new ArrayList<>();
        int i = 0;
        while (true) {
            while (i < text.length() && isSpace(text.charAt(i))) {
                i++;
            }
            if (i == text.length()) {
                return parts;
            }
            if (times >= 0 && parts.size() == times) {
                parts.add(text.substring(i));
                return parts;
            }
            int start = i;
            while (i < text.length() && !isSpace(text.charAt(i))) {
                i++;
            }
            parts.add(text.substring(start, i));
        }
    }

    static List<Object> split(String text, String separator, int times) {
        if (separator.isEmpty()) {
            throw JinjaFault.value("empty separator");
        }
        List<Object> parts = new ArrayList<>();
        int start = 0;
        for (int at = text.indexOf(separator);
                at >= 0 && (times < 0 || parts.size() < times);
                at = text.indexOf(separator, start)) {
            parts.add(text.substring(start, at));
            start = at + separator.length();
        }
        parts.add(text.substring(start));
        return parts;
    }

    static List<Object> splitRight(String text, String separator, int times) {
        if (separator.isEmpty()) {
            throw JinjaFault.value("empty separator");
        }
        List<Object> parts = new ArrayList<>();
        int end = text.length();
        for (int at = text.lastIndexOf(separator);
                at >= 0 && (times < 0 || parts.size() < times);
                at = end - separator.length() < 0 ? -1 : text.lastIndexOf(separator, end - separator.length())) {
            parts.add(0, text.substring(at + separator.length(), end));
            end = at;
        }
        parts.add(0, text.substring(0, end));
        return parts;
    }

    static List<Object> splitRight(String text, int times) {
        List<Object> parts = new ArrayList<>();
        int i = text.length();
        while (true) {
            while (i > 0 && isSpace(text.charAt(i - 1))) {
                i--;
            }
            if (i == 0) {
                return parts;
            }
            if (times >= 0 && parts.size() == times) {
                parts.add(0, text.substring(0, i));
                return parts;
            }
            int end = i;
            while (i > 0 && !isSpace(text.charAt(i - 1))) {
                i--;
            }
            parts.add(0, text.substring(i, end));
        }
    }

    /** Splits at all that Python counts as the end of a line. */
    static List<Object> lines(String text, boolean keepEnds) {
        List<Object> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c >= 0x0a && c <= 0x0d) || (c >= 0x1c && c <= 0x1e) || c == 0x85 || c == 0x2028 || c == 0x2029) {
                int end = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n' ? i + 2 : i + 1;
                lines.add(text.substring(start, keepEnds ? end : i));
                start = end;
                i = end - 1;
            }
        }
        if (start < text.length()) {
            lines.add(text.substring(start));
        }
        return lines;
    }

    /** Returns a character as it begins a capitalized word; a few become several. */
    static String titleCase(int c) {
        int simple = Character.toTitleCase(c);
        String upper = Character.toString(c).toUpperCase(Locale.ROOT);
        boolean several = simple == c && upper.codePointCount(0, upper.length()) > 1;
        if (!several || Character.getType(upper.codePointAt(0)) == Character.MODIFIER_LETTER) {
            return several ? upper : Character.toString(simple);
        }
        int first = Character.charCount(upper.codePointAt(0));
        return upper.substring(0, first) + upper.substring(first).toLowerCase(Locale.ROOT);
    }

    static String capitalize(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int first = text.offsetByCodePoints(0, 1);
        String head = titleCase(text.codePointAt(0));
        return head + text.substring(first).toLowerCase(Locale.ROOT);
    }

    static String replace(RenderRun run, String text, String old, String made, int times) {
        if (times == 0 || (old.isEmpty() && made.isEmpty())) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int count = 0;
        int start = 0;
        if (old.isEmpty()) {
            for (int i = 0; i <= text.length() && (times < 0 || count < times); count++) {
                out.append(made);
                run.checkLength(out);
                int end = i == text.length() ? i : i + Character.charCount(text.codePointAt(i));
                out.append(text, i, end);
                start = end;
                i = i == text.length() ? i + 1 : end;
            }
            run.reserve(out.length());
            return out.append(text, Math.min(start, text.length()), text.length())
                    .toString();
        }
        for (int at = text.indexOf(old); at >= 0 && (times < 0 || count < times); at = text.indexOf(old, start)) {
            out.append(text, start, at).append(made);
            run.checkLength(out);
            start = at + old.length();
            count++;
        }
        if (count == 0) {
            return text;
        }
        out.append(text, start, text.length());
        run.reserve(out.length());
        return out.toString();
    }
}
