package io.netstacks.adapter.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import com.zaxxer.hikari.pool.HikariPool;
import io.netstacks.core.store.SecretBox;
import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.Secret;
import io.netstacks.spi.SpiVersion;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.StoreException;
import io.netstacks.spi.store.KeyProvider;
import io.netstacks.spi.store.StorageProvider;
import io.netstacks.spi.store.Stores;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Storage in a database, to be handed to the library: H2 inside the process, PostgreSQL, or what a host has already.
 *
 * <pre>{@code
 * JdbcStorage.embedded(Path.of("/var/lib/app"));
 * JdbcStorage.at("jdbc:postgresql://db/netops").as("netops", Secret.of(password)).inSchema("netstacks");
 * JdbcStorage.over(myDataSource).withTablePrefix("ns_");
 * }</pre>
 *
 * <p>Immutable; the methods return changed copies, and {@link #open} does the work.
 */
public final class JdbcStorage implements StorageProvider {

    /** How many connections a pool has unless told otherwise: enough for the writers, few enough for a small database. */
    public static final int DEFAULT_POOL_SIZE = 10;

    /** Bringing the schema up to date takes a connection for the work, and one that holds its lock. */
    static final int MIN_POOL_SIZE = 2;

    /** How long work waits for a connection unless told otherwise. */
    public static final Duration DEFAULT_POOL_TIMEOUT = Duration.ofSeconds(10);

    /** What each table's name begins with unless told otherwise. */
    public static final String DEFAULT_TABLE_PREFIX = "netstacks_";

    private static final String H2 = "jdbc:h2:";

    private static final Logger log = LoggerFactory.getLogger(JdbcStorage.class);

    /** Where connections come from: made here from an address, or given. */
    private record Origin(
            Optional<DataSource> given, Optional<Path> directory, String url, String user, Optional<Secret> password) {}

    private final Origin origin;
    private final Tables tables;
    private final int poolSize;
    private final Duration poolTimeout;
    private final Clock machineClock;

    private JdbcStorage(Origin origin, Tables tables, int poolSize, Duration poolTimeout, Clock machineClock) {
        this.machineClock = machineClock;
        this.origin = origin;
        this.tables = tables;
        this.poolSize = poolSize;
        this.poolTimeout = poolTimeout;
    }

    private static JdbcStorage of(Origin origin) {
        return new JdbcStorage(
                origin,
                new Tables(Optional.empty(), DEFAULT_TABLE_PREFIX),
                DEFAULT_POOL_SIZE,
                DEFAULT_POOL_TIMEOUT,
                Clock.systemUTC());
    }

    /** Returns storage in an H2 database in that directory, for one process; both are made when they are not there. */
    public static JdbcStorage embedded(Path directory) {
        return of(new Origin(
                Optional.empty(), Optional.of(directory), H2Urls.inDirectory(directory), "", Optional.empty()));
    }

    /** Returns storage in an H2 database in memory, which each {@link #open} begins anew; for tests. */
    public static JdbcStorage inMemory() {
        return at(H2Urls.inMemory(UUID.randomUUID().toString()));
    }

    /** Returns storage at a JDBC address, {@code jdbc:h2:} or {@code jdbc:postgresql:}. */
    public static JdbcStorage at(String url) {
        return of(new Origin(Optional.empty(), Optional.empty(), url, "", Optional.empty()));
    }

    /**
     * Returns storage over connections of the host. They have to commit by themselves and to be READ COMMITTED, which is the
     * default of H2 and PostgreSQL, and two at once are needed while it is opened. The host closes its data source itself.
     */
    public static JdbcStorage over(DataSource source) {
        return of(new Origin(Optional.of(source), Optional.empty(), "", "", Optional.empty()));
    }

    /**
     * Returns stores that take part in a transaction of the host: what they write is stored if the host commits, together with
     * what it writes itself, and is gone if it rolls back. Confined to the thread of that transaction, and of no use after it.
     *
     * <pre>{@code
     * connection.setAutoCommit(false);
     * Stores joined = JdbcStorage.within(connection, net.stores());
     * joined.devices().save(device);
     * orders.markProvisioned(connection, order);
     * connection.commit();
     * }</pre>
     *
     * <p>On an H2 file, what is promised about a kill (one writer at a time) does not hold for transactions of the host.
     *
     * @param connection to the same database, with a transaction that the host began; it stays open
     * @param stores opened by this class
     * @throws InvalidInputException if the stores are others, or the connection commits by itself
     * @throws StoreException if the connection is closed or broken
     */
    public static Stores within(Connection connection, Stores stores) {
        if (!(stores instanceof JdbcStores known)) {
            throw InvalidInputException.of("these stores are not in a database, so they cannot join its transactions");
        }
        try {
            if (connection.isClosed()) { // a pool's connection tells its mode even then
                throw StoreException.permanent("joining a transaction: the connection is closed", null);
            }
            if (connection.getAutoCommit()) {
                throw InvalidInputException.of(
                        "the connection commits each statement by itself; begin a transaction with setAutoCommit(false)");
            }
        } catch (SQLException e) {
            throw SqlFailure.in(e).asStoreException("joining a transaction");
        }
        return known.within(new JoinedTransaction(Jdbi.create(connection).open()));
    }

    /** Returns a copy that logs in as that user. */
    public JdbcStorage as(String user, Secret password) {
        return new JdbcStorage(
                new Origin(origin.given(), origin.directory(), origin.url(), user, Optional.of(password)),
                tables,
                poolSize,
                poolTimeout,
                machineClock);
    }

    /** Returns a copy whose tables are in that schema, which is made when it is not there. */
    public JdbcStorage inSchema(String schema) {
        return new JdbcStorage(
                origin, new Tables(Optional.of(schema), tables.prefix()), poolSize, poolTimeout, machineClock);
    }

    /** Returns a copy whose tables' names begin so; small letters, digits and {@code _}, or nothing. */
    public JdbcStorage withTablePrefix(String prefix) {
        return new JdbcStorage(origin, new Tables(tables.schema(), prefix), poolSize, poolTimeout, machineClock);
    }

    /** Returns a copy whose pool has so many connections, at least 2, and work waits so long for one of them. */
    public JdbcStorage withPool(int size, Duration timeout) {
        if (size < MIN_POOL_SIZE || timeout.compareTo(Duration.ofMillis(250)) < 0) {
            throw InvalidInputException.of("a pool has at least 2 connections and a time-out of at least 250 ms");
        }
        return new JdbcStorage(origin, tables, size, timeout, machineClock);
    }

    /** Returns a copy on a machine whose clock goes so. */
    JdbcStorage onMachineWith(Clock clock) {
        return new JdbcStorage(origin, tables, poolSize, poolTimeout, clock);
    }

    Tables tables() {
        return tables;
    }

    @Override
    public String id() {
        return "jdbc";
    }

    @Override
    public SpiVersion builtAgainst() {
        return new SpiVersion(SpiVersion.MAJOR, SpiVersion.MINOR);
    }

    @Override
    public Stores open(ProviderContext context, KeyProvider keys) {
        SecretBox box = SecretBox.with(keys);
        if (origin.given().isPresent()) {
            return open(context, box, origin.given().get(), () -> {});
        }
        HikariDataSource pool = pool();
        boolean opened = false;
        try {
            Stores stores = open(context, box, pool, pool::close);
            opened = true;
            return stores;
        } finally {
            if (!opened) {
                pool.close();
            }
        }
    }

    private Stores open(ProviderContext context, SecretBox box, DataSource source, Runnable onClose) {
        Found found = inspect(source);
        Dialect dialect = found.dialect();
        String version = new SchemaMigration(dialect, tables).run(source);
        log.info("storage=jdbc database={} schema_version={}", dialect, version);
        ClockGuard guard = new ClockGuard(machineClock, dialect);
        JdbcBackend backend = new JdbcBackend(dialect, tables, context.clock(), guard, box);
        PooledTransactions transactions = new PooledTransactions(Jdbi.create(source), turn(found), onClose);
        if (!guard.isRight(transactions)) {
            log.warn(
                    "storage=jdbc: this machine's clock is wrong by more than a minute, measured by the database's; until it"
                            + " is set, nothing is claimed, backed up or cleaned up here");
        }
        return new JdbcStores(backend, transactions);
    }

    /** What is in memory is not there after a kill anyway. */
    private WriterTurn turn(Found found) {
        return found.dialect() == Dialect.H2 && !H2Urls.isInMemory(found.url())
                ? WriterTurn.oneAtATime(poolTimeout)
                : WriterTurn.free();
    }

    private record Found(Dialect dialect, String url) {}

    private static Found inspect(DataSource source) {
        try (Connection connection = source.getConnection()) {
            Dialect dialect = Dialect.of(connection.getMetaData().getDatabaseProductName());
            if (!connection.getAutoCommit()
                    || connection.getTransactionIsolation() != Connection.TRANSACTION_READ_COMMITTED) {
                throw InvalidInputException.of(
                        "the data source must give connections that commit by themselves and are READ COMMITTED");
            }
            return new Found(dialect, connection.getMetaData().getURL());
        } catch (SQLException e) {
            throw SqlFailure.in(e).asStoreException("opening the store");
        }
    }

    /** Takes connections out of the pool whose database H2 has closed, which the pool does not know as a broken connection. */
    private static final class ClosedDatabase implements SQLExceptionOverride {
        @java.lang.Override
        public SQLExceptionOverride.Override adjudicate(SQLException failure) {
            String state = failure.getSQLState();
            return state != null && SqlFailure.isClosed(state)
                    ? SQLExceptionOverride.Override.MUST_EVICT
                    : SQLExceptionOverride.Override.CONTINUE_EVICT;
        }
    }

    private HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setPoolName("netstacks-store");
        config.setJdbcUrl(origin.url());
        config.setUsername(origin.user());
        origin.password().ifPresent(password -> config.setPassword(password.use(String::new)));
        config.setMaximumPoolSize(poolSize);
        config.setConnectionTimeout(poolTimeout.toMillis());
        config.setValidationTimeout(Math.min(5_000, poolTimeout.toMillis()));
        config.setInitializationFailTimeout(poolTimeout.toMillis());
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        if (origin.url().startsWith("jdbc:postgresql:")) {
            // Without them a database that dies silently keeps a thread for as long as TCP likes
            config.addDataSourceProperty("connectTimeout", "10");
            config.addDataSourceProperty("socketTimeout", "60");
            config.addDataSourceProperty("tcpKeepAlive", "true");
        } else {
            // Nothing between us and H2 ages, and a database in memory must not lose its last connection
            config.setMaxLifetime(0);
            config.setExceptionOverride(new ClosedDatabase());
        }
        String what = "opening the database at " + H2Urls.withoutParameters(origin.url());
        origin.directory().ifPresent(directory -> FirstConnection.checkDirectory(directory, what));
        try {
            driver().ifPresent(config::setDriverClassName);
            return origin.url().startsWith(H2) ? FirstConnection.pool(config, what) : new HikariDataSource(config);
        } catch (StoreException e) {
            throw e;
        } catch (HikariPool.PoolInitializationException e) {
            throw SqlFailure.in(e).asStoreException(what);
        } catch (RuntimeException e) {
            // Hikari has no type of its own for an address that no driver knows
            throw StoreException.permanent(what + ": no driver on the class path takes this address", e);
        }
    }

    /**
     * Names the driver. The JDK looks for drivers once in the life of a process, through the class loader of the thread that asks
     * first, and would not find ours where this library came later in one of its own, as in a web application.
     */
    private Optional<String> driver() {
        if (origin.url().startsWith(H2)) {
            return Optional.of("org.h2.Driver");
        }
        return origin.url().startsWith("jdbc:postgresql:") ? Optional.of("org.postgresql.Driver") : Optional.empty();
    }

    @Override
    public String toString() {
        return "JdbcStorage["
                + (origin.given().isPresent() ? "given data source" : H2Urls.withoutParameters(origin.url())) + "]";
    }
}
