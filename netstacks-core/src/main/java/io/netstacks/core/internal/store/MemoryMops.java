package io.netstacks.core.internal.store;

import io.netstacks.core.store.Pages;
import io.netstacks.core.store.StoreTime;
import io.netstacks.core.store.VersionCheck;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.Sequenced;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.mop.Mop;
import io.netstacks.spi.mop.MopDetails;
import io.netstacks.spi.mop.MopId;
import io.netstacks.spi.mop.MopRevision;
import io.netstacks.spi.mop.MopText;
import io.netstacks.spi.mop.MopVersion;
import io.netstacks.spi.store.MopStore;
import io.netstacks.spi.store.Stored;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

final class MemoryMops implements MopStore {

    private final MemoryJournal journal;
    private final Clock clock;
    private final MemoryMopVersions versions;
    private final MemoryMopExecutions executions;
    private final MemoryTable<String, Stored<Mop>> mops;
    private final MemoryTable<String, String> idsByName;

    MemoryMops(MemoryJournal journal, Clock clock, MemoryMopVersions versions, MemoryMopExecutions executions) {
        this.journal = journal;
        this.clock = clock;
        this.versions = versions;
        this.executions = executions;
        mops = new MemoryTable<>(journal);
        idsByName = new MemoryTable<>(journal);
    }

    @Override
    public Stored<Mop> create(MopId id, MopDetails details, MopRevision first) {
        Mop mop = new Mop(id, details, 1, first.text().hash(), first.author());
        return journal.atomically(() -> {
            if (mops.has(id.value())) {
                throw new ConflictException("there is a MOP " + id + " already");
            }
            refuseName(details.name());
            Instant now = now();
            versions.add(id, first, now);
            return put(new Stored<>(mop, 1, now, now));
        });
    }

    private void refuseName(String name) {
        if (idsByName.has(name)) {
            throw new ConflictException("there is a MOP named \"" + name + "\" already");
        }
    }

    private Stored<Mop> put(Stored<Mop> row) {
        mops.put(row.value().id().value(), row);
        idsByName.put(row.value().details().name(), row.value().id().value());
        return row;
    }

    private Instant now() {
        return StoreTime.micros(clock.instant());
    }

    @Override
    public Stored<Mop> update(MopId id, long expectedVersion, MopDetails details) {
        return change(id, expectedVersion, details, Optional.empty());
    }

    @Override
    public Stored<Mop> revise(MopId id, long expectedVersion, MopDetails details, MopRevision revision) {
        return change(id, expectedVersion, details, Optional.of(revision));
    }

    private Stored<Mop> change(MopId id, long expectedVersion, MopDetails details, Optional<MopRevision> revision) {
        return journal.atomically(() -> {
            Stored<Mop> old = VersionCheck.of("MOP " + id, mops.find(id.value()), expectedVersion);
            String oldName = old.value().details().name();
            if (!oldName.equals(details.name())) {
                refuseName(details.name());
                idsByName.remove(oldName);
            }
            Instant now = now();
            Mop changed = old.value().with(details);
            Optional<MopRevision> fresh = revision.filter(given -> changed.isChangedBy(given.text()));
            fresh.ifPresent(given -> versions.add(id, given, now));
            return put(new Stored<>(
                    fresh.map(given -> changed.revised(given.text())).orElse(changed),
                    old.version() + 1,
                    old.createdAt(),
                    now));
        });
    }

    @Override
    public Optional<Stored<Mop>> find(MopId id) {
        return journal.atomically(() -> mops.find(id.value()));
    }

    @Override
    public Optional<Stored<Mop>> findByName(String name) {
        return journal.atomically(() -> idsByName.find(name).flatMap(mops::find));
    }

    @Override
    public Page<Stored<Mop>> list(PageRequest page) {
        return journal.atomically(() -> {
            Collection<String> ids = page.after().map(idsByName::after).orElseGet(idsByName::all);
            return Pages.of(
                    ids.stream()
                            .limit(page.size() + 1L)
                            .flatMap(id -> mops.find(id).stream())
                            .toList(),
                    page,
                    row -> row,
                    row -> row.value().details().name());
        });
    }

    @Override
    public Page<Sequenced<MopVersion>> versions(MopId id, PageRequest page) {
        return journal.atomically(() -> versions.page(id, page));
    }

    @Override
    public Optional<MopVersion> version(MopId id, long number) {
        return journal.atomically(() -> versions.find(id, number));
    }

    @Override
    public Optional<MopText> text(MopId id, long number) {
        return journal.atomically(() -> versions.text(id, number));
    }

    @Override
    public boolean delete(MopId id) {
        return journal.atomically(() -> {
            Optional<Stored<Mop>> found = mops.find(id.value());
            found.ifPresent(row -> {
                executions.openOf(id).ifPresent(open -> {
                    throw new ConflictException("execution " + open + " of MOP " + id
                            + " is not over: cancel it and wait until it is, then delete the MOP");
                });
                executions.removeOf(id);
                versions.removeAll(id);
                idsByName.remove(row.value().details().name());
                mops.remove(id.value());
            });
            return found.isPresent();
        });
    }

    @Override
    public long count() {
        return journal.atomically(() -> (long) mops.all().size());
    }
}
