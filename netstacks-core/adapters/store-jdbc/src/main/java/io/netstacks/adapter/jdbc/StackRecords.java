package io.netstacks.adapter.jdbc;

import static io.netstacks.adapter.jdbc.Columns.utc;

import io.netstacks.spi.schedule.ScheduledWork;
import io.netstacks.spi.stack.DeploymentItem;
import io.netstacks.spi.stack.DeploymentState;
import io.netstacks.spi.stack.ServiceDefinition;
import io.netstacks.spi.stack.ServiceStack;
import io.netstacks.spi.stack.StackId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** What goes along with a stack. Works within the transaction of its caller, who has locked the stack. */
final class StackRecords {

    private final JdbcBackend backend;

    StackRecords(JdbcBackend backend) {
        this.backend = backend;
    }

    /** Adds what stacks are found by. */
    void addParts(Handle handle, ServiceStack stack) {
        if (stack.definition().services().isEmpty()) {
            return;
        }
        String id = PortableText.encode(stack.id().value());
        try (var insert = handle.prepareBatch(
                backend.sql("INSERT INTO {stack_service} (stack_id, name, template) VALUES (:id, :name, :template)"))) {
            for (ServiceDefinition service : stack.definition().services()) {
                insert.bind("id", id)
                        .bind("name", PortableText.key("the name of a service", service.name()))
                        .bind(
                                "template",
                                PortableText.key(
                                        "the name of a template",
                                        service.outline().template()))
                        .add();
            }
            insert.execute();
        }
        Set<String> devices = stack.definition().services().stream()
                .flatMap(service -> service.devices().stream())
                .collect(Collectors.toSet());
        try (var insert = handle.prepareBatch(
                backend.sql("INSERT INTO {stack_device} (stack_id, device) VALUES (:id, :device)"))) {
            for (String device : devices) {
                insert.bind("id", id)
                        .bind("device", PortableText.key("a device of a service", device))
                        .add();
            }
            insert.execute();
        }
    }

    void removeParts(Handle handle, StackId id) {
        for (String table : new String[] {"{stack_service}", "{stack_device}"}) {
            handle.createUpdate(backend.sql("DELETE FROM " + table + " WHERE stack_id = :id"))
                    .bind("id", PortableText.encode(id.value()))
                    .execute();
        }
    }

    /** Ends the open deployments of a stack; nothing is at work afterwards. */
    void close(Handle handle, StackId id, DeploymentState state, Instant at) {
        closeItems(handle, id, "RUNNING", "UNKNOWN", DeploymentItem.NO_END, at);
        closeItems(handle, id, "PENDING", "SKIPPED", DeploymentItem.NOT_BEGUN, at);
        handle.createUpdate(backend.sql("UPDATE {deployment} SET state = :state, ended_at = :at"
                        + " WHERE stack_id = :id AND state = 'RUNNING'"))
                .bind("state", state.name())
                .bind("at", utc(at))
                .bind("id", PortableText.encode(id.value()))
                .execute();
        handle.createUpdate(backend.sql("UPDATE {service_instance} SET state = 'UNKNOWN', error = :error,"
                        + " version = version + 1, updated_at = :now"
                        + " WHERE stack_id = :id AND state IN ('DEPLOYING', 'DELETING')"))
                .bind("error", DeploymentItem.NO_END)
                .bind("now", utc(backend.now()))
                .bind("id", PortableText.encode(id.value()))
                .execute();
    }

    private void closeItems(Handle handle, StackId id, String from, String to, String detail, Instant at) {
        handle.createUpdate(backend.sql("UPDATE {deployment_item} SET status = :to, detail = :detail, ended_at = :at"
                        + " WHERE status = :from AND deployment_id IN"
                        + " (SELECT id FROM {deployment} WHERE stack_id = :id AND state = 'RUNNING')"))
                .bind("to", to)
                .bind("detail", detail)
                .bind("at", utc(at))
                .bind("from", from)
                .bind("id", PortableText.encode(id.value()))
                .execute();
    }

    long countInstances(Handle handle, StackId id) {
        return handle.createQuery(backend.sql("SELECT COUNT(*) FROM {service_instance} WHERE stack_id = :id"))
                .bind("id", PortableText.encode(id.value()))
                .mapTo(Long.class)
                .one();
    }

    /** Deletes the scheduled operations that deploy a stack, by its id or its name. */
    void removeSchedules(Handle handle, ServiceStack stack) {
        Set<String> known =
                new HashSet<>(List.of(stack.id().value(), stack.definition().name()));
        handle
                .createQuery(backend.sql(
                        "SELECT name, parameters FROM {scheduled_operation} WHERE work = :work ORDER BY name"))
                .bind("work", ScheduledWork.DEPLOY.name())
                .map((row, context) -> {
                    String name = Columns.text(row, "name");
                    Optional<String> target = Optional.ofNullable(JdbcJson.strings(JdbcJson.read(
                                    "parameters of scheduled operation " + name, Columns.text(row, "parameters")))
                            .get("stack"));
                    return target.filter(known::contains).isPresent() ? name : "";
                })
                .list()
                .stream()
                .filter(name -> !name.isEmpty())
                .forEach(
                        name -> handle.createUpdate(backend.sql("DELETE FROM {scheduled_operation} WHERE name = :name"))
                                .bind("name", PortableText.encode(name))
                                .execute());
    }
}
