package io.netstacks.adapter.jdbc;

import static io.netstacks.adapter.jdbc.Columns.utc;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Executions; whoever writes about one locks its row first, and looks whether it still may. */
final class JdbcMopExecutions implements MopExecutionStore {

    private final JdbcBackend backend;
    private final Transactions transactions;
    private final MopTexts texts;
    private final MopStepRunRows stepRuns;

    JdbcMopExecutions(JdbcBackend backend, Transactions transactions) {
        this.backend = backend;
        this.transactions = transactions;
        texts = new MopTexts(backend);
        stepRuns = new MopStepRunRows(backend);
    }

    @Override
    public MopExecution start(NewMopExecution execution) {
        return start(execution, false);
    }

    @Override
    public MopExecution startAlone(NewMopExecution execution) {
        return start(execution, true);
    }

    private MopExecution start(NewMopExecution asked, boolean alone) {
        NewMopExecution given = MopTimes.micros(asked);
        MopExecution execution = MopExecution.pending(given);
        return transactions.write("starting execution " + execution.id(), handle -> {
            lockMop(handle, given.start());
            if (alone) {
                JdbcMops.openExecution(handle, backend, given.start().mopId()).ifPresent(open -> {
                    throw new ConflictException(
                            "execution " + open + " of MOP " + given.start().mopId() + " is not over");
                });
            }
            if (!insert(handle, execution)) {
                throw new ConflictException("there is an execution " + execution.id() + " already");
            }
            addTargets(handle, given);
            if (!given.variables().equals(MopVariables.NONE)) {
                texts.insert(
                        handle,
                        MopTexts.variables(execution.id()),
                        JdbcJson.write(given.variables().values()));
            }
            return execution;
        });
    }

    /** Keeps the MOP from being deleted, and another execution from beginning at the same time. */
    private void lockMop(Handle handle, MopStart start) {
        boolean found = handle.createQuery(backend.sql("SELECT id FROM {mop} WHERE id = :mop FOR UPDATE"))
                .bind("mop", PortableText.encode(start.mopId().value()))
                .mapTo(String.class)
                .findOne()
                .isPresent();
        boolean document = handle.createQuery(backend.sql("SELECT number FROM {mop_version} WHERE mop_id = :mop"
                        + " AND number = :number AND hash = :hash"))
                .bind("mop", PortableText.encode(start.mopId().value()))
                .bind("number", start.mopVersion())
                .bind("hash", start.mopHash())
                .mapTo(Long.class)
                .findOne()
                .isPresent();
        if (!found || !document) {
            throw new NotFoundException(
                    "there is no MOP " + start.mopId() + " with a version " + start.mopVersion() + " of this hash");
        }
    }

    private boolean insert(Handle handle, MopExecution execution) {
        return backend.dialect()
                .insertIfAbsent(
                        handle,
                        backend.sql("INSERT INTO {mop_execution} (id, mop_id, mop_version, mop_hash, started_by,"
                                + " correlation_id, trigger_type, trigger_id, created_at, target_count, state, step,"
                                + " wake_at, error, started_at, ended_at, cancel_by, cancel_reason, cancel_at, fence,"
                                + " lease_owner, lease_until, claimable_at, runs) VALUES (:id, :mop, :mopVersion,"
                                + " :mopHash, :startedBy, :correlation, :trigger, :triggerId, :createdAt, :targets,"
                                + " :state, :step, :wakeAt, :error, :startedAt, :endedAt, :cancelBy, :cancelReason,"
                                + " :cancelAt, :fence, :owner, :until, :claimable, 0)"),
                        insert -> {
                            MopExecutionRows.bindStart(insert, execution);
                            MopExecutionRows.bindChange(insert, execution);
                        });
    }

