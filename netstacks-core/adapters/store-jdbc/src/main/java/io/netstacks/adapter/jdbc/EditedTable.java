package io.netstacks.adapter.jdbc;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.store.Stored;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Edited rows, each operation in a transaction of its own: a store of such rows, where nothing else goes along.
 *
 * @param rows the rows
 * @param many what several of them are called in messages
 */
record EditedTable<V>(JdbcBackend backend, Transactions transactions, EditedRows<V> rows, String many) {

    /** Adds a record, or replaces the one of that name. */
    Stored<V> save(V value) {
        return transactions.write("saving " + named(key(value)), handle -> rows.save(handle, backend, value));
    }

    /** Replaces a record that has the expected version. */
    Stored<V> update(V value, long expectedVersion) {
        return transactions.write(
                "updating " + named(key(value)), handle -> rows.update(handle, backend, value, expectedVersion));
    }

    /** Changes a record, whatever version it has. */
    Stored<V> change(String key, UnaryOperator<V> change) {
        return transactions.write("changing " + named(key), handle -> rows.change(handle, backend, key, change));
    }

    Optional<Stored<V>> find(String key) {
        return transactions.read("reading " + named(key), handle -> rows.find(handle, backend, key));
    }

    /** Returns records by their keys. */
    Page<Stored<V>> page(PageRequest page) {
        return transactions.read("listing " + many, handle -> rows.page(handle, backend, page));
    }

    boolean delete(String key) {
        return transactions.write("deleting " + named(key), handle -> rows.delete(handle, backend, key));
    }

    private String key(V value) {
        return rows.keyOf().apply(value);
    }

    private String named(String key) {
        return rows.what() + " " + key;
    }
}
