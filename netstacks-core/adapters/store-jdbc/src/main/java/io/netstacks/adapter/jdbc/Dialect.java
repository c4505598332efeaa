package io.netstacks.adapter.jdbc;

import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.StoreException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.core.statement.Update;

/** What H2 and PostgreSQL do not share. */
enum Dialect {
    /** H2: a statement that fails leaves the transaction usable. */
    H2("CHARACTER LARGE OBJECT", "BINARY LARGE OBJECT", "", Optional.empty()) {
        @Override
        boolean insertIfAbsent(Handle handle, String insert, Consumer<Update> bind) {
            try (Update update = handle.createUpdate(insert)) {
                bind.accept(update);
                return update.execute() == 1;
            } catch (UnableToExecuteStatementException e) {
                if (SqlFailure.in(e).isDouble()) {
                    return false;
                }
                throw e;
            }
        }

        @Override
        <T> int[] insertEachIfAbsent(Handle handle, String insert, List<T> rows, BiConsumer<PreparedBatch, T> bind) {
            try (PreparedBatch batch = handle.prepareBatch(insert)) {
                rows.forEach(row -> bind.accept(batch, row));
                return batch.execute();
            } catch (UnableToExecuteStatementException e) {
                if (rows.size() == 1 && SqlFailure.in(e).isDouble()) {
                    return new int[] {0};
                }
                throw e;
            }
        }
    },
    /** PostgreSQL: a statement that fails ends the transaction, so this one must not fail. */
    POSTGRESQL("TEXT", "BYTEA", "COLLATE \"C\"", Optional.of("clock_timestamp()")) {
        @Override
        boolean insertIfAbsent(Handle handle, String insert, Consumer<Update> bind) {
            try (Update update = handle.createUpdate(insert + " ON CONFLICT DO NOTHING")) {
                bind.accept(update);
                return update.execute() == 1;
            }
        }

        @Override
        <T> int[] insertEachIfAbsent(Handle handle, String insert, List<T> rows, BiConsumer<PreparedBatch, T> bind) {
            try (PreparedBatch batch = handle.prepareBatch(insert + " ON CONFLICT DO NOTHING")) {
                rows.forEach(row -> bind.accept(batch, row));
                int[] counts = batch.execute();
                if (Arrays.stream(counts).anyMatch(count -> count < 0)) { // reWriteBatchedInserts in the host's URL
                    throw StoreException.permanent("the driver does not tell which of the rows it inserted", null);
                }
                return counts;
            }
        }
    };

    private final String text;
    private final String bytes;
    private final String ordered;
    private final Optional<String> clock;

    Dialect(String text, String bytes, String ordered, Optional<String> clock) {
        this.clock = clock;
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

    /**
     * Inserts rows unless their keys are there, and tells for each whether it did, with 1 or 0.
     *
     * @throws RuntimeException if it cannot be told for several rows together; they are to be inserted one by one then, in
     *     another transaction
     */
    abstract <T> int[] insertEachIfAbsent(
            Handle handle, String insert, List<T> rows, BiConsumer<PreparedBatch, T> bind);

    /** Returns what the migrations call by other names. */
    Map<String, String> types() {
        return Map.of("text", text, "bytes", bytes, "ordered", ordered);
    }

    /** Returns what gives the time that it is at the database; empty if that is the time that it is here. */
    Optional<String> clock() {
        return clock;
    }

    static Dialect of(String product) {
        return switch (product) {
            case "H2" -> H2;
            case "PostgreSQL" -> POSTGRESQL;
            default -> throw InvalidInputException.of("storage needs H2 or PostgreSQL, not " + product);
        };
    }
}
