package io.netstacks.adapter.jdbc;

import static io.netstacks.adapter.jdbc.Columns.utc;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.task.TaskHistoryStore;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.spi.task.TaskQuery;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.spi.task.TaskState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.statement.Update;

final class JdbcTasks implements TaskHistoryStore {

    private final JdbcBackend backend;
    private final Transactions transactions;

    JdbcTasks(JdbcBackend backend, Transactions transactions) {
        this.backend = backend;
        this.transactions = transactions;
    }

    @Override
    public void add(TaskRecord task) {
        boolean added = transactions.write(
                "adding task " + task.id(),
                handle -> backend.dialect()
                        .insertIfAbsent(
                                handle,
                                backend.sql(
                                        "INSERT INTO {task_history} (id, name, subject, actor, correlation_id, mutating, state,"
                                                + " outcome, submitted_at, started_at, finished_at, message, has_result, result)"
                                                + " VALUES (:id, :name, :subject, :actor, :correlation, :mutating, :state, :outcome,"
                                                + " :submitted, :started, :finished, :message, :hasResult, :result)"),
                                insert -> bind(insert, task).bind("submitted", utc(task.submittedAt()))));
        if (!added) {
            throw new ConflictException("there is a task " + task.id() + " already");
        }
    }

    @Override
    public boolean advance(TaskState expected, TaskRecord task) {
        return transactions.write("advancing task " + task.id(), handle -> {
            Update update =
                    handle.createUpdate(backend.sql("UPDATE {task_history} SET name = :name, subject = :subject,"
                            + " actor = :actor, correlation_id = :correlation, mutating = :mutating, state = :state,"
                            + " outcome = :outcome, started_at = :started, finished_at = :finished, message = :message,"
                            + " has_result = :hasResult, result = :result WHERE id = :id AND state = :expected"));
            return bind(update, task).bind("expected", expected.name()).execute() == 1;
        });
    }

    private static Update bind(Update statement, TaskRecord task) {
        statement
                .bind("id", PortableText.key("a task's id", task.id()))
                .bind("name", PortableText.key("a task's name", task.name()))
                .bind("subject", PortableText.key("a task's subject", task.subject()))
                .bind("actor", PortableText.encode(task.actor()))
                .bind("correlation", PortableText.key("a correlation id", task.correlationId()))
                .bind("mutating", task.mutating())
                .bind("state", task.state().name())
                .bind("hasResult", task.result().isPresent());
        Columns.bind(statement, "outcome", task.outcome().map(Enum::name));
        Columns.bindTime(statement, "started", task.startedAt());
        Columns.bindTime(statement, "finished", task.finishedAt());
        Columns.bind(statement, "message", task.message());
        Columns.bind(statement, "result", task.result());
        return statement;
    }

    @Override
    public Optional<TaskRecord> find(String id) {
        return transactions.read(
                "reading task " + id,
                handle -> handle.createQuery(backend.sql("SELECT * FROM {task_history} WHERE id = :id"))
                        .bind("id", PortableText.encode(id))
                        .map((row, context) -> task(row))
                        .findOne());
    }

    @Override
    public Page<TaskRecord> list(TaskQuery query, PageRequest page) {
        TimelineQuery timeline = new TimelineQuery("{task_history}", "submitted_at")
                .where("name = :name", "name", query.name())
                .where("subject = :subject", "subject", query.subject())
                .where("state = :state", "state", query.state().map(Enum::name))
                .whereTime("submitted_at >= :since", "since", query.since());
        return transactions.read(
                "listing tasks", handle -> timeline.page(handle, backend, page, (row, context) -> task(row)));
    }

    @Override
    public int expireResults(Instant before) {
        return transactions.write(
                "dropping old results",
                handle -> handle.createUpdate(backend.sql("UPDATE {task_history} SET result = NULL, has_result = FALSE"
                                + " WHERE has_result = TRUE AND finished_at < :before"))
                        .bind("before", utc(before))
                        .execute());
    }

    private static TaskRecord task(ResultSet row) throws SQLException {
        return new TaskRecord(
                Columns.text(row, "id"),
                Columns.text(row, "name"),
                Columns.text(row, "subject"),
                Columns.text(row, "actor"),
                Columns.text(row, "correlation_id"),
                row.getBoolean("mutating"),
                TaskState.valueOf(row.getString("state")),
                Columns.optionalText(row, "outcome").map(TaskOutcome::valueOf),
                Columns.time(row, "submitted_at"),
                Columns.optionalTime(row, "started_at"),
                Columns.optionalTime(row, "finished_at"),
                Columns.optionalText(row, "message"),
                Columns.optionalText(row, "result"));
    }
}
