package io.netstacks.spi.agent;

import java.util.Optional;

/**
 * Which approvals are listed; what is empty does not restrict. Immutable.
 *
 * @param state in this state
 * @param sessionId for this agent session
 */
public record ApprovalQuery(Optional<ApprovalState> state, Optional<AgentSessionId> sessionId) {

    /** Returns a query for all. */
    public static ApprovalQuery all() {
        return new ApprovalQuery(Optional.empty(), Optional.empty());
    }

    /** Returns a copy for approvals in a state. */
    public ApprovalQuery in(ApprovalState newState) {
        return new ApprovalQuery(Optional.of(newState), sessionId);
    }

    /** Returns a copy for approvals of an agent session. */
    public ApprovalQuery of(AgentSessionId newSessionId) {
        return new ApprovalQuery(state, Optional.of(newSessionId));
    }
}
