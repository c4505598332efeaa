package io.netstacks.core.internal.store;

import io.netstacks.core.store.MopTimes;
import io.netstacks.core.store.StoreTime;
import io.netstacks.spi.Limits;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.Sequenced;
import io.netstacks.spi.agent.ApprovalId;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.mop.MopCancelRequest;
import io.netstacks.spi.mop.MopClaim;
import io.netstacks.spi.mop.MopExecution;
import io.netstacks.spi.mop.MopExecutionId;
import io.netstacks.spi.mop.MopExecutionQuery;
import io.netstacks.spi.mop.MopExecutionState;
import io.netstacks.spi.mop.MopExecutionStore;
import io.netstacks.spi.mop.MopId;
import io.netstacks.spi.mop.MopLease;
import io.netstacks.spi.mop.MopProgress;
import io.netstacks.spi.mop.MopStart;
import io.netstacks.spi.mop.MopStepEvidence;
import io.netstacks.spi.mop.MopStepResult;
import io.netstacks.spi.mop.MopStepRun;
import io.netstacks.spi.mop.MopText;
import io.netstacks.spi.mop.MopVariables;
import io.netstacks.spi.mop.NewMopExecution;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

final class MemoryMopExecutions implements MopExecutionStore {

    private final MemoryJournal journal;
    private final MemoryMopVersions versions;
    private final MemoryTimeline<MopExecution> executions;
    private final MemoryTable<String, NewMopExecution> frozen;
    private final MemoryTable<String, MopText> memories;
    private final MemoryMopStepRuns stepRuns;

    MemoryMopExecutions(MemoryJournal journal, MemoryMopVersions versions) {
        this.journal = journal;
        this.versions = versions;
        executions = new MemoryTimeline<>(journal);
        frozen = new MemoryTable<>(journal);
        memories = new MemoryTable<>(journal);
        stepRuns = new MemoryMopStepRuns(journal);
    }

    @Override
    public MopExecution start(NewMopExecution execution) {
        return journal.atomically(() -> add(MopTimes.micros(execution)));
    }

    @Override
    public MopExecution startAlone(NewMopExecution execution) {
        return journal.atomically(() -> {
            checkDocument(execution.start());
            openOf(execution.start().mopId()).ifPresent(open -> {
                throw new ConflictException(
                        "execution " + open + " of MOP " + execution.start().mopId() + " is not over");
            });
            return add(MopTimes.micros(execution));
        });
    }

    private MopExecution add(NewMopExecution given) {
        checkDocument(given.start());
        MopExecution execution = MopExecution.pending(given);
        if (executions.has(execution.id().value())) {
            throw new ConflictException("there is an execution " + execution.id() + " already");
        }
        executions.add(execution.id().value(), given.start().createdAt(), execution);
        frozen.put(execution.id().value(), given);
        return execution;
    }

    private void checkDocument(MopStart start) {
        if (versions.find(start.mopId(), start.mopVersion())
                .filter(version -> version.hash().equals(start.mopHash()))
                .isEmpty()) {
            throw new NotFoundException(
                    "there is no MOP " + start.mopId() + " with a version " + start.mopVersion() + " of this hash");
        }
    }

    /** Returns the id of an execution of a MOP that is not over. */
    Optional<MopExecutionId> openOf(MopId mopId) {
        return executions
                .newestFirst()
                .filter(execution -> execution.start().mopId().equals(mopId)
                        && !execution.state().isOver())
                .map(MopExecution::id)
                .findFirst();
    }

    void removeOf(MopId mopId) {
        remove(execution -> execution.start().mopId().equals(mopId));
    }

    private int remove(Predicate<MopExecution> unwanted) {
        List<MopExecutionId> ids =
                executions.newestFirst().filter(unwanted).map(MopExecution::id).toList();
        for (MopExecutionId id : ids) {
            stepRuns.removeAll(id);
            memories.remove(id.value());
            frozen.remove(id.value());
            executions.remove(id.value());
        }
        return ids.size();
    }

