package io.netstacks.spi.stack;

import io.netstacks.spi.Limits;

/**
 * Which API resource. Opaque: made by whoever creates it, compared as it is, at most {@link Limits#KEY} characters. Immutable.
 *
 * @param value the id as text, as it stands in the database and on the command line
 */
public record ApiResourceId(String value) {

    /** Checks the size. */
    public ApiResourceId {
        Limits.key("the id of an API resource", value);
    }

    /** Shows the id as text. */
    @Override
    public String toString() {
        return value;
    }
}
