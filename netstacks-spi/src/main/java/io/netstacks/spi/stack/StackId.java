package io.netstacks.spi.stack;

import io.netstacks.spi.Limits;

/**
 * Which stack. Opaque: made by whoever creates it, compared as it is, at most {@link Limits#KEY} characters. Immutable.
 *
 * @param value the id as text, as it stands in the database and on the command line
 */
public record StackId(String value) {

    /** Checks the size. */
    public StackId {
        Limits.key("the id of a stack", value);
    }

    /** Shows the id as text. */
    @Override
    public String toString() {
        return value;
    }
}