    @Override
    public Optional<MopExecution> find(MopExecutionId id) {
        return journal.atomically(() -> executions.find(id.value()));
    }

    @Override
    public List<String> targets(MopExecutionId id) {
        return journal.atomically(
                () -> frozen.find(id.value()).map(NewMopExecution::targets).orElse(List.of()));
    }

    @Override
    public Optional<MopVariables> variables(MopExecutionId id) {
        return journal.atomically(() -> frozen.find(id.value()).map(NewMopExecution::variables));
    }

    @Override
    public Page<MopExecution> list(MopExecutionQuery query, PageRequest page) {
        return journal.atomically(() -> executions.page(execution -> matches(query, execution), page));
    }

    private boolean matches(MopExecutionQuery query, MopExecution execution) {
        return query.mopId().map(execution.start().mopId()::equals).orElse(true)
                && query.state().map(execution.state()::equals).orElse(true)
                && query.device()
                        .map(device -> frozen.find(execution.id().value())
                                .filter(given -> given.targets().contains(device))
                                .isPresent())
                        .orElse(true)
                && query.since()
                        .map(since -> !execution.start().createdAt().isBefore(StoreTime.micros(since)))
                        .orElse(true);
    }

    @Override
    public Map<MopExecutionState, Long> countByState() {
        return journal.atomically(() -> executions
                .newestFirst()
                .collect(Collectors.groupingBy(MopExecution::state, TreeMap::new, Collectors.counting())));
    }

    @Override
    public List<MopClaim> claimDue(Instant now, String owner, Duration lease, int most) {
        Limits.key("the owner of a lease", owner);
        MopLease.time(lease);
        Instant at = StoreTime.micros(now);
        return journal.atomically(() -> {
            List<MopExecution> oldestFirst = new ArrayList<>(executions
                    .newestFirst()
                    .filter(execution -> execution.isClaimable(at))
                    .toList());
            Collections.reverse(oldestFirst);
            List<MopExecution> due = oldestFirst.stream()
                    .sorted(Comparator.comparing(
                            (MopExecution execution) -> execution.claimableAt().orElse(at)))
                    .limit(Math.max(most, 0))
                    .toList();
            return due.stream()
                    .flatMap(execution -> take(execution, at, owner, lease).stream())
                    .toList();
        });
    }

    @Override
    public Optional<MopClaim> claim(MopExecutionId id, Instant now, String owner, Duration lease) {
        MopLease.time(lease);
        return journal.atomically(() -> take(
                executions.find(id.value()).orElseThrow(() -> NotFoundException.of("execution", id.value(), List.of())),
                StoreTime.micros(now),
                owner,
                lease));
    }

    private Optional<MopClaim> take(MopExecution execution, Instant now, String owner, Duration lease) {
        Optional<MopClaim> taken = execution.claim(now, owner, lease);
        taken.ifPresent(claim -> put(claim.execution()));
        return taken;
    }

    private MopExecution put(MopExecution execution) {
        executions.change(execution.id().value(), old -> execution);
        return execution;
    }

    @Override
    public MopExecution renew(MopLease lease, Instant until) {
        return journal.atomically(() -> put(held(lease).renewed(lease, StoreTime.micros(until))));
    }

    @Override
    public MopExecution advance(MopLease lease, String step, Instant at) {
        return journal.atomically(() -> put(held(lease).advanced(lease, step, StoreTime.micros(at))));
    }

    @Override
    public MopExecution release(MopLease lease, MopProgress progress, Instant at) {
        return journal.atomically(() -> {
            MopExecution released = held(lease).released(lease, MopTimes.micros(progress), StoreTime.micros(at));
            if (released.state().isOver()) {
                stepRuns.open(released.id(), PageRequest.first(1)).items().forEach(open -> {
                    throw new ConflictException("execution " + released.id() + " cannot be " + released.state()
                            + ": step run " + open.sequence() + " has not ended");
                });
            }
            return put(released);
        });
    }

