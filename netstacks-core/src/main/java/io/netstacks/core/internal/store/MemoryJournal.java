package io.netstacks.core.internal.store;

import io.netstacks.spi.error.StoreException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Makes work on the tables all or nothing: one lock for all of them, and the steps back for what is not yet final. Work
 * inside work joins it, and is undone alone when it throws. Safe for use by many threads.
 */
final class MemoryJournal {

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Runnable> stepsBack = new ArrayDeque<>();
    private boolean closed;

    <T> T atomically(Supplier<T> work) {
        lock.lock();
        int before = stepsBack.size();
        boolean done = false;
        try {
            if (closed) {
                throw StoreException.permanent("the stores are closed: nothing was read or written", null);
            }
            T result = work.get();
            done = true;
            return result;
        } finally {
            if (!done) {
                undoTo(before);
            }
            if (lock.getHoldCount() == 1) {
                stepsBack.clear();
            }
            lock.unlock();
        }
    }

    /** Remembers how to take back a step that was just made; called by tables, within {@link #atomically}. */
    void stepBack(Runnable undo) {
        stepsBack.push(undo);
    }

    void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    private void undoTo(int size) {
        while (stepsBack.size() > size) {
            stepsBack.pop().run();
        }
    }
}