    private void addTargets(Handle handle, NewMopExecution given) {
        if (given.targets().isEmpty()) {
            return;
        }
        try (PreparedBatch insert = handle.prepareBatch(
                backend.sql("INSERT INTO {mop_target} (execution_id, place, device) VALUES (:id, :place, :device)"))) {
            for (int place = 0; place < given.targets().size(); place++) {
                insert.bind("id", PortableText.encode(given.start().id().value()))
                        .bind("place", place)
                        .bind(
                                "device",
                                PortableText.key(
                                        "a target of an execution",
                                        given.targets().get(place)))
                        .add();
            }
            insert.execute();
        }
    }

    @Override
    public Optional<MopExecution> find(MopExecutionId id) {
        return transactions.read("reading execution " + id, handle -> select(handle, id, ""));
    }

    private Optional<MopExecution> select(Handle handle, MopExecutionId id, String locking) {
        return handle.createQuery(backend.sql("SELECT * FROM {mop_execution} WHERE id = :id" + locking))
                .bind("id", PortableText.encode(id.value()))
                .map((row, context) -> MopExecutionRows.execution(row))
                .findOne();
    }

    @Override
    public List<String> targets(MopExecutionId id) {
        return transactions.read(
                "reading the targets of execution " + id,
                handle -> handle.createQuery(
                                backend.sql("SELECT device FROM {mop_target} WHERE execution_id = :id ORDER BY place"))
                        .bind("id", PortableText.encode(id.value()))
                        .map((row, context) -> Columns.text(row, "device"))
                        .list());
    }

    @Override
    public Optional<MopVariables> variables(MopExecutionId id) {
        return transactions.read(
                "reading the variables of execution " + id,
                handle -> texts.find(handle, MopTexts.variables(id))
                        .map(json ->
                                MopVariables.of(JdbcJson.strings(JdbcJson.read("variables of execution " + id, json))))
                        .or(() -> select(handle, id, "").map(execution -> MopVariables.NONE)));
    }

    @Override
    public Page<MopExecution> list(MopExecutionQuery query, PageRequest page) {
        TimelineQuery timeline = new TimelineQuery("{mop_execution}", "created_at")
                .where("mop_id = :mop", "mop", query.mopId().map(MopId::value))
                .where("state = :state", "state", query.state().map(Enum::name))
                .where("id IN (SELECT execution_id FROM {mop_target} WHERE device = :device)", "device", query.device())
                .whereTime("created_at >= :since", "since", query.since());
        return transactions.read(
                "listing executions",
                handle -> timeline.page(handle, backend, page, (row, context) -> MopExecutionRows.execution(row)));
    }

    @Override
    public Map<MopExecutionState, Long> countByState() {
        return transactions.read(
                "counting executions",
                handle -> RowCounts.of(handle, backend, MopExecutionState.class, "{mop_execution}", "state", ""));
    }

    @Override
    public List<MopClaim> claimDue(Instant now, String owner, Duration lease, int most) {
        Limits.key("the owner of a lease", owner);
        MopLease.time(lease);
        backend.guard().require(transactions, "claiming executions that are due");
        Instant at = StoreTime.micros(now);
        List<MopClaim> claims = new ArrayList<>();
        boolean more = true;
        while (more && claims.size() < most) {
            int before = claims.size();
            for (MopExecutionId id : due(at, most - before)) {
                claim(id, execution -> execution.isClaimable(at), at, owner, lease)
                        .ifPresent(claims::add);
            }
            more = claims.size() > before; // others took all that was seen: what is left is theirs or comes next time
        }
        return claims;
    }

    private List<MopExecutionId> due(Instant now, int most) {
        return transactions.read(
                "looking for executions that are due",
                handle -> handle.createQuery(backend.sql("SELECT id FROM {mop_execution} WHERE claimable_at <= :now"
                                + " ORDER BY claimable_at, seq LIMIT :most"))
                        .bind("now", utc(now))
                        .bind("most", most)
                        .map((row, context) -> new MopExecutionId(Columns.text(row, "id")))
                        .list());
    }

