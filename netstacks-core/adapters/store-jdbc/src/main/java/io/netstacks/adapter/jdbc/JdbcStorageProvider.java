package io.netstacks.adapter.jdbc;

import io.netstacks.spi.Option;
import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.Secret;
import io.netstacks.spi.Settings;
import io.netstacks.spi.SpiVersion;
import io.netstacks.spi.store.KeyProvider;
import io.netstacks.spi.store.StorageProvider;
import io.netstacks.spi.store.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Storage in a database, found by {@code ServiceLoader} and told by settings where the database is. Safe for use by many
 * threads.
 */
public final class JdbcStorageProvider implements StorageProvider {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcStorageProvider.class);

    /** Where the database is. */
    public static final Option<String> URL =
            Option.text("url", "JDBC address of an H2 or PostgreSQL database; without it, H2 in the directory");

    /** Where the embedded database is. */
    public static final Option<String> DIRECTORY =
            Option.text("directory", "netstacks-data", "directory of the embedded H2 database, when no url is set");

    /** Who logs in. */
    public static final Option<String> USER = Option.text("user", "", "user name at the database");

    /** With which password. */
    public static final Option<String> PASSWORD = Option.secret("password", "password at the database");

    /** In which schema the tables are. */
    public static final Option<String> SCHEMA =
            Option.text("schema", "schema of the tables, made when missing; without it, the connection's own");

    /** What the tables' names begin with. */
    public static final Option<String> TABLE_PREFIX =
            Option.text("table-prefix", JdbcStorage.DEFAULT_TABLE_PREFIX, "what the name of each table begins with");

    /** How many connections there are. */
    public static final Option<Integer> POOL_SIZE = Option.integer(
            "pool-size", JdbcStorage.DEFAULT_POOL_SIZE, JdbcStorage.MIN_POOL_SIZE, 200, "connections to the database");

    /** How long work waits for a connection. */
    public static final Option<Duration> POOL_TIMEOUT = Option.duration(
            "pool-timeout", JdbcStorage.DEFAULT_POOL_TIMEOUT, "how long work waits for a connection, at least 250ms");

    /** Creates the provider; it touches nothing before {@link #open}. */
    public JdbcStorageProvider() {}

    @Override
    public String id() {
        return "jdbc";
    }

    @Override
    public SpiVersion builtAgainst() {
        return new SpiVersion(SpiVersion.MAJOR, SpiVersion.MINOR);
    }

    @Override
    public List<Option<?>> options() {
        return List.of(URL, DIRECTORY, USER, PASSWORD, SCHEMA, TABLE_PREFIX, POOL_SIZE, POOL_TIMEOUT);
    }

    @Override
    public Stores open(ProviderContext context, KeyProvider keys) {
        Settings settings = context.settings();
        JdbcStorage storage = settings.find(URL)
                .map(JdbcStorage::at)
                .orElseGet(() -> embedded(Path.of(settings.get(DIRECTORY))))
                .withTablePrefix(settings.get(TABLE_PREFIX))
                .withPool(settings.get(POOL_SIZE), settings.get(POOL_TIMEOUT));
        Optional<String> schema = settings.find(SCHEMA);
        if (schema.isPresent()) {
            storage = storage.inSchema(schema.get());
        }
        Optional<Secret> password = settings.find(PASSWORD).map(context.secrets()::resolve);
        return storage.as(settings.get(USER), password.orElseGet(() -> Secret.of("")))
                .open(context, keys);
    }

    /** Nobody may have said where, so the log does. */
    private static JdbcStorage embedded(Path directory) {
        LOG.info("the embedded database is in {}", directory.toAbsolutePath());
        return JdbcStorage.embedded(directory);
    }
}
