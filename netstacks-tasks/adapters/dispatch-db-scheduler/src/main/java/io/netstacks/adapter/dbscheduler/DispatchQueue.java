package io.netstacks.adapter.dbscheduler;

import io.netstacks.core.store.GroupedWrites;
import io.netstacks.core.store.SecretBox;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.task.TaskId;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.spi.task.TaskState;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Update;

/**
 * The table of requests that wait or are at work, sealed. All times are the database's, so that the clocks of workers do
 * not matter. Safe for use by many threads.
 */
final class DispatchQueue {

    /** The name under which db-scheduler knows a subject's work. */
    static final String SUBJECT = "netstacks-subject";

    private static final String PURPOSE = "task-request";
    private static final double MILLIS = 1000.0;

    /** A request to be stored. */
    private record Added(TaskRecord task, String request, int priority, Actor actor, Instant expires) {}

    /** A subject whose next entry is wanted, and the place of the one that is done with. */
    private record Asked(String subject, long done) {}

    private final DispatchDatabase database;
    private final SecretBox box;
    private final Clock clock;
    private final String worker;
    private final double lease;
    private final GroupedWrites<Added, Boolean> adding = new GroupedWrites<>(this::addAll);
    private final GroupedWrites<Asked, Optional<QueuedTask>> taking = new GroupedWrites<>(this::takeAll);

    /** Creates it; {@code lease} is how long what a worker took or renewed is its own. */
    DispatchQueue(DispatchDatabase database, SecretBox box, Clock clock, String worker, Duration lease) {
        this.database = database;
        this.box = box;
        this.clock = clock;
        this.worker = worker;
        this.lease = lease.toMillis() / MILLIS;
    }

    /** Stores a request, and makes db-scheduler's instance of its subject, in one transaction. */
    void add(TaskRecord task, String request, int priority, OperationContext context) {
        byte[] sealed = box.seal(PURPOSE, task.id().value(), request.getBytes(StandardCharsets.UTF_8));
        Instant expires = clock.instant().plusNanos(context.deadline().remainingNanos());
        adding.write(new Added(task, Base64.getEncoder().encodeToString(sealed), priority, context.actor(), expires));
    }

    private List<Boolean> addAll(List<Added> all) {
        String statement = database.sql(
                "WITH given AS (SELECT * FROM unnest(:ids, :subjects, :requests, :kinds, :names, :correlations,"
                        + " :expires, :submitted, :tasks, :mutating, :priorities) WITH ORDINALITY"
                        + " AS g(id, subject, request, kind, name, correlation, expires, submitted, task, mutating, priority, nr)),"
                        + " added AS (INSERT INTO {queue} (task_id, subject, request, actor_kind, actor_name,"
                        + " correlation_id, expires_at, submitted_at, task_name, mutating, priority, submitter)"
                        + " SELECT id, subject, decode(request, 'base64'), kind, name, correlation, expires::timestamptz,"
                        + " submitted::timestamptz, task, mutating, priority, :submitter FROM given ORDER BY nr)"
                        + " INSERT INTO {subjects} AS s"
                        + " (task_name, task_instance, execution_time, picked, version, priority)"
                        + " SELECT '" + SUBJECT + "', subject, now(), FALSE, 1, max(priority) FROM given"
                        // in the same order everywhere, so that two who add do not wait for each other
                        + " GROUP BY subject ORDER BY subject"
                        + " ON CONFLICT (task_name, task_instance) DO UPDATE SET priority = EXCLUDED.priority"
                        + " WHERE s.priority < EXCLUDED.priority");
        return database.with("adding " + all.size() + " tasks", handle -> {
            try (Update update = handle.createUpdate(statement)) {
                update.bindArray(
                                "ids",
                                String.class,
                                each(all, added -> added.task().id()))
                        .bindArray(
                                "subjects",
                                String.class,
                                each(all, added -> added.task().subject()))
                        .bindArray("requests", String.class, each(all, Added::request))
                        .bindArray(
                                "kinds",
                                String.class,
                                each(all, added -> added.actor().kind().name()))
                        .bindArray(
                                "names",
                                String.class,
                                each(all, added -> added.actor().name()))
                        .bindArray(
                                "correlations",
                                String.class,
                                each(all, added -> added.task().correlationId()))
                        .bindArray(
                                "expires",
                                String.class,
                                each(all, added -> added.expires().toString()))
                        .bindArray(
                                "submitted",
                                String.class,
                                each(all, added -> added.task().submittedAt().toString()))
                        .bindArray(
                                "tasks",
                                String.class,
                                each(all, added -> added.task().name()))
                        .bindArray(
                                "mutating",
                                Boolean.class,
                                each(all, added -> added.task().mutating()))
                        .bindArray("priorities", Integer.class, each(all, Added::priority))
                        .bind("submitter", worker)
                        .execute();
            }
            return each(all, added -> true);
        });
    }

