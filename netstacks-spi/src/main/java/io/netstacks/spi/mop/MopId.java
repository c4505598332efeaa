package io.netstacks.spi.mop;

import io.netstacks.spi.Limits;

/**
 * Which MOP. Opaque: given by whoever creates the MOP, compared as it is, 1 to 512 characters. Immutable.
 *
 * @param value the id as text, as it stands in the database
 */
public record MopId(String value) {

    /** Checks the size. */
    public MopId {
        Limits.key("the id of a MOP", value);
    }

    /** The id as text. */
    @Override
    public String toString() {
        return value;
    }
}
