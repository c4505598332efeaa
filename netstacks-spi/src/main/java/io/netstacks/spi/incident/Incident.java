package io.netstacks.spi.incident;

import io.netstacks.spi.Limits;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that people work on. What happened to it is in its timeline, which the store keeps beside it. Immutable.
 *
 * @param id its id
 * @param details what people write about it
 * @param state where it is
 * @param origin who opened it
 * @param createdBy who opened it, as {@code Actor.toString} shows
 * @param createdAt when it was opened
 * @param startedAt when somebody began to work on it for the first time; empty until then
 * @param identifiedAt when the cause was known, the last time; empty until then
 * @param resolvedAt when it was over, the last time; empty until then, and after it was opened again
 * @param closedAt when it was closed; empty until then, and after it was opened again
 */
public record Incident(
        IncidentId id,
        IncidentDetails details,
        IncidentState state,
        Origin origin,
        String createdBy,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> identifiedAt,
        Optional<Instant> resolvedAt,
        Optional<Instant> closedAt) {

    /** What opened an incident. */
    public enum Origin {
        /** A person. */
        MANUAL,
        /** The triage of an alert. */
        TRIAGE,
        /** Alerts that belong together. */
        CORRELATION,
        /** An agent in a session. */
        AGENT,
        /** Another system. */
        API
    }

    /** Checks the sizes. */
    public Incident {
        Limits.key("who opened an incident", createdBy);
    }

    /** Returns an incident that nobody works on. */
    public static Incident opened(
            IncidentId id, IncidentDetails details, Origin origin, String createdBy, Instant createdAt) {
        return new Incident(
                id,
                details,
                IncidentState.OPEN,
                origin,
                createdBy,
                createdAt,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Returns a copy that says something else. */
    public Incident with(IncidentDetails newDetails) {
        return new Incident(
                id, newDetails, state, origin, createdBy, createdAt, startedAt, identifiedAt, resolvedAt, closedAt);
    }

    /**
     * Returns a copy in another state, with the time at which it came there.
     *
     * @throws io.netstacks.spi.error.InvalidInputException if it may not become that
     */
    public Incident in(IncidentState next, Instant at) {
        state.to(next);
        Optional<Instant> now = Optional.of(at);
        return new Incident(
                id,
                details,
                next,
                origin,
                createdBy,
                createdAt,
                startedAt.isPresent() ? startedAt : now,
                next == IncidentState.IDENTIFIED ? now : identifiedAt,
                next == IncidentState.RESOLVED ? now : next.isOver() ? resolvedAt : Optional.empty(),
                next == IncidentState.CLOSED ? now : Optional.empty());
    }

    /**
     * Returns a copy with everything but its origin from another version of this incident.
     *
     * @throws io.netstacks.spi.error.InvalidInputException if it may not become that
     */
    public Incident edited(Incident other) {
        return new Incident(
                id,
                other.details,
                state.to(other.state),
                origin,
                createdBy,
                createdAt,
                other.startedAt,
                other.identifiedAt,
                other.resolvedAt,
                other.closedAt);
    }
}