    private static <Q, A> List<A> each(List<Q> all, Function<Q, A> what) {
        return all.stream().map(what).toList();
    }

    /**
     * Takes the next entry of a subject: what a worker left behind, else what is most urgent, else what waits longest. An
     * entry that another worker still holds lets nobody have any of the subject.
     *
     * @param done the place of the entry that is done with, which is removed by the way; 0 for none
     */
    Optional<QueuedTask> take(String subject, long done) {
        return taking.write(new Asked(subject, done));
    }

    private List<Optional<QueuedTask>> takeAll(List<Asked> all) {
        long before = System.nanoTime();
        // the limit cuts nothing off: it makes PostgreSQL plan for few subjects, so that it looks each up in an index;
        // else it
        // makes a plan each time, which takes longer than the work, or keeps one that reads the whole queue
        String statement =
                database.sql("WITH asked AS (SELECT * FROM unnest(:subjects, :done) AS a(subject, done) LIMIT :many),"
                        // leases are renewed in the same order, so that neither waits for the other
                        + " over AS (SELECT o.place FROM (SELECT done FROM asked ORDER BY done) a CROSS JOIN LATERAL"
                        + " (SELECT i.place FROM {queue} i WHERE i.place = a.done AND i.worker = :worker"
                        + " LIMIT 1 FOR UPDATE) o),"
                        + " gone AS (DELETE FROM {queue} q USING over WHERE q.place = over.place)"
                        + " UPDATE {queue} q SET fence = q.fence + 1, worker = :worker,"
                        + " held_until = now() + :lease * interval '1 s'"
                        + " FROM asked CROSS JOIN LATERAL (SELECT place, worker AS before, held_until FROM {queue} i"
                        + " WHERE i.subject = asked.subject AND i.place <> asked.done"
                        + " ORDER BY (worker IS NULL), priority DESC, place LIMIT 1 FOR UPDATE) f"
                        + " WHERE q.place = f.place AND (f.held_until IS NULL OR f.held_until < now())"
                        + " RETURNING q.place, q.task_id, q.subject, q.request, q.actor_kind, q.actor_name, q.correlation_id,"
                        + " q.expires_at, q.submitted_at, q.task_name, q.mutating, q.fence, f.before, q.cancelled,"
                        + " q.submitter");
        Map<String, QueuedTask> taken = database.with(
                "taking tasks of " + all.size() + " subjects",
                handle -> handle.createQuery(statement)
                        .bindArray("subjects", String.class, each(all, Asked::subject))
                        .bindArray("done", Long.class, each(all, Asked::done))
                        .bind("many", all.size())
                        .bind("worker", worker)
                        .bind("lease", lease)
                        .map((row, context) -> taken(row, before))
                        .collect(Collectors.toMap(
                                QueuedTask::subject, task -> task, (one, other) -> one, HashMap::new)));
        return each(all, asked -> Optional.ofNullable(taken.remove(asked.subject()))); // to one of those who ask
    }

    private QueuedTask taken(ResultSet row, long before) throws SQLException {
        TaskId taskId = new TaskId(row.getString("task_id"));
        byte[] sealed = row.getBytes("request");
        return new QueuedTask(
                row.getLong("place"),
                taskId,
                row.getString("subject"),
                accepted(taskId, row),
                () -> new String(box.open(PURPOSE, taskId.value(), sealed), StandardCharsets.UTF_8),
                actor(row),
                row.getString("correlation_id"),
                row.getTimestamp("expires_at").toInstant(),
                row.getLong("fence"),
                Optional.ofNullable(row.getString("before")),
                row.getBoolean("cancelled"),
                Optional.ofNullable(row.getString("submitter")),
                before);
    }

