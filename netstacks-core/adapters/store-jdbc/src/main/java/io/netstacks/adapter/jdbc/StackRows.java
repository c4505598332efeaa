package io.netstacks.adapter.jdbc;

import io.netstacks.spi.stack.ServiceStack;
import io.netstacks.spi.stack.StackId;
import io.netstacks.spi.stack.StackLease;
import io.netstacks.spi.stack.StackState;
import io.netstacks.spi.stack.StackSummary;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;

/** Rows of stacks; whoever changes one locks it first. Without state. */
final class StackRows {

    static final EditedRows<ServiceStack> ROWS = new EditedRows<>(
            "stack",
            "{service_stack}",
            "id",
            List.of(
                    "name",
                    "description",
                    "definition",
                    "service_count",
                    "state",
                    "pending_since",
                    "claims",
                    "lease_owner",
                    "lease_until",
                    "started_at",
                    "ended_at"),
            stack -> stack.id().value(),
            StackRows::bind,
            StackRows::stack);

    private StackRows() {}

    private static void bind(SqlStatement<?> statement, ServiceStack stack) {
        statement
                .bind("id", PortableText.key("the id of a stack", stack.id().value()))
                .bind(
                        "name",
                        PortableText.key(
                                "the name of a stack", stack.definition().name()))
                .bind("description", PortableText.encode(stack.definition().description()))
                .bind("definition", PortableText.encode(StackJson.write(stack.definition())))
                .bind("service_count", stack.definition().services().size())
                .bind("state", stack.state().name())
                .bind("claims", stack.claims());
        Columns.bindTime(statement, "pending_since", stack.pendingSince());
        Columns.bindKey(
                statement, "lease_owner", "the owner of a lease", stack.lease().map(StackLease::owner));
        Columns.bindTime(statement, "lease_until", stack.lease().map(StackLease::until));
        Columns.bindTime(statement, "started_at", stack.startedAt());
        Columns.bindTime(statement, "ended_at", stack.endedAt());
    }

    private static ServiceStack stack(ResultSet row) throws SQLException {
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
