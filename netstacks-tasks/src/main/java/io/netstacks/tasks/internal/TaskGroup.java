package io.netstacks.tasks.internal;

import io.netstacks.spi.error.InvalidInputException;

/**
 * Tasks of which only so many may be at work at once, whatever subjects they have. Two with the same name and number are
 * the same group. Immutable.
 *
 * @param name what they have in common
 * @param atOnce how many may be at work; at least 1
 */
public record TaskGroup(String name, int atOnce) {

    /** Checks the bounds. */
    public TaskGroup {
        if (atOnce < 1) {
            throw InvalidInputException.of("at least 1 task of the group " + name + " must be allowed, not " + atOnce);
        }
    }
}
