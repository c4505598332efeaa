package io.netstacks.spi.stack;

/** Where a deployment is. */
public enum DeploymentState {
    /** At work. */
    RUNNING,
    /** All of it is done. */
    SUCCEEDED,
    /** A part of it is done. */
    PARTIAL,
    /** Nothing is done. */
    FAILED,
    /** What it did was taken back. */
    ROLLED_BACK,
    /** Its node was lost: what it did is not known. */
    UNKNOWN;

    /** Returns how a deployment ends that leaves its stack in that state. */
    public static DeploymentState leaving(StackState state) {
        return switch (state) {
            case DEPLOYED -> SUCCEEDED;
            case PARTIAL -> PARTIAL;
            case ROLLED_BACK -> ROLLED_BACK;
            case FAILED, DELETE_FAILED -> FAILED;
            case PENDING, DEPLOYING, DELETING, UNKNOWN -> UNKNOWN;
        };
    }
}
