package io.netstacks.spi.transport;

import io.netstacks.spi.device.Endpoint;
import java.util.List;

/** Remembers which host keys are trusted. Safe for use by many threads. */
public interface HostKeyStore {

    /** Returns the trusted keys of that endpoint; none if it was never seen. */
    List<HostKey> find(Endpoint endpoint);

    /**
     * Trusts a key on first use.
     *
     * @return whether the key is now trusted: false if another key of the same type was trusted already
     */
    boolean trustFirst(Endpoint endpoint, HostKey key);

    /** Forgets all keys of that endpoint, so that the next one is trusted on first use again. */
    void forget(Endpoint endpoint);
}
