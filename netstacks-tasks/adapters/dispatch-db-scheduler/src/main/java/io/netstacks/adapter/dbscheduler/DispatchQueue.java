package io.netstacks.adapter.dbscheduler;

import io.netstacks.core.store.SecretBox;
import io.netstacks.spi.Actor;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.error.StoreException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** The table of requests that wait or are at work, sealed. Safe for use by many threads. */
final class DispatchQueue {

    private static final String PURPOSE = "task-request";

    /**
     * An entry that a worker took.
     *
     * @param sealed the request, sealed, in base64
     * @param fence higher than that of every worker that took it before
     * @param before the worker that took it before this one
     */
    record Taken(
            String taskId,
            String sealed,
            Actor actor,
            String correlationId,
            Instant expiresAt,
            long fence,
            Optional<String> before,
            boolean cancelled) {

        OperationContext context(Clock clock) {
            Duration left = Duration.between(clock.instant(), expiresAt);
            return OperationContext.as(actor)
                    .withCorrelationId(correlationId)
                    .withDeadline(Deadline.after(left.isNegative() ? Duration.ZERO : left));
        }
    }

    private final Jdbi jdbi;
    private final SecretBox box;
    private final Clock clock;

    DispatchQueue(DataSource source, SecretBox box, Clock clock) {
        jdbi = Jdbi.create(source);
        this.box = box;
        this.clock = clock;
    }

    private <T> T with(String what, Function<Handle, T> work) {
        try {
            return jdbi.withHandle(work::apply);
        } catch (JdbiException e) {
            throw new StoreException("the dispatch queue cannot be used: " + what, e);
        }
    }

    void add(String taskId, String subject, String request, OperationContext context) {
        byte[] sealed = box.seal(PURPOSE, taskId, request.getBytes(StandardCharsets.UTF_8));
        Instant expires = clock.instant().plusNanos(context.deadline().remainingNanos());
        with(
                "adding task " + taskId,
                handle -> handle.createUpdate("INSERT INTO netstacks_dispatch_queue"
                                + " (task_id, subject, request, actor_kind, actor_name, correlation_id, expires_at)"
                                + " VALUES (:id, :subject, :request, :kind, :name, :correlation, :expires)")
                        .bind("id", taskId)
                        .bind("subject", subject)
                        .bind("request", sealed)
                        .bind("kind", context.actor().kind().name())
                        .bind("name", context.actor().name())
                        .bind("correlation", context.correlationId())
                        .bind("expires", expires.atOffset(ZoneOffset.UTC))
                        .execute());
    }

    String open(Taken taken) {
        return new String(
                box.open(PURPOSE, taken.taskId(), Base64.getDecoder().decode(taken.sealed())), StandardCharsets.UTF_8);
    }

    /** Takes the first entry of a subject, whoever had it before. */
    Optional<Taken> take(String subject, String worker) {
        return with(
                "taking a task of " + subject,
                handle -> handle.createQuery("UPDATE netstacks_dispatch_queue q"
                                + " SET fence = q.fence + 1, worker = :worker"
                                + " FROM (SELECT place, worker AS before FROM netstacks_dispatch_queue"
                                + " WHERE subject = :subject ORDER BY place LIMIT 1 FOR UPDATE) f"
                                + " WHERE q.place = f.place RETURNING q.task_id, q.request, q.actor_kind, q.actor_name,"
                                + " q.correlation_id, q.expires_at, q.fence, f.before, q.cancelled")
                        .bind("worker", worker)
                        .bind("subject", subject)
                        .map((row, context) -> taken(row))
                        .findOne());
    }

    private static Taken taken(ResultSet row) throws SQLException {
        return new Taken(
                row.getString("task_id"),
                Base64.getEncoder().encodeToString(row.getBytes("request")),
                new Actor(Actor.Kind.valueOf(row.getString("actor_kind")), row.getString("actor_name")),
                row.getString("correlation_id"),
                row.getTimestamp("expires_at").toInstant(),
                row.getLong("fence"),
                Optional.ofNullable(row.getString("before")),
                row.getBoolean("cancelled"));
    }

    /** Tells whether a worker still has what it took, and nobody wants it cancelled. */
    boolean isHeld(Taken taken) {
        return with(
                        "looking at task " + taken.taskId(),
                        handle -> handle.createQuery("SELECT count(*) FROM netstacks_dispatch_queue"
                                        + " WHERE task_id = :id AND fence = :fence AND NOT cancelled")
                                .bind("id", taken.taskId())
                                .bind("fence", taken.fence())
                                .mapTo(Integer.class)
                                .one())
                > 0;
    }

    /** Removes what a worker took, unless another one has it by now. */
    void remove(Taken taken) {
        with(
                "removing task " + taken.taskId(),
                handle -> handle.createUpdate(
                                "DELETE FROM netstacks_dispatch_queue WHERE task_id = :id AND fence = :fence")
                        .bind("id", taken.taskId())
                        .bind("fence", taken.fence())
                        .execute());
    }

    /** Asks whoever works on a task to stop, or whoever will, not to begin. */
    boolean cancel(String taskId) {
        return with(
                        "cancelling task " + taskId,
                        handle -> handle.createUpdate(
                                        "UPDATE netstacks_dispatch_queue SET cancelled = TRUE WHERE task_id = :id AND NOT cancelled")
                                .bind("id", taskId)
                                .execute())
                > 0;
    }

    int waiting() {
        return with(
                "counting",
                handle -> handle.createQuery("SELECT count(*) FROM netstacks_dispatch_queue WHERE worker IS NULL")
                        .mapTo(Integer.class)
                        .one());
    }

    boolean hasWork(String subject) {
        return with(
                "looking for work",
                handle -> handle.createQuery(
                                "SELECT EXISTS (SELECT 1 FROM netstacks_dispatch_queue WHERE subject = :subject)")
                        .bind("subject", subject)
                        .mapTo(Boolean.class)
                        .one());
    }

    List<String> subjects() {
        return with(
                "listing subjects",
                handle -> handle.createQuery("SELECT DISTINCT subject FROM netstacks_dispatch_queue")
                        .mapTo(String.class)
                        .list());
    }
}