    private static Actor actor(ResultSet row) throws SQLException {
        return new Actor(Actor.Kind.valueOf(row.getString("actor_kind")), row.getString("actor_name"));
    }

    private static Optional<TaskRecord> accepted(TaskId taskId, ResultSet row) throws SQLException {
        Timestamp submitted = row.getTimestamp("submitted_at");
        if (submitted == null || row.getString("before") != null) {
            return Optional.empty();
        }
        return Optional.of(new TaskRecord(
                taskId,
                row.getString("task_name"),
                row.getString("subject"),
                actor(row).toString(),
                row.getString("correlation_id"),
                row.getBoolean("mutating"),
                TaskState.PENDING,
                Optional.empty(),
                submitted.toInstant(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    /** Tells whether an entry is still held under that number. */
    boolean isHeld(TaskId taskId, long fence) {
        return database.with(
                "checking the lease of task " + taskId,
                handle -> handle.createQuery(database.sql(
                                "SELECT EXISTS (SELECT 1 FROM {queue} WHERE task_id = :id AND fence = :fence)"))
                        .bind("id", taskId.value())
                        .bind("fence", fence)
                        .mapTo(Boolean.class)
                        .one());
    }

    /**
     * Makes leases longer.
     *
     * @param fences the numbers under which entries are held
     * @return those that were still held, and whether somebody wants them cancelled
     */
    Map<TaskId, Boolean> renew(Map<TaskId, Long> fences) {
        List<TaskId> ids = List.copyOf(fences.keySet());
        List<Long> numbers = ids.stream().map(fences::get).toList();
        return database.with(
                "renewing leases",
                handle -> handle.createQuery(database.sql("UPDATE {queue} q"
                                + " SET held_until = now() + :lease * interval '1 s'"
                                + " FROM (SELECT i.place FROM unnest(:ids, :fences) AS held(id, fence)"
                                + " JOIN {queue} i ON i.task_id = held.id AND i.fence = held.fence"
                                + " ORDER BY i.place FOR UPDATE OF i) mine"
                                + " WHERE q.place = mine.place RETURNING q.task_id, q.cancelled"))
                        .bind("lease", lease)
                        .bindArray("ids", String.class, each(ids, TaskId::value))
                        .bindArray("fences", Long.class, numbers)
                        .map((row, context) -> Map.entry(new TaskId(row.getString(1)), row.getBoolean(2)))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Gives an entry up, so that the next worker need not wait for the end of the lease. */
    void release(TaskId taskId, long fence) {
        database.with(
                "releasing task " + taskId,
                handle -> handle.createUpdate(
                                database.sql(
                                        "UPDATE {queue} SET held_until = NULL, fence = fence + 1 WHERE task_id = :id AND fence = :fence"))
                        .bind("id", taskId.value())
                        .bind("fence", fence)
                        .execute());
    }

    /** Removes the entry of a task that is over. */
    void remove(TaskId taskId) {
        database.with(
                "removing task " + taskId,
                handle -> handle.createUpdate(database.sql("DELETE FROM {queue} WHERE task_id = :id"))
                        .bind("id", taskId.value())
                        .execute());
    }

    /** Asks whoever works on a task to stop. */
    boolean cancel(TaskId taskId) {
        return database.with(
                        "cancelling task " + taskId,
                        handle -> handle.createUpdate(database.sql(
                                        "UPDATE {queue} SET cancelled = TRUE WHERE task_id = :id AND NOT cancelled"))
                                .bind("id", taskId.value())
                                .execute())
                > 0;
    }

    /** Returns how many wait that no worker has taken. */
    int waiting() {
        return database.with(
                "counting",
                handle -> handle.createQuery(database.sql("SELECT count(*) FROM {queue} WHERE worker IS NULL"))
                        .mapTo(Integer.class)
                        .one());
    }

    /** Returns those that are not in the queue any more. */
    Set<TaskId> gone(Collection<TaskId> taskIds) {
        return database.with(
                "looking for ends",
                handle -> handle.createQuery(database.sql("SELECT id FROM unnest(:ids) AS asked(id)"
                                + " WHERE NOT EXISTS (SELECT 1 FROM {queue} q WHERE q.task_id = asked.id)"))
                        .bindArray("ids", String.class, each(List.copyOf(taskIds), TaskId::value))
                        .mapTo(String.class)
                        .map(TaskId::new)
                        .collect(Collectors.toSet()));
    }
}
