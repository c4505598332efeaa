package io.netstacks.spi;

import java.util.List;
import java.util.Optional;

/**
 * One page of a long list. Immutable.
 *
 * @param items the items, in the order that the query promises
 * @param next where the next page begins; empty on the last
 * @param <T> what is listed
 */
public record Page<T>(List<T> items, Optional<String> next) {

    /** Copies the items. */
    public Page {
        items = List.copyOf(items);
    }
}
