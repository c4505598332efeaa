package io.netstacks.testkit.fake;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs what many threads hand in, one after the other, on whichever of them came first, without a lock held meanwhile: a
 * session's state needs no lock, and a callback that arrives inside a call cannot recurse or dead-lock.
 */
final class Mailbox {

    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();

    void run(Runnable work) {
        waiting.add(work);
        if (size.getAndIncrement() != 0) {
            return;
        }
        do {
            Runnable next = waiting.poll();
            if (next != null) {
                next.run();
            }
        } while (size.decrementAndGet() != 0);
    }
}
