package io.netstacks.adapter.dbscheduler;

import io.netstacks.spi.task.TaskId;
import io.netstacks.tasks.run.TaskHandle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this process works on: renews its leases, and stops work whose lease is lost or that somebody cancelled. Safe for
 * use by many threads.
 */
final class WorkAtHand {

    private record Item(DispatchLease lease, TaskHandle<?> handle, boolean mutating) {}

    private final DispatchQueue queue;
    private final Map<TaskId, Item> items = new ConcurrentHashMap<>();

    WorkAtHand(DispatchQueue queue) {
        this.queue = queue;
    }

    void begin(DispatchLease lease, TaskHandle<?> handle, boolean mutating) {
        items.put(lease.taskId(), new Item(lease, handle, mutating));
    }

    void end(DispatchLease lease) {
        items.remove(lease.taskId());
    }

    /** Cancels a task if it is at work here; empty if it is not. */
    Optional<Boolean> cancel(TaskId taskId) {
        return Optional.ofNullable(items.get(taskId)).map(item -> item.handle().cancel());
    }

    /**
     * Makes all leases longer.
     *
     * @throws io.netstacks.spi.error.StoreException if the database does not answer; work goes on until its lease is over
     */
    void renew() {
        List<Item> all = List.copyOf(items.values());
        if (all.isEmpty()) {
            return;
        }
        long asked = System.nanoTime();
        Map<TaskId, Long> fences = new HashMap<>();
        all.forEach(item -> fences.put(item.lease().taskId(), item.lease().fence()));
        try {
            Map<TaskId, Boolean> held = queue.renew(fences);
            all.forEach(item ->
                    renewed(item, Optional.ofNullable(held.get(item.lease().taskId())), asked));
        } finally {
            all.stream()
                    .filter(item -> item.lease().isLost())
                    .forEach(item -> item.handle().cancel());
        }
    }

    private static void renewed(Item item, Optional<Boolean> cancelled, long asked) {
        if (cancelled.isEmpty()) {
            item.lease().lose();
        } else {
            item.lease().renewed(asked);
        }
        if (cancelled.orElse(false)) {
            item.handle().cancel();
        }
    }

    /** Stops everything: a change ends as unknown, a read is left to the next worker. */
    void handOver() {
        for (Item item : items.values()) {
            if (!item.mutating()) {
                queue.release(item.lease().taskId(), item.lease().fence());
                item.lease().lose();
            }
            item.handle().cancel();
        }
    }
}
