package io.netstacks.spi.incident;

import io.netstacks.spi.Limits;

/**
 * Which alert. Opaque: made by the store, compared as it is, 1 to 512 characters. Immutable.
 *
 * @param value the id as text, as it stands in the database
 */
public record AlertId(String value) {

    /** Checks the size. */
    public AlertId {
        Limits.key("the id of an alert", value);
    }

    /** The id as text. */
    @Override
    public String toString() {
        return value;
    }
}
