package io.netstacks.adapter.jdbc;

import io.netstacks.spi.error.ConflictException;
import org.jdbi.v3.core.Handle;

/** Names that records of one kind have beside their ids. Works within the transaction of its caller. */
final class UniqueNames {

    private final JdbcBackend backend;
    private final String kind;
    private final String what;

    /** Creates one for a kind, which is called {@code what} in messages. */
    UniqueNames(JdbcBackend backend, String kind, String what) {
        this.backend = backend;
        this.kind = kind;
        this.what = what;
    }

    /** Takes a name; waits for a transaction that is just about to take or to give it. */
    void take(Handle handle, String name) {
        boolean taken = backend.dialect()
                .insertIfAbsent(
                        handle,
                        backend.sql("INSERT INTO {unique_name} (kind, name) VALUES (:kind, :name)"),
                        insert -> insert.bind("kind", kind).bind("name", PortableText.key("a name", name)));
        if (!taken) {
            throw new ConflictException("another " + what + " is named " + name);
        }
    }

    void give(Handle handle, String name) {
        handle.createUpdate(backend.sql("DELETE FROM {unique_name} WHERE kind = :kind AND name = :name"))
                .bind("kind", kind)
                .bind("name", PortableText.encode(name))
                .execute();
    }

    void change(Handle handle, String oldName, String newName) {
        if (!oldName.equals(newName)) {
            take(handle, newName);
            give(handle, oldName);
        }
    }
}
