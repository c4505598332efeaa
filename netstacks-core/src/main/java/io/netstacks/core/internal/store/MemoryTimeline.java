package io.netstacks.core.internal.store;

import io.netstacks.core.store.PageCursor;
import io.netstacks.core.store.Pages;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Rows with an id that are listed the newest first; the place of a row is settled when it is added. Used within
 * {@link MemoryJournal#atomically} only.
 */
final class MemoryTimeline<V> {

    /** A value with its place. */
    private record Entry<V>(PageCursor place, V value) {}

    private final MemoryIds<Entry<V>> byId;
    private final MemoryTable<PageCursor, String> order;
    private long sequence;

    MemoryTimeline(MemoryJournal journal) {
        byId = new MemoryIds<>(journal);
        order = new MemoryTable<>(journal);
    }

    boolean has(String id) {
        return byId.has(id);
    }

    Optional<V> find(String id) {
        return byId.find(id).map(Entry::value);
    }

    void add(String id, Instant time, V value) {
        PageCursor place = new PageCursor(time, ++sequence);
        byId.put(id, new Entry<>(place, value));
        order.put(place, id);
    }

    boolean change(String id, UnaryOperator<V> change) {
        Optional<Entry<V>> entry = byId.find(id);
        entry.ifPresent(old -> byId.put(id, new Entry<>(old.place(), change.apply(old.value()))));
        return entry.isPresent();
    }

    boolean remove(String id) {
        Optional<Entry<V>> entry = byId.find(id);
        entry.ifPresent(old -> {
            byId.remove(id);
            order.remove(old.place());
        });
        return entry.isPresent();
    }

    /** Removes what was added under an earlier time; returns how much. */
    int removeBefore(Instant time) {
        List<String> old = List.copyOf(order.after(new PageCursor(time, 0)));
        old.forEach(this::remove);
        return old.size();
    }

    Stream<V> newestFirst() {
        return entries(order.all()).map(Entry::value);
    }

    Page<V> page(Predicate<V> wanted, PageRequest request) {
        Collection<String> ids =
                request.after().map(PageCursor::parse).map(order::after).orElseGet(order::all);
        return Pages.of(
                entries(ids)
                        .filter(entry -> wanted.test(entry.value()))
                        .limit(request.size() + 1L)
                        .toList(),
                request,
                Entry::value,
                entry -> entry.place().text());
    }

    private Stream<Entry<V>> entries(Collection<String> ids) {
        return ids.stream().flatMap(id -> byId.find(id).stream());
    }
}
