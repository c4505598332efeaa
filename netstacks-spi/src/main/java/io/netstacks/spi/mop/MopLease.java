package io.netstacks.spi.mop;

import io.netstacks.spi.Limits;
import io.netstacks.spi.error.InvalidInputException;
import java.time.Duration;
import java.time.Instant;

/**
 * The right of one node to go on with an execution, until it gives it back, or too late and somebody else took it. Every
 * write carries it, and the store refuses one whose fence is not the latest. Immutable.
 *
 * @param executionId the execution
 * @param owner who holds it
 * @param fence counts the claims of the execution, from 1; a later owner has a higher one
 * @param until when others may take it
 */
public record MopLease(MopExecutionId executionId, String owner, long fence, Instant until) {

    /** Checks the sizes. */
    public MopLease {
        Limits.key("the owner of a lease", owner);
    }

    /**
     * Checks for how long a lease is wanted.
     *
     * @return the time
     * @throws InvalidInputException if it is shorter than a millisecond
     */
    public static Duration time(Duration wanted) {
        if (wanted.compareTo(Duration.ofMillis(1)) < 0) {
            throw InvalidInputException.of("a lease lasts at least a millisecond, not " + wanted);
        }
        return wanted;
    }

    /** Returns a copy that ends at another time. */
    public MopLease until(Instant newUntil) {
        return new MopLease(executionId, owner, fence, newUntil);
    }
}
