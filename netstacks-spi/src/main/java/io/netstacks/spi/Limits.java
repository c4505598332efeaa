package io.netstacks.spi;

import io.netstacks.spi.error.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/**
 * Checks how much a record holds, so that every store refuses the same things with the same words. Lengths are counted in
 * characters, and those of keys in bytes too. Without state.
 */
public final class Limits {

    /** What a text may hold that is searched, sorted or joined by: an id, a name, a device, an actor. */
    public static final int KEY = 512;

    /**
     * What the same text may have in UTF-8, in bytes: two of them fit into one row of an index of PostgreSQL, which holds 2,704
     * bytes. Text in Latin letters never gets there.
     */
    public static final int KEY_BYTES = 1_280;

    /** What a sentence may hold: a title, a reason. */
    public static final int LINE = 500;

    /** What a text may hold that people or models write: a description, a prompt, a message. */
    public static final int TEXT = 1_000_000;

    /** The longest that anything is waited for: a longer time is most likely meant to be none. */
    public static final Duration TIME = Duration.ofDays(365);

    private Limits() {}

    /**
     * Checks a time that something may take: more than none, at most {@link #TIME}.
     *
     * @param what what it is, for example {@code the connect timeout}
     * @return the time
     * @throws InvalidInputException if it is not positive or too long
     */
    public static Duration time(String what, Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw InvalidInputException.of(what + " must be positive but is " + time);
        }
        if (time.compareTo(TIME) > 0) {
            throw InvalidInputException.of(what + " must be at most " + TIME.toDays() + " days but is " + time);
        }
        return time;
    }

    /**
     * Checks a text that something is found by: 1 to {@link #KEY} characters that are not all blank, and at most
     * {@link #KEY_BYTES} bytes.
     *
     * @param what what it is, for example {@code the name of an agent}
     * @return the text
     * @throws InvalidInputException if it is empty, blank or too long
     */
    public static String key(String what, String text) {
        if (text.isBlank()) {
            throw InvalidInputException.of(what + " must not be empty");
        }
        atMost(KEY, what, text);
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > KEY_BYTES) {
            throw InvalidInputException.of(
                    what + " must have at most " + KEY_BYTES + " bytes in UTF-8 but has " + bytes);
        }
        return text;
    }

    /**
     * Checks that a text is not too long; it may be empty.
     *
     * @throws InvalidInputException if it is
     */
    public static String atMost(int most, String what, String text) {
        if (text.length() > most) {
            throw InvalidInputException.of(
                    what + " must have at most " + most + " characters but has " + text.length());
        }
        return text;
    }

    /**
     * Checks that there are not too many.
     *
     * @throws InvalidInputException if there are
     */
    public static void count(int most, String what, Collection<?> items) {
        if (items.size() > most) {
            throw InvalidInputException.of("there may be at most " + most + " " + what + " but are " + items.size());
        }
    }

    /**
     * Checks names and values together.
     *
     * @throws InvalidInputException if all of them have more characters than that
     */
    public static void entries(int most, String what, Map<String, String> values) {
        long characters = values.entrySet().stream()
                .mapToLong(entry ->
                        (long) entry.getKey().length() + entry.getValue().length())
                .sum();
        if (characters > most) {
            throw InvalidInputException.of(what + " must have at most " + most + " characters but have " + characters);
        }
    }
}
