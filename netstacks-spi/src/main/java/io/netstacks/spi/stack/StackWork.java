package io.netstacks.spi.stack;

import io.netstacks.spi.error.InvalidInputException;

/** What a stack is claimed for. */
public enum StackWork {
    /** Its services go to the devices. */
    DEPLOY(StackState.DEPLOYING),
    /** Its services are taken from the devices; when all are, the stack goes too. */
    DELETE(StackState.DELETING);

    private final StackState during;

    StackWork(StackState during) {
        this.during = during;
    }

    /** Returns the state of a stack in the meantime. */
    public StackState during() {
        return during;
    }

    /** Tells whether the work may leave a stack in that state. */
    public boolean mayEndIn(StackState state) {
        return switch (state) {
            case UNKNOWN -> true;
            case DEPLOYED, PARTIAL, FAILED, ROLLED_BACK -> this == DEPLOY;
            case DELETE_FAILED -> this == DELETE;
            case PENDING, DEPLOYING, DELETING -> false;
        };
    }

    /**
     * Returns the state.
     *
     * @throws InvalidInputException if the work may not leave a stack in it
     */
    StackState endingIn(StackState state) {
        if (!mayEndIn(state)) {
            throw InvalidInputException.of("a stack that is " + during + " does not become " + state);
        }
        return state;
    }
}
