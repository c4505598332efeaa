package io.netstacks.core.internal.ssh;

import io.netstacks.spi.Deadline;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Ends a stage of a login that takes too long, by closing the connection under it. */
final class StageWatch implements AutoCloseable {

    private final ScheduledFuture<?> alarm;
    private volatile boolean rang;

    StageWatch(ScheduledExecutorService timer, Deadline deadline, Runnable closing) {
        alarm = timer.schedule(
                () -> {
                    rang = true;
                    closing.run();
                },
                deadline.remainingNanos(),
                TimeUnit.NANOSECONDS);
    }

    boolean rang() {
        return rang;
    }

    @Override
    public void close() {
        alarm.cancel(false);
    }
}
