package io.netstacks.adapter.jdbc;

import static io.netstacks.adapter.jdbc.Columns.utc;

import io.netstacks.spi.config.BackupId;
import io.netstacks.spi.stack.Deployment;
import io.netstacks.spi.stack.DeploymentId;
import io.netstacks.spi.stack.DeploymentItem;
import io.netstacks.spi.stack.DeploymentState;
import io.netstacks.spi.stack.DeploymentTrigger;
import io.netstacks.spi.stack.FailurePolicy;
import io.netstacks.spi.stack.ItemAction;
import io.netstacks.spi.stack.ItemStatus;
import io.netstacks.spi.stack.StackId;
import io.netstacks.spi.stack.StackWork;
import io.netstacks.spi.template.TemplateReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.SqlStatement;

/** Rows of deployments and of their items. Without state. */
final class DeploymentRows {

    private DeploymentRows() {}

    static void bind(SqlStatement<?> statement, Deployment deployment) {
        statement
                .bind(
                        "id",
                        PortableText.key(
                                "the id of a deployment", deployment.id().value()))
                .bind("stack", PortableText.encode(deployment.stackId().value()))
                .bind("stackVersion", deployment.stackVersion())
                .bind("work", deployment.work().name())
                .bind("planHash", PortableText.key("the hash of a plan", deployment.planHash()))
                .bind("actor", PortableText.key("the actor of a deployment", deployment.actor()))
                .bind("correlation", PortableText.key("the correlation of a deployment", deployment.correlationId()))
                .bind("trigger", deployment.trigger().name())
                .bind("policy", deployment.policy().name())
                .bind("claim", deployment.claim())
                .bind("state", deployment.state().name())
                .bind("started", utc(deployment.startedAt()));
    }

    static Deployment deployment(ResultSet row) throws SQLException {
        return new Deployment(
                new DeploymentId(Columns.text(row, "id")),
                new StackId(Columns.text(row, "stack_id")),
                row.getLong("stack_version"),
                StackWork.valueOf(row.getString("work")),
                Columns.text(row, "plan_hash"),
                Columns.text(row, "actor"),
                Columns.text(row, "correlation_id"),
                DeploymentTrigger.valueOf(row.getString("trigger_type")),
                FailurePolicy.valueOf(row.getString("policy")),
                row.getLong("claim"),
                DeploymentState.valueOf(row.getString("state")),
                Columns.time(row, "started_at"),
                Columns.optionalTime(row, "ended_at"));
    }

    /** Returns what an item is found by within its deployment: the hash of its service and device. */
    static String key(DeploymentItem item) {
        return KeyHash.of(item.service(), item.device());
    }

    static void bind(SqlStatement<?> statement, DeploymentItem item) {
        statement
                .bind("item", key(item))
                .bind("service", PortableText.key("the service of an item", item.service()))
                .bind("device", PortableText.key("the device of an item", item.device()))
                .bind("wave", item.wave())
                .bind("action", item.action().name())
                .bind("status", item.status().name())
                .bind("detail", PortableText.encode(item.detail()))
                .bind(
                        "templateVersion",
                        item.template().map(TemplateReference::version).orElse(0L));
        Columns.bindKey(
                statement, "template", "the name of a template", item.template().map(TemplateReference::name));
        Columns.bindKey(
                statement,
                "templateHash",
                "the hash of a template",
                item.template().map(TemplateReference::hash));
        Columns.bindKey(
                statement, "backup", "the backup of an item", item.backupId().map(BackupId::value));
        Columns.bindTime(statement, "started", item.startedAt());
        Columns.bindTime(statement, "ended", item.endedAt());
    }

    static DeploymentItem item(ResultSet row) throws SQLException {
        return new DeploymentItem(
                Columns.text(row, "service"),
                Columns.text(row, "device"),
                row.getInt("wave"),
                ItemAction.valueOf(row.getString("action")),
                ItemStatus.valueOf(row.getString("status")),
                Columns.text(row, "detail"),
                TemplateRows.reference(row),
                Columns.optionalText(row, "backup_id").map(BackupId::new),
                Columns.optionalTime(row, "started_at"),
                Columns.optionalTime(row, "ended_at"));
    }
}
