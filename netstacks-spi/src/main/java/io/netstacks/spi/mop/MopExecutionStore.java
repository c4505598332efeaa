package io.netstacks.spi.mop;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.Sequenced;
import io.netstacks.spi.agent.ApprovalId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps executions of MOPs and every step that they run, so that any node can go on where another one stopped or was lost. A
 * node claims an execution, writes a step run before and after each step, and gives the execution back with the time when
 * somebody is to go on; no thread waits meanwhile. Of many nodes that claim at once, each execution goes to one. Whatever the
 * owner writes carries its lease, and is refused once somebody else has claimed the execution, or it was given back. Several
 * writes are made one by {@link io.netstacks.spi.store.Stores#inTransaction}. Safe for use by many threads; what has returned
 * is durable.
 */
public interface MopExecutionStore {

    /** The most characters of what a step got to read that are kept. */
    int MAX_OUTPUT = 100_000;

    /**
     * Adds an execution that is {@code PENDING} and due at once.
     *
     * @throws io.netstacks.spi.error.NotFoundException if there is no such MOP, or no such document of it
     * @throws io.netstacks.spi.error.ConflictException if the id exists
     */
    MopExecution start(NewMopExecution execution);

    /**
     * Adds an execution like {@link #start} if no other one of its MOP is open.
     *
     * @throws io.netstacks.spi.error.NotFoundException if there is no such MOP, or no such document of it
     * @throws io.netstacks.spi.error.ConflictException if the id exists, or another execution is not over
     */
    MopExecution startAlone(NewMopExecution execution);

    /** Returns an execution. */
    Optional<MopExecution> find(MopExecutionId id);

    /** Returns the targets of an execution in their order; none if there is no such execution. */
    List<String> targets(MopExecutionId id);

    /** Returns the variables of an execution. */
    Optional<MopVariables> variables(MopExecutionId id);

    /** Returns executions, the newest first. */
    Page<MopExecution> list(MopExecutionQuery query, PageRequest page);

    /** Returns how many executions there are in each state; states without any are missing. */
    Map<MopExecutionState, Long> countByState();

    /**
     * Takes executions that are due, the longest due first: those whose wake-up has come and those whose owner was lost.
     *
     * @param owner the node that takes them
     * @param lease how long it may keep each without renewing
     * @param most how many at the most
     */
    List<MopClaim> claimDue(Instant now, String owner, Duration lease, int most);

    /**
     * Takes an execution although it is not due, for example because a person has decided what becomes of one that is
     * {@code UNKNOWN}.
     *
     * @return what was taken; empty if somebody holds its lease, or it is over
     * @throws io.netstacks.spi.error.NotFoundException if there is no such execution
     */
    Optional<MopClaim> claim(MopExecutionId id, Instant now, String owner, Duration lease);

    /**
     * Makes a lease end later. Owners do it often, and see in what returns whether somebody wants to cancel.
     *
     * @throws io.netstacks.spi.error.ConflictException if the lease is an old one
     */
    MopExecution renew(MopLease lease, Instant until);

    /**
     * Records that the owner is at a step; the execution is {@code RUNNING} then.
     *
     * @throws io.netstacks.spi.error.ConflictException if the lease is an old one
     */
    MopExecution advance(MopLease lease, String step, Instant at);

    /**
     * Records where the execution is and gives the lease back. If somebody has woken it meanwhile, it is due at once.
     *
     * @throws io.netstacks.spi.error.ConflictException if the lease is an old one, or the execution would be over while a step
     *     run has not ended
     * @throws io.netstacks.spi.error.InvalidInputException if it may not become that
     */
    MopExecution release(MopLease lease, MopProgress progress, Instant at);

    /**
     * Keeps what the machine has to know to go on: what steps have saved, who failed. It replaces what was kept before and is
     * encrypted at rest; the store does not look inside.
     *
     * @throws io.netstacks.spi.error.ConflictException if the lease is an old one
     */
    void remember(MopLease lease, MopText memory);

    /** Returns what {@link #remember} kept last. */
    Optional<MopText> memory(MopExecutionId id);

    /**
     * Makes an execution due from a time on at the latest, because what it waits for has happened. This is not lost if its
     * owner is just about to give it back.
     *
     * @return whether there is such an execution that is not over
     */
    boolean wake(MopExecutionId id, Instant at);

    /**
     * Wakes every execution with an open step run that has this approval, because people have decided. An approval is to be
     * asked for in the same transaction in which its step run begins; then no decision is too early for this.
     *
     * @return how many executions that were
     */
    int wakeWaitingFor(ApprovalId approvalId, Instant at);

    /**
     * Records that somebody does not want an execution any more, and wakes it. Its owner sees it, and decides what that means
     * for the step that it is at; the first request stays.
     *
     * @return whether there is such an execution that is not over
     */
    boolean requestCancel(MopExecutionId id, MopCancelRequest request);

    /**
     * Adds a step run that begins.
     *
     * @return the step run with its number
     * @throws io.netstacks.spi.error.ConflictException if the lease is an old one
     * @throws io.netstacks.spi.error.InvalidInputException if the step run has a result already
     */
    Sequenced<MopStepRun> begin(MopLease lease, MopStepRun run);

    /**
     * Finishes a step run that nobody has finished, whoever began it.
     *
     * @throws io.netstacks.spi.error.ConflictException if the lease is an old one, or the step run has ended
     * @throws io.netstacks.spi.error.NotFoundException if there is no such step run
     */
    Sequenced<MopStepRun> finish(MopLease lease, long number, MopStepResult result);

    /**
     * Finishes a step run like {@link #finish(MopLease, long, MopStepResult)}, and keeps what it got to read.
     *
     * @param output at most 100 000 characters, cut and redacted by the caller; encrypted at rest
     * @throws io.netstacks.spi.error.InvalidInputException if it is longer
     */
    Sequenced<MopStepRun> finish(MopLease lease, long number, MopStepResult result, MopText output);

    /** Returns the step runs of an execution in their order. */
    Page<Sequenced<MopStepRun>> runs(MopExecutionId id, PageRequest page);

    /** Returns the step runs of an execution that have not ended, in their order: what a lost owner was at. */
    Page<Sequenced<MopStepRun>> openRuns(MopExecutionId id, PageRequest page);

    /** Returns what a step run got to read; empty if nothing was kept. */
    Optional<MopText> output(MopExecutionId id, long number);

    /**
     * Returns the step runs that may have changed a device, have not ended, and that nobody is at, the newest first: nobody
     * knows what they did, and a person has to look.
     *
     * @param now the time at which leases are over
     */
    Page<MopStepEvidence> abandonedChanges(Instant now, PageRequest page);

    /**
     * Deletes executions that were over before the given time, with everything that belongs to them.
     *
     * @return how many executions
     */
    int deleteEnded(Instant before);
}
