package io.netstacks.adapter.jdbc;

import static io.netstacks.adapter.jdbc.Columns.utc;

import io.netstacks.core.store.SecretBox;
import io.netstacks.spi.config.BackupId;
import io.netstacks.spi.config.ConfigText;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** Keeps each text once, by its hash: compressed, then encrypted. Works within the transaction of its caller. */
final class ConfigTexts {

    static final String PURPOSE = "config";

    private final JdbcBackend backend;

    ConfigTexts(JdbcBackend backend) {
        this.backend = backend;
    }

    /** Makes sure that the text is there, and that it stays until the transaction ends. */
    void keep(Handle handle, ConfigText text) {
        while (!lock(handle, text.rawHash()) && !insert(handle, text)) {
            // somebody else inserted it or threw it away just now: the next look finds out
        }
    }

    private boolean lock(Handle handle, String hash) {
        return handle.createQuery(backend.sql("SELECT hash FROM {config_text} WHERE hash = :hash FOR UPDATE"))
                .bind("hash", hash)
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }

    private boolean insert(Handle handle, ConfigText text) {
        byte[] clear = ConfigTextCodec.write(text.reveal());
        byte[] sealed = backend.box().seal(PURPOSE, text.rawHash(), clear);
        Arrays.fill(clear, (byte) 0);
        return backend.dialect()
                .insertIfAbsent(
                        handle,
                        backend.sql("INSERT INTO {config_text} (hash, key_id, sealed, created_at)"
                                + " VALUES (:hash, :key, :sealed, :now)"),
                        insert -> insert.bind("hash", text.rawHash())
                                .bind("key", SecretBox.keyId(sealed))
                                .bind("sealed", sealed)
                                .bind("now", utc(backend.now())));
    }

    String open(String hash, byte[] sealed) {
        byte[] clear = backend.box().open(PURPOSE, hash, sealed);
        try {
            return ConfigTextCodec.read(hash, clear);
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }

    /** Throws away those of the texts that no backup has any more. */
    void dropUnused(Handle handle, Collection<String> hashes) {
        if (hashes.isEmpty()) {
            return;
        }
        TreeSet<String> ordered = new TreeSet<>(hashes);
        handle.createQuery(
                        backend.sql("SELECT hash FROM {config_text} WHERE hash IN (<hashes>) ORDER BY hash FOR UPDATE"))
                .bindList("hashes", ordered)
                .mapTo(String.class)
                .list();
        handle.createUpdate(backend.sql("DELETE FROM {config_text} WHERE hash IN (<hashes>)"
                        + " AND NOT EXISTS (SELECT 1 FROM {backup} b WHERE b.text_hash = hash)"))
                .bindList("hashes", ordered)
                .execute();
    }

    Optional<ConfigText> find(Handle handle, BackupId backupId) {
        return handle.createQuery(backend.sql("SELECT t.hash, t.sealed, b.normalized_hash FROM {backup} b"
                        + " JOIN {config_text} t ON t.hash = b.text_hash WHERE b.id = :id"))
                .bind("id", PortableText.encode(backupId.value()))
                .map((row, context) -> ConfigText.restored(
                        open(row.getString("hash"), row.getBytes("sealed")), row.getString("normalized_hash")))
                .findOne();
    }
}
