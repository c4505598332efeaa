package io.netstacks.adapter.jdbc;

import io.netstacks.spi.store.TemplateStore;
import io.netstacks.spi.template.TemplateUse;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** Finds what needs a template. Works within the transaction of its caller. */
final class TemplateUses {

    private final JdbcBackend backend;

    TemplateUses(JdbcBackend backend) {
        this.backend = backend;
    }

    List<TemplateUse> of(Handle handle, String template) {
        List<TemplateUse> uses = new ArrayList<>();
        uses.addAll(names(
                handle,
                TemplateUse.User.TEMPLATE,
                template,
                "SELECT name FROM {template} WHERE validation_template = :template"
                        + " UNION SELECT name FROM {template} WHERE delete_template = :template ORDER BY 1"));
        uses.addAll(names(
                handle,
                TemplateUse.User.STACK,
                template,
                "SELECT name FROM {service_stack} WHERE id IN (SELECT stack_id FROM {stack_service}"
                        + " WHERE template = :template) ORDER BY 1"));
        uses.addAll(names(
                handle,
                TemplateUse.User.STACK_TEMPLATE,
                template,
                "SELECT name FROM {stack_template} WHERE id IN (SELECT stack_template_id FROM {stack_template_service}"
                        + " WHERE template = :template) ORDER BY 1"));
        uses.addAll(find(
                handle,
                TemplateUse.User.INSTANCE,
                template,
                "SELECT id, stack_id, service, device FROM {service_instance} WHERE template = :template"
                        + " UNION SELECT id, stack_id, service, device FROM {service_instance}"
                        + " WHERE validation_template = :template"
                        + " UNION SELECT id, stack_id, service, device FROM {service_instance}"
                        + " WHERE delete_template = :template ORDER BY 1",
                (row, context) -> InstanceRows.key(row).toString()));
        return uses;
    }

    private List<TemplateUse> names(Handle handle, TemplateUse.User user, String template, String query) {
        return find(handle, user, template, query, (row, context) -> Columns.text(row, "name"));
    }

    private List<TemplateUse> find(
            Handle handle, TemplateUse.User user, String template, String query, RowMapper<String> name) {
        return handle
                .createQuery(backend.sql(query + " LIMIT " + TemplateStore.MOST_USES))
                .bind("template", PortableText.encode(template))
                .map(name)
                .list()
                .stream()
                .map(found -> new TemplateUse(user, found))
                .toList();
    }
}
