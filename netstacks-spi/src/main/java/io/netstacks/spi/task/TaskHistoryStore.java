package io.netstacks.spi.task;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.Secret;
import java.time.Instant;
import java.util.Optional;

/** Keeps what became of tasks. Safe for use by many threads; what has returned is durable. */
public interface TaskHistoryStore {

    /**
     * Adds a task.
     *
     * @throws io.netstacks.spi.error.ConflictException if the id exists
     */
    void add(TaskRecord task);

    /**
     * Adds a task with its request, which is kept encrypted, so that it can be asked for again.
     *
     * @param request the request as text; lines of a configuration in it may hold secrets of the device
     * @throws io.netstacks.spi.error.ConflictException if the id exists
     */
    void add(TaskRecord task, Secret request);

    /** Returns the request of a task; empty if it was added without one, or it is forgotten. */
    Optional<Secret> request(TaskId id);

    /**
     * Replaces a task if it is in the expected state; its id and the time of its submission stay.
     *
     * @return whether it was: false means that somebody else was faster, or that there is no such task
     */
    boolean advance(TaskState expected, TaskRecord task);

    /** Returns a task. */
    Optional<TaskRecord> find(TaskId id);

    /** Returns tasks, the newest first. */
    Page<TaskRecord> list(TaskQuery query, PageRequest page);

    /**
     * Drops the results, not the records, of tasks that finished before the given time.
     *
     * @return how many
     */
    int expireResults(Instant before);

    /**
     * Forgets the requests, not the records, of tasks that were submitted before the given time.
     *
     * @return how many
     */
    int expireRequests(Instant before);

    /**
     * Encrypts the requests that are under an older key with the current one, so that the older key can be given up.
     *
     * @return how many requests that were; 0 in a store that encrypts none
     */
    default int rotate() {
        return 0;
    }
}
