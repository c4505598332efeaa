package io.netstacks.core.internal.textfsm;

import io.netstacks.core.internal.pyregex.PyRegex;

/**
 * Cuts text into lines and hands them to a machine. The text may come in any pieces: a line that a piece leaves unfinished is
 * kept for the next one. Lines end where Python's {@code str.splitlines} ends them. Confined: one thread at a time.
 */
public final class FsmFeeder {

    private final FsmMachine machine;
    private final FsmLine line = new FsmLine();
    private final StringBuilder unfinished = new StringBuilder(0);
    private boolean afterReturn;
    private boolean plain;

    /** Creates one for the machine. */
    public FsmFeeder(FsmMachine machine) {
        this.machine = machine;
    }

    /**
     * Takes a piece of text.
     *
     * @param last whether it is the last one
     */
    public void feed(String piece, boolean last) {
        int start = afterReturn && piece.startsWith("\n") ? 1 : 0;
        afterReturn &= piece.isEmpty();
        while (!machine.ended() && start < piece.length()) {
            int end = lineEnd(piece, start);
            if (end < 0 && !last) {
                unfinished.append(piece, start, piece.length());
                break;
            }
            end = end < 0 ? piece.length() : end;
            line(piece, start, end);
            start = afterBreak(piece, end);
        }
        if (last) {
            finishLine();
            machine.finish();
            afterReturn = false;
        }
    }

    /** Takes what is unfinished as a line. */
    public void finishLine() {
        if (!unfinished.isEmpty() && !machine.ended()) {
            line("", 0, 0);
        }
    }

    /** Forgets what is unfinished. */
    public void reset() {
        unfinished.setLength(0);
        afterReturn = false;
    }

    private int afterBreak(String piece, int end) {
        int after = end + 1;
        if (end < piece.length() && piece.charAt(end) == '\r') {
            if (after == piece.length()) {
                afterReturn = true;
            } else if (piece.charAt(after) == '\n') {
                after++;
            }
        }
        return after;
    }

    private void line(String piece, int start, int end) {
        if (unfinished.isEmpty()) {
            hand(piece, start, end, plain);
        } else {
            String whole = unfinished.append(piece, start, end).toString();
            unfinished.setLength(0);
            hand(whole, 0, whole.length(), PyRegex.isPlain(whole));
        }
    }

    private void hand(String text, int start, int end, boolean isPlain) {
        line.set(text, start, end, isPlain);
        machine.line(line);
    }

    /** Returns where the line that starts here ends, -1 if it does not, and notes whether it is plain up to there. */
    private int lineEnd(String text, int start) {
        plain = true;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                if (endsLine(c)) {
                    return i;
                }
                plain &= c < 0x80 && c != 0x1f;
            }
        }
        return -1;
    }

    private static boolean endsLine(char c) {
        return (c >= '\n' && c <= '\r') || (c >= 0x1c && c <= 0x1e) || c == 0x85 || c == '\u2028' || c == '\u2029';
    }
}
