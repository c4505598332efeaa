package io.netstacks.adapter.dbscheduler;

import io.netstacks.core.store.SecretBox;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.error.StoreException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * The table of requests that wait or are at work, sealed. All times are the database's, so that the clocks of workers do
 * not matter. Safe for use by many threads.
 */
final class DispatchQueue {

    /** The name under which db-scheduler knows a subject's work. */
    static final String SUBJECT = "netstacks-subject";

    private static final String PURPOSE = "task-request";
    private static final double MILLIS = 1000.0;

    private final Jdbi jdbi;
    private final DispatchTables tables;
    private final SecretBox box;
    private final Clock clock;
    private final String worker;
    private final double lease;

    /** Creates it; {@code lease} is how long what a worker took or renewed is its own. */
    DispatchQueue(DataSource source, DispatchTables tables, SecretBox box, Clock clock, String worker, Duration lease) {
        jdbi = Jdbi.create(source).registerArrayType(String.class, "text").registerArrayType(Long.class, "bigint");
        this.tables = tables;
        this.box = box;
        this.clock = clock;
        this.worker = worker;
        this.lease = lease.toMillis() / MILLIS;
    }

    private <T> T with(String what, Function<Handle, T> work) {
        try {
            return jdbi.withHandle(work::apply);
        } catch (JdbiException e) {
            throw new StoreException("the dispatch queue cannot be used: " + what, e);
        }
    }

    private String sql(String text) {
        return text.replace("{subjects}", tables.subjects()).replace("{queue}", tables.queue());
    }

    /** Stores a request, and makes db-scheduler's instance of its subject, in one transaction. */
    void add(String taskId, String subject, String request, int priority, OperationContext context) {
        byte[] sealed = box.seal(PURPOSE, taskId, request.getBytes(StandardCharsets.UTF_8));
        Instant expires = clock.instant().plusNanos(context.deadline().remainingNanos());
        String statement = sql("WITH added AS (INSERT INTO {queue} (task_id, subject, request, actor_kind, actor_name,"
                + " correlation_id, expires_at, priority) VALUES (:id, :subject, :request, :kind, :name,"
                + " :correlation, :expires, :priority))"
                + " INSERT INTO {subjects} AS s (task_name, task_instance, execution_time, picked, version, priority)"
                + " VALUES ('" + SUBJECT + "', :subject, now(), FALSE, 1, :priority)"
                + " ON CONFLICT (task_name, task_instance) DO UPDATE SET priority = EXCLUDED.priority"
                + " WHERE s.priority < EXCLUDED.priority");
        with(
                "adding task " + taskId,
                handle -> handle.createUpdate(statement)
                        .bind("id", taskId)
                        .bind("subject", subject)
                        .bind("request", sealed)
                        .bind("kind", context.actor().kind().name())
                        .bind("name", context.actor().name())
                        .bind("correlation", context.correlationId())
                        .bind("expires", expires.atOffset(ZoneOffset.UTC))
                        .bind("priority", priority)
                        .execute());
    }

    /**
     * Takes the next entry of a subject: what a worker left behind, else what is most urgent, else what waits longest. An
     * entry that another worker still holds lets nobody have any of the subject.
     *
     * @param done the place of the entry that is done with, which is removed by the way; 0 for none
     */
    Optional<QueuedTask> take(String subject, long done) {
        long before = System.nanoTime();
        String statement = sql("WITH gone AS (DELETE FROM {queue} WHERE place = :done AND worker = :worker)"
                + " UPDATE {queue} q SET fence = q.fence + 1, worker = :worker, held_until = now() + :lease * interval '1 s'"
                + " FROM (SELECT place, worker AS before, held_until FROM {queue}"
                + " WHERE subject = :subject AND place <> :done"
                + " ORDER BY (worker IS NULL), priority DESC, place LIMIT 1 FOR UPDATE) f"
                + " WHERE q.place = f.place AND (f.held_until IS NULL OR f.held_until < now())"
                + " RETURNING q.place, q.task_id, q.request, q.actor_kind, q.actor_name, q.correlation_id, q.expires_at,"
                + " q.fence, f.before, q.cancelled");
        return with(
                "taking a task of " + subject,
                handle -> handle.createQuery(statement)
                        .bind("done", done)
                        .bind("worker", worker)
                        .bind("lease", lease)
                        .bind("subject", subject)
                        .map((row, context) -> taken(row, before))
                        .findOne());
    }

