package io.netstacks.adapter.jdbc;

import static io.netstacks.adapter.jdbc.Columns.utc;

import io.netstacks.core.store.VersionCheck;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.store.Stored;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Records that people edit, one a row, by their names or ids, with {@code version}, {@code created_at} and {@code updated_at}.
 *
 * @param what what a record is called in messages
 * @param table the table in braces
 * @param key the column with that name or id; it is the primary key, and ordered if pages are asked for by it
 * @param columns the other columns; each is bound under its own name
 * @param keyOf what the key of a record is
 * @param bind binds the key and the other columns
 * @param read reads a row
 */
record EditedRows<V>(
        String what,
        String table,
        String key,
        List<String> columns,
        Function<V, String> keyOf,
        BiConsumer<SqlStatement<?>, V> bind,
        Reader<V> read) {

    /** Reads a record out of a row. */
    @FunctionalInterface
    interface Reader<V> {
        V read(ResultSet row) throws SQLException;
    }

    /** Adds a record, or replaces the one of that name. */
    Stored<V> save(Handle handle, JdbcBackend backend, V value) {
        while (!overwrite(handle, backend, value) && !insert(handle, backend, value)) {
            // deleted between the two looks, or inserted: the next look finds out
        }
        return find(handle, backend, keyOf.apply(value)).orElseThrow();
    }

    /** Replaces a record that has the expected version. */
    Stored<V> update(Handle handle, JdbcBackend backend, V value, long expectedVersion) {
        lock(handle, backend, keyOf.apply(value), expectedVersion);
        return replace(handle, backend, value);
    }

    /** Changes a record, whatever version it has. */
    Stored<V> change(Handle handle, JdbcBackend backend, String id, UnaryOperator<V> change) {
        Stored<V> old = lock(handle, backend, id).orElseThrow(() -> NotFoundException.of(what, id, List.of()));
        return replace(handle, backend, change.apply(old.value()));
    }

    /** Replaces a record that its caller has locked. */
    Stored<V> replace(Handle handle, JdbcBackend backend, V value) {
        overwrite(handle, backend, value);
        return find(handle, backend, keyOf.apply(value)).orElseThrow();
    }

    private boolean overwrite(Handle handle, JdbcBackend backend, V value) {
        String assignments =
                columns.stream().map(column -> column + " = :" + column + ", ").collect(Collectors.joining());
        try (var update = handle.createUpdate(backend.sql("UPDATE " + table + " SET " + assignments
                + "version = version + 1, updated_at = :now WHERE " + key + " = :" + key))) {
            bind.accept(update, value);
            return update.bind("now", utc(backend.now())).execute() == 1;
        }
    }

    /** Adds a record, unless its key or another unique value of it is there. */
    boolean insert(Handle handle, JdbcBackend backend, V value) {
        String names = String.join(", ", columns);
        String values = columns.stream().map(column -> ":" + column).collect(Collectors.joining(", "));
        return backend.dialect()
                .insertIfAbsent(
                        handle,
                        backend.sql("INSERT INTO " + table + " (" + key + ", " + names
                                + ", version, created_at, updated_at) VALUES (:" + key + ", " + values
                                + ", 1, :now, :now)"),
                        insert -> {
                            bind.accept(insert, value);
                            insert.bind("now", utc(backend.now()));
                        });
    }

    Optional<Stored<V>> find(Handle handle, JdbcBackend backend, String id) {
        return findBy(handle, backend, key, id);
    }

    /** Returns the record that has a text in a unique column. */
    Optional<Stored<V>> findBy(Handle handle, JdbcBackend backend, String column, String text) {
        return select(handle, backend, column, text, "");
    }

    /** Returns a record that nobody else can change until the transaction ends. */
    Optional<Stored<V>> lock(Handle handle, JdbcBackend backend, String id) {
        return select(handle, backend, key, id, " FOR UPDATE");
    }

    /** Returns the same if it has the expected version. */
    Stored<V> lock(Handle handle, JdbcBackend backend, String id, long expectedVersion) {
        return VersionCheck.of(what + " " + id, lock(handle, backend, id), expectedVersion);
    }

    private Optional<Stored<V>> select(Handle handle, JdbcBackend backend, String column, String text, String locking) {
        return handle.createQuery(backend.sql(selected() + " WHERE " + column + " = :text" + locking))
                .bind("text", PortableText.encode(text))
                .map((row, context) -> stored(row))
                .findOne();
    }

    private String selected() {
        return "SELECT " + key + ", " + String.join(", ", columns) + ", version, created_at, updated_at FROM " + table;
    }

    private Stored<V> stored(ResultSet row) throws SQLException {
        return Columns.stored(row, read.read(row));
    }

    Page<Stored<V>> page(Handle handle, JdbcBackend backend, PageRequest page) {
        return pageBy(handle, backend, key, keyOf, page);
    }

    /** Returns records by a unique and ordered column, whose value {@code order} gives. */
    Page<Stored<V>> pageBy(
            Handle handle, JdbcBackend backend, String column, Function<V, String> order, PageRequest page) {
        return new NamedQuery(selected(), column)
                .page(handle, backend, page, (row, context) -> stored(row), row -> order.apply(row.value()));
    }

    boolean delete(Handle handle, JdbcBackend backend, String id) {
        return handle.createUpdate(backend.sql("DELETE FROM " + table + " WHERE " + key + " = :id"))
                        .bind("id", PortableText.encode(id))
                        .execute()
                == 1;
    }
}
