package io.netstacks.spi.stack;

/**
 * A stack that was taken for work. Whoever has it may write what comes of the work, until somebody has a claim with a higher
 * number. Immutable.
 *
 * @param stack the stack as it was taken, with the definition that is to be worked on
 * @param before the state that it was in; {@code UNKNOWN} if a node was lost at work on it
 */
public record StackClaim(ServiceStack stack, StackState before) {

    /** Returns the id of the stack. */
    public StackId stackId() {
        return stack.id();
    }

    /** Returns the fencing number, which counts the claims of the stack from 1. */
    public long number() {
        return stack.claims();
    }

    /** Shows which one it is. */
    @Override
    public String toString() {
        return "claim " + number() + " of stack " + stackId();
    }
}
