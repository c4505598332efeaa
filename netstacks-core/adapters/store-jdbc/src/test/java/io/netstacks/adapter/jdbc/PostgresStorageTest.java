package io.netstacks.adapter.jdbc;

import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.store.KeyProvider;
import io.netstacks.spi.store.Stores;
import io.netstacks.testkit.StorageContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresStorageTest extends StorageContract {

    private static TestDatabase database;

    @BeforeAll
    static void start() {
        database = TestDatabase.postgres();
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
