package io.netstacks.spi.stack;

import io.netstacks.spi.error.InvalidInputException;

/** Where an item of a deployment is. */
public enum ItemStatus {
    /** Not begun. */
    PENDING,
    /** At work. */
    RUNNING,
    /** The device has confirmed it. */
    SUCCEEDED,
    /** There was nothing to do. */
    UNCHANGED,
    /** The device does not have it. */
    FAILED,
    /** Not begun, and it will not be; the detail says why. */
    SKIPPED,
    /** It was done and taken back. */
    ROLLED_BACK,
    /** What the device has is not known. */
    UNKNOWN;

    /** Tells whether an item may go on from here to another status. */
    public boolean mayBecome(ItemStatus next) {
        return switch (this) {
            case PENDING -> next != PENDING && next != ROLLED_BACK;
            case RUNNING -> next != PENDING && next != RUNNING;
            case SUCCEEDED, FAILED -> next == ROLLED_BACK || next == UNKNOWN;
            case UNCHANGED, SKIPPED, ROLLED_BACK, UNKNOWN -> false;
        };
    }

    /**
     * Returns the next status, which may be this one.
     *
     * @throws InvalidInputException if an item does not go there from here
     */
    public ItemStatus to(ItemStatus next) {
        if (next != this && !mayBecome(next)) {
            throw InvalidInputException.of("an item that is " + this + " does not become " + next);
        }
        return next;
    }
}
