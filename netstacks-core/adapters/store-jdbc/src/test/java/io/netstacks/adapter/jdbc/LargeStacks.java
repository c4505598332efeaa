package io.netstacks.adapter.jdbc;

import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.schedule.Schedule;
import io.netstacks.spi.schedule.SchedulePolicy;
import io.netstacks.spi.schedule.ScheduledOperation;
import io.netstacks.spi.schedule.ScheduledWork;
import io.netstacks.spi.stack.ApiAuthentication;
import io.netstacks.spi.stack.ApiResource;
import io.netstacks.spi.stack.ApiResourceId;
import io.netstacks.spi.stack.Deployment;
import io.netstacks.spi.stack.DeploymentId;
import io.netstacks.spi.stack.DeploymentItem;
import io.netstacks.spi.stack.DeploymentTrigger;
import io.netstacks.spi.stack.FailurePolicy;
import io.netstacks.spi.stack.InstanceKey;
import io.netstacks.spi.stack.ItemAction;
import io.netstacks.spi.stack.ServiceDefinition;
import io.netstacks.spi.stack.ServiceInstance;
import io.netstacks.spi.stack.ServiceOutline;
import io.netstacks.spi.stack.StackClaim;
import io.netstacks.spi.stack.StackDefinition;
import io.netstacks.spi.stack.StackId;
import io.netstacks.spi.stack.StackState;
import io.netstacks.spi.stack.StackTemplate;
import io.netstacks.spi.stack.StackTemplateId;
import io.netstacks.spi.stack.StackWork;
import io.netstacks.spi.store.Stores;
import io.netstacks.spi.template.TemplateDetails;
import io.netstacks.spi.template.TemplateDraft;
import io.netstacks.spi.template.TemplateKind;
import io.netstacks.spi.template.TemplateReference;
import io.netstacks.spi.template.VariableValues;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Fills PostgreSQL with templates and stacks as a large network makes them: one of each is saved, the others are copies. */
final class LargeStacks {

    private LargeStacks() {}

