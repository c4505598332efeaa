package io.netstacks.core.internal.textfsm;

import io.netstacks.core.internal.pyregex.PyPrefilter;

/**
 * The line that a run is at: where it is in its text, and how it begins and ends. One for all lines, so that a line that no
 * rule could match costs no memory. Confined to one run.
 */
final class FsmLine {

    private String text = "";
    private int start;
    private int end;
    private boolean plain;
    private int first;
    private int firstAfterBlanks;
    private int lastBeforeBlanks;

    /**
     * Moves to the line between two places of a text.
     *
     * @param isPlain whether it is plain by {@link io.netstacks.core.internal.pyregex.PyRegex#isPlain}
     */
    void set(String whole, int from, int to, boolean isPlain) {
        text = whole;
        start = from;
        end = to;
        plain = isPlain;
        int head = from;
        while (head < to && PyPrefilter.isBlank(whole.charAt(head))) {
            head++;
        }
        int tail = to - 1;
        while (tail > head && PyPrefilter.isBlank(whole.charAt(tail))) {
            tail--;
        }
        first = index(from);
        firstAfterBlanks = index(head);
        lastBeforeBlanks = head == to ? PyPrefilter.END : index(tail);
    }

    private int index(int at) {
        return at == end ? PyPrefilter.END : PyPrefilter.index(text.charAt(at));
    }

    /** Returns the line itself. */
    String line() {
        return text.substring(start, end);
    }

    /** Tells whether it is plain. */
    boolean plain() {
        return plain;
    }

    /** Returns the {@link PyPrefilter#index} of its first character. */
    int first() {
        return first;
    }

    /** Returns the index of its first character that is not blank. */
    int firstAfterBlanks() {
        return firstAfterBlanks;
    }

    /** Returns the index of its last character that is not blank. */
    int lastBeforeBlanks() {
        return lastBeforeBlanks;
    }
}
