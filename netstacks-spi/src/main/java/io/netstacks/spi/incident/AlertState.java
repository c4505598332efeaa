package io.netstacks.spi.incident;

import io.netstacks.spi.error.InvalidInputException;

/** Where an alert is; whether somebody has seen it is another question. */
public enum AlertState {
    /** Just came in. */
    NEW,
    /** Found to belong to others. */
    CORRELATED,
    /** Waits for triage. */
    QUEUED,
    /** Somebody finds out what it means. */
    TRIAGING,
    /** It means nothing. */
    NOISE,
    /** What it means is known, and nothing has to be done now. */
    TRIAGED,
    /** People work on it in an incident. */
    INCIDENT,
    /** It needs a person now. */
    ESCALATED,
    /** Nobody found out what it means; a person has to look. */
    TRIAGE_FAILED,
    /** What it told of is over. */
    RESOLVED,
    /** Somebody put it away. */
    CLOSED,
    /** A rule put it away. */
    SUPPRESSED;

    /** Tells whether nothing comes after; the same signal makes a new alert then. */
    public boolean isEnd() {
        return this == RESOLVED || this == CLOSED || this == SUPPRESSED;
    }

    /**
     * Tells whether an alert in this state may go on to another. People may put an open one anywhere, but what triage found
     * comes after triage.
     */
    public boolean mayBecome(AlertState next) {
        boolean isFinding = next == TRIAGED || next == TRIAGE_FAILED;
        boolean isLookedAt = this != NEW && this != CORRELATED && this != QUEUED;
        return !isEnd() && next != this && next != NEW && (isLookedAt || !isFinding);
    }

    /**
     * Returns the next state, which may be this one.
     *
     * @throws InvalidInputException if an alert in this state may not become that
     */
    public AlertState to(AlertState next) {
        if (next != this && !mayBecome(next)) {
            throw InvalidInputException.of("an alert that is " + this + " does not become " + next);
        }
        return next;
    }
}
