package io.netstacks.core.internal.store;

import io.netstacks.core.internal.plugin.HostCall;
import io.netstacks.spi.store.KeyProvider;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The host's keys. What goes wrong where they come from is a typed failure, whose message quotes nothing of it: it may hold a key.
 * Safe for use by many threads.
 */
public final class GivenKeys implements KeyProvider {

    private final KeyProvider provider;

    /** Creates one. */
    public GivenKeys(KeyProvider provider) {
        this.provider = provider;
    }

    @Override
    public DataKey current() {
        return ask("the current key", provider::current);
    }

    @Override
    public Optional<DataKey> find(String id) {
        return ask("key \"" + id + "\"", () -> provider.find(id));
    }

    private static <T> T ask(String what, Supplier<T> asking) {
        return HostCall.ask(what + " could not be looked up: the key provider", asking);
    }
}
