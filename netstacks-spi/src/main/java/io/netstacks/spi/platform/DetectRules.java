package io.netstacks.spi.platform;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a device of this platform can be recognised. Immutable.
 *
 * @param command the command whose output tells
 * @param match found in that output
 * @param priority how sure a match is, from 0 to 99; 99 ends the search
 * @param identification found in the SSH identification or the banner, before any login
 */
public record DetectRules(Optional<String> command, List<Pattern> match, int priority, List<Pattern> identification) {

    /** Copies the lists. */
    public DetectRules {
        match = List.copyOf(match);
        identification = List.copyOf(identification);
    }
}
