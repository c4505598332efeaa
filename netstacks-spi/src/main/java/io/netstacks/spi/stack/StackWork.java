package io.netstacks.spi.stack;

import io.netstacks.spi.error.InvalidInputException;
import java.util.EnumSet;
import java.util.Set;

/** What a stack is claimed for. */
public enum StackWork {
    /** Its services go to the devices. */
    DEPLOY(
            StackState.DEPLOYING,
            EnumSet.of(
                    StackState.DEPLOYED,
                    StackState.PARTIAL,
                    StackState.FAILED,
                    StackState.ROLLED_BACK,
                    StackState.UNKNOWN)),
    /** Its services are taken from the devices; when all are, the stack goes too. */
    DELETE(StackState.DELETING, EnumSet.of(StackState.DELETE_FAILED, StackState.UNKNOWN));

    private final StackState during;
    private final Set<StackState> ends;

    StackWork(StackState during, Set<StackState> ends) {
        this.during = during;
        this.ends = ends;
    }

    /** Returns the state of a stack in the meantime. */
    public StackState during() {
        return during;
    }

    /** Tells whether the work may leave a stack in that state. */
    public boolean mayEndIn(StackState state) {
        return ends.contains(state);
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
