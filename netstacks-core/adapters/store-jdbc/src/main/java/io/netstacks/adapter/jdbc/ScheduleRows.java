package io.netstacks.adapter.jdbc;

import static io.netstacks.adapter.jdbc.Columns.utc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.StoreException;
import io.netstacks.spi.schedule.MaintenanceWindow;
import io.netstacks.spi.schedule.MisfirePolicy;
import io.netstacks.spi.schedule.Schedule;
import io.netstacks.spi.schedule.ScheduleLease;
import io.netstacks.spi.schedule.SchedulePolicy;
import io.netstacks.spi.schedule.ScheduledOperation;
import io.netstacks.spi.schedule.ScheduledRun;
import io.netstacks.spi.schedule.ScheduledWork;
import io.netstacks.spi.task.TaskId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Update;

/** Scheduled operations and runs as rows, and back. Without state. */
final class ScheduleRows {

    private ScheduleRows() {}

    static Update bind(Update statement, ScheduledOperation operation) {
        ObjectNode parameters = JdbcJson.object();
        operation.parameters().forEach(parameters::put);
        SchedulePolicy policy = operation.policy();
        statement
                .bind("name", PortableText.key("a scheduled operation's name", operation.name()))
                .bind("work", operation.work().name())
                .bind("parameters", PortableText.encode(JdbcJson.write(parameters)))
                .bind("schedule", operation.schedule().text())
                .bind("misfire", policy.misfire().name())
                .bind("grace", policy.grace().toString())
                .bind("jitter", policy.jitter().toString())
                .bind(
                        "windows",
                        policy.windows().stream().map(MaintenanceWindow::text).collect(Collectors.joining("\n")))
                .bind("state", operation.state().name())
                .bind("runs", operation.runs());
        Columns.bindTime(statement, "next", operation.nextRun());
        Columns.bindTime(statement, "last", operation.lastRun());
        Columns.bind(statement, "owner", operation.lease().map(ScheduleLease::owner));
        Columns.bindTime(statement, "until", operation.lease().map(ScheduleLease::until));
        Columns.bindTime(statement, "claimable", operation.claimableAt());
        return statement;
    }

    /**
     * Reads an operation; {@code current} is its run at work.
     *
     * @throws StoreException if it holds a kind of work, a schedule or a policy that this version does not know
     */
    static ScheduledOperation operation(ResultSet row, Optional<ScheduledRun> current) throws SQLException {
        String name = Columns.text(row, "name");
        try {
            return operation(name, row, current);
        } catch (InvalidInputException | IllegalArgumentException | DateTimeException e) {
            throw StoreException.permanent(
                    "scheduled operation " + name + " is not one that this version can read (" + e.getMessage()
                            + "); whoever wrote it may run it, or delete it and create it again",
                    e);
        }
    }

    private static ScheduledOperation operation(String name, ResultSet row, Optional<ScheduledRun> current)
            throws SQLException {
        Optional<String> owner = Columns.optionalText(row, "lease_owner");
        SchedulePolicy policy = new SchedulePolicy(
                MisfirePolicy.valueOf(row.getString("misfire")),
                Duration.parse(row.getString("grace")),
                Duration.parse(row.getString("jitter")),
                row.getString("windows").lines().map(MaintenanceWindow::parse).toList());
        return new ScheduledOperation(
                name,
                ScheduledWork.valueOf(row.getString("work")),
                JdbcJson.strings(
                        JdbcJson.read("parameters of scheduled operation " + name, Columns.text(row, "parameters"))),
                Schedule.parse(row.getString("schedule")),
                policy,
                ScheduledOperation.State.valueOf(row.getString("state")),
                Columns.optionalTime(row, "next_run"),
                Columns.optionalTime(row, "last_run"),
                row.getLong("runs"),
                current,
                owner.isPresent()
                        ? Optional.of(new ScheduleLease(owner.get(), Columns.time(row, "lease_until")))
                        : Optional.empty());
    }

    static Update bind(Update statement, ScheduledRun run) {
        statement
                .bind("operation", PortableText.encode(run.operation()))
                .bind("number", run.number())
                .bind("slot", utc(run.slot()))
                .bind("manual", run.manual())
                .bind("owner", PortableText.encode(run.owner()))
                .bind("started", utc(run.startedAt()));
        Columns.bindTime(statement, "ended", run.endedAt());
        Columns.bind(statement, "outcome", run.outcome().map(Enum::name));
        Columns.bindKey(statement, "task", "the task of a run", run.taskId().map(TaskId::value));
        Columns.bind(statement, "message", run.message());
        return statement;
    }

    static ScheduledRun run(ResultSet row) throws SQLException {
        return new ScheduledRun(
                Columns.text(row, "operation"),
                row.getLong("number"),
                Columns.time(row, "slot"),
                row.getBoolean("manual"),
                Columns.text(row, "owner"),
                Columns.time(row, "started_at"),
                Columns.optionalTime(row, "ended_at"),
                Columns.optionalText(row, "outcome").map(ScheduledRun.Outcome::valueOf),
                Columns.optionalText(row, "task_id").map(TaskId::new),
                Columns.optionalText(row, "message"));
    }
}
