package io.netstacks.core.internal.gate;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.error.OperationCancelledException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * At most so many at once per key, in the order of asking: logins per credential realm, sessions per site. Keys are few
 * and named by the host, so they are kept.
 */
public final class Throttle {

    private final String what;
    private final int most;
    private final ConcurrentMap<String, Semaphore> semaphores = new ConcurrentHashMap<>();

    /**
     * Creates one.
     *
     * @param what what is throttled, for messages
     * @param most how many at once
     */
    public Throttle(String what, int most) {
        this.what = what;
        this.most = most;
    }

    /** A place that is ours until it is closed. */
    public interface Permit extends AutoCloseable {
        /** Gives it back. Idempotent, never throws. */
        @Override
        void close();
    }

    /** Waits for a place. */
    public Permit enter(String key, Deadline deadline) {
        Semaphore semaphore = semaphores.computeIfAbsent(key, name -> new Semaphore(most, true));
        try {
            if (!semaphore.tryAcquire(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
                throw new DeadlineExceededException("no turn for " + what + " of " + key + " after " + deadline.budget()
                        + "; " + most + " at once are allowed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationCancelledException("cancelled while waiting for " + what + " of " + key);
        }
        AtomicBoolean given = new AtomicBoolean();
        return () -> {
            if (given.compareAndSet(false, true)) {
                semaphore.release();
            }
        };
    }
}
