package io.netstacks.core.internal.ssh;

import io.netstacks.spi.Deadline;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ends a stage of a login that takes too long, or whose thread is interrupted while it waits for a socket and does not
 * notice, by closing the connection under it.
 */
final class StageWatch implements AutoCloseable {

    private static final long LOOK_UP_MILLIS = 100;

    private final List<Future<?>> alarms;

    StageWatch(ScheduledExecutorService timer, Deadline deadline, Runnable closing) {
        Thread waiting = Thread.currentThread();
        alarms = List.of(
                timer.schedule(closing, deadline.remainingNanos(), TimeUnit.NANOSECONDS),
                timer.scheduleWithFixedDelay(
                        () -> {
                            if (waiting.isInterrupted() || deadline.hasPassed()) {
                                closing.run();
                            }
                        },
                        LOOK_UP_MILLIS,
                        LOOK_UP_MILLIS,
                        TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() {
        alarms.forEach(alarm -> alarm.cancel(false));
    }
}
