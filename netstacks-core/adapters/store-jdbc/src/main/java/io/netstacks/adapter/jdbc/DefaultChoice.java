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
record DefaultChoice(String what, String kind, String table) {

    void set(Handle handle, JdbcBackend backend, String name) {
        boolean there = handle.createQuery(backend.sql("SELECT name FROM " + table + " WHERE name = :name FOR UPDATE"))
                .bind("name", PortableText.encode(name))
                .mapTo(String.class)
                .findOne()
                .isPresent();
        if (!there) {
            throw NotFoundException.of(what, name, List.of());
        }
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

    void clear(Handle handle, JdbcBackend backend) {
        handle.createUpdate(backend.sql("DELETE FROM {default_choice} WHERE kind = :kind"))
                .bind("kind", kind)
                .execute();
    }

    Optional<String> name(Handle handle, JdbcBackend backend) {
        return handle.createQuery(backend.sql("SELECT name FROM {default_choice} WHERE kind = :kind"))
                .bind("kind", kind)
                .map((row, context) -> Columns.text(row, "name"))
                .findOne();
    }

    /** Called after a record was deleted. */
    void removed(Handle handle, JdbcBackend backend, String name) {
        handle.createUpdate(backend.sql("DELETE FROM {default_choice} WHERE kind = :kind AND name = :name"))
                .bind("kind", kind)
                .bind("name", PortableText.encode(name))
                .execute();
    }
}