    @Override
    public Optional<MopClaim> claim(MopExecutionId id, Instant now, String owner, Duration lease) {
        MopLease.time(lease);
        backend.guard().require(transactions, "claiming execution " + id);
        if (find(id).isEmpty()) {
            throw NotFoundException.of("execution", id.value(), List.of());
        }
        return claim(id, execution -> true, StoreTime.micros(now), owner, lease);
    }

    private Optional<MopClaim> claim(
            MopExecutionId id, Predicate<MopExecution> wanted, Instant now, String owner, Duration lease) {
        return transactions.write("claiming execution " + id, handle -> {
            Optional<MopClaim> taken = select(handle, id, " FOR UPDATE")
                    .filter(wanted)
                    .flatMap(execution -> execution.claim(now, owner, lease));
            taken.ifPresent(claim -> write(handle, claim.execution()));
            return taken;
        });
    }

    @Override
    public MopExecution renew(MopLease lease, Instant until) {
        backend.guard().require(transactions, "renewing the lease of execution " + lease.executionId());
        return change("renewing", lease, execution -> execution.renewed(lease, StoreTime.micros(until)));
    }

    @Override
    public MopExecution advance(MopLease lease, String step, Instant at) {
        return change("advancing", lease, execution -> execution.advanced(lease, step, StoreTime.micros(at)));
    }

    @Override
    public MopExecution release(MopLease lease, MopProgress progress, Instant at) {
        MopProgress next = MopTimes.micros(progress);
        return change("releasing", lease, (handle, execution) -> {
            MopExecution released = execution.released(lease, next, StoreTime.micros(at));
            if (released.state().isOver()) {
                stepRuns.open(handle, lease.executionId(), PageRequest.first(1)).items().stream()
                        .findFirst()
                        .ifPresent(open -> {
                            throw new ConflictException("execution " + lease.executionId() + " cannot be "
                                    + released.state() + ": step run " + open.sequence() + " has not ended");
                        });
            }
            return released;
        });
    }

    @Override
    public void remember(MopLease lease, MopText memory) {
        transactions.write("keeping the memory of execution " + lease.executionId(), handle -> {
            MopExecution mine = locked(handle, lease);
            texts.replace(handle, MopTexts.memory(mine.id()), memory.reveal());
            return mine;
        });
    }

    @Override
    public Optional<MopText> memory(MopExecutionId id) {
        return transactions.read(
                "reading the memory of execution " + id,
                handle -> texts.find(handle, MopTexts.memory(id)).map(MopText::of));
    }

    /** What an owner makes of an execution that is locked. */
    private interface OwnersChange {
        MopExecution apply(Handle handle, MopExecution execution);
    }

    private MopExecution change(String what, MopLease lease, UnaryOperator<MopExecution> change) {
        return change(what, lease, (handle, execution) -> change.apply(execution));
    }

    private MopExecution change(String what, MopLease lease, OwnersChange change) {
        return transactions.write(what + " execution " + lease.executionId(), handle -> {
            MopExecution changed = change.apply(handle, locked(handle, lease));
            write(handle, changed);
            return changed;
        });
    }

    private MopExecution locked(Handle handle, MopLease lease) {
        return select(handle, lease.executionId(), " FOR UPDATE")
                .orElseThrow(() -> new ConflictException("execution " + lease.executionId() + " was deleted meanwhile"))
                .heldBy(lease);
    }

    private void write(Handle handle, MopExecution execution) {
        try (var update = handle.createUpdate(backend.sql("UPDATE {mop_execution} SET state = :state, step = :step,"
                + " wake_at = :wakeAt, error = :error, started_at = :startedAt, ended_at = :endedAt,"
                + " cancel_by = :cancelBy, cancel_reason = :cancelReason, cancel_at = :cancelAt, fence = :fence,"
                + " lease_owner = :owner, lease_until = :until, claimable_at = :claimable WHERE id = :id"))) {
            MopExecutionRows.bindChange(update, execution);
            update.execute();
        }
    }

