package io.netstacks.adapter.jdbc;

import static io.netstacks.adapter.jdbc.Columns.utc;

import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.StoreException;
import io.netstacks.spi.transport.HostKey;
import io.netstacks.spi.transport.HostKeyStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

final class JdbcHostKeys implements HostKeyStore {

    private final JdbcBackend backend;
    private final Transactions transactions;

    JdbcHostKeys(JdbcBackend backend, Transactions transactions) {
        this.backend = backend;
        this.transactions = transactions;
    }

    @Override
    public List<HostKey> find(Endpoint endpoint) {
        return transactions.read("reading host keys of " + endpoint, handle -> select(handle, endpoint));
    }

    /** Whoever loses the race to insert waits for the winner, and then reads what he trusted. */
    @Override
    public boolean trustFirst(Endpoint endpoint, HostKey key) {
        return transactions.write("trusting a host key of " + endpoint, handle -> {
            boolean first = backend.dialect()
                    .insertIfAbsent(
                            handle,
                            backend.sql("INSERT INTO {host_key} (host, port, type, public_key, trusted_at)"
                                    + " VALUES (:host, :port, :type, :key, :now)"),
                            insert -> insert.bind("host", host(endpoint))
                                    .bind("port", endpoint.port())
                                    .bind("type", PortableText.key("a host key's type", key.type()))
                                    .bind("key", PortableText.encode(key.base64()))
                                    .bind("now", utc(backend.now())));
            return first || select(handle, endpoint).contains(key);
        });
    }

    @Override
    public void forget(Endpoint endpoint) {
        transactions.write(
                "forgetting host keys of " + endpoint,
                handle -> handle.createUpdate(backend.sql("DELETE FROM {host_key} WHERE host = :host AND port = :port"))
                        .bind("host", host(endpoint))
                        .bind("port", endpoint.port())
                        .execute());
    }

    private List<HostKey> select(Handle handle, Endpoint endpoint) {
        return handle.createQuery(backend.sql("SELECT type, public_key FROM {host_key}"
                        + " WHERE host = :host AND port = :port ORDER BY type"))
                .bind("host", host(endpoint))
                .bind("port", endpoint.port())
                .map((row, context) -> hostKey(endpoint, row))
                .list();
    }

    private static HostKey hostKey(Endpoint endpoint, ResultSet row) throws SQLException {
        String type = Columns.text(row, "type");
        try {
            return new HostKey(type, Columns.text(row, "public_key"));
        } catch (InvalidInputException e) {
            throw StoreException.permanent(
                    "the trusted " + type + " host key of " + endpoint + " is damaged; forget it, and the next key is"
                            + " trusted on first use",
                    e);
        }
    }

    /** Host names are the same in any case (RFC 4343). */
    private static String host(Endpoint endpoint) {
        return PortableText.key("a host", endpoint.host().toLowerCase(Locale.ROOT));
    }
}
