package io.netstacks.core.internal.store;

import io.netstacks.core.store.StoreTime;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.agent.AgentSessionId;
import io.netstacks.spi.agent.Approval;
import io.netstacks.spi.agent.ApprovalDecision;
import io.netstacks.spi.agent.ApprovalId;
import io.netstacks.spi.agent.ApprovalQuery;
import io.netstacks.spi.agent.ApprovalState;
import io.netstacks.spi.agent.ApprovalStore;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.tool.RiskLevel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

final class MemoryApprovals implements ApprovalStore {

    private final MemoryJournal journal;
    private final MemoryTimeline<Approval> approvals;

    MemoryApprovals(MemoryJournal journal) {
        this.journal = journal;
        approvals = new MemoryTimeline<>(journal);
    }

    @Override
    public void request(Approval approval) {
        if (approval.state() != ApprovalState.PENDING) {
            throw InvalidInputException.of("approval " + approval.id() + " is " + approval.state()
                    + " already; what is asked for must be PENDING");
        }
        journal.atomically(() -> {
            if (approvals.has(approval.id().value())) {
                throw new ConflictException("there is an approval " + approval.id() + " already");
            }
            approvals.add(approval.id().value(), approval.requestedAt(), kept(approval));
            return approval;
        });
    }

    private static Approval kept(Approval approval) {
        return new Approval(
                approval.id(),
                approval.sessionId(),
                approval.action(),
                approval.requestedBy(),
                approval.byAnother(),
                StoreTime.micros(approval.requestedAt()),
                StoreTime.micros(approval.expiresAt()),
                approval.state(),
                approval.decision()
                        .map(made -> new ApprovalDecision(
                                made.verdict(), made.by(), StoreTime.micros(made.at()), made.reason())),
                approval.usedAt().map(StoreTime::micros));
    }

    @Override
    public Optional<Approval> find(ApprovalId id) {
        return journal.atomically(() -> approvals.find(id.value()));
    }

    @Override
    public Page<Approval> list(ApprovalQuery query, PageRequest page) {
        return journal.atomically(() -> approvals.page(
                approval -> query.state().map(approval.state()::equals).orElse(true)
                        && (query.sessionId().isEmpty() || query.sessionId().equals(approval.sessionId())),
                page));
    }

    @Override
    public Approval.Decided decide(ApprovalId id, ApprovalDecision decision) {
        return journal.atomically(() -> {
            Approval approval = approvals
                    .find(id.value())
                    .orElseThrow(() -> NotFoundException.of("approval", id.value(), List.of()));
            Approval.Decided decided = approval.decide(decision);
            Approval kept = kept(decided.approval());
            approvals.change(id.value(), old -> kept);
            return new Approval.Decided(kept, decided.won());
        });
    }

    @Override
    public Optional<Approval> use(ApprovalId id, String argumentsHash, Instant now) {
        return journal.atomically(() -> {
            Optional<Approval> used =
                    approvals.find(id.value()).flatMap(approval -> approval.use(argumentsHash, StoreTime.micros(now)));
            used.ifPresent(changed -> approvals.change(id.value(), old -> changed));
            return used;
        });
    }

    @Override
    public int expire(Instant now) {
        return journal.atomically(() -> {
            List<Approval> late = approvals
                    .newestFirst()
                    .filter(approval -> !approval.expire(StoreTime.micros(now)).equals(approval))
                    .toList();
            late.forEach(approval -> approvals.change(approval.id().value(), old -> old.expire(StoreTime.micros(now))));
            return late.size();
        });
    }

    @Override
    public Map<ApprovalState, Long> countByState() {
        return journal.atomically(() -> approvals
                .newestFirst()
                .collect(Collectors.groupingBy(Approval::state, TreeMap::new, Collectors.counting())));
    }

    @Override
    public Map<RiskLevel, Long> countPendingByRisk() {
        return journal.atomically(() -> approvals
                .newestFirst()
                .filter(approval -> approval.state() == ApprovalState.PENDING)
                .collect(Collectors.groupingBy(
                        approval -> approval.action().risk(), TreeMap::new, Collectors.counting())));
    }

    /** Removes the approvals of a session. */
    void removeOf(AgentSessionId sessionId) {
        List<ApprovalId> ids = approvals
                .newestFirst()
                .filter(approval ->
                        approval.sessionId().filter(sessionId::equals).isPresent())
                .map(Approval::id)
                .toList();
        ids.forEach(id -> approvals.remove(id.value()));
    }
}
