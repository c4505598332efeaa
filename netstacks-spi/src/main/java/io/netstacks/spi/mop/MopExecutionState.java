package io.netstacks.spi.mop;

import io.netstacks.spi.error.InvalidInputException;

/** Where an execution is. */
public enum MopExecutionState {
    /** Nobody has begun with it. */
    PENDING,
    /** Goes from step to step. */
    RUNNING,
    /** Stands still until a time. */
    WAITING,
    /** Stands still until people have decided, or the time for that is over. */
    WAITING_APPROVAL,
    /** Nobody knows whether a change was made; stands still until a person has looked. */
    UNKNOWN,
    /** Done, and every step on the way was. */
    COMPLETED,
    /** Done, although a step on the way failed and another one took care of that. */
    COMPLETED_WITH_HANDLED_FAILURES,
    /** A step failed. */
    FAILED,
    /** A step failed, and what was changed is as before. */
    ROLLED_BACK,
    /** A step failed, and so did taking back what was changed. */
    ROLLBACK_FAILED,
    /** Somebody did not want it any more. */
    CANCELLED,
    /** Its time was over. */
    EXPIRED;

    /** Tells whether nothing comes after this. */
    public boolean isOver() {
        return switch (this) {
            case PENDING, RUNNING, WAITING, WAITING_APPROVAL, UNKNOWN -> false;
            case COMPLETED, COMPLETED_WITH_HANDLED_FAILURES, FAILED, ROLLED_BACK, ROLLBACK_FAILED, CANCELLED, EXPIRED ->
                true;
        };
    }

    /** Tells whether there is none without having been at a step. */
    private boolean needsSteps() {
        return this == COMPLETED
                || this == COMPLETED_WITH_HANDLED_FAILURES
                || this == ROLLED_BACK
                || this == ROLLBACK_FAILED;
    }

    /** Tells whether an execution in this state may go on to another. */
    public boolean mayBecome(MopExecutionState next) {
        return switch (this) {
            case PENDING -> !next.needsSteps() && next != PENDING;
            case RUNNING, WAITING, WAITING_APPROVAL, UNKNOWN -> next != PENDING;
            case COMPLETED, COMPLETED_WITH_HANDLED_FAILURES, FAILED, ROLLED_BACK, ROLLBACK_FAILED, CANCELLED, EXPIRED ->
                false;
        };
    }

    /**
     * Returns the next state, which may be this one as long as it is not over.
     *
     * @throws InvalidInputException if an execution in this state may not become that
     */
    public MopExecutionState to(MopExecutionState next) {
        if (isOver() || (next != this && !mayBecome(next))) {
            throw InvalidInputException.of("an execution that is " + this + " does not become " + next);
        }
        return next;
    }
}
