package io.netstacks.adapter.jdbc;

import static io.netstacks.adapter.jdbc.Columns.utc;

import io.netstacks.spi.Actor;
import io.netstacks.spi.mop.MopCancelRequest;
import io.netstacks.spi.mop.MopExecution;
import io.netstacks.spi.mop.MopExecutionId;
import io.netstacks.spi.mop.MopExecutionState;
import io.netstacks.spi.mop.MopId;
import io.netstacks.spi.mop.MopLease;
import io.netstacks.spi.mop.MopProgress;
import io.netstacks.spi.mop.MopStart;
import io.netstacks.spi.mop.MopTrigger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;

/** Executions as rows, and back. Without state. */
final class MopExecutionRows {

    private MopExecutionRows() {}

    /** Binds what stays from the beginning. */
    static void bindStart(SqlStatement<?> statement, MopExecution execution) {
        MopStart start = execution.start();
        start.triggerId().ifPresent(id -> PortableText.key("the trigger of an execution", id));
        statement
                .bind("mop", PortableText.encode(start.mopId().value()))
                .bind("mopVersion", start.mopVersion())
                .bind("mopHash", start.mopHash())
                .bind(
                        "startedBy",
                        PortableText.key(
                                "who started an execution", start.startedBy().toString()))
                .bind("correlation", PortableText.key("the correlation id of an execution", start.correlationId()))
                .bind("trigger", start.trigger().name())
                .bind("createdAt", utc(start.createdAt()))
                .bind("targets", execution.targetCount());
        Columns.bind(statement, "triggerId", start.triggerId());
    }

    /** Binds what changes. */
    static void bindChange(SqlStatement<?> statement, MopExecution execution) {
        MopProgress progress = execution.progress();
        progress.step().ifPresent(step -> PortableText.key("the step of an execution", step));
        execution.cancel().ifPresent(cancel -> PortableText.key("who cancels an execution", cancel.by()));
        execution.lease().ifPresent(lease -> PortableText.key("the owner of a lease", lease.owner()));
        statement
                .bind(
                        "id",
                        PortableText.key(
                                "the id of an execution", execution.id().value()))
                .bind("state", progress.state().name())
                .bind("fence", execution.fence());
        Columns.bind(statement, "step", progress.step());
        Columns.bindTime(statement, "wakeAt", progress.wakeAt());
        Columns.bind(statement, "error", progress.error());
        Columns.bindTime(statement, "startedAt", execution.startedAt());
        Columns.bindTime(statement, "endedAt", execution.endedAt());
        Columns.bind(statement, "cancelBy", execution.cancel().map(MopCancelRequest::by));
        Columns.bind(statement, "cancelReason", execution.cancel().map(MopCancelRequest::reason));
        Columns.bindTime(statement, "cancelAt", execution.cancel().map(MopCancelRequest::at));
        Columns.bind(statement, "owner", execution.lease().map(MopLease::owner));
        Columns.bindTime(statement, "until", execution.lease().map(MopLease::until));
        Columns.bindTime(statement, "claimable", execution.claimableAt());
    }

    static MopExecution execution(ResultSet row) throws SQLException {
        MopExecutionId id = new MopExecutionId(Columns.text(row, "id"));
        long fence = row.getLong("fence");
        Optional<String> owner = Columns.optionalText(row, "lease_owner");
        Optional<String> cancelBy = Columns.optionalText(row, "cancel_by");
        return new MopExecution(
                new MopStart(
                        id,
                        new MopId(Columns.text(row, "mop_id")),
                        row.getLong("mop_version"),
                        row.getString("mop_hash"),
                        Actor.parse(Columns.text(row, "started_by")),
                        Columns.text(row, "correlation_id"),
                        MopTrigger.valueOf(row.getString("trigger_type")),
                        Columns.optionalText(row, "trigger_id"),
                        Columns.time(row, "created_at")),
                row.getInt("target_count"),
                new MopProgress(
                        MopExecutionState.valueOf(row.getString("state")),
                        Columns.optionalText(row, "step"),
                        Columns.optionalTime(row, "wake_at"),
                        Columns.optionalText(row, "error")),
                Columns.optionalTime(row, "started_at"),
                Columns.optionalTime(row, "ended_at"),
                cancelBy.isPresent()
                        ? Optional.of(new MopCancelRequest(
                                cancelBy.get(), Columns.text(row, "cancel_reason"), Columns.time(row, "cancel_at")))
                        : Optional.empty(),
                fence,
                owner.isPresent()
                        ? Optional.of(new MopLease(id, owner.get(), fence, Columns.time(row, "lease_until")))
                        : Optional.empty());
    }
}