    @Override
    public boolean wake(MopExecutionId id, Instant at) {
        return tell("waking", id, execution -> execution.woken(StoreTime.micros(at)));
    }

    @Override
    public int wakeWaitingFor(ApprovalId approvalId, Instant at) {
        List<MopExecutionId> waiting = transactions.read(
                "looking for what waits for approval " + approvalId, handle -> stepRuns.waitingFor(handle, approvalId));
        return (int) waiting.stream().filter(id -> wake(id, at)).count();
    }

    @Override
    public boolean requestCancel(MopExecutionId id, MopCancelRequest request) {
        MopCancelRequest kept = MopTimes.micros(request);
        return tell("asking to cancel", id, execution -> execution.cancelled(kept));
    }

    /** What anybody may say about an execution that is not over. */
    private boolean tell(String what, MopExecutionId id, UnaryOperator<MopExecution> change) {
        return transactions.write(what + " execution " + id, handle -> {
            Optional<MopExecution> open = select(handle, id, " FOR UPDATE")
                    .filter(execution -> !execution.state().isOver());
            open.ifPresent(execution -> write(handle, change.apply(execution)));
            return open.isPresent();
        });
    }

    @Override
    public Sequenced<MopStepRun> begin(MopLease lease, MopStepRun run) {
        if (!run.isOpen()) {
            throw InvalidInputException.of("a step run of step " + run.step() + " begins without a result");
        }
        MopStepRun kept = MopTimes.micros(run);
        return transactions.write(
                "beginning a step run of execution " + lease.executionId(),
                handle -> stepRuns.begin(handle, locked(handle, lease).id(), kept));
    }

    @Override
    public Sequenced<MopStepRun> finish(MopLease lease, long number, MopStepResult result) {
        return finish(lease, number, result, Optional.empty());
    }

    @Override
    public Sequenced<MopStepRun> finish(MopLease lease, long number, MopStepResult result, MopText output) {
        Limits.atMost(MAX_OUTPUT, "the output of a step run", output.reveal());
        return finish(lease, number, result, Optional.of(output));
    }

    private Sequenced<MopStepRun> finish(MopLease lease, long number, MopStepResult result, Optional<MopText> output) {
        return transactions.write("finishing a step run of execution " + lease.executionId(), handle -> {
            MopExecutionId id = locked(handle, lease).id();
            Sequenced<MopStepRun> finished = stepRuns.finish(handle, id, number, result);
            output.ifPresent(text -> texts.insert(handle, MopTexts.output(id, number), text.reveal()));
            return finished;
        });
    }

    @Override
    public Page<Sequenced<MopStepRun>> runs(MopExecutionId id, PageRequest page) {
        return transactions.read("reading step runs of execution " + id, handle -> stepRuns.all(handle, id, page));
    }

    @Override
    public Page<Sequenced<MopStepRun>> openRuns(MopExecutionId id, PageRequest page) {
        return transactions.read(
                "reading open step runs of execution " + id, handle -> stepRuns.open(handle, id, page));
    }

    @Override
    public Optional<MopText> output(MopExecutionId id, long number) {
        return transactions.read(
                "reading the output of step run " + number + " of execution " + id,
                handle -> texts.find(handle, MopTexts.output(id, number)).map(MopText::of));
    }

    @Override
    public Page<MopStepEvidence> abandonedChanges(Instant now, PageRequest page) {
        return transactions.read(
                "looking for abandoned changes", handle -> stepRuns.abandonedChanges(handle, now, page));
    }

    @Override
    public int deleteEnded(Instant before) {
        backend.guard().require(transactions, "deleting old executions");
        return transactions.write(
                "deleting old executions",
                handle -> handle.createUpdate(backend.sql("DELETE FROM {mop_execution} WHERE ended_at < :before"))
                        .bind("before", utc(before))
                        .execute());
    }
}
