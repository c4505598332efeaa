package io.netstacks.spi.platform;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the running configuration survives a reload. Immutable.
 *
 * @param command saves
 * @param alternative saves too, where the first is unknown
 * @param dialogue what the device may ask meanwhile
 * @param success what a device says when it has saved; where empty, no error is success
 * @param inConfigMode whether the command works in configuration mode only
 */
public record SaveRules(
        String command,
        Optional<String> alternative,
        List<Expectation> dialogue,
        Optional<Pattern> success,
        boolean inConfigMode) {

    /** Copies the dialogue. */
    public SaveRules {
        dialogue = List.copyOf(dialogue);
    }
}
