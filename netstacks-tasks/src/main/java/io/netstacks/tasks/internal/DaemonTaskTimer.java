package io.netstacks.tasks.internal;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A timer with one daemon thread. */
final class DaemonTaskTimer implements TaskTimer {

    private final ScheduledThreadPoolExecutor clockwork = new ScheduledThreadPoolExecutor(1, work -> {
        Thread thread = new Thread(work, "netstacks-task-timer");
        thread.setDaemon(true);
        return thread;
    });

    DaemonTaskTimer() {
        clockwork.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Alarm after(Duration delay, Runnable what) {
        ScheduledFuture<?> planned = clockwork.schedule(what, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> planned.cancel(false);
    }

    @Override
    public Alarm every(Duration period, Runnable what) {
        ScheduledFuture<?> planned =
                clockwork.scheduleWithFixedDelay(what, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
        return () -> planned.cancel(false);
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
    }
}
