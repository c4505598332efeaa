package io.netstacks.core.internal.store;

import io.netstacks.core.store.Pages;
import io.netstacks.core.store.StoreTime;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.schedule.ScheduleClaim;
import io.netstacks.spi.schedule.ScheduleStore;
import io.netstacks.spi.schedule.ScheduledOperation;
import io.netstacks.spi.schedule.ScheduledRun;
import io.netstacks.spi.stack.ServiceStack;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

final class MemorySchedules implements ScheduleStore {

    private final MemoryJournal journal;
    private final MemoryTable<String, ScheduledOperation> operations;
    private final MemoryTimeline<ScheduledRun> runs;

    MemorySchedules(MemoryJournal journal) {
        this.journal = journal;
        operations = new MemoryTable<>(journal);
        runs = new MemoryTimeline<>(journal);
    }

    @Override
    public void create(ScheduledOperation operation) {
        journal.atomically(() -> {
            if (operations.has(operation.name())) {
                throw new ConflictException("there is a scheduled operation " + operation.name() + " already");
            }
            operations.put(operation.name(), operation);
            return operation;
        });
    }

    @Override
    public Optional<ScheduledOperation> find(String name) {
        return journal.atomically(() -> operations.find(name));
    }

    @Override
    public Page<ScheduledOperation> list(PageRequest page) {
        return journal.atomically(() -> {
            Collection<ScheduledOperation> rows =
                    page.after().map(operations::after).orElseGet(operations::all);
            return Pages.of(rows.stream().limit(page.size() + 1L).toList(), page, row -> row, ScheduledOperation::name);
        });
    }

    @Override
    public Optional<ScheduledOperation> update(String name, UnaryOperator<ScheduledOperation> change) {
        return journal.atomically(() -> {
            Optional<ScheduledOperation> changed = operations.find(name).map(change);
            changed.ifPresent(now -> operations.put(name, now));
            return changed;
        });
    }

    @Override
    public boolean delete(String name) {
        return journal.atomically(() -> {
            List<String> ids = runs.newestFirst()
                    .filter(run -> run.operation().equals(name))
                    .map(MemorySchedules::id)
                    .toList();
            ids.forEach(runs::remove);
            return operations.remove(name);
        });
    }

    /** Deletes the operations that deploy a stack, by its id or its name. */
    void removeDeploymentsOf(ServiceStack stack) {
        List<String> names = operations.all().stream()
                .filter(operation -> operation
                        .stack()
                        .filter(target -> target.equals(stack.id().value())
                                || target.equals(stack.definition().name()))
                        .isPresent())
                .map(ScheduledOperation::name)
                .toList();
        names.forEach(this::delete);
    }

    @Override
    public List<ScheduleClaim> claimDue(Instant now, String owner, Duration lease, int most) {
        Instant at = StoreTime.micros(now);
        return journal.atomically(() -> {
            List<ScheduledOperation> due = operations.all().stream()
                    .filter(operation -> operation
                            .claimableAt()
                            .filter(from -> !from.isAfter(at))
                            .isPresent())
                    .sorted(Comparator.comparing((ScheduledOperation operation) ->
                                    operation.claimableAt().orElse(at))
                            .thenComparing(ScheduledOperation::name))
                    .limit(most)
                    .toList();
            List<ScheduleClaim> claims = due.stream()
                    .flatMap(operation -> operation.claim(at, owner, lease).stream())
                    .toList();
            claims.forEach(this::write);
            return claims;
        });
    }

    @Override
    public Optional<ScheduleClaim> claimNow(String name, Instant now, String owner, Duration lease) {
        return journal.atomically(() -> {
            Optional<ScheduleClaim> claim = operations
                    .find(name)
                    .orElseThrow(() -> NotFoundException.of("scheduled operation", name, List.of()))
                    .claimNow(StoreTime.micros(now), owner, lease);
            claim.ifPresent(this::write);
            return claim;
        });
    }

    private void write(ScheduleClaim claim) {
        operations.put(claim.operation().name(), claim.operation());
        for (ScheduledRun run : claim.runs()) {
            if (!runs.change(id(run), old -> run)) {
                runs.add(id(run), run.startedAt(), run);
            }
        }
    }

    @Override
    public boolean renew(ScheduledRun run, Instant until) {
        return journal.atomically(() -> {
            Optional<ScheduledOperation> mine = atWork(run);
            mine.ifPresent(operation -> operations.put(run.operation(), operation.renewed(StoreTime.micros(until))));
            return mine.isPresent();
        });
    }

    @Override
    public boolean finish(ScheduledRun ended) {
        return journal.atomically(() -> {
            Optional<ScheduledOperation> mine = atWork(ended);
            mine.ifPresent(
                    operation -> write(new ScheduleClaim(operation.released(), List.of(ended.at(StoreTime::micros)))));
            return mine.isPresent();
        });
    }

    private Optional<ScheduledOperation> atWork(ScheduledRun run) {
        return operations.find(run.operation()).filter(operation -> operation.isAtWork(run));
    }

    @Override
    public Page<ScheduledRun> runs(String name, PageRequest page) {
        return journal.atomically(() -> runs.page(run -> run.operation().equals(name), page));
    }

    private static String id(ScheduledRun run) {
        return run.number() + " " + run.operation();
    }
}
