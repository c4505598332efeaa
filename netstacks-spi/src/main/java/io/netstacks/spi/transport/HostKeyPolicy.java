package io.netstacks.spi.transport;

/** What happens when a host key is seen. A key that contradicts a trusted one is refused by every policy. */
public enum HostKeyPolicy {
    /** The first key of an endpoint is trusted and remembered. */
    TRUST_ON_FIRST_USE,
    /** Only keys that are in the store, or pinned on the device, are accepted. */
    STRICT
}
