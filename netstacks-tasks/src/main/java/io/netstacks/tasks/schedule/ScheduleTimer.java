package io.netstacks.tasks.schedule;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that checks again and again. */
final class ScheduleTimer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduleTimer.class);

    private final Runnable check;
    private final ScheduledExecutorService thread;
    private boolean failing; // of the one thread only

    ScheduleTimer(Runnable check) {
        this.check = check;
        thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread daemon = new Thread(work, "netstacks-schedules");
            daemon.setDaemon(true);
            return daemon;
        });
    }

    void start(Duration every) {
        ScheduledFuture<?> unused =
                thread.scheduleWithFixedDelay(this::checkOnce, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void checkOnce() {
        try {
            check.run();
            failing = false;
        } catch (RuntimeException e) { // a check that fails must not be the last one
            if (failing) {
                LOG.debug("schedules cannot be checked still", e);
            } else {
                LOG.warn("schedules cannot be checked; tried again at the next time", e);
            }
            failing = true;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
