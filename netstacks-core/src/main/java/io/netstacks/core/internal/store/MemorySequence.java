package io.netstacks.core.internal.store;

import io.netstacks.core.store.Pages;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.Sequenced;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Parts of records, numbered from 1 within each. Used within {@link MemoryJournal#atomically} only. */
final class MemorySequence<V> {

    private record Place(String owner, long number) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byOwner = owner.compareTo(other.owner);
            return byOwner != 0 ? byOwner : Long.compare(number, other.number);
        }
    }

    private record Part<V>(Place place, V value) {}

    private final MemoryTable<Place, Part<V>> parts;
    private final MemoryTable<String, Long> counts;

    MemorySequence(MemoryJournal journal) {
        parts = new MemoryTable<>(journal);
        counts = new MemoryTable<>(journal);
    }

    Sequenced<V> add(String owner, V value) {
        long number = counts.find(owner).orElse(0L) + 1;
        counts.put(owner, number);
        Place place = new Place(owner, number);
        parts.put(place, new Part<>(place, value));
        return new Sequenced<>(number, value);
    }

    Optional<V> find(String owner, long number) {
        return parts.find(new Place(owner, number)).map(Part::value);
    }

    void change(String owner, long number, UnaryOperator<V> change) {
        Place place = new Place(owner, number);
        parts.find(place).ifPresent(old -> parts.put(place, new Part<>(place, change.apply(old.value()))));
    }

    Page<Sequenced<V>> page(String owner, PageRequest request) {
        List<Sequenced<V>> rows = stream(owner, Pages.numberBefore(request))
                .limit(request.size() + 1L)
                .toList();
        return Pages.numbered(rows, request);
    }

    List<Sequenced<V>> all(String owner) {
        return of(owner, 0)
                .map(part -> new Sequenced<>(part.place().number(), part.value()))
                .toList();
    }

    /** Returns the parts behind that number. */
    Stream<Sequenced<V>> stream(String owner, long after) {
        return of(owner, after).map(part -> new Sequenced<>(part.place().number(), part.value()));
    }

    void removeAll(String owner) {
        List<Place> places = of(owner, 0).map(Part::place).toList();
        places.forEach(parts::remove);
        counts.remove(owner);
    }

    private Stream<Part<V>> of(String owner, long after) {
        return parts.after(new Place(owner, after)).stream()
                .takeWhile(part -> part.place().owner().equals(owner));
    }
}
