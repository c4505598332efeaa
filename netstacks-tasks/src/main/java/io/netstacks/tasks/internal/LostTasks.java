package io.netstacks.tasks.internal;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.task.TaskHistoryStore;
import io.netstacks.spi.task.TaskId;
import io.netstacks.spi.task.TaskQuery;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.spi.task.TaskState;
import io.netstacks.tasks.run.TaskDispatcher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Ends records that a process left open when it died. Safe for use by many threads.
 *
 * @param history has the records
 * @param runner ends them
 * @param dispatcher knows which tasks are alive
 */
public record LostTasks(TaskHistoryStore history, TaskRunner runner, TaskDispatcher dispatcher) {

    /** Ends the open tasks that were submitted before a time and that no process has; returns them, the newest first. */
    public List<TaskRecord> end(Instant submittedBefore) {
        List<TaskRecord> open = new ArrayList<>();
        open.addAll(open(TaskState.PENDING, submittedBefore));
        open.addAll(open(TaskState.RUNNING, submittedBefore));
        Set<TaskId> gone = dispatcher.gone(open.stream().map(TaskRecord::id).toList());
        List<TaskRecord> ended = new ArrayList<>();
        for (TaskRecord record : open) {
            if (gone.contains(record.id())) {
                String evidence = evidence(record);
                TaskRecord last = runner.abandoned(record, evidence);
                if (last.message().equals(Optional.of(evidence))) {
                    ended.add(last);
                }
            }
        }
        return ended;
    }

    private List<TaskRecord> open(TaskState state, Instant submittedBefore) {
        List<TaskRecord> open = new ArrayList<>();
        Optional<PageRequest> next = Optional.of(PageRequest.first());
        while (next.isPresent()) {
            Page<TaskRecord> page = history.list(TaskQuery.in(state), next.get());
            page.items().stream()
                    .filter(task -> task.submittedAt().isBefore(submittedBefore))
                    .forEach(open::add);
            next = page.next().map(after -> new PageRequest(PageRequest.DEFAULT_SIZE, Optional.of(after)));
        }
        return open;
    }

    private static String evidence(TaskRecord record) {
        if (record.state() == TaskState.PENDING) {
            return "the process that accepted it ended before it began; nothing was done, submit it again";
        }
        String begun = record.startedAt().map(Object::toString).orElse("an unknown time");
        return record.mutating()
                ? "UNKNOWN: the process that began this change at " + begun + " ended before it was over, and nobody"
                        + " repeated it. Look what the device holds, then submit what is missing"
                : "the process that began it at " + begun + " ended before it was over; it only reads, submit it again";
    }
}
