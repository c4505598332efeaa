package io.netstacks.adapter.dbscheduler;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assumptions;

/** A schema of its own in one real PostgreSQL for all tests of this JVM, which can go away and come back. */
final class ClusterDatabase implements DataSource, AutoCloseable {

    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private final HikariDataSource pool = new HikariDataSource();
    private final String schema = "test_" + SCHEMAS.incrementAndGet();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean away;

    /** The JVM starts it once, and only if it is asked for; it stops with the JVM. */
    private static final class Running {
        private static final EmbeddedPostgres POSTGRES = begin();

        private static EmbeddedPostgres begin() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException("PostgreSQL did not start", e);
            }
        }
    }

    ClusterDatabase() {
        Assumptions.assumeTrue(
                System.getProperty("os.name").equals("Linux")
                        && System.getProperty("os.arch").equals("amd64"),
                "the PostgreSQL for tests runs on Linux on amd64 only");
        pool.setJdbcUrl(url());
        pool.setUsername("postgres");
        pool.setPassword("postgres");
        pool.setMaximumPoolSize(24);
        pool.setMinimumIdle(2);
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + Running.POSTGRES.getPort() + "/postgres";
    }

    String schema() {
        return schema;
    }

    /** From now on nobody gets a connection. */
    void goAway() {
        away = true;
    }

    /** Returns how many asked in vain. */
    int refused() {
        return refused.get();
    }

    void comeBack() {
        away = false;
    }

    /** Does what an operator might do by hand; {@code {queue}} is the table of requests. */
    int execute(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql.replace("{queue}", "\"" + schema + "\".netstacks_dispatch_queue")
                    .replace("{subjects}", "\"" + schema + "\".netstacks_dispatch")
                    .replace("{results}", "\"" + schema + "\".netstacks_dispatch_result"));
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (away) {
            refused.incrementAndGet();
            throw new SQLTransientConnectionException("the database is away", "08001");
        }
        return pool.getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return pool.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        pool.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        pool.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return pool.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return pool.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return pool.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return pool.isWrapperFor(type);
    }

    @Override
    public void close() {
        pool.close();
    }
}