    /**
     * Makes templates {@code t1…}, stacks {@code s1…} named {@code S1…} with a service of {@code t1…} on {@code d1…}, its
     * instance, and its deployments {@code s1-1…} with an item each, blueprints {@code b1…} named {@code B1…}, and API
     * resources {@code a1…} named {@code A1…}.
     *
     * @param prefix what each table's name begins with, with its schema
     * @param stacks how many of each
     * @param deployments how many deployments of each stack
     */
    static void fill(Stores stores, DataSource source, String prefix, int stacks, int deployments) throws SQLException {
        seed(stores);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            copy(
                    statement,
                    prefix,
                    "generate_series(1, " + stacks + ") AS d(x)",
                    "generate_series(1, " + deployments + ") AS v(x)");
            statement.execute("VACUUM ANALYZE");
        }
    }

    private static void copy(Statement statement, String prefix, String byDevice, String byVersion)
            throws SQLException {
        String copies = " CROSS JOIN " + byDevice + " WHERE ";
        statement.execute("INSERT INTO " + prefix + "template (name, kind, platforms, validation_template,"
                + " delete_template, variables, description, latest, version,"
                + " created_at, updated_at) SELECT 't' || d.x, CASE WHEN MOD(d.x,"
                + " 10) = 0 THEN 'DELETE' ELSE 'DEPLOY' END, platforms, 't' || (d.x"
                + " - 1), 't' || (d.x - 1), variables, description, latest, version,"
                + " created_at, updated_at FROM " + prefix
                + "template" + copies + "name = 'seed'");
        statement.execute("INSERT INTO " + prefix + "template_version (template, number, hash, characters, author, at,"
                + " text) SELECT 't' || d.x, number, hash, characters, author, at, text FROM " + prefix
                + "template_version" + copies + "template = 'seed'");
        statement.execute("INSERT INTO " + prefix + "service_stack (id, name, description, definition, service_count,"
                + " state, claims, started_at, ended_at, version, created_at, updated_at) SELECT 's' || d.x,"
                + " 'S' || d.x, description, definition, service_count, state, claims, started_at, ended_at, 1,"
                + " created_at, updated_at FROM " + prefix + "service_stack" + copies + "id = 'seed'");
        statement.execute("INSERT INTO " + prefix + "unique_name (kind, name) SELECT 'stack', name FROM " + prefix
                + "service_stack WHERE id <> 'seed'");
        statement.execute("INSERT INTO " + prefix + "stack_service (stack_id, name, template) SELECT 's' || d.x, name,"
                + " 't' || d.x FROM " + prefix + "stack_service" + copies + "stack_id = 'seed'");
        statement.execute(
                "INSERT INTO " + prefix + "stack_device (stack_id, device) SELECT 's' || d.x, 'd' || d.x FROM " + prefix
                        + "stack_device" + copies + "stack_id = 'seed'");
        statement.execute("INSERT INTO " + prefix + "service_instance (id, stack_id, service, device, stack_order,"
                + " template, template_version, template_hash, validation_template, delete_template, variables, state,"
                + " validation_passed, validation_missing, key_id, sealed, version, created_at, updated_at) SELECT"
                + " 'i' || d.x, 's' || d.x, service, 'd' || d.x, stack_order, 't' || d.x, template_version,"
                + " template_hash, 't' || d.x, 't' || d.x, variables,"
                + " CASE WHEN MOD(d.x, 100) = 0 THEN 'FAILED' ELSE state END, validation_passed, validation_missing,"
                + " key_id, sealed, version, created_at, updated_at FROM " + prefix + "service_instance" + copies
                + "stack_id = 'seed'");
        statement.execute("INSERT INTO " + prefix + "deployment (id, stack_id, stack_version, work, plan_hash, actor,"
                + " correlation_id, trigger_type, policy, claim, state, started_at, ended_at, items) SELECT"
                + " 's' || d.x || '-' || v.x, 's' || d.x, stack_version, work, plan_hash, actor, correlation_id,"
                + " trigger_type, policy, claim, state, started_at + v.x * INTERVAL '1 hour', ended_at, items FROM "
                + prefix
                + "deployment CROSS JOIN " + byVersion + copies + "id = 'seed'");
        statement.execute("INSERT INTO " + prefix + "deployment_item (deployment_id, number, item, service, device,"
                + " wave, action, status, detail, template_version) SELECT 's' || d.x || '-' || v.x, number, item,"
                + " service, device, wave, action, status, detail, template_version FROM " + prefix
                + "deployment_item CROSS JOIN " + byVersion + copies + "deployment_id = 'seed'");
        statement.execute("INSERT INTO " + prefix + "stack_template (id, name, document, created_by, version,"
                + " created_at, updated_at) SELECT 'b' || d.x, 'B' || d.x, document, created_by, version, created_at,"
                + " updated_at FROM " + prefix + "stack_template" + copies + "id = 'seed'");
        statement.execute("INSERT INTO " + prefix + "stack_template_service (stack_template_id, name, template) SELECT"
                + " 'b' || d.x, name, 't' || d.x FROM " + prefix + "stack_template_service" + copies
                + "stack_template_id = 'seed'");
        statement.execute("INSERT INTO " + prefix + "api_resource (id, name, description, base_url, auth_type, headers,"
                + " verify_tls, created_by, version, created_at, updated_at) SELECT 'a' || d.x, 'A' || d.x,"
                + " description, base_url, auth_type, headers, verify_tls, created_by, version, created_at, updated_at"
                + " FROM " + prefix + "api_resource" + copies + "id = 'seed'");
        statement.execute("INSERT INTO " + prefix + "scheduled_operation (name, work, parameters, schedule, misfire,"
                + " grace, jitter, windows, state, runs, version) SELECT 'o' || d.x, 'BACKUP', parameters, schedule,"
                + " misfire, grace, jitter, windows, state, runs, version FROM " + prefix + "scheduled_operation"
                + copies + "name = 'seed'");
    }

    private static void seed(Stores stores) {
        Instant at = LargeStore.FIRST;
        stores.templates()
                .create(new TemplateDraft(
                        "seed", TemplateDetails.of(TemplateKind.DEPLOY), "vlan {{ vlan }}\n".repeat(100), "user:kim"));
        stores.stacks()
                .create(
                        new StackId("seed"),
                        StackDefinition.of(
                                "seed",
                                List.of(ServiceDefinition.on(List.of("seed"), ServiceOutline.of("svc", "seed")))));
        StackClaim claim =
                stores.stacks().claim(new StackId("seed"), 1, StackWork.DEPLOY, "n1", at, Duration.ofMinutes(1));
        stores.serviceInstances()
                .save(
                        claim,
                        ServiceInstance.pending(
                                        new InstanceKey(new StackId("seed"), "svc", "seed"),
                                        new TemplateReference("seed", 1, "h"),
                                        VariableValues.none())
                                .deployed(at),
                        ConfigText.of("vlan 10\n", "vlan 10\n"));
        Deployment.Start start = new Deployment.Start(
                new DeploymentId("seed"),
                1,
                "h",
                "user:kim",
                "c",
                DeploymentTrigger.MANUAL,
                FailurePolicy.CONTINUE,
                at);
        stores.deployments()
                .begin(
                        claim,
                        Deployment.begun(claim, start),
                        List.of(DeploymentItem.planned("svc", "seed", 1, ItemAction.CREATE, Optional.empty())));
        stores.stacks().finish(claim, StackState.DEPLOYED, at);
        stores.stackTemplates()
                .create(StackTemplate.of(
                        new StackTemplateId("seed"), "seed", List.of(ServiceOutline.of("svc", "seed")), "user:kim"));
        stores.apiResources()
                .create(ApiResource.of(
                        new ApiResourceId("seed"),
                        "seed",
                        "https://netbox.example",
                        ApiAuthentication.none(),
                        "user:kim"));
        stores.schedules()
                .create(ScheduledOperation.create(
                        "seed",
                        ScheduledWork.DEPLOY,
                        Map.of("stack", "seed"),
                        Schedule.parse("hourly 0 UTC"),
                        SchedulePolicy.DEFAULT,
                        at));
    }
}
