package io.netstacks.tasks.internal;

import io.netstacks.spi.OperationContext;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.task.TaskId;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.spi.task.TaskState;
import io.netstacks.tasks.run.TaskBench;
import io.netstacks.tasks.run.TaskHandle;
import io.netstacks.tasks.run.TaskRequest;
import io.netstacks.tasks.run.TaskRequestJson;
import io.netstacks.tasks.run.TaskResultJson;
import java.util.Optional;

/**
 * The bench of this process.
 *
 * @param runner records
 * @param local runs
 * @param requests writes and reads requests
 * @param results writes and reads results
 */
public record LocalBench(TaskRunner runner, InProcessDispatcher local, TaskRequestJson requests, TaskResultJson results)
        implements TaskBench {

    @Override
    public TaskRecord accept(TaskRequest<?> request, OperationContext context) {
        return runner.submitted(request, context);
    }

    @Override
    public <R> TaskHandle<R> run(TaskRecord record, TaskRequest<R> request, OperationContext context) {
        boolean begun = record.state() == TaskState.RUNNING;
        if (record.state() == TaskState.FINISHED || (begun && (record.mutating() || request.mutating()))) {
            throw InvalidInputException.of("task " + record.id() + " (" + record.name() + " of " + record.subject()
                    + ") is " + record.state() + " and may not be run again; submit a new one");
        }
        return local.run(record, request, context);
    }

    @Override
    public TaskRecord abandon(TaskRecord record, String evidence) {
        return runner.abandoned(record, evidence);
    }

    @Override
    public boolean cancel(TaskRecord record, String evidence) {
        return runner.cancelled(record, evidence);
    }

    @Override
    public Optional<TaskRecord> find(TaskId taskId) {
        return runner.find(taskId);
    }
}
