package io.netstacks.core.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The times that every store keeps: microseconds, of the years 1 to 9999, which each database has. What is compared with stored
 * times is cut like them. Without state.
 */
public final class StoreTime {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private StoreTime() {}

    /** Returns the time without what is smaller than a microsecond; for one beyond those years, the nearest that is kept. */
    public static Instant micros(Instant time) {
        if (time.isBefore(FIRST)) {
            return FIRST;
        }
        return time.isAfter(LAST) ? LAST : time.truncatedTo(ChronoUnit.MICROS);
    }
}
