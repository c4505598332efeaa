package io.netstacks.adapter.jdbc;

import static io.netstacks.adapter.jdbc.Columns.utc;

import io.netstacks.core.store.SecretBox;
import io.netstacks.spi.Secret;
import io.netstacks.spi.task.TaskId;
import io.netstacks.spi.task.TaskRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The requests of tasks, sealed. Immutable. */
record TaskRequestRows(JdbcBackend backend) {

    static final String PURPOSE = "task-request";

    /**
     * A request to be written.
     *
     * @param task its task
     * @param sealed what is written
     */
    record Sealed(TaskRecord task, ByteBuffer sealed) {}

    Sealed seal(TaskRecord task, Secret request) {
        byte[] clear = request.use(characters -> new String(characters).getBytes(StandardCharsets.UTF_8));
        try {
            return new Sealed(
                    task, ByteBuffer.wrap(backend.box().seal(PURPOSE, task.id().value(), clear)));
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }

    void insert(Handle handle, List<Sealed> rows) {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedBatch insert =
                handle.prepareBatch(backend.sql("INSERT INTO {task_request} (task_id, key_id, sealed, submitted_at)"
                        + " VALUES (:id, :key, :sealed, :submitted)"))) {
            for (Sealed row : rows) {
                byte[] sealed = row.sealed().array();
                insert.bind(
                                "id",
                                PortableText.key("a task's id", row.task().id().value()))
                        .bind("key", SecretBox.keyId(sealed))
                        .bind("sealed", sealed)
                        .bind("submitted", utc(row.task().submittedAt()))
                        .add();
            }
            insert.execute();
        }
    }

    Optional<Secret> find(Handle handle, TaskId id) {
        return handle.createQuery(backend.sql("SELECT sealed FROM {task_request} WHERE task_id = :id"))
                .bind("id", PortableText.encode(id.value()))
                .map((row, context) -> open(id, row.getBytes("sealed")))
                .findOne();
    }

    private Secret open(TaskId id, byte[] sealed) {
        byte[] clear = backend.box().open(PURPOSE, id.value(), sealed);
        try {
            return Secret.of(new String(clear, StandardCharsets.UTF_8));
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }

    int expire(Handle handle, Instant before) {
        return handle.createUpdate(backend.sql("DELETE FROM {task_request} WHERE submitted_at < :before"))
                .bind("before", utc(before))
                .execute();
    }
}
