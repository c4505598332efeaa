package io.netstacks.core.internal.net;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.error.OperationCancelledException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends waits for a socket that take too long, or whose thread is interrupted and does not notice, by closing what they wait
 * for. Looks at all of them ten times a second, while there are any. Safe for use by many threads.
 */
public final class WaitWatch {

    private static final long LOOK_UP_MILLIS = 100;

    private final ScheduledExecutorService timer;
    private final Set<Wait> waits = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();

    /**
     * Creates it.
     *
     * @param timer is never held up by it, as long as what is closed does not wait
     */
    public WaitWatch(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /**
     * Watches a wait of the calling thread until it is closed.
     *
     * @param closing ends the wait; must not wait itself, and may be called again
     * @throws OperationCancelledException if the timer is closed, because nothing would end the wait
     */
    public Wait begin(Deadline deadline, Runnable closing) {
        Wait wait = new Wait(deadline, closing);
        waits.add(wait);
        try {
            lookLater();
        } catch (RejectedExecutionException e) {
            wait.close();
            looking.set(false);
            throw new OperationCancelledException("NetStacks was closed meanwhile", e);
        }
        return wait;
    }

    private void lookLater() {
        if (!waits.isEmpty() && looking.compareAndSet(false, true)) {
            Future<?> unused = timer.schedule(this::look, LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        looking.set(false);
        waits.forEach(Wait::look);
        lookLater();
    }

    /** A wait of one thread. */
    public final class Wait implements AutoCloseable {

        private final Thread waiting = Thread.currentThread();
        private final Deadline deadline;
        private final Runnable closing;

        private Wait(Deadline deadline, Runnable closing) {
            this.deadline = deadline;
            this.closing = closing;
        }

        private void look() {
            if (deadline.hasPassed() || waiting.isInterrupted()) {
                closing.run();
            }
        }

        /** The wait is over. */
        @Override
        public void close() {
            waits.remove(this);
        }
    }
}
