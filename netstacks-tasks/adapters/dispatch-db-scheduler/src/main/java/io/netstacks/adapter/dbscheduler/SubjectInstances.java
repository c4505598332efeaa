package io.netstacks.adapter.dbscheduler;

import com.github.kagkarlsson.scheduler.task.Execution;
import io.netstacks.core.store.GroupedWrites;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * The rows of db-scheduler's own table: one for each subject that has work. Adding work makes the row if it is missing;
 * the end of a turn removes it, and makes it again if work has come meanwhile. Safe for use by many threads.
 */
final class SubjectInstances {

    /** The name of the one task that db-scheduler knows. */
    static final String TASK = DispatchQueue.SUBJECT;

    private static final String WITHOUT_INSTANCE = "NOT EXISTS (SELECT 1 FROM {subjects} i" + " WHERE i.task_name = '"
            + TASK + "' AND i.task_instance = q.subject)";

    private final DispatchDatabase database;
    private final GroupedWrites<Execution, Boolean> ending = new GroupedWrites<>(this::endAll);

    SubjectInstances(DispatchDatabase database) {
        this.database = database;
    }

    /**
     * Removes the instance that was executed, unless it was given to another worker meanwhile; tells whether work came after
     * the last look, so that the subject has an instance again.
     */
    boolean end(Execution execution) {
        return ending.write(execution);
    }

    /**
     * The removal waits for those who are adding work to these subjects, because adding locks the row even if it is there
     * already; so the second statement sees what they added.
     */
    private List<Boolean> endAll(List<Execution> all) {
        Set<String> woken =
                database.inTransaction("ending " + all.size() + " turns", handle -> wake(handle, remove(handle, all)));
        return each(all, execution -> woken.contains(execution.getId()));
    }

    /** In the order in which work is added, so that neither waits for the other. */
    private List<String> remove(Handle handle, List<Execution> all) {
        return handle.createQuery(database.sql("DELETE FROM {subjects} s USING"
                        + " (SELECT i.task_name, i.task_instance FROM"
                        // the limit cuts nothing off: it makes PostgreSQL look each up in the index
                        + " (SELECT * FROM unnest(:subjects, :versions) AS u(subject, version) LIMIT :many) over"
                        + " JOIN {subjects} i ON i.task_name = '" + TASK + "' AND i.task_instance = over.subject"
                        + " AND i.version = over.version ORDER BY i.task_instance FOR UPDATE OF i) mine"
                        + " WHERE s.task_name = mine.task_name AND s.task_instance = mine.task_instance"
                        + " RETURNING s.task_instance"))
                .bindArray("subjects", String.class, each(all, Execution::getId))
                .bindArray("versions", Long.class, each(all, execution -> execution.version))
                .bind("many", all.size())
                .mapTo(String.class)
                .list();
    }

    /** Makes the instances that a crash, or a change by hand, left out. */
    void wakeAll() {
        database.with(
                "waking subjects",
                handle -> handle.execute(database.sql(wakeUp("SELECT q.subject, max(q.held_until), max(q.priority)"
                        + " FROM {queue} q WHERE " + WITHOUT_INSTANCE + " GROUP BY q.subject"))));
    }

    /** Looks subject by subject: over all at once PostgreSQL may read the whole queue while its statistics are old. */
    private Set<String> wake(Handle handle, List<String> subjects) {
        return handle.createQuery(database.sql(wakeUp("SELECT q.subject, f.held_until, f.priority"
                                + " FROM (SELECT * FROM unnest(:subjects) AS u(subject) LIMIT :many) q CROSS JOIN LATERAL"
                                + " (SELECT max(i.held_until) AS held_until, max(i.priority) AS priority FROM {queue} i"
                                + " WHERE i.subject = q.subject) f WHERE f.priority IS NOT NULL AND "
                                + WITHOUT_INSTANCE)
                        + " RETURNING task_instance"))
                .bindArray("subjects", String.class, subjects)
                .bind("many", subjects.size())
                .mapTo(String.class)
                .collect(Collectors.toSet());
    }

    /**
     * Due when nobody holds the subject's work. A subject that has an instance now is left out even if that goes before this
     * comes to it: its worker sees to what it leaves, and knows better what is held.
     */
    private static String wakeUp(String subjects) {
        return "INSERT INTO {subjects} (task_name, task_instance, execution_time, picked, version, priority)"
                + " SELECT '" + TASK + "', w.subject, GREATEST(now(), w.held_until), FALSE, 1, w.priority"
                + " FROM (" + subjects + ") w(subject, held_until, priority)"
                + " ORDER BY w.subject ON CONFLICT (task_name, task_instance) DO NOTHING";
    }

    private static <Q, A> List<A> each(List<Q> all, Function<Q, A> what) {
        return all.stream().map(what).toList();
    }
}
