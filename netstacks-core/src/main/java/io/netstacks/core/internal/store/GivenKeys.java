package io.netstacks.core.internal.store;

import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.ProviderException;
import io.netstacks.spi.store.KeyProvider;
import java.util.Objects;
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
        try {
            return Objects.requireNonNull(asking.get(), "a key provider answers");
        } catch (NetStacksException e) {
            throw e;
        } catch (LinkageError | RuntimeException e) { // a provider may be anybody's
            throw new ProviderException(
                    what + " could not be looked up: the key provider failed with "
                            + e.getClass().getName(),
                    e);
        }
    }
}
