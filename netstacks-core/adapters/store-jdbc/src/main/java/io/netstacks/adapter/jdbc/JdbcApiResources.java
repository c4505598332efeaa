package io.netstacks.adapter.jdbc;

import static io.netstacks.adapter.jdbc.Columns.utc;

import io.netstacks.core.store.VersionCheck;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.SecretReference;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.stack.ApiAuthentication;
import io.netstacks.spi.stack.ApiResource;
import io.netstacks.spi.stack.ApiResourceId;
import io.netstacks.spi.store.ApiResourceStore;
import io.netstacks.spi.store.Stored;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** API resources; whoever changes one locks its row first. */
final class JdbcApiResources implements ApiResourceStore {

    private final JdbcBackend backend;
    private final Transactions transactions;
    private final UniqueNames names;

    JdbcApiResources(JdbcBackend backend, Transactions transactions) {
        this.backend = backend;
        this.transactions = transactions;
        names = new UniqueNames(backend, "api_resource", "API resource");
    }

    @Override
    public Stored<ApiResource> create(ApiResource resource) {
        return transactions.write("creating API resource " + resource.id(), handle -> {
            names.take(handle, resource.name());
            boolean added = backend.dialect()
                    .insertIfAbsent(
                            handle,
                            backend.sql("INSERT INTO {api_resource} (id, name, description, base_url, auth_type,"
                                    + " username, secret, headers, verify_tls, created_by, version, created_at,"
                                    + " updated_at) VALUES (:id, :name, :description, :url, :type, :username, :secret,"
                                    + " :headers, :verify, :by, 1, :now, :now)"),
                            insert -> {
                                bind(insert, resource);
                                insert.bind("by", PortableText.key("who wrote an API resource", resource.createdBy()));
                            });
            if (!added) {
                names.give(handle, resource.name());
                throw new ConflictException("another API resource has the id " + resource.id());
            }
            return select(handle, resource.id(), "").orElseThrow();
        });
    }

    private void bind(SqlStatement<?> statement, ApiResource resource) {
        ApiAuthentication authentication = resource.authentication();
        Map<String, String> headers = new LinkedHashMap<>();
        authentication.headers().forEach((name, secret) -> headers.put(name, secret.text()));
        statement
                .bind(
                        "id",
                        PortableText.key(
                                "the id of an API resource", resource.id().value()))
                .bind("name", PortableText.key("the name of an API resource", resource.name()))
                .bind("description", PortableText.encode(resource.description()))
                .bind("url", PortableText.encode(resource.baseUrl()))
                .bind("type", authentication.type().name())
                .bind("headers", PortableText.encode(JdbcJson.write(headers)))
                .bind("verify", resource.verifyTls())
                .bind("now", utc(backend.now()));
        Columns.bindKey(statement, "username", "the user of an API resource", authentication.username());
        Columns.bindKey(
                statement,
                "secret",
                "the secret of an API resource",
                authentication.secret().map(SecretReference::text));
    }

    @Override
    public Stored<ApiResource> update(ApiResource resource, long expectedVersion) {
        ApiResourceId id = resource.id();
        return transactions.write("changing API resource " + id, handle -> {
            ApiResource old = VersionCheck.of("API resource " + id, select(handle, id, " FOR UPDATE"), expectedVersion)
                    .value();
            names.change(handle, old.name(), resource.name());
            try (var update = handle.createUpdate(backend.sql("UPDATE {api_resource} SET name = :name,"
                    + " description = :description, base_url = :url, auth_type = :type, username = :username,"
                    + " secret = :secret, headers = :headers, verify_tls = :verify, version = version + 1,"
                    + " updated_at = :now WHERE id = :id"))) {
                bind(update, resource);
                update.execute();
            }
            return select(handle, id, "").orElseThrow();
        });
    }

    @Override
    public Optional<Stored<ApiResource>> find(ApiResourceId id) {
        return transactions.read("reading API resource " + id, handle -> select(handle, id, ""));
    }

    private Optional<Stored<ApiResource>> select(Handle handle, ApiResourceId id, String locking) {
        return handle.createQuery(backend.sql("SELECT * FROM {api_resource} WHERE id = :id" + locking))
                .bind("id", PortableText.encode(id.value()))
                .map((row, context) -> stored(row))
                .findOne();
    }

    @Override
    public Optional<Stored<ApiResource>> findByName(String name) {
        return transactions.read(
                "reading the API resource named " + name,
                handle -> handle.createQuery(backend.sql("SELECT * FROM {api_resource} WHERE name = :name"))
                        .bind("name", PortableText.encode(name))
                        .map((row, context) -> stored(row))
                        .findOne());
    }

    @Override
    public Page<Stored<ApiResource>> list(PageRequest page) {
        NamedQuery named = new NamedQuery("SELECT * FROM {api_resource}", "name");
        return transactions.read(
                "listing API resources",
                handle -> named.page(
                        handle,
                        backend,
                        page,
                        (row, context) -> stored(row),
                        row -> row.value().name()));
    }

    private static Stored<ApiResource> stored(ResultSet row) throws SQLException {
        Map<String, SecretReference> headers = new LinkedHashMap<>();
        JdbcJson.strings(JdbcJson.read("the headers of an API resource", Columns.text(row, "headers")))
                .forEach((name, text) -> headers.put(name, new SecretReference(text)));
        return Columns.stored(
                row,
                new ApiResource(
                        new ApiResourceId(Columns.text(row, "id")),
                        Columns.text(row, "name"),
                        Columns.text(row, "description"),
                        Columns.text(row, "base_url"),
                        new ApiAuthentication(
                                ApiAuthentication.Type.valueOf(row.getString("auth_type")),
                                Columns.optionalText(row, "username"),
                                Columns.optionalText(row, "secret").map(SecretReference::new),
                                headers),
                        row.getBoolean("verify_tls"),
                        Columns.text(row, "created_by")));
    }

    @Override
    public Map<ApiAuthentication.Type, Long> countByAuthentication() {
        return transactions.read(
                "counting API resources",
                handle ->
                        RowCounts.of(handle, backend, ApiAuthentication.Type.class, "{api_resource}", "auth_type", ""));
    }

    @Override
    public boolean delete(ApiResourceId id) {
        return transactions.write("deleting API resource " + id, handle -> {
            Optional<Stored<ApiResource>> found = select(handle, id, " FOR UPDATE");
            found.ifPresent(resource -> {
                names.give(handle, resource.value().name());
                handle.createUpdate(backend.sql("DELETE FROM {api_resource} WHERE id = :id"))
                        .bind("id", PortableText.encode(id.value()))
                        .execute();
            });
            return found.isPresent();
        });
    }
}
