package io.netstacks.spi.store;

import io.netstacks.spi.Provider;
import io.netstacks.spi.ProviderContext;

/** Opens a backend. Safe for use by many threads. */
public interface StorageProvider extends Provider {

    /**
     * Opens the backend and brings its schema up to date.
     *
     * @param context settings, clock and secrets of the provider
     * @param keys what secrets are encrypted with
     * @throws io.netstacks.spi.error.StoreException if the backend cannot be reached, or its schema is newer than this
     *     code
     */
    Stores open(ProviderContext context, KeyProvider keys);
}
