package io.netstacks.spi.schedule;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Keeps scheduled operations and their runs. What an operation decides, a store makes atomic: of many nodes that claim at
 * once, each due operation goes to one. Safe for use by many threads; what has returned is durable.
 */
public interface ScheduleStore {

    /**
     * Adds an operation.
     *
     * @throws io.netstacks.spi.error.ConflictException if the name exists
     */
    void create(ScheduledOperation operation);

    /** Returns an operation. */
    Optional<ScheduledOperation> find(String name);

    /** Returns operations by name. */
    Page<ScheduledOperation> list(PageRequest page);

    /**
     * Changes an operation, with nobody in between.
     *
     * @param change is called with the operation as it is, perhaps more than once; the name has to stay
     * @return the operation as it is now; empty if there is none
     */
    Optional<ScheduledOperation> update(String name, UnaryOperator<ScheduledOperation> change);

    /**
     * Deletes an operation and its runs; a run that is at work goes on and is not recorded.
     *
     * @return whether there was one
     */
    boolean delete(String name);

    /**
     * Takes operations that are due, the longest due first, and moves them on, see {@link ScheduledOperation#claim}.
     *
     * @param owner the node that takes them
     * @param lease how long it may keep each without renewing
     * @param most how many at the most
     * @return what was taken, skipped or closed
     */
    List<ScheduleClaim> claimDue(Instant now, String owner, Duration lease, int most);

    /**
     * Takes an operation although it is not due, see {@link ScheduledOperation#claimNow}.
     *
     * @return what was taken; empty if somebody holds its lease
     * @throws io.netstacks.spi.error.NotFoundException if there is no such operation
     */
    Optional<ScheduleClaim> claimNow(String name, Instant now, String owner, Duration lease);

    /**
     * Makes the lease of a run end later.
     *
     * @return whether the run still had its right
     */
    boolean renew(ScheduledRun run, Instant until);

    /**
     * Records the end of a run and gives its lease back.
     *
     * @return whether the run still had its right; if not, nothing is recorded
     */
    boolean finish(ScheduledRun ended);

    /** Returns the runs of an operation, the latest begun first. */
    Page<ScheduledRun> runs(String name, PageRequest page);
}
