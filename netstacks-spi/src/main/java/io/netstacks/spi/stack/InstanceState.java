package io.netstacks.spi.stack;

/** Where a service on a device is. */
public enum InstanceState {
    /** It was never deployed. */
    PENDING,
    /** It is about to be deployed. */
    DEPLOYING,
    /** The device has confirmed it. */
    DEPLOYED,
    /** It could not be deployed. */
    FAILED,
    /** It was deployed and taken back. */
    ROLLED_BACK,
    /** Its node was lost at work: what the device has is not known. */
    UNKNOWN,
    /** It is about to be taken away. */
    DELETING,
    /** It could not be taken away. */
    DELETE_FAILED;

    /** Tells whether somebody is about to change the device. */
    public boolean isAtWork() {
        return this == DEPLOYING || this == DELETING;
    }
}
