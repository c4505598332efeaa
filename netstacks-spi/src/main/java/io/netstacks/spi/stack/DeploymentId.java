package io.netstacks.spi.stack;

import io.netstacks.spi.Limits;

/**
 * Which deployment. Opaque: made by whoever begins it, compared as it is, at most {@link Limits#KEY} characters. Immutable.
 *
 * @param value the id as text, as it stands in the database and on the command line
 */
public record DeploymentId(String value) {

    /** Checks the size. */
    public DeploymentId {
        Limits.key("the id of a deployment", value);
    }

    /** Shows the id as text. */
    @Override
    public String toString() {
        return value;
    }
}
