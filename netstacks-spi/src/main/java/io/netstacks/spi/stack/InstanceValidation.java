package io.netstacks.spi.stack;

import java.time.Instant;

/**
 * Whether a device has what a service put there. What is missing may hold secrets, so it is with the text, in
 * {@link InstanceContent}. Immutable.
 *
 * @param passed whether nothing is missing
 * @param at when
 * @param source what was looked at
 * @param missing how many lines are missing
 */
public record InstanceValidation(boolean passed, Instant at, Source source, int missing) {

    /** What is looked at. */
    public enum Source {
        /** The device. */
        LIVE,
        /** A backup of it. */
        BACKUP
    }
}
