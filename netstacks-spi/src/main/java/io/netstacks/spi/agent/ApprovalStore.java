package io.netstacks.spi.agent;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.tool.RiskLevel;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps approvals. What an approval decides, a store makes atomic: of many that decide at once exactly one wins, and of many
 * that use it exactly one may. Safe for use by many threads; what has returned is durable.
 */
public interface ApprovalStore {

    /**
     * Adds an approval that nobody has decided.
     *
     * @throws io.netstacks.spi.error.ConflictException if the id exists
     * @throws io.netstacks.spi.error.InvalidInputException if it is not pending
     */
    void request(Approval approval);

    /** Returns an approval. */
    Optional<Approval> find(ApprovalId id);

    /** Returns approvals, the newest first. */
    Page<Approval> list(ApprovalQuery query, PageRequest page);

    /**
     * Decides, see {@link Approval#decide}.
     *
     * @throws io.netstacks.spi.error.NotFoundException if there is no such approval
     * @throws io.netstacks.spi.error.DeniedException if whoever decides may not
     */
    Approval.Decided decide(ApprovalId id, ApprovalDecision decision);

    /**
     * Uses an approval up, see {@link Approval#use}: whoever gets it back begins the action, and nobody gets it twice.
     *
     * @return the approval; empty if the action must not begin
     */
    Optional<Approval> use(ApprovalId id, String argumentsHash, Instant now);

    /**
     * Ends approvals that nobody has decided in time.
     *
     * @return how many
     */
    int expire(Instant now);

    /** Returns how many approvals there are in each state; states without any are missing. */
    Map<ApprovalState, Long> countByState();

    /** Returns how many approvals of each risk wait for a decision; risks without any are missing. */
    Map<RiskLevel, Long> countPendingByRisk();
}
