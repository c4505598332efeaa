package io.netstacks.adapter.jdbc;

import io.netstacks.spi.error.StoreException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Whose turn it is to write. Safe for use by many threads.
 *
 * <p>H2's MVStore saves what each of its maps holds at slightly different moments (h2database issue 2080). A commit that
 * saves while another transaction is at work may so save a row of that transaction without the undo log that tells it from
 * a committed one; if the process is killed before the next save, half of the transaction stays for good, or a row stays
 * locked. With one writer at a time there is nothing of another transaction to save.
 */
final class WriterTurn {

    private final ReentrantLock lock = new ReentrantLock(true);
    private final boolean oneAtATime;
    private final Duration patience;

    private WriterTurn(boolean oneAtATime, Duration patience) {
        this.oneAtATime = oneAtATime;
        this.patience = patience;
    }

    /** For databases whose transactions may be saved side by side. */
    static WriterTurn free() {
        return new WriterTurn(false, Duration.ZERO);
    }

    /** For databases with one writer at a time, who is waited for so long. */
    static WriterTurn oneAtATime(Duration patience) {
        return new WriterTurn(true, patience);
    }

    /**
     * Does the work when it is its turn, at once if the thread has the turn already.
     *
     * @throws StoreException if another one writes for longer than the patience; nothing was done then
     */
    <T> T write(String what, Supplier<T> work) {
        if (!oneAtATime) {
            return work.get();
        }
        take(what);
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** Tells whether this thread has the turn already. */
    boolean isMine() {
        return lock.isHeldByCurrentThread();
    }

    /** An interrupt waits until the work is over, as it does in the database. */
    private void take(String what) {
        long end = System.nanoTime() + patience.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    if (lock.tryLock(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                        return;
                    }
                    throw new StoreException(
                            what + ": another transaction has been writing for " + patience
                                    + ", and the embedded database has one writer at a time; nothing was stored, try again",
                            null);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
