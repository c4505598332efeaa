package io.netstacks.spi.platform;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Something that a device may say in a known situation, and what it gets for it. Immutable.
 *
 * @param match found at the end of the cleaned output
 * @param send what is sent: {@code \n} is the enter key; <code>${username}</code>, <code>${password}</code> and
 *     <code>${secret}</code> are filled in from the credentials
 * @param failure what went wrong, if seeing this is a failure; then nothing is sent
 */
public record Expectation(Pattern match, String send, Optional<String> failure) {

    /** Returns one that is answered. */
    public static Expectation answer(Pattern match, String send) {
        return new Expectation(match, send, Optional.empty());
    }

    /** Returns one that ends the dialogue with a failure. */
    public static Expectation fail(Pattern match, String failure) {
        return new Expectation(match, "", Optional.of(failure));
    }
}
