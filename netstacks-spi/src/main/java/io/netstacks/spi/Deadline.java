package io.netstacks.spi;

import io.netstacks.spi.error.DeadlineExceededException;
import java.time.Duration;

/**
 * The one time budget of an operation, handed down to everything that it does. Monotonic: a changed wall clock does not
 * move it. Immutable.
 */
public final class Deadline {

    /** Longer than any operation, short enough that adding it to the current nano time cannot overflow. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private final long endNanos;
    private final Duration budget;

    private Deadline(long endNanos, Duration budget) {
        this.endNanos = endNanos;
        this.budget = budget;
    }

    /** Returns a deadline that passes after the given time; a negative one has passed, more than a year is a year. */
    public static Deadline after(Duration budget) {
        Duration bounded = budget.compareTo(LONGEST) > 0 ? LONGEST : budget.isNegative() ? Duration.ZERO : budget;
        return new Deadline(System.nanoTime() + bounded.toNanos(), bounded);
    }

    /** Returns the earlier of this deadline and one that passes after the given time. */
    public Deadline atMost(Duration limit) {
        Deadline other = after(limit);
        return other.endNanos - endNanos < 0 ? other : this;
    }

    /** Returns the earlier of the two. */
    public Deadline earlier(Deadline other) {
        return other.endNanos - endNanos < 0 ? other : this;
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
