package io.netstacks.adapter.jdbc;

import static io.netstacks.adapter.jdbc.Columns.utc;

import io.netstacks.core.store.VersionCheck;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.stack.ServiceOutline;
import io.netstacks.spi.stack.StackTemplate;
import io.netstacks.spi.stack.StackTemplateId;
import io.netstacks.spi.store.StackTemplateStore;
import io.netstacks.spi.store.Stored;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** Stack templates; whoever changes one locks its row first. */
final class JdbcStackTemplates implements StackTemplateStore {

    private final JdbcBackend backend;
    private final Transactions transactions;
    private final UniqueNames names;

    JdbcStackTemplates(JdbcBackend backend, Transactions transactions) {
        this.backend = backend;
        this.transactions = transactions;
        names = new UniqueNames(backend, "stack_template", "stack template");
    }

    @Override
    public Stored<StackTemplate> create(StackTemplate template) {
        return transactions.write("creating stack template " + template.id(), handle -> {
            names.take(handle, template.name());
            boolean added = backend.dialect()
                    .insertIfAbsent(
                            handle,
                            backend.sql("INSERT INTO {stack_template} (id, name, document, created_by, version,"
                                    + " created_at, updated_at) VALUES (:id, :name, :document, :by, 1, :now, :now)"),
                            insert -> {
                                bind(insert, template);
                                insert.bind("by", PortableText.key("who wrote a stack template", template.createdBy()));
                            });
            if (!added) {
                names.give(handle, template.name());
                throw new ConflictException("another stack template has the id " + template.id());
            }
            addServices(handle, template);
            return select(handle, template.id(), "").orElseThrow();
        });
    }

    private void bind(SqlStatement<?> statement, StackTemplate template) {
        statement
                .bind(
                        "id",
                        PortableText.key(
                                "the id of a stack template", template.id().value()))
                .bind("name", PortableText.key("the name of a stack template", template.name()))
                .bind("document", PortableText.encode(StackJson.write(template)))
                .bind("now", utc(backend.now()));
    }

    private void addServices(Handle handle, StackTemplate template) {
        if (template.services().isEmpty()) {
            return;
        }
        try (var insert = handle.prepareBatch(
                backend.sql("INSERT INTO {stack_template_service} (stack_template_id, name, template)"
                        + " VALUES (:id, :name, :template)"))) {
            for (ServiceOutline service : template.services()) {
                insert.bind("id", PortableText.encode(template.id().value()))
                        .bind("name", PortableText.key("the name of a service", service.name()))
                        .bind("template", PortableText.key("the name of a template", service.template()))
                        .add();
            }
            insert.execute();
        }
    }

    @Override
    public Stored<StackTemplate> update(StackTemplate template, long expectedVersion) {
        StackTemplateId id = template.id();
        return transactions.write("changing stack template " + id, handle -> {
            StackTemplate old = VersionCheck.of(
                            "stack template " + id, select(handle, id, " FOR UPDATE"), expectedVersion)
                    .value();
            names.change(handle, old.name(), template.name());
            try (var update = handle.createUpdate(backend.sql("UPDATE {stack_template} SET name = :name,"
                    + " document = :document, version = version + 1, updated_at = :now WHERE id = :id"))) {
                bind(update, template);
                update.execute();
            }
            handle.createUpdate(backend.sql("DELETE FROM {stack_template_service} WHERE stack_template_id = :id"))
                    .bind("id", PortableText.encode(id.value()))
                    .execute();
            addServices(handle, template);
            return select(handle, id, "").orElseThrow();
        });
    }

    @Override
    public Optional<Stored<StackTemplate>> find(StackTemplateId id) {
        return transactions.read("reading stack template " + id, handle -> select(handle, id, ""));
    }

    private Optional<Stored<StackTemplate>> select(Handle handle, StackTemplateId id, String locking) {
        return handle.createQuery(backend.sql("SELECT * FROM {stack_template} WHERE id = :id" + locking))
                .bind("id", PortableText.encode(id.value()))
                .map((row, context) -> stored(row))
                .findOne();
    }

    @Override
    public Optional<Stored<StackTemplate>> findByName(String name) {
        return transactions.read(
                "reading the stack template named " + name,
                handle -> handle.createQuery(backend.sql("SELECT * FROM {stack_template} WHERE name = :name"))
                        .bind("name", PortableText.encode(name))
                        .map((row, context) -> stored(row))
                        .findOne());
    }

    @Override
    public Page<Stored<StackTemplate>> list(PageRequest page) {
        NamedQuery named = new NamedQuery("SELECT * FROM {stack_template}", "name");
        return transactions.read(
                "listing stack templates",
                handle -> named.page(
                        handle,
                        backend,
                        page,
                        (row, context) -> stored(row),
                        row -> row.value().name()));
    }

    private static Stored<StackTemplate> stored(ResultSet row) throws SQLException {
        StackTemplateId id = new StackTemplateId(Columns.text(row, "id"));
        return Columns.stored(
                row,
                StackJson.template(
                        id,
                        Columns.text(row, "name"),
                        Columns.text(row, "created_by"),
                        JdbcJson.read("stack template " + id, Columns.text(row, "document"))));
    }

    @Override
    public long count() {
        return transactions.read(
                "counting stack templates",
                handle -> handle.createQuery(backend.sql("SELECT COUNT(*) FROM {stack_template}"))
                        .mapTo(Long.class)
                        .one());
    }

    @Override
    public boolean delete(StackTemplateId id) {
        return transactions.write("deleting stack template " + id, handle -> {
            Optional<Stored<StackTemplate>> found = select(handle, id, " FOR UPDATE");
            found.ifPresent(template -> {
                names.give(handle, template.value().name());
                handle.createUpdate(backend.sql("DELETE FROM {stack_template} WHERE id = :id"))
                        .bind("id", PortableText.encode(id.value()))
                        .execute();
            });
            return found.isPresent();
        });
    }
}
