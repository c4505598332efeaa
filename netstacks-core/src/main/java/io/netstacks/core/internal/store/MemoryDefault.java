package io.netstacks.core.internal.store;

import io.netstacks.spi.error.NotFoundException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Which record of a sort is the default one. Each call is atomic, alone or within the caller's {@link MemoryJournal#atomically}. */
final class MemoryDefault {

    private static final String PLACE = "default";

    private final String what;
    private final MemoryJournal journal;
    private final Predicate<String> isThere;
    private final MemoryTable<String, String> chosen;

    /** Creates a choice among records that messages call so. */
    MemoryDefault(String what, MemoryJournal journal, Predicate<String> isThere) {
        this.what = what;
        this.journal = journal;
        this.isThere = isThere;
        chosen = new MemoryTable<>(journal);
    }

    void set(String name) {
        journal.atomically(() -> {
            if (!isThere.test(name)) {
                throw NotFoundException.of(what, name, List.of());
            }
            chosen.put(PLACE, name);
            return name;
        });
    }

    void clear() {
        journal.atomically(() -> chosen.remove(PLACE));
    }

    Optional<String> name() {
        return journal.atomically(() -> chosen.find(PLACE));
    }

    /** Called when a record is removed. */
    void removed(String name) {
        if (name().filter(name::equals).isPresent()) {
            clear();
        }
    }
}
