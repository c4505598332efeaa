package io.netstacks.core.internal.store;

import io.netstacks.core.store.StoreTime;
import io.netstacks.spi.task.TaskId;
import io.netstacks.spi.task.TaskMetadata;
import io.netstacks.spi.task.TaskMetadataStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

final class MemoryTaskMetadata implements TaskMetadataStore {

    private final MemoryJournal journal;
    private final MemoryTimeline<TaskMetadata> metadata;

    MemoryTaskMetadata(MemoryJournal journal) {
        this.journal = journal;
        metadata = new MemoryTimeline<>(journal);
    }

    @Override
    public void put(TaskMetadata given) {
        TaskMetadata kept = new TaskMetadata(
                given.taskId(),
                StoreTime.micros(given.createdAt()),
                StoreTime.micros(given.expiresAt()),
                given.values());
        journal.atomically(() -> {
            metadata.remove(kept.taskId().value());
            metadata.add(kept.taskId().value(), kept.createdAt(), kept);
            return kept;
        });
    }

    @Override
    public Optional<TaskMetadata> find(TaskId taskId, Instant now) {
        return journal.atomically(() -> metadata.find(taskId.value()).filter(found -> isFresh(found, now)));
    }

    @Override
    public List<TaskMetadata> recent(int limit, Instant now) {
        return journal.atomically(() -> metadata.newestFirst()
                .filter(found -> isFresh(found, now))
                .limit(limit)
                .toList());
    }

    @Override
    public int expire(Instant now) {
        return journal.atomically(() -> {
            List<TaskMetadata> stale =
                    metadata.newestFirst().filter(found -> !isFresh(found, now)).toList();
            stale.forEach(found -> metadata.remove(found.taskId().value()));
            return stale.size();
        });
    }

    private static boolean isFresh(TaskMetadata metadata, Instant now) {
        return metadata.expiresAt().isAfter(StoreTime.micros(now));
    }
}
