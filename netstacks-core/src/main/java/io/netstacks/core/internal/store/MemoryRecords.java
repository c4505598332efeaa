package io.netstacks.core.internal.store;

import io.netstacks.core.store.Pages;
import io.netstacks.core.store.StoreTime;
import io.netstacks.core.store.VersionCheck;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.store.Stored;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/** Records that people edit, by their names, with versions. Used within {@link MemoryJournal#atomically} only. */
final class MemoryRecords<V> {

    private final String what;
    private final Function<V, String> name;
    private final Clock clock;
    private final MemoryTable<String, Stored<V>> rows;

    /** Creates a table of records that messages call so, for example {@code agent}. */
    MemoryRecords(String what, MemoryJournal journal, Clock clock, Function<V, String> name) {
        this.what = what;
        this.name = name;
        this.clock = clock;
        rows = new MemoryTable<>(journal);
    }

    Stored<V> save(V value) {
        return put(value, rows.find(name.apply(value)));
    }

    Stored<V> update(V value, long expectedVersion) {
        String key = name.apply(value);
        return put(value, Optional.of(VersionCheck.of(what + " " + key, rows.find(key), expectedVersion)));
    }

    private Stored<V> put(V value, Optional<Stored<V>> old) {
        Instant now = StoreTime.micros(clock.instant());
        Stored<V> row = new Stored<>(
                value,
                old.map(Stored::version).orElse(0L) + 1,
                old.map(Stored::createdAt).orElse(now),
                now);
        rows.put(name.apply(value), row);
        return row;
    }

    boolean has(String key) {
        return rows.has(key);
    }

    Optional<Stored<V>> find(String key) {
        return rows.find(key);
    }

    Page<Stored<V>> page(PageRequest page) {
        Collection<Stored<V>> found = page.after().map(rows::after).orElseGet(rows::all);
        return Pages.of(
                found.stream().limit(page.size() + 1L).toList(), page, row -> row, row -> name.apply(row.value()));
    }

    Collection<Stored<V>> all() {
        return rows.all();
    }

    boolean remove(String key) {
        return rows.remove(key);
    }
}
