package io.netstacks.core.internal.pyregex;

import io.netstacks.core.internal.pyregex.PyNode.CharCategory;
import io.netstacks.core.internal.pyregex.PyNode.CharRange;
import io.netstacks.core.internal.pyregex.PyNode.ClassItem;

/**
 * A set of ASCII characters, with one bit for all others together and one for the end of the text. It may hold more than
 * a pattern takes, never less. Immutable.
 *
 * @param low the characters 0 to 63
 * @param high the characters 64 to 127
 * @param others whether any character beyond ASCII may be in it
 * @param end whether the end of the text counts
 */
record PyCharSet(long low, long high, boolean others, boolean end) {

    static final PyCharSet NONE = new PyCharSet(0, 0, false, false);
    static final PyCharSet END = new PyCharSet(0, 0, false, true);
    static final PyCharSet EVERYTHING = new PyCharSet(-1, -1, true, true);

    /** What Python's {@code \s} takes of ASCII. */
    static final PyCharSet BLANKS = range('\t', '\r').or(range(0x1c, ' '));

    private static final PyCharSet ANY_CHARACTER = new PyCharSet(-1, -1, true, false);
    private static final PyCharSet DIGITS = range('0', '9');
    private static final PyCharSet WORD =
            DIGITS.or(range('a', 'z')).or(range('A', 'Z')).or(range('_', '_'));

    static PyCharSet range(int from, int to) {
        PyCharSet set = new PyCharSet(0, 0, to > 127, false);
        for (int c = from; c <= Math.min(to, 127); c++) {
            set = set.or(c < 64 ? new PyCharSet(1L << c, 0, false, false) : new PyCharSet(0, 1L << c, false, false));
        }
        return set;
    }

    static PyCharSet of(PyNode.Literal literal) {
        PyCharSet exact = range(literal.codePoint(), literal.codePoint());
        return literal.ignoreCase() ? exact.anyCase() : exact;
    }

    static PyCharSet of(PyNode.AnyChar any) {
        return any.newlineToo() ? ANY_CHARACTER : ANY_CHARACTER.without(range('\n', '\n'));
    }

    static PyCharSet of(PyNode.CharClass set) {
        PyCharSet all = NONE;
        for (ClassItem item : set.items()) {
            if (item instanceof CharRange range) {
                all = all.or(range(range.from(), range.to()));
            } else if (item instanceof CharCategory category) {
                all = all.or(category(category.letter()));
            }
        }
        if (set.negated()) {
            return ANY_CHARACTER.without(new PyCharSet(all.low, all.high, false, false));
        }
        return set.ignoreCase() ? all.anyCase() : all;
    }

    private static PyCharSet category(char letter) {
        PyCharSet positive = switch (Character.toLowerCase(letter)) {
            case 'd' -> DIGITS;
            case 's' -> BLANKS;
            default -> WORD;
        };
        PyCharSet widened = positive.or(new PyCharSet(0, 0, true, false));
        return Character.isLowerCase(letter) ? widened : ANY_CHARACTER.without(positive);
    }

    /** Some characters beyond ASCII fold to letters within, so those two parts are not told apart here. */
    private PyCharSet anyCase() {
        if (others) {
            return ANY_CHARACTER;
        }
        PyCharSet set = this;
        for (int c = 'a'; c <= 'z'; c++) {
            if (contains(c) || contains(c - 32)) {
                set = set.or(range(c, c)).or(range(c - 32, c - 32)).or(new PyCharSet(0, 0, true, false));
            }
        }
        return set;
    }

    boolean contains(int c) {
        return c < 64 ? (low >>> c & 1) != 0 : c < 128 ? (high >>> c & 1) != 0 : others;
    }

    boolean meets(PyCharSet other) {
        return (low & other.low) != 0 || (high & other.high) != 0 || (others && other.others);
    }

    PyCharSet or(PyCharSet other) {
        return new PyCharSet(low | other.low, high | other.high, others || other.others, end || other.end);
    }

    PyCharSet without(PyCharSet other) {
        return new PyCharSet(low & ~other.low, high & ~other.high, others && !other.others, end && !other.end);
    }
}
