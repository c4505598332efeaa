package io.netstacks.core.internal.cli;

/**
 * What a terminal of one endless column of lines would show: finished lines, and one line that is still written, with a
 * cursor in it. Positions are those of the text since the last {@link #dropBefore}. Confined: one thread at a time.
 */
final class TerminalText {

    private final StringBuilder text = new StringBuilder(4096);
    private int lineStart;
    private int cursor;
    private boolean returned;

    /** Writes characters at the cursor, over what is there. */
    void put(char[] characters, int from, int count) {
        if (returned) {
            clearBlankLine();
        }
        int end = text.length();
        if (cursor == end) {
            text.append(characters, from, count);
        } else {
            int over = Math.min(count, end - cursor);
            for (int i = 0; i < over; i++) {
                text.setCharAt(cursor + i, characters[from + i]);
            }
            text.append(characters, from + over, count - over);
        }
        cursor += count;
    }

    /** Ends the line, whole, wherever the cursor is in it. */
    void newline() {
        text.append('\n');
        lineStart = text.length();
        cursor = lineStart;
        returned = false;
    }

    void carriageReturn() {
        cursor = lineStart;
        returned = true;
    }

    /**
     * Moves the cursor left. Over a blank at the end of the line it takes the blank away: that is how devices wipe what
     * they have written, and what nobody sees was never output.
     */
    void left(int columns) {
        for (int i = 0; i < columns && cursor > lineStart; i++) {
            cursor--;
            if (cursor == text.length() - 1 && text.charAt(cursor) == ' ') {
                text.setLength(cursor);
            }
        }
    }

    void right(int columns) {
        cursor = Math.min(text.length(), cursor + columns);
    }

    void column(int column) {
        cursor = Math.min(text.length(), lineStart + Math.max(0, column));
    }

    void eraseToEnd() {
        text.setLength(cursor);
    }

    void eraseToCursor() {
        for (int i = lineStart; i < cursor; i++) {
            text.setCharAt(i, ' ');
        }
    }

    void eraseLine() {
        truncateTo(lineStart);
    }

    /** Takes away what stands at and after a position of the last line. */
    void truncateTo(int position) {
        text.setLength(Math.max(lineStart, position));
        cursor = text.length();
        returned = false;
    }

    /** A line of blanks in which the cursor has gone back was wiped, if something else is written now. */
    private void clearBlankLine() {
        returned = false;
        for (int i = lineStart; i < text.length(); i++) {
            if (text.charAt(i) != ' ') {
                return;
            }
        }
        text.setLength(cursor);
    }

    /** Forgets everything before a position that is not behind the start of the last line. */
    void dropBefore(int position) {
        int dropped = Math.min(position, lineStart);
        text.delete(0, dropped);
        lineStart -= dropped;
        cursor -= dropped;
    }

    int length() {
        return text.length();
    }

    int lineStart() {
        return lineStart;
    }

    CharSequence all() {
        return text;
    }

    String slice(int from, int to) {
        return text.substring(from, to);
    }

    /** Returns where the line before the one that starts here begins; the argument itself at the beginning. */
    int startOfLineBefore(int start) {
        return start == 0 ? 0 : text.lastIndexOf("\n", start - 2) + 1;
    }

    /** Returns the line before the one that starts here, without blanks at its end; empty at the beginning. */
    String lineBefore(int start) {
        return start == 0
                ? ""
                : text.substring(startOfLineBefore(start), start - 1).stripTrailing();
    }

    /** Puts blanks in place of the rest of a finished line. */
    void blankOut(int position) {
        for (int i = position; i < lineStart && text.charAt(i) != '\n'; i++) {
            text.setCharAt(i, ' ');
        }
    }

    /** Returns where the line break of the finished line is that a position is in. */
    int endOfLine(int position) {
        return text.indexOf("\n", position);
    }

    /** Returns the length of the last line without blanks at its end. */
    int lastLineLength() {
        int end = text.length();
        while (end > lineStart && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return end - lineStart;
    }

    String lastLine() {
        return text.substring(lineStart, lineStart + lastLineLength());
    }

    /** Returns the end of the text, at most so many characters. */
    String tail(int most) {
        return text.substring(Math.max(0, text.length() - most));
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
