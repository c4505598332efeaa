package io.netstacks.adapter.jdbc;

import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.store.KeyProvider;
import io.netstacks.spi.store.Stores;
import io.netstacks.testkit.StorageContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class H2FileStorageTest extends StorageContract {

    @TempDir
    static Path directory;

    private static TestDatabase database;

    @BeforeAll
    static void start() {
        database = TestDatabase.h2(H2Urls.inDirectory(directory));
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
