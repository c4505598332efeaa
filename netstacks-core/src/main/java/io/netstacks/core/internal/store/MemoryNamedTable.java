package io.netstacks.core.internal.store;

import io.netstacks.core.store.Pages;
import io.netstacks.core.store.StoreTime;
import io.netstacks.core.store.VersionCheck;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.store.Stored;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Rows with an id and a name, both unique, that are listed by name. Used within {@link MemoryJournal#atomically} only. */
final class MemoryNamedTable<V> {

    private final Clock clock;
    private final String what;
    private final Function<V, String> id;
    private final Function<V, String> name;
    private final MemoryTable<String, Stored<V>> byId;
    private final MemoryTable<String, String> names;

    /** Creates an empty table of what is called {@code what} in messages. */
    MemoryNamedTable(
            MemoryJournal journal, Clock clock, String what, Function<V, String> id, Function<V, String> name) {
        this.clock = clock;
        this.what = what;
        this.id = id;
        this.name = name;
        byId = new MemoryTable<>(journal);
        names = new MemoryTable<>(journal);
    }

    Stored<V> create(V value) {
        checkName(value);
        if (byId.has(id.apply(value))) {
            throw new ConflictException("another " + what + " has the id " + id.apply(value));
        }
        Instant now = StoreTime.micros(clock.instant());
        return put(new Stored<>(value, 1, now, now));
    }

    private void checkName(V value) {
        if (names.has(name.apply(value))) {
            throw new ConflictException("another " + what + " is named " + name.apply(value));
        }
    }

    /** Returns the row that a change is made from. */
    Stored<V> expected(V value, long expectedVersion) {
        return VersionCheck.of(what + " " + id.apply(value), byId.find(id.apply(value)), expectedVersion);
    }

    Stored<V> change(Stored<V> old, V value) {
        if (!name.apply(old.value()).equals(name.apply(value))) {
            checkName(value);
            names.remove(name.apply(old.value()));
        }
        return put(new Stored<>(value, old.version() + 1, old.createdAt(), StoreTime.micros(clock.instant())));
    }

    private Stored<V> put(Stored<V> row) {
        byId.put(id.apply(row.value()), row);
        names.put(name.apply(row.value()), id.apply(row.value()));
        return row;
    }

    Optional<Stored<V>> find(String wanted) {
        return byId.find(wanted);
    }

    Optional<Stored<V>> findByName(String wanted) {
        return names.find(wanted).flatMap(byId::find);
    }

    Page<Stored<V>> page(PageRequest page) {
        Collection<String> ids = page.after().map(names::after).orElseGet(names::all);
        List<Stored<V>> found = ids.stream()
                .limit(page.size() + 1L)
                .flatMap(one -> byId.find(one).stream())
                .toList();
        return Pages.of(found, page, row -> row, row -> name.apply(row.value()));
    }

    /** Returns all rows in the order of their names. */
    List<V> all() {
        return names.all().stream()
                .flatMap(one -> byId.find(one).stream())
                .map(Stored::value)
                .toList();
    }

    boolean remove(String wanted) {
        Optional<Stored<V>> found = byId.find(wanted);
        found.ifPresent(row -> {
            byId.remove(wanted);
            names.remove(name.apply(row.value()));
        });
        return found.isPresent();
    }
}
