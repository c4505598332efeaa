package io.netstacks.tasks.run;

import io.netstacks.spi.OperationContext;
import io.netstacks.spi.task.TaskId;
import io.netstacks.spi.task.TaskRecord;
import java.util.Optional;

/**
 * Where a dispatcher has tasks done: it records them, runs them in this process within the limits and with the retries
 * that the host chose, and tells of their end. Safe for use by many threads.
 */
public interface TaskBench {

    /**
     * Records a new task, which from then on has to end.
     *
     * @throws io.netstacks.spi.error.NotFoundException if no operation does such requests
     */
    TaskRecord accept(TaskRequest<?> request, OperationContext context);

    /**
     * Runs a recorded task in this process, after those of the same subject that wait here already, and records how it
     * ends. A record that is at work already is a read that is delivered again.
     *
     * <p>If the guard of the context's deadline is lost by then, the end is not recorded: the record is left to whoever has
     * the lease now, and the handle fails.
     *
     * @throws io.netstacks.spi.error.ConflictException if too many are waiting, or nothing is run any more; the record
     *     has ended then
     * @throws io.netstacks.spi.error.InvalidInputException if the record is over, or is a change that has begun: it is
     *     never run twice
     */
    <R> TaskHandle<R> run(TaskRecord record, TaskRequest<R> request, OperationContext context);

    /**
     * Ends a recorded task that cannot run, or whose worker is lost: a change that had begun is unknown, everything else
     * has failed.
     *
     * @param evidence a sentence about what is known, for the person who has to look
     * @return the last record; the one that the history has, if the task is over already
     */
    TaskRecord abandon(TaskRecord record, String evidence);

    /**
     * Ends a recorded task as cancelled if nobody has begun it.
     *
     * @param evidence who or what cancelled it
     * @return whether this ended it; false leaves the record as it is
     */
    boolean cancel(TaskRecord record, String evidence);

    /** Returns the record of a task. */
    Optional<TaskRecord> find(TaskId taskId);

    /** Returns what writes requests as text, and reads them. */
    TaskRequestJson requests();

    /** Returns what writes results as text, and reads them. */
    TaskResultJson results();
}
