package io.netstacks.spi.agent;

import io.netstacks.spi.Limits;

/**
 * Which agent session. Opaque: given by whoever begins the session, compared as it is, 1 to 512 characters. Immutable.
 *
 * @param value the id as text, as it stands in the database
 */
public record AgentSessionId(String value) {

    /** Checks the size. */
    public AgentSessionId {
        Limits.key("the id of an agent session", value);
    }

    /** The id as text. */
    @Override
    public String toString() {
        return value;
    }
}
