package io.netstacks.spi.agent;

import io.netstacks.spi.Actor;
import io.netstacks.spi.Limits;
import io.netstacks.spi.error.InvalidInputException;
import java.time.Instant;

/**
 * What somebody decided about an approval. Immutable.
 *
 * @param verdict {@code APPROVED}, {@code REJECTED} or {@code CANCELLED}
 * @param by who decided
 * @param at when
 * @param reason why, at most 10 000 characters; may be empty
 */
public record ApprovalDecision(ApprovalState verdict, Actor by, Instant at, String reason) {

    private static final int MAX_REASON = 10_000;

    /** Checks the verdict and the sizes. */
    public ApprovalDecision {
        if (verdict != ApprovalState.APPROVED
                && verdict != ApprovalState.REJECTED
                && verdict != ApprovalState.CANCELLED) {
            throw InvalidInputException.of("a decision is APPROVED, REJECTED or CANCELLED, not " + verdict);
        }
        Limits.key("who decides about an approval", by.toString());
        Limits.atMost(MAX_REASON, "the reason of a decision", reason);
    }

    /** Returns a yes. */
    public static ApprovalDecision approve(Actor by, Instant at, String reason) {
        return new ApprovalDecision(ApprovalState.APPROVED, by, at, reason);
    }

    /** Returns a no. */
    public static ApprovalDecision reject(Actor by, Instant at, String reason) {
        return new ApprovalDecision(ApprovalState.REJECTED, by, at, reason);
    }

    /** Returns that nobody needs it any more. */
    public static ApprovalDecision cancel(Actor by, Instant at, String reason) {
        return new ApprovalDecision(ApprovalState.CANCELLED, by, at, reason);
    }
}
