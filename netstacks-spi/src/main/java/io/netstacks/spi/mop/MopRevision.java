package io.netstacks.spi.mop;

import io.netstacks.spi.Limits;
import io.netstacks.spi.error.InvalidInputException;

/**
 * A document that somebody saves. Immutable.
 *
 * @param text the YAML, not blank; the store does not look inside
 * @param author who saves it, as {@code Actor.toString} shows
 */
public record MopRevision(MopText text, String author) {

    /** Checks that there is a text and an author. */
    public MopRevision {
        if (text.reveal().isBlank()) {
            throw InvalidInputException.of("the document of a MOP must not be empty");
        }
        Limits.key("the author of a MOP", author);
    }
}
