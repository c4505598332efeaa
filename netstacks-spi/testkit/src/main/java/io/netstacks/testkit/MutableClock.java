package io.netstacks.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. Safe for use by many threads. */
public final class MutableClock extends Clock {

    private final AtomicReference<Instant> now;
    private final ZoneId zone;

    private MutableClock(AtomicReference<Instant> now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /** Returns a clock in UTC that shows this time. */
    public static MutableClock at(Instant start) {
        return new MutableClock(new AtomicReference<>(start), ZoneOffset.UTC);
    }

    /**
     * Returns a clock in UTC that shows this time.
     *
     * @param start in ISO-8601, for example {@code 2026-11-02T12:00:00Z}
     */
    public static MutableClock at(String start) {
        return at(Instant.parse(start));
    }

    /** Moves it forward, or back by a negative duration; returns the new time. */
    public Instant advance(Duration time) {
        return now.updateAndGet(before -> before.plus(time));
    }

    /** Sets it. */
    public void set(Instant time) {
        now.set(time);
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** Returns a clock for another zone that moves together with this one. */
    @Override
    public MutableClock withZone(ZoneId other) {
        return new MutableClock(now, other);
    }

    @Override
    public Instant instant() {
        return Objects.requireNonNull(now.get());
    }

    @Override
    public String toString() {
        return "MutableClock[" + instant() + "]";
    }
}
