package io.netstacks.spi.stack;

/** Where the services that a service depends on have to be deployed first. */
public enum DependencyScope {
    /** On the same device, if they are for it at all. */
    SAME_DEVICE,
    /** On all of their devices. */
    ALL_DEVICES
}
