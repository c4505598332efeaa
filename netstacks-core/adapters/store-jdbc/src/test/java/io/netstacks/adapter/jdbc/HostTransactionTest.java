package io.netstacks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.netstacks.core.credential.SecretReferences;
import io.netstacks.core.memory.MemoryStorage;
import io.netstacks.core.store.KeyProviders;
import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.Settings;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.StoreException;
import io.netstacks.spi.store.KeyProvider;
import io.netstacks.spi.store.Stores;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@SuppressWarnings("NullAway.Init") // each test opens the stores first
class HostTransactionTest {

    private static final ProviderContext CONTEXT =
            new ProviderContext(Settings.defaults(), Clock.systemUTC(), new SecretReferences());
    private static final Device EDGE =
            Device.named("edge1").platform("cisco_ios").build();

    private final KeyProvider keys = KeyProviders.of(KeyProviders.generate());
    private final HikariDataSource source = new HikariDataSource();
    private Stores stores;
    private String table = "";

    private void open(Dialect dialect) throws SQLException {
        source.setJdbcUrl(
                dialect == Dialect.H2
                        ? H2Urls.inMemory(UUID.randomUUID().toString())
                        : "jdbc:postgresql://127.0.0.1:" + TestPostgres.port() + "/postgres");
        if (dialect == Dialect.POSTGRESQL) {
            source.setUsername("postgres");
            source.setPassword("postgres");
        }
        source.setMaximumPoolSize(4);
        String schema = TestPostgres.newSchema();
        stores = JdbcStorage.over(source).inSchema(schema).open(CONTEXT, keys);
        table = "\"" + schema + "\".orders";
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + table + " (id INTEGER PRIMARY KEY)");
        }
    }

    @AfterEach
    void close() {
        source.close();
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void what_both_wrote_is_there_when_the_host_commits(Dialect dialect) throws SQLException {
        open(dialect);
        try (Connection connection = begin()) {
            JdbcStorage.within(connection, stores).devices().save(EDGE);
            order(connection);
            assertThat(stores.devices().find("edge1")).isEmpty();

            connection.commit();
        }

        assertThat(stores.devices().find("edge1")).isPresent();
        assertThat(orders()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void nothing_is_there_when_the_host_rolls_back(Dialect dialect) throws SQLException {
        open(dialect);
        try (Connection connection = begin()) {
            JdbcStorage.within(connection, stores).devices().save(EDGE);
            order(connection);

            connection.rollback();
        }

        assertThat(stores.devices().find("edge1")).isEmpty();
        assertThat(orders()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void work_inside_that_fails_is_undone_alone(Dialect dialect) throws SQLException {
        open(dialect);
        try (Connection connection = begin()) {
            Stores joined = JdbcStorage.within(connection, stores);
            joined.devices().save(EDGE);
            assertThatThrownBy(() -> joined.inTransaction(inner -> {
                        inner.devices().delete("edge1");
                        throw new IllegalStateException("no");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            order(connection);

            connection.commit();
        }

        assertThat(stores.devices().find("edge1")).isPresent();
        assertThat(orders()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void the_host_s_connection_stays_open(Dialect dialect) throws SQLException {
        open(dialect);
        try (Connection connection = begin()) {
            JdbcStorage.within(connection, stores).close();

            assertThat(connection.isClosed()).isFalse();
            assertThat(connection.getAutoCommit()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void a_connection_without_a_transaction_is_refused(Dialect dialect) throws SQLException {
        open(dialect);
        try (Connection connection = source.getConnection()) {
            assertThatThrownBy(() -> JdbcStorage.within(connection, stores))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("setAutoCommit(false)");
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void stores_without_a_database_are_refused_and_a_closed_connection_too(Dialect dialect) throws SQLException {
        open(dialect);
        Connection connection = begin();
        try (Stores memory = new MemoryStorage().open(CONTEXT, keys)) {
            assertThatThrownBy(() -> JdbcStorage.within(connection, memory)).isInstanceOf(InvalidInputException.class);
        }
        connection.close();

        assertThatThrownBy(() -> JdbcStorage.within(connection, stores)).isInstanceOf(StoreException.class);
    }

    private Connection begin() throws SQLException {
        Connection connection = source.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private void order(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO " + table + " VALUES (1)");
        }
    }

    private int orders() throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
