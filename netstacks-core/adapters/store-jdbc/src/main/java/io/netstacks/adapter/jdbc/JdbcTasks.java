package io.netstacks.adapter.jdbc;

import static io.netstacks.adapter.jdbc.Columns.utc;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.Secret;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.task.TaskHistoryStore;
import io.netstacks.spi.task.TaskId;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.spi.task.TaskQuery;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.spi.task.TaskState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;

/** The history of tasks. Many tasks begin and end at the same time, so their writes share transactions. */
final class JdbcTasks implements TaskHistoryStore {

    private static final String INSERT =
            "INSERT INTO {task_history} (id, name, subject, actor, correlation_id, mutating,"
                    + " state, outcome, submitted_at, started_at, finished_at, message, has_result, result)"
                    + " VALUES (:id, :name, :subject, :actor, :correlation, :mutating, :state, :outcome,"
                    + " :submitted, :started, :finished, :message, :hasResult, :result)";

    /** Not "state = :expected": while its statistics are old, PostgreSQL would take the index on states. */
    private static final String UPDATE = "UPDATE {task_history} SET name = :name, subject = :subject, actor = :actor,"
            + " correlation_id = :correlation, mutating = :mutating, state = :state, outcome = :outcome,"
            + " started_at = :started, finished_at = :finished, message = :message, has_result = :hasResult,"
            + " result = :result WHERE id = :id AND COALESCE(state, '') = :expected";

    /**
     * A write to come.
     *
     * @param expected the state that the task has to be in; empty for a task that is added
     * @param request the request that is added with it
     */
    private record TaskWrite(TaskRecord task, Optional<TaskState> expected, Optional<TaskRequestRows.Sealed> request) {}

    private final JdbcBackend backend;
    private final Transactions transactions;
    private final TaskRequestRows requests;
    private final Function<TaskWrite, Boolean> writes;

    JdbcTasks(JdbcBackend backend, Transactions transactions) {
        this.backend = backend;
        this.transactions = transactions;
        requests = new TaskRequestRows(backend);
        writes = transactions.grouped("writing the task history", this::write);
    }

    @Override
    public void add(TaskRecord task) {
        add(new TaskWrite(task, Optional.empty(), Optional.empty()));
    }

    @Override
    public void add(TaskRecord task, Secret request) {
        add(new TaskWrite(task, Optional.empty(), Optional.of(requests.seal(task, request))));
    }

    private void add(TaskWrite write) {
        if (!writes.apply(write)) {
            throw new ConflictException("there is a task " + write.task().id() + " already");
        }
    }

    @Override
    public Optional<Secret> request(TaskId id) {
        return transactions.read("reading the request of task " + id, handle -> requests.find(handle, id));
    }

    @Override
    public int expireRequests(Instant before) {
        if (!backend.guard().isRight(transactions)) {
            return 0; // whoever has the time does it
        }
        return transactions.write("dropping old requests", handle -> requests.expire(handle, before));
    }

    @Override
    public int rotate() {
        return new KeyRotation(backend, transactions).rotate("{task_request}", "task_id", TaskRequestRows.PURPOSE);
    }

    @Override
    public boolean advance(TaskState expected, TaskRecord task) {
        return writes.apply(new TaskWrite(task, Optional.of(expected), Optional.empty()));
    }

    private List<Boolean> write(Handle handle, List<TaskWrite> all) {
        IdentityHashMap<TaskWrite, Boolean> answers = new IdentityHashMap<>();
        Map<Boolean, List<TaskWrite>> kinds = all.stream()
                .collect(Collectors.partitioningBy(write -> write.expected().isEmpty()));
        List<TaskWrite> added = kinds.getOrDefault(true, List.of());
        writeAll(added, rows -> add(handle, rows), answers);
        requests.insert(
                handle,
                added.stream()
                        .filter(write -> answers.getOrDefault(write, false))
                        .flatMap(write -> write.request().stream())
                        .toList());
        writeAll(kinds.getOrDefault(false, List.of()), rows -> advance(handle, rows), answers);
        return all.stream().map(write -> answers.getOrDefault(write, false)).toList();
    }

    private static void writeAll(
            List<TaskWrite> rows,
            Function<List<TaskWrite>, int[]> statement,
            IdentityHashMap<TaskWrite, Boolean> answers) {
        if (!rows.isEmpty()) {
            int[] counts = statement.apply(rows);
            for (int i = 0; i < counts.length; i++) {
                answers.put(rows.get(i), counts[i] == 1);
            }
        }
    }

    private int[] add(Handle handle, List<TaskWrite> rows) {
        return backend.dialect()
                .insertEachIfAbsent(
                        handle,
                        backend.sql(INSERT),
                        rows,
                        (insert, row) -> bind(insert, row.task())
                                .bind("submitted", utc(row.task().submittedAt()))
                                .add());
    }

    private int[] advance(Handle handle, List<TaskWrite> rows) {
        try (PreparedBatch update = handle.prepareBatch(backend.sql(UPDATE))) {
            for (TaskWrite row : rows) {
                bind(update, row.task())
                        .bind("expected", row.expected().map(Enum::name).orElse(""))
                        .add();
            }
            return update.execute();
        }
    }

    private static <S extends SqlStatement<S>> S bind(S statement, TaskRecord task) {
        statement
                .bind("id", PortableText.key("a task's id", task.id().value()))
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
    public Optional<TaskRecord> find(TaskId id) {
        return transactions.read(
                "reading task " + id,
                handle -> handle.createQuery(backend.sql("SELECT * FROM {task_history} WHERE id = :id"))
                        .bind("id", PortableText.encode(id.value()))
                        .map((row, context) -> task(row))
                        .findOne());
    }

    @Override
    public Page<TaskRecord> list(TaskQuery query, PageRequest page) {
        TimelineQuery timeline = new TimelineQuery("{task_history}", "submitted_at")
                .where("name = :name", "name", query.name())
                .where("subject = :subject", "subject", query.subject())
                .where("state = :state", "state", query.state().map(Enum::name))
                .where("outcome = :outcome", "outcome", query.outcome().map(Enum::name))
                .whereTime("submitted_at >= :since", "since", query.since());
        return transactions.read(
                "listing tasks", handle -> timeline.page(handle, backend, page, (row, context) -> task(row)));
    }

    @Override
    public int expireResults(Instant before) {
        if (!backend.guard().isRight(transactions)) {
            return 0; // whoever has the time does it
        }
        return transactions.write(
                "dropping old results",
                handle -> handle.createUpdate(backend.sql("UPDATE {task_history} SET result = NULL, has_result = FALSE"
                                + " WHERE has_result = TRUE AND finished_at < :before"))
                        .bind("before", utc(before))
                        .execute());
    }

    private static TaskRecord task(ResultSet row) throws SQLException {
        return new TaskRecord(
                new TaskId(Columns.text(row, "id")),
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
