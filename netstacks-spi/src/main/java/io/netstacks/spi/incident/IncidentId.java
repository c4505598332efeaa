package io.netstacks.spi.incident;

import io.netstacks.spi.Limits;

/**
 * Which incident. Opaque: given by whoever opens the incident, compared as it is, 1 to 512 characters. Immutable.
 *
 * @param value the id as text, as it stands in the database
 */
public record IncidentId(String value) {

    /** Checks the size. */
    public IncidentId {
        Limits.key("the id of an incident", value);
    }

    /** The id as text. */
    @Override
    public String toString() {
        return value;
    }
}
