package io.netstacks.core.internal.cli;

import io.netstacks.core.internal.syslog.LogLines;
import io.netstacks.spi.platform.EchoStyle;

/**
 * Finds where the echo of a typed line ends. Blanks, tabs and line breaks do not count, because devices wrap and repaint
 * long lines; the first place where the other characters stand one after the other, up to the end of a line, is the
 * echo. Immutable.
 */
final class EchoTracker {

    /** The echo is not complete yet. */
    static final int PENDING = -1;

    /** Expects none. */
    static final EchoTracker NOTHING = new EchoTracker("", EchoStyle.NONE);

    /** How far behind the cursor an echo may begin, because something else was printed before it. */
    private static final int WINDOW = 4096;

    /** A line editor that scrolls sideways shows this many last characters at least. */
    static final int SHORTEST_TAIL = 6;

    /** What line editors show in the place of what has left the screen. */
    static final char SCROLLED = '$';

    private final String typed;
    private final EchoStyle style;

    private EchoTracker(String typed, EchoStyle style) {
        this.typed = typed;
        this.style = style;
    }

    static EchoTracker of(String line, EchoStyle style) {
        StringBuilder visible = new StringBuilder(line.length());
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c > ' ' && c != 0x7f) {
                visible.append(c);
            }
        }
        return new EchoTracker(visible.toString(), style);
    }

    /** Tells whether an echo can be expected at all. */
    boolean expected() {
        return style != EchoStyle.NONE && !typed.isEmpty();
    }

    /**
     * Returns where the output begins, behind the echo and its line break.
     *
     * @param from where the cursor was when the line was typed
     */
    int end(CharSequence text, int from) {
        int last = Math.min(text.length(), from + typed.length() + WINDOW);
        for (int start = from; start < last; start++) {
            start = next(text, start, last);
            if (start < 0) {
                break;
            }
            int end = matchAt(text, start, true);
            if (end >= 0 && !isLogged(text, from, start)) {
                return end;
            }
        }
        return mayScroll(text, from) && !isBeingShown(text, from) ? scrolled(text, from) : PENDING;
    }

    private boolean mayScroll(CharSequence text, int from) {
        return style == EchoStyle.REPAINT
                || text.length() - from > typed.length()
                || (from < text.length() && text.charAt(from) == SCROLLED);
    }

    /** Tells whether all that has come is a beginning of what was typed, on wrapped lines perhaps. */
    private boolean isBeingShown(CharSequence text, int from) {
        int at = Math.max(from, next(text, from, text.length()));
        for (int i = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (i < typed.length() && c == typed.charAt(i)) {
                i++;
            } else if (c == '\n' ? i == typed.length() : !isBlank(c)) {
                return false;
            }
        }
        return true;
    }

    /** Returns where the output begins if it begins with an echo, although none is expected. */
    int unexpected(CharSequence text, int from) {
        return typed.isEmpty() ? PENDING : matchAt(text, from, true);
    }

    /** Tells whether everything typed is on the screen, whether or not its line has ended. */
    boolean shown(CharSequence text, int from) {
        int last = Math.min(text.length(), from + typed.length() + WINDOW);
        for (int start = next(text, from, last); start >= 0; start = next(text, start + 1, last)) {
            if (matchAt(text, start, false) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Tells whether a device may do something else with a character of a line than show it. */
    static boolean isEdited(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c < ' ' || c == '?' || c > '~') {
                return true;
            }
        }
        return false;
    }

    private int next(CharSequence text, int from, int last) {
        char first = typed.charAt(0);
        for (int i = from; i < last; i++) {
            if (text.charAt(i) == first) {
                return i;
            }
        }
        return -1;
    }

    private int matchAt(CharSequence text, int start, boolean lineEnd) {
        int at = start;
        for (int i = 0; i < typed.length(); at++) {
            if (at >= text.length()) {
                return PENDING;
            }
            char c = text.charAt(at);
            if (c == typed.charAt(i)) {
                i++;
            } else if (c == '\n') {
                at = lastBreak(text, at);
            } else if (!isBlank(c)) {
                return PENDING;
            }
        }
        return lineEnd ? restOfLine(text, at) : at;
    }

    /** Returns where the last of the log lines behind a line break ends; the argument itself if there are none. */
    private static int lastBreak(CharSequence text, int lineBreak) {
        int last = lineBreak;
        for (int at = lineBreak + 1; at < text.length(); at++) {
            if (text.charAt(at) == '\n') {
                if (!LogLines.is(text.subSequence(last + 1, at))) {
                    break;
                }
                last = at;
            }
        }
        return last;
    }

    /** Some devices log every command: such a line is not the echo. */
    private static boolean isLogged(CharSequence text, int from, int start) {
        int begin = start;
        while (begin > from && text.charAt(begin - 1) != '\n') {
            begin--;
        }
        return begin < start && LogLines.is(text.subSequence(begin, start));
    }

    private static int restOfLine(CharSequence text, int from) {
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\n') {
                return at + 1;
            }
            if (!isBlank(c)) {
                return PENDING;
            }
        }
        return PENDING;
    }

    /** A long line whose beginning has left the screen: the first line ends with what was typed last. */
    private int scrolled(CharSequence text, int from) {
        int tail = Math.min(typed.length(), SHORTEST_TAIL);
        if (tail < SHORTEST_TAIL) {
            return PENDING;
        }
        int lineEnd = from;
        while (lineEnd < text.length() && text.charAt(lineEnd) != '\n') {
            lineEnd++;
        }
        if (lineEnd == text.length()) {
            return PENDING;
        }
        int at = lineEnd - 1;
        for (int i = 0; i < tail; at--) {
            if (at < from) {
                return PENDING;
            }
            char c = text.charAt(at);
            if (c == typed.charAt(typed.length() - 1 - i)) {
                i++;
            } else if (!isBlank(c)) {
                return PENDING;
            }
        }
        return lineEnd + 1;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
