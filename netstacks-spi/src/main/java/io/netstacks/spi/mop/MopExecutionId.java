package io.netstacks.spi.mop;

import io.netstacks.spi.Limits;

/**
 * Which execution of a MOP. Opaque: given by whoever begins the execution, compared as it is, 1 to 512 characters. Immutable.
 *
 * @param value the id as text, as it stands in the database
 */
public record MopExecutionId(String value) {

    /** Checks the size. */
    public MopExecutionId {
        Limits.key("the id of an execution", value);
    }

    /** The id as text. */
    @Override
    public String toString() {
        return value;
    }
}
