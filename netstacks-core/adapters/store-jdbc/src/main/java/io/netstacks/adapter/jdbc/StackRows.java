package io.netstacks.adapter.jdbc;

import io.netstacks.spi.stack.ServiceStack;
import io.netstacks.spi.stack.StackId;
import io.netstacks.spi.stack.StackLease;
import io.netstacks.spi.stack.StackState;
import io.netstacks.spi.stack.StackSummary;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;

/** Rows of stacks. Without state. */
final class StackRows {

    private StackRows() {}

    /** Binds what people want. */
    static void bindDefinition(SqlStatement<?> statement, ServiceStack stack) {
        statement
                .bind(
                        "name",
                        PortableText.key(
                                "the name of a stack", stack.definition().name()))
                .bind("description", PortableText.encode(stack.definition().description()))
                .bind("definition", PortableText.encode(StackJson.write(stack.definition())))
                .bind("services", stack.definition().services().size());
    }

    /** Binds where it is. */
    static void bindState(SqlStatement<?> statement, ServiceStack stack) {
        statement
                .bind("id", PortableText.key("the id of a stack", stack.id().value()))
                .bind("state", stack.state().name())
                .bind("claims", stack.claims());
        Columns.bindTime(statement, "pending", stack.pendingSince());
        Columns.bindKey(
                statement, "owner", "the owner of a lease", stack.lease().map(StackLease::owner));
        Columns.bindTime(statement, "until", stack.lease().map(StackLease::until));
        Columns.bindTime(statement, "started", stack.startedAt());
        Columns.bindTime(statement, "ended", stack.endedAt());
    }

    static ServiceStack stack(ResultSet row) throws SQLException {
        StackId id = new StackId(Columns.text(row, "id"));
        Optional<String> owner = Columns.optionalText(row, "lease_owner");
        return new ServiceStack(
                id,
                StackJson.definition(
                        Columns.text(row, "name"),
                        Columns.text(row, "description"),
                        JdbcJson.read("stack " + id, Columns.text(row, "definition"))),
                StackState.valueOf(row.getString("state")),
                Columns.optionalTime(row, "pending_since"),
                row.getLong("claims"),
                owner.isPresent()
                        ? Optional.of(new StackLease(owner.get(), Columns.time(row, "lease_until")))
                        : Optional.empty(),
                Columns.optionalTime(row, "started_at"),
                Columns.optionalTime(row, "ended_at"));
    }

    static StackSummary summary(ResultSet row) throws SQLException {
        return new StackSummary(
                new StackId(Columns.text(row, "id")),
                Columns.text(row, "name"),
                Columns.text(row, "description"),
                StackState.valueOf(row.getString("state")),
                row.getInt("service_count"),
                Columns.optionalTime(row, "pending_since"));
    }
}