    private QueuedTask taken(ResultSet row, long before) throws SQLException {
        String taskId = row.getString("task_id");
        byte[] sealed = row.getBytes("request");
        return new QueuedTask(
                row.getLong("place"),
                taskId,
                () -> new String(box.open(PURPOSE, taskId, sealed), StandardCharsets.UTF_8),
                new Actor(Actor.Kind.valueOf(row.getString("actor_kind")), row.getString("actor_name")),
                row.getString("correlation_id"),
                row.getTimestamp("expires_at").toInstant(),
                row.getLong("fence"),
                Optional.ofNullable(row.getString("before")),
                row.getBoolean("cancelled"),
                before);
    }

    /** Tells whether an entry is still held under that number. */
    boolean isHeld(String taskId, long fence) {
        return with(
                "checking the lease of task " + taskId,
                handle -> handle.createQuery(
                                sql("SELECT EXISTS (SELECT 1 FROM {queue} WHERE task_id = :id AND fence = :fence)"))
                        .bind("id", taskId)
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
    Map<String, Boolean> renew(Map<String, Long> fences) {
        List<String> ids = List.copyOf(fences.keySet());
        List<Long> numbers = ids.stream().map(fences::get).toList();
        return with(
                "renewing leases",
                handle -> handle.createQuery(
                                sql(
                                        "UPDATE {queue} q"
                                                + " SET held_until = now() + :lease * interval '1 s'"
                                                + " FROM unnest(:ids, :fences) AS held(id, fence)"
                                                + " WHERE q.task_id = held.id AND q.fence = held.fence RETURNING q.task_id, q.cancelled"))
                        .bind("lease", lease)
                        .bindArray("ids", String.class, ids)
                        .bindArray("fences", Long.class, numbers)
                        .map((row, context) -> Map.entry(row.getString(1), row.getBoolean(2)))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Gives an entry up, so that the next worker need not wait for the end of the lease. */
    void release(String taskId, long fence) {
        with(
                "releasing task " + taskId,
                handle -> handle.createUpdate(
                                sql(
                                        "UPDATE {queue} SET held_until = NULL, fence = fence + 1 WHERE task_id = :id AND fence = :fence"))
                        .bind("id", taskId)
                        .bind("fence", fence)
                        .execute());
    }

    /** Removes the entry of a task that is over. */
    void remove(String taskId) {
        with(
                "removing task " + taskId,
                handle -> handle.createUpdate(sql("DELETE FROM {queue} WHERE task_id = :id"))
                        .bind("id", taskId)
                        .execute());
    }

    /** Asks whoever works on a task to stop. */
    boolean cancel(String taskId) {
        return with(
                        "cancelling task " + taskId,
                        handle -> handle.createUpdate(sql(
                                        "UPDATE {queue} SET cancelled = TRUE WHERE task_id = :id AND NOT cancelled"))
                                .bind("id", taskId)
                                .execute())
                > 0;
    }

    /** Returns how many wait that no worker has taken. */
    int waiting() {
        return with(
                "counting",
                handle -> handle.createQuery(sql("SELECT count(*) FROM {queue} WHERE worker IS NULL"))
                        .mapTo(Integer.class)
                        .one());
    }

    /** Returns those that are not in the queue any more. */
    Set<String> gone(Collection<String> taskIds) {
        return with(
                "looking for ends",
                handle -> handle.createQuery(sql("SELECT id FROM unnest(:ids) AS asked(id)"
                                + " WHERE NOT EXISTS (SELECT 1 FROM {queue} q WHERE q.task_id = asked.id)"))
                        .bindArray("ids", String.class, List.copyOf(taskIds))
                        .mapTo(String.class)
                        .collect(Collectors.toSet()));
    }

    /** Makes the instance of a subject if it has work and none, due when nobody holds its work; tells whether it did. */
    boolean wake(String subject) {
        return with("waking " + subject, handle -> wake(handle, " WHERE q.subject = :subject", subject)) > 0;
    }

    /** Makes the instances that a crash, or a change by hand, left out. */
    void wakeAll() {
        with("waking subjects", handle -> wake(handle, "", ""));
    }

    private int wake(Handle handle, String which, String subject) {
        String statement =
                sql("INSERT INTO {subjects} (task_name, task_instance, execution_time, picked, version, priority)"
                        + " SELECT '" + SUBJECT
                        + "', q.subject, GREATEST(now(), max(q.held_until)), FALSE, 1, max(q.priority) FROM {queue} q"
                        + which
                        + " GROUP BY q.subject ON CONFLICT (task_name, task_instance) DO NOTHING");
        return which.isEmpty()
                ? handle.execute(statement)
                : handle.createUpdate(statement).bind("subject", subject).execute();
    }
}