    private MopExecution held(MopLease lease) {
        return executions
                .find(lease.executionId().value())
                .orElseThrow(() -> new ConflictException("execution " + lease.executionId() + " was deleted meanwhile"))
                .heldBy(lease);
    }

    @Override
    public void remember(MopLease lease, MopText memory) {
        journal.atomically(() -> {
            MopExecutionId id = held(lease).id();
            memories.put(id.value(), memory);
            return id;
        });
    }

    @Override
    public Optional<MopText> memory(MopExecutionId id) {
        return journal.atomically(() -> memories.find(id.value()));
    }

    @Override
    public boolean wake(MopExecutionId id, Instant at) {
        return tell(id, execution -> execution.woken(StoreTime.micros(at)));
    }

    @Override
    public int wakeWaitingFor(ApprovalId approvalId, Instant at) {
        return journal.atomically(() -> {
            List<MopExecutionId> waiting = executions
                    .newestFirst()
                    .map(MopExecution::id)
                    .filter(id -> stepRuns.isWaitingFor(id, approvalId))
                    .toList();
            return (int) waiting.stream().filter(id -> wake(id, at)).count();
        });
    }

    @Override
    public boolean requestCancel(MopExecutionId id, MopCancelRequest request) {
        return tell(id, execution -> execution.cancelled(MopTimes.micros(request)));
    }

    private boolean tell(MopExecutionId id, UnaryOperator<MopExecution> change) {
        return journal.atomically(() -> {
            Optional<MopExecution> open = executions
                    .find(id.value())
                    .filter(execution -> !execution.state().isOver());
            open.map(change).ifPresent(this::put);
            return open.isPresent();
        });
    }

    @Override
    public Sequenced<MopStepRun> begin(MopLease lease, MopStepRun run) {
        if (!run.isOpen()) {
            throw InvalidInputException.of("a step run of step " + run.step() + " begins without a result");
        }
        return journal.atomically(() -> stepRuns.begin(held(lease).id(), run));
    }

    @Override
    public Sequenced<MopStepRun> finish(MopLease lease, long number, MopStepResult result) {
        return journal.atomically(() -> stepRuns.finish(held(lease).id(), number, result, Optional.empty()));
    }

    @Override
    public Sequenced<MopStepRun> finish(MopLease lease, long number, MopStepResult result, MopText output) {
        Limits.atMost(MAX_OUTPUT, "the output of a step run", output.reveal());
        return journal.atomically(() -> stepRuns.finish(held(lease).id(), number, result, Optional.of(output)));
    }

    @Override
    public Page<Sequenced<MopStepRun>> runs(MopExecutionId id, PageRequest page) {
        return journal.atomically(() -> stepRuns.page(id, page));
    }

    @Override
    public Page<Sequenced<MopStepRun>> openRuns(MopExecutionId id, PageRequest page) {
        return journal.atomically(() -> stepRuns.open(id, page));
    }

    @Override
    public Optional<MopText> output(MopExecutionId id, long number) {
        return journal.atomically(() -> stepRuns.output(id, number));
    }

    @Override
    public Page<MopStepEvidence> abandonedChanges(Instant now, PageRequest page) {
        Instant at = StoreTime.micros(now);
        return journal.atomically(() -> stepRuns.openChanges(
                change -> !change.run().startedAt().isAfter(at)
                        && executions
                                .find(change.executionId().value())
                                .filter(execution -> execution.isFree(at))
                                .isPresent(),
                page));
    }

    @Override
    public int deleteEnded(Instant before) {
        Instant time = StoreTime.micros(before);
        return journal.atomically(() ->
                remove(execution -> execution.endedAt().filter(time::isAfter).isPresent()));
    }
}
