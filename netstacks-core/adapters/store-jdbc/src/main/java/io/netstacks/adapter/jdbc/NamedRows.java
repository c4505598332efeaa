package io.netstacks.adapter.jdbc;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.store.Stored;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/**
 * Edited rows that have a unique name beside their id; whoever changes or deletes one locks it first. Works within the
 * transaction of its caller.
 */
final class NamedRows<V> {

    private static final String NAME = "name";

    private final JdbcBackend backend;
    private final EditedRows<V> rows;
    private final Function<V, String> name;
    private final UniqueNames names;

    /**
     * Creates them.
     *
     * @param kind of which kind the names are
     * @param rows the rows by their ids; their column {@code name} is ordered
     * @param name the name of a record
     */
    NamedRows(JdbcBackend backend, String kind, EditedRows<V> rows, Function<V, String> name) {
        this.backend = backend;
        this.rows = rows;
        this.name = name;
        names = new UniqueNames(backend, kind, rows.what());
    }

    Stored<V> create(Handle handle, V value) {
        String id = rows.keyOf().apply(value);
        names.take(handle, name.apply(value));
        if (!rows.insert(handle, backend, value)) {
            names.give(handle, name.apply(value));
            throw new ConflictException("another " + rows.what() + " has the id " + id);
        }
        return find(handle, id).orElseThrow();
    }

    /** Changes a record that has the expected version. */
    Stored<V> update(Handle handle, String id, long expectedVersion, UnaryOperator<V> change) {
        V old = rows.lock(handle, backend, id, expectedVersion).value();
        V changed = change.apply(old);
        names.change(handle, name.apply(old), name.apply(changed));
        return rows.replace(handle, backend, changed);
    }

    /** Writes a record that its caller has locked, under the name that it has. */
    Stored<V> replace(Handle handle, V value) {
        return rows.replace(handle, backend, value);
    }

    /** Returns a record that nobody else can change until the transaction ends. */
    Optional<Stored<V>> lock(Handle handle, String id) {
        return rows.lock(handle, backend, id);
    }

    Optional<Stored<V>> find(Handle handle, String id) {
        return rows.find(handle, backend, id);
    }

    Optional<Stored<V>> findByName(Handle handle, String wanted) {
        return rows.findBy(handle, backend, NAME, wanted);
    }

    /** Returns records by name. */
    Page<Stored<V>> page(Handle handle, PageRequest page) {
        return rows.pageBy(handle, backend, NAME, name, page);
    }

    boolean delete(Handle handle, String id) {
        Optional<Stored<V>> found = rows.lock(handle, backend, id);
        found.ifPresent(row -> {
            names.give(handle, name.apply(row.value()));
            rows.delete(handle, backend, id);
        });
        return found.isPresent();
    }
}
