package io.netstacks.adapter.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.DriverDataSource;
import io.netstacks.spi.error.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a pool over H2. A pool that gets no connection asks again until its time is over, which is right for a database that is away, but
 * a file that is locked or damaged stays so. So the first connection is made without the pool, and kept until the pool has one,
 * since H2 closes a database with its last connection.
 */
final class FirstConnection {

    private static final Logger log = LoggerFactory.getLogger(FirstConnection.class);

    private FirstConnection() {}

    /**
     * Opens the pool.
     *
     * @throws StoreException at once if there is no connection and will be none
     */
    static HikariDataSource pool(HikariConfig config, String what) {
        DriverDataSource direct = new DriverDataSource(
                config.getJdbcUrl(),
                config.getDriverClassName(),
                new Properties(),
                config.getUsername(),
                config.getPassword());
        Optional<Connection> first = unlessAway(direct, what);
        try {
            return new HikariDataSource(config);
        } finally {
            first.ifPresent(FirstConnection::close);
        }
    }

    private static void close(Connection first) {
        try {
            first.close();
        } catch (SQLException e) {
            log.debug("storage=jdbc: the first connection could not be closed, the pool has its own", e);
        }
    }

    /** Returns none if the pool may get one later. */
    private static Optional<Connection> unlessAway(DriverDataSource direct, String what) {
        try {
            return Optional.of(direct.getConnection());
        } catch (SQLException e) {
            SqlFailure failure = SqlFailure.in(e);
            if (failure.isOutage() || failure.isCollision()) {
                return Optional.empty();
            }
            throw failure.asStoreException(what);
        }
    }

    /**
     * Checks that a directory is none of the files that are there already, or can be made.
     *
     * @throws StoreException naming what is no directory
     */
    static void checkDirectory(Path directory, String what) {
        @Nullable Path there = directory.toAbsolutePath();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (there != null && !Files.isDirectory(there)) {
            throw StoreException.permanent(
                    what + ": " + there + " is a file, not a directory, so nothing can be kept in it", null);
        }
    }
}
