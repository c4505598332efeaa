package io.netstacks.spi.agent;

import io.netstacks.spi.Actor;
import io.netstacks.spi.Limits;
import io.netstacks.spi.error.DeniedException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A question to people about exactly one action, and what they decided. All decisions about it are pure functions here; stores
 * make them atomic. Immutable.
 *
 * @param id its id
 * @param sessionId the agent session that waits for it; empty if something else does
 * @param action what is proposed
 * @param requestedBy who proposes it
 * @param byAnother whether whoever proposes it may not decide about it
 * @param requestedAt when it was asked
 * @param expiresAt until when it may be decided and, if approved, used
 * @param state where it is
 * @param decision what was decided; empty until then, and if it expired
 * @param usedAt when the action was begun under it; empty until then
 */
public record Approval(
        ApprovalId id,
        Optional<AgentSessionId> sessionId,
        ProposedAction action,
        Actor requestedBy,
        boolean byAnother,
        Instant requestedAt,
        Instant expiresAt,
        ApprovalState state,
        Optional<ApprovalDecision> decision,
        Optional<Instant> usedAt) {

    /** How long people have unless told otherwise. */
    public static final Duration DEFAULT_TIME = Duration.ofMinutes(30);

    private static final Duration LONGEST = Duration.ofDays(1);

    /** Checks the sizes and the time that people have: more than nothing, at most a day. */
    public Approval {
        Limits.key("who asks for an approval", requestedBy.toString());
        Duration time = Duration.between(requestedAt, expiresAt);
        if (time.isNegative() || time.isZero() || time.compareTo(LONGEST) > 0) {
            throw InvalidInputException.of("people have up to " + LONGEST + " for an approval, not " + time);
        }
    }

    /**
     * What came of a decision. Immutable.
     *
     * @param approval the approval as it is now
     * @param won whether this decision is the one that stands; false if somebody was faster, or it was too late
     */
    public record Decided(Approval approval, boolean won) {}

    /** Returns a question that nobody has decided. */
    public static Approval requested(
            ApprovalId id,
            Optional<AgentSessionId> sessionId,
            ProposedAction action,
            Actor by,
            Instant at,
            Duration time) {
        return new Approval(
                id,
                sessionId,
                action,
                by,
                false,
                at,
                at.plus(time),
                ApprovalState.PENDING,
                Optional.empty(),
                Optional.empty());
    }

    /** Returns a copy about which somebody else than the one who proposes it has to decide. */
    public Approval decidedByAnother() {
        return new Approval(id, sessionId, action, requestedBy, true, requestedAt, expiresAt, state, decision, usedAt);
    }

    /**
     * Returns what a decision makes of it: an approval whose time is over expires, and one that is decided stays as it is.
     *
     * @throws DeniedException if an agent wants to approve, or it needs another one than who proposes it
     */
    public Decided decide(ApprovalDecision made) {
        if (made.verdict() == ApprovalState.APPROVED) {
            checkApprover(made.by());
        }
        if (state != ApprovalState.PENDING) {
            return new Decided(this, false);
        }
        if (!made.at().isBefore(expiresAt)) {
            return new Decided(expired(), false);
        }
        return new Decided(in(made.verdict(), Optional.of(made), usedAt), true);
    }

    private void checkApprover(Actor by) {
        if (by.kind() == Actor.Kind.AGENT) {
            throw new DeniedException(ErrorCode.ACCESS_DENIED, "approval " + id + ": agents do not approve, people do");
        }
        if (byAnother && by.equals(requestedBy)) {
            throw new DeniedException(
                    ErrorCode.ACCESS_DENIED,
                    "approval " + id + ": " + by + " proposes this action, so somebody else has to decide");
        }
    }

    /** Returns a copy that expired, if nobody decided until the given time, or else this. */
    public Approval expire(Instant now) {
        return state == ApprovalState.PENDING && !now.isBefore(expiresAt) ? expired() : this;
    }

    /**
     * Begins the action.
     *
     * @param argumentsHash the hash of the arguments that are about to be used
     * @return a copy that is used up; empty if it is not approved, was used, is for other arguments, or its time is over
     */
    public Optional<Approval> use(String argumentsHash, Instant now) {
        boolean allowed = state == ApprovalState.APPROVED
                && action.argumentsHash().equals(argumentsHash)
                && now.isBefore(expiresAt);
        return allowed ? Optional.of(in(ApprovalState.USED, decision, Optional.of(now))) : Optional.empty();
    }

    private Approval expired() {
        return in(ApprovalState.EXPIRED, Optional.empty(), usedAt);
    }

    private Approval in(ApprovalState next, Optional<ApprovalDecision> made, Optional<Instant> used) {
        return new Approval(id, sessionId, action, requestedBy, byAnother, requestedAt, expiresAt, next, made, used);
    }
}
