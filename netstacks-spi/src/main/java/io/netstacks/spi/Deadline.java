package io.netstacks.spi;

import io.netstacks.spi.error.DeadlineExceededException;
import java.time.Duration;

/**
 * How long an operation may go on: its one time budget, and the guard of its writes, handed down to everything that it
 * does. Monotonic: a changed wall clock does not move it. Immutable.
 */
public final class Deadline {

    private final long endNanos;
    private final Duration budget;
    private final WriteGuard guard;

    private Deadline(long endNanos, Duration budget, WriteGuard guard) {
        this.endNanos = endNanos;
        this.budget = budget;
        this.guard = guard;
    }

    /** Returns a deadline that passes after the given time; a negative one has passed, more than a year is a year. */
    public static Deadline after(Duration budget) {
        Duration bounded =
                budget.compareTo(Limits.TIME) > 0 ? Limits.TIME : budget.isNegative() ? Duration.ZERO : budget;
        return new Deadline(System.nanoTime() + bounded.toNanos(), bounded, WriteGuard.OPEN);
    }

    /** Returns the earlier of this deadline and one that passes after the given time; the guard is this one's. */
    public Deadline atMost(Duration limit) {
        return earlier(after(limit));
    }

    /** Returns the earlier of the two, with this one's guard; with the other's where this one lets everything pass. */
    public Deadline earlier(Deadline other) {
        Deadline first = other.endNanos - endNanos < 0 ? other : this;
        return first.guardedBy(guard == WriteGuard.OPEN ? other.guard : guard);
    }

    /** Returns the same deadline with that guard, which is asked before each write to a device. */
    public Deadline guardedBy(WriteGuard writeGuard) {
        return writeGuard == guard ? this : new Deadline(endNanos, budget, writeGuard);
    }

    /** Returns what is asked before each write to a device. */
    public WriteGuard guard() {
        return guard;
    }

    /** Returns what is left, zero when it has passed. */
    public Duration remaining() {
        return Duration.ofNanos(remainingNanos());
    }

    /** Returns what is left in nanoseconds, zero when it has passed. */
    public long remainingNanos() {
        return Math.max(0, endNanos - System.nanoTime());
    }

    /** Returns what is left in milliseconds, rounded up and at most {@link Integer#MAX_VALUE}; zero when it has passed. */
    public int remainingMillis() {
        return (int) Math.min(Integer.MAX_VALUE, (remainingNanos() + 999_999) / 1_000_000);
    }

    /** Tells whether it has passed. */
    public boolean hasPassed() {
        return remainingNanos() == 0;
    }

    /** Returns the whole budget that this deadline began with. */
    public Duration budget() {
        return budget;
    }

    /**
     * Fails if it has passed.
     *
     * @param what what was being done, for the message
     * @throws DeadlineExceededException if it has passed
     */
    public void check(String what) {
        if (hasPassed()) {
            throw new DeadlineExceededException(what + ": no time left of " + budget);
        }
    }

    @Override
    public String toString() {
        return "Deadline[" + remaining() + " of " + budget + "]";
    }
}
