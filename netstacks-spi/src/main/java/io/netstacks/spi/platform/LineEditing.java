package io.netstacks.spi.platform;

import java.util.Optional;

/**
 * The keys that a line editor acts on at once, although they can be meant as text: a question mark prints help, a tab
 * completes a word. Immutable.
 *
 * @param help where a question mark prints help
 * @param literal what is typed before such a key so that it is text, Ctrl-V on many. One that can be seen, such as a
 *     backslash, is a part of the text, and is for its author to write. Empty where none is known
 */
public record LineEditing(Help help, Optional<String> literal) {

    /** Where in a line a question mark prints help. */
    public enum Help {
        /** Everywhere. */
        ANYWHERE,
        /** Not inside of quotes. */
        OUTSIDE_QUOTES,
        /** Nowhere: it is text. */
        NOWHERE
    }
}
