package io.netstacks.core.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The precision that every store keeps: microseconds. What is compared with stored times is cut like them. Without state. */
public final class StoreTime {

    private StoreTime() {}

    /** Returns the time without what is smaller than a microsecond. */
    public static Instant micros(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }
}
