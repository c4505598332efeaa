package io.netstacks.core.internal.store;

import io.netstacks.core.store.StoreKey;
import io.netstacks.core.store.StoreTime;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.Secret;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.task.TaskHistoryStore;
import io.netstacks.spi.task.TaskId;
import io.netstacks.spi.task.TaskQuery;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.spi.task.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

final class MemoryTasks implements TaskHistoryStore {

    private final MemoryJournal journal;
    private final MemoryTimeline<TaskRecord> tasks;
    private final MemoryTimeline<Secret> requests;

    MemoryTasks(MemoryJournal journal) {
        this.journal = journal;
        tasks = new MemoryTimeline<>(journal);
        requests = new MemoryTimeline<>(journal);
    }

    @Override
    public void add(TaskRecord task) {
        journal.atomically(() -> {
            if (tasks.has(task.id().value())) {
                throw new ConflictException("there is a task " + task.id() + " already");
            }
            tasks.add(task.id().value(), task.submittedAt(), kept(task, task.submittedAt(), task.result()));
            return task;
        });
    }

    @Override
    public void add(TaskRecord task, Secret request) {
        journal.atomically(() -> {
            add(task);
            requests.add(task.id().value(), task.submittedAt(), request);
            return task;
        });
    }

    @Override
    public Optional<Secret> request(TaskId id) {
        return journal.atomically(() -> requests.find(id.value()));
    }

    @Override
    public int expireRequests(Instant before) {
        return journal.atomically(() -> requests.removeBefore(StoreTime.micros(before)));
    }

    @Override
    public boolean advance(TaskState expected, TaskRecord task) {
        return journal.atomically(() -> tasks.find(task.id().value())
                        .filter(old -> old.state() == expected)
                        .isPresent()
                && tasks.change(task.id().value(), old -> kept(task, old.submittedAt(), task.result())));
    }

    @Override
    public Optional<TaskRecord> find(TaskId id) {
        return journal.atomically(() -> tasks.find(id.value()));
    }

    @Override
    public Page<TaskRecord> list(TaskQuery query, PageRequest page) {
        return journal.atomically(() -> tasks.page(
                task -> query.name().map(task.name()::equals).orElse(true)
                        && query.subject().map(task.subject()::equals).orElse(true)
                        && query.state().map(task.state()::equals).orElse(true)
                        && query.outcome()
                                .map(outcome -> task.outcome().equals(Optional.of(outcome)))
                                .orElse(true)
                        && query.since()
                                .map(since -> !task.submittedAt().isBefore(StoreTime.micros(since)))
                                .orElse(true),
                page));
    }

    @Override
    public int expireResults(Instant before) {
        return journal.atomically(() -> {
            List<TaskRecord> old = tasks.newestFirst()
                    .filter(task -> task.result().isPresent()
                            && task.finishedAt()
                                    .filter(StoreTime.micros(before)::isAfter)
                                    .isPresent())
                    .toList();
            old.forEach(task -> tasks.change(task.id().value(), row -> kept(row, row.submittedAt(), Optional.empty())));
            return old.size();
        });
    }

    private static TaskRecord kept(TaskRecord task, Instant submittedAt, Optional<String> result) {
        return new TaskRecord(
                task.id(),
                StoreKey.checked("a task's name", task.name()),
                StoreKey.checked("a task's subject", task.subject()),
                task.actor(),
                StoreKey.checked("a correlation id", task.correlationId()),
                task.mutating(),
                task.state(),
                task.outcome(),
                StoreTime.micros(submittedAt),
                task.startedAt().map(StoreTime::micros),
                task.finishedAt().map(StoreTime::micros),
                task.message(),
                result);
    }
}
