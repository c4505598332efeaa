package io.netstacks.adapter.jdbc;

import io.netstacks.spi.error.NotFoundException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/**
 * Which record of a sort is the default one: one row a sort, so there are never two. Whoever chooses a record locks it first,
 * and whoever deletes it takes the choice away afterwards, so that none is chosen that is gone.
 *
 * @param what what a record is called in messages
 * @param kind the sort of record
 * @param table the table of the records in braces, with their {@code name}
 */
record DefaultChoice(JdbcBackend backend, Transactions transactions, String what, String kind, String table) {

    void set(String name) {
        transactions.write("making " + what + " " + name + " the default", handle -> {
            lock(handle, name);
            choose(handle, name);
            return name;
        });
    }

    private void lock(Handle handle, String name) {
        boolean there = handle.createQuery(backend.sql("SELECT name FROM " + table + " WHERE name = :name FOR UPDATE"))
                .bind("name", PortableText.encode(name))
                .mapTo(String.class)
                .findOne()
                .isPresent();
        if (!there) {
            throw NotFoundException.of(what, name, List.of());
        }
    }

    private void choose(Handle handle, String name) {
        Consumer<Update> values = statement -> statement.bind("kind", kind).bind("name", PortableText.encode(name));
        boolean chosen = false;
        while (!chosen) {
            try (Update update =
                    handle.createUpdate(backend.sql("UPDATE {default_choice} SET name = :name WHERE kind = :kind"))) {
                values.accept(update);
                chosen = update.execute() == 1
                        || backend.dialect()
                                .insertIfAbsent(
                                        handle,
                                        backend.sql("INSERT INTO {default_choice} (kind, name) VALUES (:kind, :name)"),
                                        values);
            }
        }
    }

    void clear() {
        transactions.write(
                "taking the default " + what + " away",
                handle -> handle.createUpdate(backend.sql("DELETE FROM {default_choice} WHERE kind = :kind"))
                        .bind("kind", kind)
                        .execute());
    }

    Optional<String> name() {
        return transactions.read(
                "reading the default " + what,
                handle -> handle.createQuery(backend.sql("SELECT name FROM {default_choice} WHERE kind = :kind"))
                        .bind("kind", kind)
                        .map((row, context) -> Columns.text(row, "name"))
                        .findOne());
    }

    /** Called after a record was deleted, within that transaction. */
    void removed(Handle handle, String name) {
        handle.createUpdate(backend.sql("DELETE FROM {default_choice} WHERE kind = :kind AND name = :name"))
                .bind("kind", kind)
                .bind("name", PortableText.encode(name))
                .execute();
    }
}
