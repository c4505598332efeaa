package io.netstacks.spi.store;

import io.netstacks.spi.Secret;
import java.util.Optional;

/** The keys that stored secrets are encrypted with. Safe for use by many threads. */
public interface KeyProvider {

    /**
     * One key. Immutable.
     *
     * @param id goes beside what is encrypted with it; not secret
     * @param key 32 bytes, base64
     */
    record DataKey(String id, Secret key) {}

    /** Returns the key that new secrets are encrypted with. */
    DataKey current();

    /** Returns the key of that id, the current or an older one. */
    Optional<DataKey> find(String id);
}
