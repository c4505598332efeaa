package io.netstacks.spi.incident;

import io.netstacks.spi.error.InvalidInputException;

/** Where an incident is. */
public enum IncidentState {
    /** Nobody works on it. */
    OPEN,
    /** Somebody looks for the cause. */
    INVESTIGATING,
    /** The cause is known. */
    IDENTIFIED,
    /** It is over. */
    RESOLVED,
    /** Nothing is left to do about it. */
    CLOSED;

    /** Tells whether nobody has to work on it any more. */
    public boolean isOver() {
        return this == RESOLVED || this == CLOSED;
    }

    /** Tells whether an incident in this state may go on to another; what is over may be opened again. */
    public boolean mayBecome(IncidentState next) {
        return switch (this) {
            case OPEN -> next == INVESTIGATING || next == IDENTIFIED || next == RESOLVED;
            case INVESTIGATING -> next == IDENTIFIED || next == RESOLVED;
            case IDENTIFIED -> next == INVESTIGATING || next == RESOLVED;
            case RESOLVED -> next == INVESTIGATING || next == CLOSED;
            case CLOSED -> next == INVESTIGATING;
        };
    }

    /**
     * Returns the next state, which may be this one.
     *
     * @throws InvalidInputException if an incident in this state may not become that
     */
    public IncidentState to(IncidentState next) {
        if (next != this && !mayBecome(next)) {
            throw InvalidInputException.of("an incident that is " + this + " does not become " + next);
        }
        return next;
    }
}
