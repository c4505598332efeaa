package io.netstacks.core.internal.cli;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * Turns a device's bytes into text: decodes, follows the control characters and escape sequences that move a cursor,
 * drops the others. A state machine over characters, so that it does not matter where the bytes were cut. Confined: one
 * thread at a time.
 */
final class TerminalCleaner {

    private enum State {
        TEXT,
        ESCAPE,
        /** After ESC and a character that takes one more, such as a character set. */
        ESCAPE_ONE_MORE,
        CONTROL_SEQUENCE,
        /** A window title and the like, until BEL or ESC \. */
        STRING,
        STRING_ESCAPE
    }

    /** No sequence that a device sends on purpose is longer; garbage is not swallowed beyond it. */
    private static final int LONGEST_SEQUENCE = 64;

    private static final int LONGEST_STRING = 4096;

    private static final int LONGEST_MOVE = 4096;

    private static final char ESC = 0x1b;

    private final TerminalText target;
    private final CharsetDecoder decoder;
    private CharBuffer characters = CharBuffer.allocate(1024);
    private ByteBuffer rest = ByteBuffer.allocate(0);
    private final StringBuilder sequence = new StringBuilder();
    private int skipped;
    private State state = State.TEXT;

    TerminalCleaner(Charset charset, TerminalText target) {
        this.target = target;
        decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
    }

    void feed(byte[] bytes, int from, int count) {
        ByteBuffer input = ByteBuffer.wrap(bytes, from, count);
        if (rest.hasRemaining()) {
            input = ByteBuffer.allocate(rest.remaining() + count).put(rest).put(bytes, from, count);
            input.flip();
        }
        CoderResult result;
        do {
            result = decoder.decode(input, characters, false);
            characters.flip();
            take(characters.array(), characters.limit());
            characters.clear();
        } while (result.isOverflow());
        rest = input.hasRemaining() ? copyOf(input) : input;
        if (count > characters.capacity() && characters.capacity() < 16 * 1024) {
            characters = CharBuffer.allocate(Math.min(16 * 1024, count));
        }
    }

    private static ByteBuffer copyOf(ByteBuffer input) {
        ByteBuffer copy = ByteBuffer.allocate(input.remaining()).put(input);
        copy.flip();
        return copy;
    }

    private void take(char[] chars, int count) {
        int i = 0;
        while (i < count) {
            if (state == State.TEXT) {
                int end = endOfPlain(chars, i, count);
                if (end > i) {
                    target.put(chars, i, end - i);
                }
                if (end < count) {
                    control(chars[end]);
                }
                i = end + 1;
            } else {
                escaped(chars[i++]);
            }
        }
    }

    private static int endOfPlain(char[] chars, int from, int to) {
        int i = from;
        while (i < to && isPlain(chars[i])) {
            i++;
        }
        return i;
    }

    private static boolean isPlain(char c) {
        return (c >= ' ' && c < 0x7f) || c > 0x9f || c == '\t';
    }

    private void control(char c) {
        switch (c) {
            case '\n' -> target.newline();
            case '\r' -> target.carriageReturn();
            case '\b' -> target.left(1);
            case ESC -> state = State.ESCAPE;
            default -> {
                // NUL, BEL and the rest leave no mark on a screen.
            }
        }
    }

    private void escaped(char c) {
        switch (state) {
            case ESCAPE -> afterEscape(c);
            case CONTROL_SEQUENCE -> inSequence(c);
            case STRING -> inString(c);
            case STRING_ESCAPE -> {
                state = State.TEXT;
                if (c != '\\') {
                    afterEscape(c);
                }
            }
            default -> state = State.TEXT;
        }
    }

    private void afterEscape(char c) {
        state = State.TEXT;
        switch (c) {
            case '[' -> {
                sequence.setLength(0);
                state = State.CONTROL_SEQUENCE;
            }
            case ']', 'P', '^', '_', 'X' -> {
                skipped = 0;
                state = State.STRING;
            }
            case '(', ')', '*', '+', '#', '%', ' ' -> state = State.ESCAPE_ONE_MORE;
            case 'E' -> target.newline();
            case ESC -> state = State.ESCAPE;
            default -> {
                if (c == '\n' || c == '\r') {
                    control(c);
                }
            }
        }
    }

    private void inString(char c) {
        if (c == 0x07 || ++skipped > LONGEST_STRING) {
            state = State.TEXT;
        } else if (c == ESC) {
            state = State.STRING_ESCAPE;
        }
    }

    private void inSequence(char c) {
        if (c == ESC) {
            state = State.ESCAPE;
        } else if (c < ' ') {
            control(c); // terminals obey control characters inside a sequence
        } else if (c >= 0x40 && c <= 0x7e) {
            state = State.TEXT;
            perform(c);
        } else if (sequence.length() >= LONGEST_SEQUENCE) {
            state = State.TEXT;
        } else {
            sequence.append(c);
        }
    }

    private void perform(char last) {
        switch (last) {
            case 'C' -> target.right(parameter(0, 1));
            case 'D' -> target.left(parameter(0, 1));
            case 'E' -> target.newline();
            case 'G' -> target.column(parameter(0, 1) - 1);
            case 'H', 'f' -> target.column(parameter(1, 1) - 1);
            case 'J', 'K' -> erase(parameter(0, 0)); // what stands in other lines of the screen has been said already
            default -> {
                // Colours, modes, scrolling: nothing that changes the text of a line.
            }
        }
    }

    private void erase(int how) {
        if (how == 0) {
            target.eraseToEnd();
        } else if (how == 1) {
            target.eraseToCursor();
        } else {
            target.eraseLine();
        }
    }

    private int parameter(int index, int otherwise) {
        String[] parts = sequence.toString().split(";", -1);
        if (index >= parts.length || parts[index].isEmpty() || parts[index].length() > 6) {
            return otherwise;
        }
        int value = 0;
        for (char digit : parts[index].toCharArray()) {
            if (digit < '0' || digit > '9') {
                return otherwise;
            }
            value = value * 10 + (digit - '0');
        }
        return Math.min(LONGEST_MOVE, value == 0 && otherwise == 1 ? 1 : value);
    }
}
