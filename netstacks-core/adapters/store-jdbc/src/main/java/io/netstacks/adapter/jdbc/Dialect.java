package io.netstacks.adapter.jdbc;

import io.netstacks.spi.error.InvalidInputException;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.core.statement.Update;

/** What H2 and PostgreSQL do not share. */
enum Dialect {
    /** H2: a statement that fails leaves the transaction usable. */
    H2("CHARACTER LARGE OBJECT", "BINARY LARGE OBJECT", "") {
        @Override
        boolean insertIfAbsent(Handle handle, String insert, Consumer<Update> bind) {
            try (Update update = handle.createUpdate(insert)) {
                bind.accept(update);
                return update.execute() == 1;
            } catch (UnableToExecuteStatementException e) {
                if (e.getCause() instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
                    return false;
                }
                throw e;
            }
        }
    },
    /** PostgreSQL: a statement that fails ends the transaction, so this one must not fail. */
    POSTGRESQL("TEXT", "BYTEA", "COLLATE \"C\"") {
        @Override
        boolean insertIfAbsent(Handle handle, String insert, Consumer<Update> bind) {
            try (Update update = handle.createUpdate(insert + " ON CONFLICT DO NOTHING")) {
                bind.accept(update);
                return update.execute() == 1;
            }
        }
    };

    private static final String UNIQUE_VIOLATION = "23505";

    private final String text;
    private final String bytes;
    private final String ordered;

    Dialect(String text, String bytes, String ordered) {
        this.text = text;
        this.bytes = bytes;
        this.ordered = ordered;
    }

    /**
     * Inserts one row unless its key is there; waits for a transaction that is just about to insert it.
     *
     * @return whether it inserted
     */
    abstract boolean insertIfAbsent(Handle handle, String insert, Consumer<Update> bind);

    /** Returns what the migrations call by other names. */
    Map<String, String> types() {
        return Map.of("text", text, "bytes", bytes, "ordered", ordered);
    }

    static Dialect of(String product) {
        return switch (product) {
            case "H2" -> H2;
            case "PostgreSQL" -> POSTGRESQL;
            default -> throw InvalidInputException.of("storage needs H2 or PostgreSQL, not " + product);
        };
    }
}
