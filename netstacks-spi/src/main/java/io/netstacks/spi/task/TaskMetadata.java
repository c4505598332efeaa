package io.netstacks.spi.task;

import java.time.Instant;
import java.util.Map;

/**
 * What an interface wants to show about a task while it is fresh. Holds no secrets. Immutable.
 *
 * @param taskId the task's id
 * @param createdAt when it was put
 * @param expiresAt when it may be forgotten; it is not returned after that
 * @param values what is shown
 */
public record TaskMetadata(TaskId taskId, Instant createdAt, Instant expiresAt, Map<String, String> values) {

    /** Copies the values. */
    public TaskMetadata {
        values = Map.copyOf(values);
    }
}
