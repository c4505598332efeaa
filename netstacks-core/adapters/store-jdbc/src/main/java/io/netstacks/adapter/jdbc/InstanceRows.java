package io.netstacks.adapter.jdbc;

import io.netstacks.spi.stack.DeploymentId;
import io.netstacks.spi.stack.InstanceKey;
import io.netstacks.spi.stack.InstanceState;
import io.netstacks.spi.stack.InstanceValidation;
import io.netstacks.spi.stack.ServiceInstance;
import io.netstacks.spi.stack.StackId;
import io.netstacks.spi.template.TemplateReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;

/** Rows of service instances. Without state. */
final class InstanceRows {

    private InstanceRows() {}

    /** Returns what an instance is found by: the hash of its key. */
    static String id(InstanceKey key) {
        return KeyHash.of(key.stackId().value(), key.service(), key.device());
    }

    static void bind(SqlStatement<?> statement, ServiceInstance instance) {
        InstanceKey key = instance.key();
        TemplateReference template = instance.template();
        Optional<InstanceValidation> validation = instance.validation();
        statement
                .bind("id", id(key))
                .bind("stack", PortableText.encode(key.stackId().value()))
                .bind("service", PortableText.key("the service of an instance", key.service()))
                .bind("device", PortableText.key("the device of an instance", key.device()))
                .bind("order", instance.order())
                .bind("template", PortableText.key("the name of a template", template.name()))
                .bind("templateVersion", template.version())
                .bind("templateHash", PortableText.key("the hash of a template", template.hash()))
                .bind("variables", PortableText.encode(JdbcJson.write(VariableJson.write(instance.variables()))))
                .bind("state", instance.state().name())
                .bind("passed", validation.map(InstanceValidation::passed).orElse(false))
                .bind("missing", validation.map(InstanceValidation::missing).orElse(0));
        Columns.bindKey(statement, "validating", "the name of a template", instance.validationTemplate());
        Columns.bindKey(statement, "deleting", "the name of a template", instance.deleteTemplate());
        Columns.bind(statement, "error", instance.error());
        Columns.bindKey(
                statement,
                "deployment",
                "the deployment of an instance",
                instance.deploymentId().map(DeploymentId::value));
        Columns.bindTime(statement, "deployedAt", instance.deployedAt());
        Columns.bindTime(statement, "validatedAt", validation.map(InstanceValidation::at));
        Columns.bind(
                statement, "source", validation.map(result -> result.source().name()));
    }

    static ServiceInstance instance(ResultSet row) throws SQLException {
        return new ServiceInstance(
                key(row),
                row.getInt("stack_order"),
                TemplateRows.reference(row).orElseThrow(),
                Columns.optionalText(row, "validation_template"),
                Columns.optionalText(row, "delete_template"),
                VariableJson.read(JdbcJson.read("the variables of an instance", Columns.text(row, "variables"))),
                InstanceState.valueOf(row.getString("state")),
                Columns.optionalText(row, "error"),
                Columns.optionalText(row, "deployment_id").map(DeploymentId::new),
                Columns.optionalTime(row, "deployed_at"),
                validation(row));
    }

    private static Optional<InstanceValidation> validation(ResultSet row) throws SQLException {
        Optional<String> source = Columns.optionalText(row, "validation_source");
        return source.isEmpty()
                ? Optional.empty()
                : Optional.of(new InstanceValidation(
                        row.getBoolean("validation_passed"),
                        Columns.time(row, "validated_at"),
                        InstanceValidation.Source.valueOf(source.get()),
                        row.getInt("validation_missing")));
    }

    static InstanceKey key(ResultSet row) throws SQLException {
        return new InstanceKey(
                new StackId(Columns.text(row, "stack_id")), Columns.text(row, "service"), Columns.text(row, "device"));
    }
}
