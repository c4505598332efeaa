package io.netstacks.core.internal.store;

import io.netstacks.core.store.Pages;
import io.netstacks.core.store.StoreTime;
import io.netstacks.core.store.VersionCheck;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.mop.MopStepType;
import io.netstacks.spi.mop.MopStepTypeDetails;
import io.netstacks.spi.store.MopStepTypeStore;
import io.netstacks.spi.store.Stored;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

final class MemoryMopStepTypes implements MopStepTypeStore {

    private final MemoryJournal journal;
    private final Clock clock;
    private final MemoryTable<String, Stored<MopStepType>> types;

    MemoryMopStepTypes(MemoryJournal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
        types = new MemoryTable<>(journal);
    }

    @Override
    public Stored<MopStepType> create(MopStepTypeDetails details) {
        return journal.atomically(() -> {
            refuseName(details.name());
            int attempt = 1;
            while (types.has(MopStepType.idOf(details.name(), attempt))) {
                attempt++;
            }
            return put(new MopStepType(MopStepType.idOf(details.name(), attempt), details, false), Optional.empty());
        });
    }

    private void refuseName(String name) {
        if (types.all().stream().anyMatch(type -> type.value().details().name().equals(name))) {
            throw new ConflictException("there is a step type named \"" + name + "\" already");
        }
    }

    private Stored<MopStepType> put(MopStepType type, Optional<Stored<MopStepType>> old) {
        Instant now = StoreTime.micros(clock.instant());
        Stored<MopStepType> row = new Stored<>(
                type,
                old.map(Stored::version).orElse(0L) + 1,
                old.map(Stored::createdAt).orElse(now),
                now);
        types.put(type.id(), row);
        return row;
    }

    @Override
    public Stored<MopStepType> install(String id, MopStepTypeDetails details) {
        MopStepType type = new MopStepType(id, details, true);
        return journal.atomically(() -> {
            Optional<Stored<MopStepType>> found = types.find(id);
            if (found.isEmpty()) {
                refuseName(details.name());
                return put(type, found);
            }
            Stored<MopStepType> old = found.get();
            if (!old.value().builtIn()) {
                throw new ConflictException("people made a step type " + id + " already");
            }
            MopStepTypeDetails kept = details.enabled(old.value().details().enabled());
            if (!kept.name().equals(old.value().details().name())) {
                refuseName(kept.name());
            }
            return kept.equals(old.value().details()) ? old : put(new MopStepType(id, kept, true), found);
        });
    }

    @Override
    public Stored<MopStepType> update(String id, long expectedVersion, MopStepTypeDetails details) {
        return journal.atomically(() -> {
            Stored<MopStepType> old = VersionCheck.of("step type " + id, types.find(id), expectedVersion);
            return put(old.value().with(details), Optional.of(old));
        });
    }

    @Override
    public Optional<Stored<MopStepType>> find(String id) {
        return journal.atomically(() -> types.find(id));
    }

    @Override
    public Page<Stored<MopStepType>> list(PageRequest page) {
        return journal.atomically(() -> {
            Collection<Stored<MopStepType>> rows =
                    page.after().map(types::after).orElseGet(types::all);
            return Pages.of(
                    rows.stream().limit(page.size() + 1L).toList(),
                    page,
                    row -> row,
                    row -> row.value().id());
        });
    }

    @Override
    public boolean delete(String id) {
        return journal.atomically(() -> {
            types.find(id).filter(type -> type.value().builtIn()).ifPresent(type -> {
                throw InvalidInputException.of(
                        "step type " + id + " is built in: it cannot be deleted, but it can be disabled");
            });
            return types.remove(id);
        });
    }
}
