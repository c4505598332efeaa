package io.netstacks.core.memory;

import io.netstacks.core.internal.store.InMemoryStores;
import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.SpiVersion;
import io.netstacks.spi.store.KeyProvider;
import io.netstacks.spi.store.StorageProvider;
import io.netstacks.spi.store.Stores;

/**
 * Storage that forgets everything at the end of the process; for hosts that only run commands, and for tests. Nothing is
 * dropped before: whoever runs for months keeps backups and task history in a database. Safe for use by many threads.
 */
public final class MemoryStorage implements StorageProvider {

    /** Creates the provider; each {@link #open} gives stores of its own. */
    public MemoryStorage() {}

    @Override
    public String id() {
        return "memory";
    }

    @Override
    public SpiVersion builtAgainst() {
        return new SpiVersion(SpiVersion.MAJOR, SpiVersion.MINOR);
    }

    /** Opens empty stores; the keys are not needed, since nothing leaves the heap. */
    @Override
    public Stores open(ProviderContext context, KeyProvider keys) {
        return new InMemoryStores(context.clock());
    }
}
