package io.netstacks.core.internal.store;

import java.util.Collection;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rows in the order of their keys; every change can be taken back. Used within {@link MemoryJournal#atomically} only. */
final class MemoryTable<K extends Comparable<? super K>, V> {

    private final MemoryJournal journal;
    private final NavigableMap<K, V> rows = new TreeMap<>();

    MemoryTable(MemoryJournal journal) {
        this.journal = journal;
    }

    Optional<V> find(K key) {
        return Optional.ofNullable(rows.get(key));
    }

    boolean has(K key) {
        return rows.containsKey(key);
    }

    void put(K key, V row) {
        restoreLater(key, rows.put(key, row));
    }

    boolean remove(K key) {
        V old = rows.remove(key);
        restoreLater(key, old);
        return old != null;
    }

    Collection<V> all() {
        return Collections.unmodifiableCollection(rows.values());
    }

    /** Returns the rows behind that key, without it. */
    Collection<V> after(K key) {
        return Collections.unmodifiableCollection(rows.tailMap(key, false).values());
    }

    Collection<K> keys() {
        return Collections.unmodifiableCollection(rows.keySet());
    }

    /** Returns the keys behind that one. */
    Collection<K> keysAfter(K key) {
        return Collections.unmodifiableCollection(rows.tailMap(key, false).keySet());
    }

    private void restoreLater(K key, @Nullable V old) {
        journal.stepBack(() -> {
            if (old == null) {
                rows.remove(key);
            } else {
                rows.put(key, old);
            }
        });
    }
}
