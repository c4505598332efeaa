package io.netstacks.adapter.jdbc;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.SecretReference;
import io.netstacks.spi.stack.ApiAuthentication;
import io.netstacks.spi.stack.ApiResource;
import io.netstacks.spi.stack.ApiResourceId;
import io.netstacks.spi.store.ApiResourceStore;
import io.netstacks.spi.store.Stored;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;

/** API resources; whoever changes one locks its row first. */
final class JdbcApiResources implements ApiResourceStore {

    private static final EditedRows<ApiResource> ROWS = new EditedRows<>(
            "API resource",
            "{api_resource}",
            "id",
            List.of(
                    "name",
                    "description",
                    "base_url",
                    "auth_type",
                    "username",
                    "secret",
                    "headers",
                    "verify_tls",
                    "created_by"),
            resource -> resource.id().value(),
            JdbcApiResources::bind,
            JdbcApiResources::read);

    private final JdbcBackend backend;
    private final Transactions transactions;
    private final NamedRows<ApiResource> resources;

    JdbcApiResources(JdbcBackend backend, Transactions transactions) {
        this.backend = backend;
        this.transactions = transactions;
        resources = new NamedRows<>(backend, "api_resource", ROWS, ApiResource::name);
    }

    private static void bind(SqlStatement<?> statement, ApiResource resource) {
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
                .bind("base_url", PortableText.encode(resource.baseUrl()))
                .bind("auth_type", authentication.type().name())
                .bind("headers", PortableText.encode(JdbcJson.write(headers)))
                .bind("verify_tls", resource.verifyTls())
                .bind("created_by", PortableText.key("who wrote an API resource", resource.createdBy()));
        Columns.bindKey(statement, "username", "the user of an API resource", authentication.username());
        Columns.bindKey(
                statement,
                "secret",
                "the secret of an API resource",
                authentication.secret().map(SecretReference::text));
    }

    private static ApiResource read(ResultSet row) throws SQLException {
        Map<String, SecretReference> headers = new LinkedHashMap<>();
        JdbcJson.strings(JdbcJson.read("the headers of an API resource", Columns.text(row, "headers")))
                .forEach((name, text) -> headers.put(name, new SecretReference(text)));
        return new ApiResource(
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
                Columns.text(row, "created_by"));
    }

    @Override
    public Stored<ApiResource> create(ApiResource resource) {
        return transactions.write(
                "creating API resource " + resource.id(), handle -> resources.create(handle, resource));
    }

    @Override
    public Stored<ApiResource> update(ApiResource resource, long expectedVersion) {
        String id = resource.id().value();
        return transactions.write(
                "changing API resource " + id,
                handle -> resources.update(handle, id, expectedVersion, old -> resource.by(old.createdBy())));
    }

    @Override
    public Optional<Stored<ApiResource>> find(ApiResourceId id) {
        return transactions.read("reading API resource " + id, handle -> resources.find(handle, id.value()));
    }

    @Override
    public Optional<Stored<ApiResource>> findByName(String name) {
        return transactions.read(
                "reading the API resource named " + name, handle -> resources.findByName(handle, name));
    }

    @Override
    public Page<Stored<ApiResource>> list(PageRequest page) {
        return transactions.read("listing API resources", handle -> resources.page(handle, page));
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
        return transactions.write("deleting API resource " + id, handle -> resources.delete(handle, id.value()));
    }
}
