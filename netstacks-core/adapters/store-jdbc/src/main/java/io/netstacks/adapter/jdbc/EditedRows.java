package io.netstacks.adapter.jdbc;

import static io.netstacks.adapter.jdbc.Columns.utc;

import io.netstacks.core.store.Pages;
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
 * Records that people edit, one a row, by their names, with {@code version}, {@code created_at} and {@code updated_at}.
 *
 * @param what what a record is called in messages
 * @param table the table in braces
 * @param key the column with the name; it is the primary key and ordered
 * @param columns the other columns; each is bound under its own name
 * @param name the name of a record
 * @param bind binds the key and the other columns
 * @param read reads a row
 */
record EditedRows<V>(
        String what,
        String table,
        String key,
        List<String> columns,
        Function<V, String> name,
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
        return find(handle, backend, name.apply(value)).orElseThrow();
    }

    /** Replaces a record that has the expected version. */
    Stored<V> update(Handle handle, JdbcBackend backend, V value, long expectedVersion) {
        String id = name.apply(value);
        VersionCheck.of(what + " " + id, select(handle, backend, id, " FOR UPDATE"), expectedVersion);
        overwrite(handle, backend, value);
        return find(handle, backend, id).orElseThrow();
    }

    /** Changes a record, whatever version it has. */
    Stored<V> change(Handle handle, JdbcBackend backend, String id, UnaryOperator<V> change) {
        Stored<V> old =
                select(handle, backend, id, " FOR UPDATE").orElseThrow(() -> NotFoundException.of(what, id, List.of()));
        overwrite(handle, backend, change.apply(old.value()));
        return find(handle, backend, id).orElseThrow();
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

    private boolean insert(Handle handle, JdbcBackend backend, V value) {
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
        return select(handle, backend, id, "");
    }

    private Optional<Stored<V>> select(Handle handle, JdbcBackend backend, String id, String locking) {
        return handle.createQuery(backend.sql(selected() + " WHERE " + key + " = :id" + locking))
                .bind("id", PortableText.encode(id))
                .map((row, context) -> Columns.stored(row, read.read(row)))
                .findOne();
    }

    private String selected() {
        return "SELECT " + key + ", " + String.join(", ", columns) + ", version, created_at, updated_at FROM " + table;
    }

    Page<Stored<V>> page(Handle handle, JdbcBackend backend, PageRequest page) {
        List<Stored<V>> rows = handle.createQuery(
                        backend.sql(selected() + " WHERE " + key + " > :after ORDER BY " + key + " LIMIT :limit"))
                .bind("after", PortableText.encode(page.after().orElse("")))
                .bind("limit", page.size() + 1)
                .map((row, context) -> Columns.stored(row, read.read(row)))
                .list();
        return Pages.of(rows, page, row -> row, row -> name.apply(row.value()));
    }

    boolean delete(Handle handle, JdbcBackend backend, String id) {
        return handle.createUpdate(backend.sql("DELETE FROM " + table + " WHERE " + key + " = :id"))
                        .bind("id", PortableText.encode(id))
                        .execute()
                == 1;
    }
}
