package io.netstacks.adapter.dbscheduler;

import io.netstacks.core.store.SecretBox;
import io.netstacks.spi.task.TaskId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * What tasks gave whose submitter is another process than the one that did them, sealed, until it fetches it. All times are
 * the database's. Safe for use by many threads.
 */
final class DispatchResults {

    /** How long a result is kept for a submitter that does not come. */
    private static final Duration KEPT = Duration.ofHours(1);

    /** A longer result stays where it is; its record has the summary. */
    private static final int LONGEST = 64 * 1024 * 1024;

    private static final String PURPOSE = "task-result";

    private final DispatchDatabase database;
    private final SecretBox box;

    DispatchResults(DispatchDatabase database, SecretBox box) {
        this.database = database;
        this.box = box;
    }

    /** Keeps a result, unless it is too long. */
    void put(TaskId taskId, String json) {
        if (json.length() > LONGEST) {
            return;
        }
        byte[] sealed = box.seal(PURPOSE, taskId.value(), json.getBytes(StandardCharsets.UTF_8));
        database.with(
                "keeping the result of task " + taskId,
                handle -> handle.createUpdate(database.sql("INSERT INTO {results} (task_id, result, kept_until)"
                                + " VALUES (:id, :result, now() + :kept * interval '1 s')"
                                + " ON CONFLICT (task_id) DO UPDATE SET result = EXCLUDED.result"))
                        .bind("id", taskId.value())
                        .bind("result", sealed)
                        .bind("kept", KEPT.toSeconds())
                        .execute());
    }

    /** Returns a result, which is forgotten then. */
    Optional<String> take(TaskId taskId) {
        return database.with(
                "fetching the result of task " + taskId,
                handle -> handle.createQuery(database.sql("DELETE FROM {results} WHERE task_id = :id RETURNING result"))
                        .bind("id", taskId.value())
                        .map((row, context) -> new String(
                                box.open(PURPOSE, taskId.value(), row.getBytes("result")), StandardCharsets.UTF_8))
                        .findOne());
    }

    /** Forgets those for which nobody came. */
    void expire() {
        int unused = database.with(
                "forgetting old results",
                handle -> handle.createUpdate(database.sql("DELETE FROM {results} WHERE kept_until < now()"))
                        .execute());
    }
}
