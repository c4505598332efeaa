package io.netstacks.adapter.jdbc;

import io.netstacks.core.store.SecretBox;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Encrypts rows that are under an older key with the current one: row by row, so that others wait for one row only. */
final class KeyRotation {

    private static final int BATCH = 200;

    private final JdbcBackend backend;
    private final Transactions transactions;

    KeyRotation(JdbcBackend backend, Transactions transactions) {
        this.backend = backend;
        this.transactions = transactions;
    }

    /** Returns how many rows it encrypted; it may be stopped anywhere and begun again. */
    int rotate(String table, String nameColumn, String purpose) {
        int rotated = 0;
        String after = "";
        List<String> batch = outdated(table, nameColumn, after);
        while (!batch.isEmpty()) {
            for (String name : batch) {
                boolean done = transactions.write(
                        "rotating " + purpose + " " + name,
                        handle -> rotateRow(handle, table, nameColumn, purpose, name));
                rotated += done ? 1 : 0;
                after = name;
            }
            batch = outdated(table, nameColumn, after);
        }
        return rotated;
    }

    private List<String> outdated(String table, String nameColumn, String after) {
        return transactions.read(
                "looking for older keys",
                handle -> handle.createQuery(backend.sql(
                                "SELECT " + nameColumn + " AS name FROM " + table + " WHERE key_id <> :key AND "
                                        + nameColumn + " > :after ORDER BY " + nameColumn + " LIMIT " + BATCH))
                        .bind("key", backend.box().currentKeyId())
                        .bind("after", PortableText.encode(after))
                        .map((row, context) -> Columns.text(row, "name"))
                        .list());
    }

    private boolean rotateRow(Handle handle, String table, String nameColumn, String purpose, String name) {
        Optional<byte[]> old = handle.createQuery(backend.sql("SELECT sealed FROM " + table + " WHERE " + nameColumn
                        + " = :name AND key_id <> :key FOR UPDATE"))
                .bind("name", PortableText.encode(name))
                .bind("key", backend.box().currentKeyId())
                .map((row, context) -> row.getBytes("sealed"))
                .findOne();
        old.ifPresent(outdated -> {
            byte[] clear = backend.box().open(purpose, name, outdated);
            byte[] fresh = backend.box().seal(purpose, name, clear);
            Arrays.fill(clear, (byte) 0);
            handle.createUpdate(backend.sql("UPDATE " + table + " SET key_id = :key, sealed = :sealed WHERE "
                            + nameColumn + " = :name"))
                    .bind("key", SecretBox.keyId(fresh))
                    .bind("sealed", fresh)
                    .bind("name", PortableText.encode(name))
                    .execute();
        });
        return old.isPresent();
    }
}
