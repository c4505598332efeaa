package io.netstacks.core.internal.store;

import io.netstacks.core.store.StackClaims;
import io.netstacks.core.store.StoreTime;
import io.netstacks.spi.stack.ServiceStack;
import io.netstacks.spi.stack.StackClaim;
import io.netstacks.spi.stack.StackId;
import io.netstacks.spi.store.Stored;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** The stacks, which all that is written under a claim looks at. Used within {@link MemoryJournal#atomically} only. */
final class MemoryStackTable {

    private final Clock clock;
    private final MemoryTable<String, Stored<ServiceStack>> byId;
    private final MemoryTable<String, StackId> names;

    MemoryStackTable(MemoryJournal journal, Clock clock) {
        this.clock = clock;
        byId = new MemoryTable<>(journal);
        names = new MemoryTable<>(journal);
    }

    Instant now() {
        return StoreTime.micros(clock.instant());
    }

    Optional<Stored<ServiceStack>> find(StackId id) {
        return byId.find(id.value());
    }

    Optional<Stored<ServiceStack>> findByName(String name) {
        return names.find(name).flatMap(this::find);
    }

    boolean hasName(String name) {
        return names.has(name);
    }

    Collection<Stored<ServiceStack>> all() {
        return byId.all();
    }

    /** Returns the ids in the order of the names. */
    Collection<StackId> idsByName() {
        return names.all();
    }

    /** Returns the ids behind a name in the order of the names. */
    Collection<StackId> idsAfter(String name) {
        return names.after(name);
    }

    Stored<ServiceStack> add(ServiceStack stack) {
        Instant now = now();
        return put(new Stored<>(stack, 1, now, now));
    }

    /** Writes a stack and counts its version up. */
    Stored<ServiceStack> change(Stored<ServiceStack> old, ServiceStack stack) {
        names.remove(old.value().definition().name());
        return put(new Stored<>(stack, old.version() + 1, old.createdAt(), now()));
    }

    /** Writes a stack and counts nothing. */
    void renew(Stored<ServiceStack> old, ServiceStack stack) {
        byId.put(stack.id().value(), new Stored<>(stack, old.version(), old.createdAt(), old.updatedAt()));
    }

    private Stored<ServiceStack> put(Stored<ServiceStack> row) {
        byId.put(row.value().id().value(), row);
        names.put(row.value().definition().name(), row.value().id());
        return row;
    }

    void remove(ServiceStack stack) {
        byId.remove(stack.id().value());
        names.remove(stack.definition().name());
    }

    /**
     * Returns the stack of a claim that holds.
     *
     * @throws io.netstacks.spi.error.ConflictException if it was lost
     */
    Stored<ServiceStack> held(StackClaim claim) {
        return StackClaims.held(find(claim.stackId()), claim);
    }
}
