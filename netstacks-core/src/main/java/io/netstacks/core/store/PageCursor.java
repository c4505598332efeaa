package io.netstacks.core.store;

import io.netstacks.spi.error.InvalidInputException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A place in a list that shows the newest first: a time, and the order of saving where times are equal. Rows that are added
 * while somebody turns pages move nobody's place. Immutable; the natural order is that of the list, the newest first.
 *
 * @param time the time that the list is sorted by, cut to microseconds
 * @param sequence grows with each row that is saved
 */
public record PageCursor(Instant time, long sequence) implements Comparable<PageCursor> {

    /** Cuts the time to microseconds, the precision that every store keeps. */
    public PageCursor {
        time = StoreTime.micros(time);
    }

    /**
     * Reads what {@link #text()} wrote.
     *
     * @throws InvalidInputException if it is something else
     */
    public static PageCursor parse(String text) {
        int dot = text.lastIndexOf('.');
        try {
            long micros = Long.parseLong(text.substring(0, Math.max(dot, 0)));
            return new PageCursor(
                    Instant.EPOCH.plus(micros, ChronoUnit.MICROS), Long.parseLong(text.substring(dot + 1)));
        } catch (NumberFormatException e) {
            throw InvalidInputException.of("a page begins at the \"next\" of the page before, not at \"" + text + "\"");
        }
    }

    /** Returns the place as {@link io.netstacks.spi.Page#next()} carries it; callers do not look inside. */
    public String text() {
        // ChronoUnit.MICROS.between goes by nanoseconds in Java 17, of which a long holds 292 years
        return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000 + "." + sequence;
    }

    @Override
    public int compareTo(PageCursor other) {
        int byTime = other.time.compareTo(time);
        return byTime != 0 ? byTime : Long.compare(other.sequence, sequence);
    }
}
