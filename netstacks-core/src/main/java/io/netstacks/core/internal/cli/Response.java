package io.netstacks.core.internal.cli;

import io.netstacks.spi.Secret;
import io.netstacks.spi.error.NetStacksException;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What is typed when the device says something that was expected.
 *
 * @param match found in what came since the last answer
 * @param keys what is typed, the enter key included; a secret, because many are
 * @param hidden whether it must not be logged
 * @param atMost how often it is given; then {@code failure} is thrown
 * @param failure what seeing it once too often means, made from what was seen
 */
record Response(Pattern match, Secret keys, boolean hidden, int atMost, Function<String, NetStacksException> failure) {

    Optional<String> shown() {
        return hidden ? Optional.empty() : Optional.of(keys.use(String::new));
    }
}
