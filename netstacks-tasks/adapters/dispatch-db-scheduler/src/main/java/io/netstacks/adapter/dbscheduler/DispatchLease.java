package io.netstacks.adapter.dbscheduler;

import io.netstacks.spi.WriteGuard;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.error.StoreException;
import io.netstacks.spi.task.TaskId;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The right to work on one task, for a time, under a number. Before each write to a device the database is asked whether
 * the number still holds. While the database does not answer, the lease is good until its time is over, because until then
 * nobody else may take it; afterwards it is gone for good. Safe for use by many threads.
 */
final class DispatchLease implements WriteGuard {

    private final TaskId taskId;
    private final long fence;
    private final long length;
    private final BooleanSupplier held;
    private final LongSupplier nanoTime;
    private long end;
    private boolean lost;
    private boolean answered = true;

    /**
     * Creates one.
     *
     * @param held asks the database whether the number still holds
     * @param takenAt the monotonic time before it was taken
     */
    DispatchLease(
            TaskId taskId, long fence, Duration length, BooleanSupplier held, long takenAt, LongSupplier nanoTime) {
        this.taskId = taskId;
        this.fence = fence;
        this.length = length.toNanos();
        this.held = held;
        this.nanoTime = nanoTime;
        end = takenAt + this.length;
    }

    TaskId taskId() {
        return taskId;
    }

    long fence() {
        return fence;
    }

    @Override
    public void check() {
        if (!isLost() && answers() && !ask()) {
            lose();
        }
        if (isLost()) {
            throw new OperationCancelledException("the lease of task " + taskId + " (fencing number " + fence
                    + ") is lost here, so nothing more is sent; its record tells what becomes of it");
        }
    }

    private boolean ask() {
        try {
            return held.getAsBoolean();
        } catch (StoreException e) {
            silent(); // asked again after the next renewal; until then time decides
            return true;
        }
    }

    private synchronized boolean answers() {
        return answered;
    }

    private synchronized void silent() {
        answered = false;
    }

    /** The database has made it longer; {@code asked} is the monotonic time before it was asked to. */
    synchronized void renewed(long asked) {
        end = asked + length;
        answered = true;
    }

    synchronized void lose() {
        lost = true;
    }

    /** Tells whether it is lost, or its time has passed without a renewal; either is for good. */
    @Override
    public synchronized boolean isLost() {
        lost |= nanoTime.getAsLong() - end >= 0;
        return lost;
    }
}
