package io.netstacks.spi.task;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps task metadata for a while. Safe for use by many threads. */
public interface TaskMetadataStore {

    /** Puts metadata, in place of earlier ones of the same task. */
    void put(TaskMetadata metadata);

    /** Returns the metadata of a task, unless they have expired. */
    Optional<TaskMetadata> find(TaskId taskId, Instant now);

    /** Returns metadata that have not expired, the newest first. */
    List<TaskMetadata> recent(int limit, Instant now);

    /**
     * Forgets what has expired.
     *
     * @return how many
     */
    int expire(Instant now);
}
