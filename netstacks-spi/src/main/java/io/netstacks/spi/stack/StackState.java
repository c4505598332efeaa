package io.netstacks.spi.stack;

/** Where a stack is. */
public enum StackState {
    /** It was never deployed. */
    PENDING,
    /** Somebody holds its lease and deploys it. */
    DEPLOYING,
    /** Every service is on every device. */
    DEPLOYED,
    /** Some services are on their devices, and some are not. */
    PARTIAL,
    /** No service came to a device. */
    FAILED,
    /** What the last deployment did was taken back. */
    ROLLED_BACK,
    /** Its node was lost at work: what is on the devices is not known, so it is planned anew. */
    UNKNOWN,
    /** Somebody holds its lease and takes its services from the devices. */
    DELETING,
    /** Some services could not be taken away; they are still recorded. */
    DELETE_FAILED;

    /** Tells whether somebody holds its lease. */
    public boolean isAtWork() {
        return this == DEPLOYING || this == DELETING;
    }
}
