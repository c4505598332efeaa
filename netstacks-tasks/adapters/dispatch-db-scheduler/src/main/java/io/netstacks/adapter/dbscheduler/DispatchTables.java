package io.netstacks.adapter.dbscheduler;

import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.StoreException;
import io.netstacks.spi.error.UnsupportedCapabilityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Where the dispatcher's tables are. Immutable.
 *
 * @param schema the schema; empty for the connection's own
 * @param prefix what the name of each table begins with
 */
record DispatchTables(Optional<String> schema, String prefix) {

    private static final Pattern SCHEMA = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");
    private static final Pattern PREFIX = Pattern.compile("([a-z][a-z0-9_]{0,29})?");

    DispatchTables {
        schema.filter(name -> !SCHEMA.matcher(name).matches()).ifPresent(name -> {
            throw InvalidInputException.of("a schema name has letters, digits and _, at most 63, not \"" + name + "\"");
        });
        if (!PREFIX.matcher(prefix).matches()) {
            throw InvalidInputException.of(
                    "a table prefix has small letters, digits and _, at most 30, not \"" + prefix + "\"");
        }
    }

    /** Returns the full name of db-scheduler's table. */
    String subjects() {
        return qualified("dispatch");
    }

    /** Returns the full name of the table of requests. */
    String queue() {
        return qualified("dispatch_queue");
    }

    /** Returns the full name of the table of results. */
    String results() {
        return qualified("dispatch_result");
    }

    private String qualified(String name) {
        return schema.map(given -> "\"" + given + "\".").orElse("") + prefix + name;
    }

    /** Brings the tables up to date; of several processes that do so at once, one works and the others wait. */
    void migrate(DataSource source) {
        refuseOthers(source);
        try {
            FluentConfiguration flyway = Flyway.configure(DispatchTables.class.getClassLoader())
                    .dataSource(source)
                    .locations("classpath:io/netstacks/adapter/dbscheduler/migration")
                    .table(prefix + "dispatch_schema_history")
                    .baselineOnMigrate(true) // the schema may hold the host's own tables, and the store's
                    .baselineVersion("0")
                    .placeholders(Map.of("prefix", prefix));
            schema.ifPresent(flyway::defaultSchema);
            flyway.load().migrate();
        } catch (FlywayException e) {
            throw new StoreException("the dispatcher's tables could not be brought up to date", e);
        }
    }

    private static void refuseOthers(DataSource source) {
        try (Connection connection = source.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName();
            if (!product.equals("PostgreSQL")) {
                throw new UnsupportedCapabilityException("a cluster shares its tasks over PostgreSQL, not over "
                        + product + "; give it a data source of PostgreSQL, or run tasks in one process");
            }
        } catch (SQLException e) {
            throw new StoreException("the dispatcher's database cannot be reached", e);
        }
    }
}
