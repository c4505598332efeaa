package io.netstacks.spi;

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

    @Override
    public String toString() {
        return kind.name().toLowerCase(java.util.Locale.ROOT) + ":" + name;
    }
}
