package io.netstacks.tasks.run;

import io.netstacks.spi.task.TaskId;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;

/**
 * Decides when and where accepted tasks run. Every dispatcher keeps the same promises: tasks of one subject run one after
 * the other, every accepted task ends, its handle and its record say the same about how, and a task that changes devices
 * never runs twice. Safe for use by many threads.
 */
public interface TaskDispatcher extends TaskSubmitter, AutoCloseable {

    /** Makes the dispatcher of one {@code NetStacksTasks}. */
    @FunctionalInterface
    interface Factory {

        /** Returns a dispatcher that has its tasks done at this bench; closing it leaves the bench open. */
        TaskDispatcher open(TaskBench bench);
    }

    /**
     * Cancels a task by its id, as its handle would: one that waits does not begin, one that runs is interrupted.
     *
     * @return false if it is over, or is not one of this dispatcher's
     * @throws io.netstacks.spi.error.StoreException if a store has to be asked and does not answer
     */
    boolean cancel(TaskId taskId);

    /**
     * Returns those of these tasks that are neither waiting nor at work: here, or in any process that this one shares its
     * tasks with.
     *
     * @throws io.netstacks.spi.error.StoreException if a store has to be asked and does not answer
     */
    Set<TaskId> gone(Collection<TaskId> taskIds);

    /**
     * Returns how many accepted tasks wait that no worker has begun.
     *
     * @throws io.netstacks.spi.error.StoreException if a store has to be asked and does not answer
     */
    int waiting();

    /**
     * Takes nothing more, and waits until everything that this one accepted, and has to see to the end, is over.
     *
     * @return whether it was, in that time; an interrupt ends the waiting too and is kept
     */
    boolean drain(Duration patience);

    /** Takes nothing more, stops what runs here, and waits a bounded time for that. Idempotent, never throws. */
    @Override
    void close();
}
