package io.netstacks.core.diff;

import io.netstacks.spi.error.InvalidInputException;

/**
 * How much of the texts is shown. Immutable.
 *
 * @param context how many equal lines are shown before and after a change, from 0
 * @param width how many characters a row has where two texts stand beside each other, from 40 to 1000; longer lines go on
 *     in the next row
 */
public record DiffLayout(int context, int width) {

    /** Three lines of context, 160 characters. */
    public static final DiffLayout DEFAULT = new DiffLayout(3, 160);

    /** Checks both. */
    public DiffLayout {
        if (context < 0) {
            throw InvalidInputException.of("lines of context must be 0 or more but are " + context);
        }
        if (width < 40 || width > 1000) {
            throw InvalidInputException.of("the width must be from 40 to 1000 characters but is " + width);
        }
    }

    /** Returns a copy with that many lines of context; {@code Integer.MAX_VALUE} shows the whole texts. */
    public DiffLayout withContext(int lines) {
        return new DiffLayout(lines, width);
    }

    /** Returns a copy with rows of that many characters. */
    public DiffLayout withWidth(int characters) {
        return new DiffLayout(context, characters);
    }
}
