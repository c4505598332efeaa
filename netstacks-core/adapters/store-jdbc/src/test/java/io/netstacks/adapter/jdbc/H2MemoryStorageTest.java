package io.netstacks.adapter.jdbc;

import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.store.KeyProvider;
import io.netstacks.spi.store.Stores;
import io.netstacks.testkit.StorageContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class H2MemoryStorageTest extends StorageContract {

    private static TestDatabase database;

    @BeforeAll
    static void start() {
        database = TestDatabase.h2(H2Urls.inMemory("contract"));
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Override
    protected Stores open(ProviderContext context, KeyProvider keys) {
        return database.empty(context, keys);
    }
}
