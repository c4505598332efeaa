package io.netstacks.spi.agent;

import io.netstacks.spi.Limits;

/**
 * Which approval. Opaque: given by whoever asks for the approval, compared as it is, 1 to 512 characters. Immutable.
 *
 * @param value the id as text, as it stands in the database
 */
public record ApprovalId(String value) {

    /** Checks the size. */
    public ApprovalId {
        Limits.key("the id of an approval", value);
    }

    /** The id as text. */
    @Override
    public String toString() {
        return value;
    }
}
