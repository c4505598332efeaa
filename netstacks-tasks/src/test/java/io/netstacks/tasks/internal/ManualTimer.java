package io.netstacks.tasks.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A timer whose time passes when the test says so. */
final class ManualTimer implements TaskTimer {

    private record Planned(Duration delay, Runnable what, boolean again) {}

    private final List<Planned> planned = new ArrayList<>();
    private boolean closed;

    @Override
    public Alarm after(Duration delay, Runnable what) {
        return plan(new Planned(delay, what, false));
    }

    @Override
    public Alarm every(Duration period, Runnable what) {
        return plan(new Planned(period, what, true));
    }

    private synchronized Alarm plan(Planned entry) {
        planned.add(entry);
        return () -> forget(entry);
    }

    private synchronized void forget(Planned entry) {
        planned.remove(entry);
    }

    /** Does what was planned with that delay. */
    void fire(Duration delay) {
        List<Planned> due;
        synchronized (this) {
            due = planned.stream().filter(entry -> entry.delay().equals(delay)).toList();
            due.stream().filter(entry -> !entry.again()).forEach(this::forget);
        }
        due.forEach(entry -> entry.what().run());
    }

    synchronized long waiting(Duration delay) {
        return planned.stream().filter(entry -> entry.delay().equals(delay)).count();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        planned.clear();
    }
}
