package io.netstacks.spi.stack;

import io.netstacks.spi.Limits;
import java.time.Instant;

/**
 * The right of one node to work on a stack, until it says that it is done, or too late. Immutable.
 *
 * @param owner who holds it
 * @param until when it ends by itself
 */
public record StackLease(String owner, Instant until) {

    /** Checks the size. */
    public StackLease {
        Limits.key("the owner of a lease", owner);
    }
}
