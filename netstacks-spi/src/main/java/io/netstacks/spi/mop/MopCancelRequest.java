package io.netstacks.spi.mop;

import io.netstacks.spi.Limits;
import java.time.Instant;

/**
 * Somebody does not want an execution any more. Immutable.
 *
 * @param by who, as {@code Actor.toString} shows
 * @param reason why, at most 500 characters; may be empty
 * @param at when
 */
public record MopCancelRequest(String by, String reason, Instant at) {

    /** Checks the sizes. */
    public MopCancelRequest {
        Limits.key("who cancels an execution", by);
        Limits.atMost(Limits.LINE, "the reason to cancel an execution", reason);
    }
}
