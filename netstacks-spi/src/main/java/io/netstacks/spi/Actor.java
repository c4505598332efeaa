package io.netstacks.spi;

import io.netstacks.spi.error.InvalidInputException;
import java.util.Arrays;
import java.util.Locale;

/**
 * Who asked for something: a person, a schedule, an agent, or the library itself. Immutable.
 *
 * @param kind what sort of actor
 * @param name its name, as the host knows it
 */
public record Actor(Kind kind, String name) {

    /** The sorts of actors. */
    public enum Kind {
        /** A person. */
        USER,
        /** A schedule that became due. */
        SCHEDULE,
        /** A language model's agent. */
        AGENT,
        /** The library or the host itself. */
        SYSTEM
    }

    /** Returns a person. */
    public static Actor user(String name) {
        return new Actor(Kind.USER, name);
    }

    /** Returns a schedule. */
    public static Actor schedule(String name) {
        return new Actor(Kind.SCHEDULE, name);
    }

    /** Returns an agent. */
    public static Actor agent(String name) {
        return new Actor(Kind.AGENT, name);
    }

    /** Returns the library itself. */
    public static Actor system() {
        return new Actor(Kind.SYSTEM, "netstacks");
    }

    /**
     * Reads what {@link #toString()} shows.
     *
     * @throws InvalidInputException if it is something else
     */
    public static Actor parse(String text) {
        int colon = text.indexOf(':');
        return Arrays.stream(Kind.values())
                .filter(kind ->
                        colon > 0 && kind.name().toLowerCase(Locale.ROOT).equals(text.substring(0, colon)))
                .findFirst()
                .map(kind -> new Actor(kind, text.substring(colon + 1)))
                .orElseThrow(() -> InvalidInputException.of(
                        "an actor is written as kind and name, for example user:kim, not \"" + text + "\""));
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + ":" + name;
    }
}
