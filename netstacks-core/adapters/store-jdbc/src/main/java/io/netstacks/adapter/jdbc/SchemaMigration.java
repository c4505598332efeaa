package io.netstacks.adapter.jdbc;

import io.netstacks.spi.error.StoreException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

/** Brings the tables up to date, with Flyway; of several processes that do so at once, one works and the others wait. */
final class SchemaMigration {

    private static final String LOCATION = "classpath:io/netstacks/adapter/jdbc/migration";

    private final Dialect dialect;
    private final Tables tables;

    SchemaMigration(Dialect dialect, Tables tables) {
        this.dialect = dialect;
        this.tables = tables;
    }

    /** Returns the version that the schema has now. */
    String run(DataSource source) {
        try {
            Flyway flyway = configuration(source).load();
            MigrationInfoService info = flyway.info();
            refuseNewer(info);
            refuseHalfDone(info);
            if (info.pending().length > 0) {
                flyway.migrate();
                info = flyway.info();
            }
            return info.current().getVersion().getVersion();
        } catch (FlywayException e) {
            SqlFailure failure = SqlFailure.in(e);
            if (failure.isOutage()) {
                throw failure.asStoreException("bringing the schema up to date");
            }
            if (isLockedOut(e)) {
                throw locked(e);
            }
            throw halfDone(e);
        }
    }

    /**
     * Tells whether it gave up waiting for the lock: Flyway has no type and no code for that, but what the database says, what a
     * migration does and what differs from the files all have one.
     */
    private static boolean isLockedOut(FlywayException e) {
        return e.getErrorCode() == CoreErrorCode.ERROR
                && SqlFailure.in(e).isEmpty()
                && String.valueOf(e.getMessage()).contains("lock");
    }

    static StoreException locked(Throwable cause) {
        return new StoreException(
                "bringing the schema up to date: another host is at it and does not come to an end, so nothing was changed"
                        + " here; look what that host waits for, and try again",
                cause);
    }

    /** H2 keeps what a failed migration did before it failed, and nobody knows how much that is. */
    private void refuseHalfDone(MigrationInfoService info) {
        if (Arrays.stream(info.all()).anyMatch(migration -> migration.getState().isFailed())) {
            throw halfDone(null);
        }
    }

    private StoreException halfDone(@Nullable FlywayException cause) {
        return StoreException.permanent(
                "the tables could not be brought up to date; the table " + tables.prefix()
                        + "schema_history says how far it came. Restore the database, or delete it if it was never"
                        + " whole; or repair what the cause names, delete the failed row there, and start again",
                cause);
    }

    private FluentConfiguration configuration(DataSource source) {
        Map<String, String> names = new HashMap<>(dialect.types());
        names.put("prefix", tables.prefix());
        FluentConfiguration configuration = Flyway.configure(SchemaMigration.class.getClassLoader())
                .dataSource(source)
                .locations(LOCATION)
                .table(tables.prefix() + "schema_history")
                // The schema may hold the host's own tables, which are none of ours
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .placeholders(names);
        tables.schema().ifPresent(configuration::defaultSchema);
        return configuration;
    }

    private static void refuseNewer(MigrationInfoService info) {
        String newer = Arrays.stream(info.applied())
                .filter(migration -> migration.getVersion() != null)
                .filter(migration -> migration.getState().isApplied()
                        && !migration.getState().isResolved())
                .map(MigrationInfo::getVersion)
                .map(version -> version.getVersion())
                .filter(version -> !version.equals("0"))
                .collect(Collectors.joining(", "));
        if (!newer.isEmpty()) {
            throw StoreException.permanent(
                    "the tables are newer than this code, which does not know schema version " + newer
                            + ": update netstacks-store-jdbc, or use another schema or table prefix",
                    null);
        }
    }
}
