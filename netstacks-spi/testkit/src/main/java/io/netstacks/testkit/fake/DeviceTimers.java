package io.netstacks.testkit.fake;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** What a device does later, for example undo a change that nobody confirmed. Safe for use by many threads. */
final class DeviceTimers {

    private record Timer(Runnable action, ScheduledFuture<?> wakeUp) {}

    private final ScheduledExecutorService scheduler;
    private final Map<String, Timer> running = new LinkedHashMap<>();

    DeviceTimers(ScheduledExecutorService scheduler) {
        this.scheduler = scheduler;
    }

    synchronized void start(String name, Duration time, Runnable action) {
        cancel(name);
        ScheduledFuture<?> wakeUp = scheduler.schedule(() -> fire(name), time.toNanos(), TimeUnit.NANOSECONDS);
        running.put(name, new Timer(action, wakeUp));
    }

    synchronized boolean cancel(String name) {
        Timer timer = running.remove(name);
        return timer != null && timer.wakeUp().cancel(false);
    }

    /** Lets the time of every timer be over. */
    void elapse() {
        for (String name : names()) {
            fire(name);
        }
    }

    synchronized void cancelAll() {
        running.values().forEach(timer -> timer.wakeUp().cancel(false));
        running.clear();
    }

    private synchronized Iterable<String> names() {
        return List.copyOf(running.keySet());
    }

    private void fire(String name) {
        Timer timer;
        synchronized (this) {
            timer = running.remove(name);
        }
        if (timer != null) {
            timer.wakeUp().cancel(false);
            timer.action().run();
        }
    }
}
