package io.netstacks.testkit;

import io.netstacks.spi.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The threads at one moment, without those of simulated devices. Immutable.
 *
 * @param threads the threads
 */
record ClientThreads(Set<Thread> threads) {

    static ClientThreads running() {
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeIf(thread -> thread.getName().startsWith("fake-device-"));
        return new ClientThreads(threads);
    }

    /** Returns the threads that were not there then and do not end soon. */
    List<Thread> leftOver() throws InterruptedException {
        Deadline deadline = Deadline.after(Duration.ofSeconds(10));
        List<Thread> left = new ArrayList<>();
        for (Thread thread : running().threads()) {
            if (!threads.contains(thread) && thread != Thread.currentThread()) {
                thread.join(Math.max(1, deadline.remainingMillis()));
                if (thread.isAlive()) {
                    left.add(thread);
                }
            }
        }
        return left;
    }

    /** Returns when a thread waits for something, or after a while. */
    static void awaitBlocked(Thread thread) {
        Deadline deadline = Deadline.after(TransportSubject.SOON);
        while (!isBlocked(thread) && !deadline.hasPassed()) {
            Thread.onSpinWait();
        }
    }

    /** A thread that waits for a socket counts as running, inside a native method. */
    private static boolean isBlocked(Thread thread) {
        StackTraceElement[] stack = thread.getStackTrace();
        return thread.getState() == Thread.State.TIMED_WAITING
                || thread.getState() == Thread.State.WAITING
                || (stack.length > 0 && stack[0].isNativeMethod());
    }
}
