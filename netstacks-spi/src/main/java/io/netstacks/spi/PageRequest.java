package io.netstacks.spi;

import io.netstacks.spi.error.InvalidInputException;
import java.util.Optional;

/**
 * Which page is wanted. Immutable.
 *
 * @param size how many items at the most, from 1 to 1000
 * @param after the {@link Page#next()} of the page before; empty for the first
 */
public record PageRequest(int size, Optional<String> after) {

    /** The size that holds when a caller names none. */
    public static final int DEFAULT_SIZE = 100;

    /** Checks the size. */
    public PageRequest {
        if (size < 1 || size > 1000) {
            throw InvalidInputException.of("page size must be from 1 to 1000 but is " + size);
        }
    }

    /** Returns the first page of the default size. */
    public static PageRequest first() {
        return new PageRequest(DEFAULT_SIZE, Optional.empty());
    }

    /** Returns the first page of the given size. */
    public static PageRequest first(int size) {
        return new PageRequest(size, Optional.empty());
    }

    /** Returns the page that follows the given place. */
    public PageRequest from(String cursor) {
        return new PageRequest(size, Optional.of(cursor));
    }
}
