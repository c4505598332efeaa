package io.netstacks.core.inventory;

/** Who says how a device is reached; the first that says something is right. */
public enum ConnectionLayer {
    /** Whoever asks for this one session. */
    REQUEST,
    /** The device's override. */
    OVERRIDE,
    /** The device in the inventory. */
    DEVICE,
    /** What the host set for all devices: the times it built NetStacks with, and the default credentials. */
    DEFAULT,
    /** The library, when nobody else says something; also where the device says just that. */
    BUILT_IN
}
