package io.netstacks.adapter.dbscheduler;

import io.netstacks.spi.error.ConflictException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many may wait. Counting a long queue is dear, so it is counted now and then, and exactly only when it may be more than
 * half full: by the last count, and by what this process has added since. Safe for use by many threads.
 */
final class QueueRoom {

    private final DispatchQueue queue;
    private final int most;
    private final AtomicInteger atMost = new AtomicInteger();

    QueueRoom(DispatchQueue queue, int most) {
        this.queue = queue;
        this.most = most;
    }

    /**
     * Takes a place.
     *
     * @throws ConflictException if too many are waiting
     */
    void enter() {
        if (atMost.incrementAndGet() > most / 2) {
            int waiting = queue.waiting();
            atMost.set(waiting + 1);
            if (waiting >= most) {
                throw new ConflictException(
                        most + " tasks are waiting already; submit again when some are done, or allow more");
            }
        }
    }

    /** Counts what others have added and taken. */
    void count() {
        atMost.set(queue.waiting());
    }
}
