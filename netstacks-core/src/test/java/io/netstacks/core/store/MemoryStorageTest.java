package io.netstacks.core.store;

import io.netstacks.core.memory.MemoryStorage;
import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.store.KeyProvider;
import io.netstacks.spi.store.Stores;
import io.netstacks.testkit.StorageContract;

class MemoryStorageTest extends StorageContract {

    @Override
    protected Stores open(ProviderContext context, KeyProvider keys) {
        return new MemoryStorage().open(context, keys);
    }

    @Override
    public boolean encrypts() {
        return false;
    }
}
