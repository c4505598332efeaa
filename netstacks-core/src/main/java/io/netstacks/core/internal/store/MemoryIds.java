package io.netstacks.core.internal.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows by their id, in no order: a table that is only looked up, however long it gets. Every change can be taken back. Used
 * within {@link MemoryJournal#atomically} only.
 */
final class MemoryIds<V> {

    private final MemoryJournal journal;
    private final Map<String, V> rows = new HashMap<>();

    MemoryIds(MemoryJournal journal) {
        this.journal = journal;
    }

    Optional<V> find(String id) {
        return Optional.ofNullable(rows.get(id));
    }

    boolean has(String id) {
        return rows.containsKey(id);
    }

    void put(String id, V row) {
        restoreLater(id, rows.put(id, row));
    }

    void remove(String id) {
        restoreLater(id, rows.remove(id));
    }

    private void restoreLater(String id, @Nullable V old) {
        journal.stepBack(() -> {
            if (old == null) {
                rows.remove(id);
            } else {
                rows.put(id, old);
            }
        });
    }
}
