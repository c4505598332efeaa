package io.netstacks.adapter.jdbc;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.stack.ServiceOutline;
import io.netstacks.spi.stack.StackTemplate;
import io.netstacks.spi.stack.StackTemplateId;
import io.netstacks.spi.store.StackTemplateStore;
import io.netstacks.spi.store.Stored;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Stack templates; whoever changes one locks its row first. */
final class JdbcStackTemplates implements StackTemplateStore {

    private static final EditedRows<StackTemplate> ROWS = new EditedRows<>(
            "stack template",
            "{stack_template}",
            "id",
            List.of("name", "document", "created_by"),
            template -> template.id().value(),
            (statement, template) -> statement
                    .bind(
                            "id",
                            PortableText.key(
                                    "the id of a stack template", template.id().value()))
                    .bind("name", PortableText.key("the name of a stack template", template.name()))
                    .bind("document", PortableText.encode(StackJson.write(template)))
                    .bind("created_by", PortableText.key("who wrote a stack template", template.createdBy())),
            JdbcStackTemplates::read);

    private final JdbcBackend backend;
    private final Transactions transactions;
    private final NamedRows<StackTemplate> templates;

    JdbcStackTemplates(JdbcBackend backend, Transactions transactions) {
        this.backend = backend;
        this.transactions = transactions;
        templates = new NamedRows<>(backend, "stack_template", ROWS, StackTemplate::name);
    }

    private static StackTemplate read(ResultSet row) throws SQLException {
        StackTemplateId id = new StackTemplateId(Columns.text(row, "id"));
        return StackJson.template(
                id,
                Columns.text(row, "name"),
                Columns.text(row, "created_by"),
                JdbcJson.read("stack template " + id, Columns.text(row, "document")));
    }

    @Override
    public Stored<StackTemplate> create(StackTemplate template) {
        return transactions.write("creating stack template " + template.id(), handle -> {
            Stored<StackTemplate> created = templates.create(handle, template);
            addServices(handle, template);
            return created;
        });
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
        String id = template.id().value();
        return transactions.write("changing stack template " + id, handle -> {
            Stored<StackTemplate> changed =
                    templates.update(handle, id, expectedVersion, old -> template.by(old.createdBy()));
            handle.createUpdate(backend.sql("DELETE FROM {stack_template_service} WHERE stack_template_id = :id"))
                    .bind("id", PortableText.encode(id))
                    .execute();
            addServices(handle, template);
            return changed;
        });
    }

    @Override
    public Optional<Stored<StackTemplate>> find(StackTemplateId id) {
        return transactions.read("reading stack template " + id, handle -> templates.find(handle, id.value()));
    }

    @Override
    public Optional<Stored<StackTemplate>> findByName(String name) {
        return transactions.read(
                "reading the stack template named " + name, handle -> templates.findByName(handle, name));
    }

    @Override
    public Page<Stored<StackTemplate>> list(PageRequest page) {
        return transactions.read("listing stack templates", handle -> templates.page(handle, page));
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
        return transactions.write("deleting stack template " + id, handle -> templates.delete(handle, id.value()));
    }
}
