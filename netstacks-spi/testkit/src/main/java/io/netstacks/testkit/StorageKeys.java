package io.netstacks.testkit;

import io.netstacks.spi.Secret;
import io.netstacks.spi.store.KeyProvider;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keys for tests of stores: they can be rotated and lost. Safe for use by many threads. */
public final class StorageKeys implements KeyProvider {

    private final CopyOnWriteArrayList<DataKey> keys = new CopyOnWriteArrayList<>();

    /** Creates a provider with one random key. */
    public StorageKeys() {
        rotate();
    }

    /** Makes a new random key the current one; the older ones stay. */
    public void rotate() {
        byte[] raw = new byte[32];
        new SecureRandom().nextBytes(raw);
        keys.add(
                0,
                new DataKey(
                        "test-" + (keys.size() + 1),
                        Secret.of(Base64.getEncoder().encodeToString(raw))));
    }

    /** Forgets all keys but the current one. */
    public void forgetOlder() {
        keys.subList(1, keys.size()).clear();
    }

    @Override
    public DataKey current() {
        return keys.get(0);
    }

    @Override
    public Optional<DataKey> find(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }
}
