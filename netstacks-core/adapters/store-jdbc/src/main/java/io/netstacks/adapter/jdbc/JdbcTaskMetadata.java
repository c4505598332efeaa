package io.netstacks.adapter.jdbc;

import static io.netstacks.adapter.jdbc.Columns.utc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netstacks.spi.task.TaskId;
import io.netstacks.spi.task.TaskMetadata;
import io.netstacks.spi.task.TaskMetadataStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

final class JdbcTaskMetadata implements TaskMetadataStore {

    private final JdbcBackend backend;
    private final Transactions transactions;

    JdbcTaskMetadata(JdbcBackend backend, Transactions transactions) {
        this.backend = backend;
        this.transactions = transactions;
    }

    /** A new row each time, since the later put is the newer one of two that were created at the same moment. */
    @Override
    public void put(TaskMetadata metadata) {
        transactions.write("putting metadata of task " + metadata.taskId(), handle -> {
            boolean stored = false;
            while (!stored) {
                delete(handle, metadata.taskId());
                stored = insert(handle, metadata);
            }
            return metadata;
        });
    }

    private void delete(Handle handle, TaskId taskId) {
        handle.createUpdate(backend.sql("DELETE FROM {task_metadata} WHERE task_id = :id"))
                .bind("id", PortableText.encode(taskId.value()))
                .execute();
    }

    private boolean insert(Handle handle, TaskMetadata metadata) {
        ObjectNode document = JdbcJson.object();
        metadata.values().forEach(document::put);
        return backend.dialect()
                .insertIfAbsent(
                        handle,
                        backend.sql("INSERT INTO {task_metadata} (task_id, created_at, expires_at, document)"
                                + " VALUES (:id, :created, :expires, :document)"),
                        insert -> insert.bind(
                                        "id",
                                        PortableText.key(
                                                "a task's id", metadata.taskId().value()))
                                .bind("created", utc(metadata.createdAt()))
                                .bind("expires", utc(metadata.expiresAt()))
                                .bind("document", PortableText.encode(JdbcJson.write(document))));
    }

    @Override
    public Optional<TaskMetadata> find(TaskId taskId, Instant now) {
        return transactions.read(
                "reading metadata of task " + taskId,
                handle -> handle.createQuery(
                                backend.sql("SELECT * FROM {task_metadata} WHERE task_id = :id AND expires_at > :now"))
                        .bind("id", PortableText.encode(taskId.value()))
                        .bind("now", utc(now))
                        .map((row, context) -> metadata(row))
                        .findOne());
    }

    @Override
    public List<TaskMetadata> recent(int limit, Instant now) {
        return transactions.read(
                "listing task metadata",
                handle -> handle.createQuery(backend.sql("SELECT * FROM {task_metadata} WHERE expires_at > :now"
                                + " ORDER BY created_at DESC, seq DESC LIMIT :limit"))
                        .bind("now", utc(now))
                        .bind("limit", limit)
                        .map((row, context) -> metadata(row))
                        .list());
    }

    @Override
    public int expire(Instant now) {
        if (!backend.guard().isRight(transactions)) {
            return 0; // whoever has the time does it
        }
        return transactions.write(
                "expiring task metadata",
                handle -> handle.createUpdate(backend.sql("DELETE FROM {task_metadata} WHERE expires_at <= :now"))
                        .bind("now", utc(now))
                        .execute());
    }

    private static TaskMetadata metadata(ResultSet row) throws SQLException {
        TaskId id = new TaskId(Columns.text(row, "task_id"));
        return new TaskMetadata(
                id,
                Columns.time(row, "created_at"),
                Columns.time(row, "expires_at"),
                JdbcJson.strings(JdbcJson.read("metadata of task " + id, Columns.text(row, "document"))));
    }
}
