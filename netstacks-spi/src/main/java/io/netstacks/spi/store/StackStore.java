package io.netstacks.spi.store;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.stack.ServiceStack;
import io.netstacks.spi.stack.StackClaim;
import io.netstacks.spi.stack.StackDefinition;
import io.netstacks.spi.stack.StackId;
import io.netstacks.spi.stack.StackQuery;
import io.netstacks.spi.stack.StackState;
import io.netstacks.spi.stack.StackSummary;
import io.netstacks.spi.stack.StackWork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps stacks. What a stack decides, a store makes atomic: of many nodes that claim it at once, one gets it, and whoever has
 * lost his claim writes nothing any more, neither here nor to the instances and deployments. Every change but a renewed lease
 * counts the version up. Safe for use by many threads; what has returned is durable.
 */
public interface StackStore {

    /**
     * Adds a stack that was never deployed.
     *
     * @throws io.netstacks.spi.error.ConflictException if the id or the name exists
     */
    Stored<ServiceStack> create(StackId id, StackDefinition definition);

    /**
     * Changes what people want of a stack, if nobody has changed it meanwhile, see {@link ServiceStack#edited}.
     *
     * @throws io.netstacks.spi.error.ConflictException if its version is another one, it is gone, or the name exists
     */
    Stored<ServiceStack> update(StackId id, StackDefinition definition, long expectedVersion);

    /** Returns a stack. */
    Optional<Stored<ServiceStack>> find(StackId id);

    /** Returns the stack of that name. */
    Optional<Stored<ServiceStack>> findByName(String name);

    /** Returns stacks by name, without their services and variables. */
    Page<Stored<StackSummary>> list(StackQuery query, PageRequest page);

    /** Returns how many stacks there are in each state; states without any are missing. */
    Map<StackState, Long> countByState();

    /**
     * Deletes the records of a stack: its instances, its deployments, and the scheduled operations that deploy it. Devices
     * keep what they have.
     *
     * @return whether there was one
     * @throws io.netstacks.spi.error.ConflictException if somebody works on it
     */
    boolean delete(StackId id);

    /**
     * Takes a stack for work, see {@link ServiceStack#claim}. If a node was lost at work on it, what that one left behind is
     * closed as unknown first.
     *
     * @param expectedVersion the version that the work was planned with
     * @throws io.netstacks.spi.error.NotFoundException if there is no such stack
     * @throws io.netstacks.spi.error.ConflictException if its version is another one, or somebody holds its lease
     */
    StackClaim claim(StackId id, long expectedVersion, StackWork work, String owner, Instant now, Duration lease);

    /**
     * Makes the lease of a claim end later.
     *
     * @return whether the claim still held
     */
    boolean renew(StackClaim claim, Instant until);

    /**
     * Ends the work: the stack gets its state, the deployments of the claim end with it, and the lease is given back. Items
     * and instances that are still at work become unknown, and items that are not begun are skipped.
     *
     * @throws io.netstacks.spi.error.ConflictException if the claim was lost
     * @throws io.netstacks.spi.error.InvalidInputException if such work does not end so
     */
    Stored<ServiceStack> finish(StackClaim claim, StackState state, Instant at);

    /**
     * Ends the work of a claim for {@link StackWork#DELETE}: deletes the records, as {@link #delete} does.
     *
     * @throws io.netstacks.spi.error.ConflictException if the claim was lost or is for other work, or instances are left
     */
    void finishDeleted(StackClaim claim);

    /**
     * Closes the work of nodes that were lost: their stacks, their open deployments, and the items and instances that were at
     * work become unknown.
     *
     * @param now leases that have ended by then count
     * @param most how many stacks at the most, those first whose lease ended first
     * @return the ids of the stacks
     */
    List<StackId> expireClaims(Instant now, int most);
}
