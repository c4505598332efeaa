package io.netstacks.core.internal.pyregex;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.OperationCancelledException;

/**
 * A text that looks at the clock while it is read: the only way to stop {@code java.util.regex}, which knows no limit of its
 * own. Every step of a match reads a character or asks for the length. Confined: one thread at a time.
 */
final class GuardedText implements CharSequence {

    /** Steps between two looks at the clock: some ten microseconds' worth. */
    private static final int STEPS = 4096;

    private final String pattern;
    private final Deadline deadline;
    private String text;
    private int left = STEPS;

    GuardedText(String pattern, String text, Deadline deadline) {
        this.pattern = pattern;
        this.text = text;
        this.deadline = deadline;
    }

    void set(String next) {
        text = next;
    }

    String text() {
        return text;
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
                    "regular expression \"" + pattern + "\" was still running on a text of " + text.length()
                            + " characters when the time of " + deadline.budget()
                            + " was up; rewrite repetitions inside repetitions",
                    null);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new OperationCancelledException("interrupted while matching \"" + pattern + "\"");
        }
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
