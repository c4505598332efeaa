package io.netstacks.adapter.jdbc;

import static io.netstacks.adapter.jdbc.Columns.utc;

import io.netstacks.core.store.SecretBox;
import io.netstacks.spi.Limits;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.store.CredentialStore;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.statement.Update;

final class JdbcCredentials implements CredentialStore {

    private static final String PURPOSE = "credential";

    private record SealedCredential(String name, ByteBuffer sealed) {}

    private final JdbcBackend backend;
    private final Transactions transactions;
    private final DefaultChoice choice;

    JdbcCredentials(JdbcBackend backend, Transactions transactions) {
        this.backend = backend;
        this.transactions = transactions;
        choice = new DefaultChoice(backend, transactions, "credentials", "credential", "{credential}");
    }

    @Override
    public void save(String name, Credentials credentials) {
        String key = PortableText.key("the name of credentials", Limits.key("the name of credentials", name));
        byte[] sealed = seal(name, credentials);
        Consumer<Update> values = statement -> statement
                .bind("name", key)
                .bind("key", SecretBox.keyId(sealed))
                .bind("sealed", sealed)
                .bind("now", utc(backend.now()));
        transactions.write("saving credential " + name, handle -> {
            boolean saved = false;
            while (!saved) {
                Update update =
                        handle.createUpdate(backend.sql("UPDATE {credential} SET key_id = :key, sealed = :sealed,"
                                + " updated_at = :now WHERE name = :name"));
                values.accept(update);
                saved = update.execute() == 1
                        || backend.dialect()
                                .insertIfAbsent(
                                        handle,
                                        backend.sql("INSERT INTO {credential} (name, key_id, sealed, updated_at)"
                                                + " VALUES (:name, :key, :sealed, :now)"),
                                        values);
            }
            return name;
        });
    }

    private byte[] seal(String name, Credentials credentials) {
        byte[] clear = CredentialCodec.write(credentials);
        try {
            return backend.box().seal(PURPOSE, name, clear);
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }

    @Override
    public Optional<Credentials> find(String name) {
        Optional<byte[]> sealed = transactions.read(
                "reading credential " + name,
                handle -> handle.createQuery(backend.sql("SELECT sealed FROM {credential} WHERE name = :name"))
                        .bind("name", PortableText.encode(name))
                        .map((row, context) -> row.getBytes("sealed"))
                        .findOne());
        return sealed.map(bytes -> open(name, bytes));
    }

    private Credentials open(String name, byte[] sealed) {
        byte[] clear = backend.box().open(PURPOSE, name, sealed);
        try {
            return CredentialCodec.read(name, clear);
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }

    @Override
    public List<String> names() {
        return transactions.read(
                "listing credentials",
                handle -> handle.createQuery(backend.sql("SELECT name FROM {credential} ORDER BY name"))
                        .map((row, context) -> Columns.text(row, "name"))
                        .list());
    }

    @Override
    public void setDefault(String name) {
        choice.set(name);
    }

    @Override
    public void clearDefault() {
        choice.clear();
    }

    @Override
    public Optional<String> defaultName() {
        return selectDefault().map(SealedCredential::name);
    }

    @Override
    public Optional<Credentials> findDefault() {
        return selectDefault().map(found -> open(found.name(), found.sealed().array()));
    }

    /** In one look, since a login waits for it; the chosen one comes first. */
    private Optional<SealedCredential> selectDefault() {
        return transactions.read(
                "reading the default credential",
                handle -> handle.createQuery(backend.sql("SELECT name, sealed FROM {credential} WHERE name IN (:name,"
                                + " (SELECT name FROM {default_choice} WHERE kind = 'credential'))"
                                + " ORDER BY CASE WHEN name = :name THEN 1 ELSE 0 END LIMIT 1"))
                        .bind("name", DEFAULT)
                        .map((row, context) -> new SealedCredential(
                                Columns.text(row, "name"), ByteBuffer.wrap(row.getBytes("sealed"))))
                        .findOne());
    }

    @Override
    public boolean delete(String name) {
        return transactions.write("deleting credential " + name, handle -> {
            boolean deleted = handle.createUpdate(backend.sql("DELETE FROM {credential} WHERE name = :name"))
                            .bind("name", PortableText.encode(name))
                            .execute()
                    == 1;
            choice.removed(handle, name);
            return deleted;
        });
    }

    @Override
    public int rotate() {
        return new KeyRotation(backend, transactions).rotate("{credential}", "name", PURPOSE);
    }
}
