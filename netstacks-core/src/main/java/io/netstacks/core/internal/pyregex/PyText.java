package io.netstacks.core.internal.pyregex;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.OperationCancelledException;

/**
 * A text that looks at the clock while it is read: the only way to stop {@code java.util.regex}, which knows no limit of its
 * own. Every step of a match reads a character or asks for the length. Several matchers may share one, and then move on to
 * the next text together. Confined: one thread at a time.
 */
public final class PyText implements CharSequence {

    /** Steps between two looks at the clock: some ten microseconds' worth. */
    private static final int STEPS = 4096;

    private final Deadline deadline;
    private String text;
    private boolean plain;
    private int left = STEPS;
    private String running = "";
    private char[] chars = new char[0];
    private boolean copied;

    /** Creates one for matching until the deadline. */
    public PyText(String text, Deadline deadline) {
        this.text = text;
        this.plain = PyRegex.isPlain(text);
        this.deadline = deadline;
    }

    /** Moves on to another text; its matchers have to be {@linkplain PyMatcher#restart restarted}. */
    public void set(String next) {
        set(next, PyRegex.isPlain(next));
    }

    /** Moves on to another text, of which the caller knows whether it is {@linkplain PyRegex#isPlain plain}. */
    public void set(String next, boolean nextIsPlain) {
        text = next;
        plain = nextIsPlain;
        copied = false;
    }

    boolean plain() {
        return plain;
    }

    /** Returns the characters of the text, and whatever else is in the array after them. */
    char[] characters() {
        if (!copied) {
            if (chars.length < text.length()) {
                chars = new char[Math.max(128, text.length())];
            }
            text.getChars(0, text.length(), chars, 0);
            copied = true;
        }
        return chars;
    }

    /** Counts steps that read the characters by themselves. */
    void took(int steps) {
        left -= steps;
        if (left < 0) {
            look();
        }
    }

    /** Notes which pattern is run, for the message if it never ends. */
    void running(String pattern) {
        running = pattern;
    }

    @Override
    public char charAt(int index) {
        if (--left < 0) {
            look();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        if (--left < 0) {
            look();
        }
        return text.length();
    }

    private void look() {
        left = STEPS;
        if (deadline.hasPassed()) {
            throw new PyMatchException(
                    ErrorCode.DEADLINE_EXCEEDED,
                    "regular expression \"" + running + "\" was still running on a text of " + text.length()
                            + " characters when the time of " + deadline.budget()
                            + " was up; rewrite repetitions inside repetitions",
                    null);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new OperationCancelledException("interrupted while matching \"" + running + "\"");
        }
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    /** Returns the text itself. */
    @Override
    public String toString() {
        return text;
    }
}
