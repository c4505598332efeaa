package io.netstacks.spi.incident;

import io.netstacks.spi.Limits;
import java.time.Instant;

/**
 * One line of an incident's timeline; it is never changed. Immutable.
 *
 * @param at when
 * @param actor who, as {@code Actor.toString} shows
 * @param text what happened, at most 1 000 000 characters
 */
public record IncidentEntry(Instant at, String actor, String text) {

    /** Checks the sizes. */
    public IncidentEntry {
        Limits.key("the actor of a timeline entry", actor);
        Limits.atMost(Limits.TEXT, "the text of a timeline entry", text);
    }
}
