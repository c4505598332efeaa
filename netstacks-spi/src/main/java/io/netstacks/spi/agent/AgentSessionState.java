package io.netstacks.spi.agent;

import io.netstacks.spi.error.InvalidInputException;

/** Where an agent's session is. */
public enum AgentSessionState {
    /** At work. */
    RUNNING,
    /** Stands still until a person has decided. */
    WAITING_APPROVAL,
    /** Ended with an answer. */
    COMPLETED,
    /** Ended without one. */
    FAILED,
    /** Ended because it had used up what it may use. */
    LIMIT_REACHED,
    /** Somebody ended it. */
    CANCELLED,
    /** Another agent goes on, in a session of its own. */
    HANDED_OFF,
    /** A person goes on. */
    ESCALATED;

    /** Tells whether nothing comes after. */
    public boolean isEnd() {
        return this != RUNNING && this != WAITING_APPROVAL;
    }

    /** Tells whether a session in this state may go on to another, or stay in this one. */
    public boolean mayBecome(AgentSessionState next) {
        return !isEnd() && (this == RUNNING || (next != COMPLETED && next != HANDED_OFF));
    }

    /**
     * Returns the next state.
     *
     * @throws InvalidInputException if a session in this state may not become that
     */
    public AgentSessionState to(AgentSessionState next) {
        if (!mayBecome(next)) {
            throw InvalidInputException.of("an agent session that is " + this + " does not become " + next);
        }
        return next;
    }
}
