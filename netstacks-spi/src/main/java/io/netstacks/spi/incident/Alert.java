package io.netstacks.spi.incident;

import io.netstacks.spi.Limits;
import io.netstacks.spi.agent.AgentSessionId;
import java.time.Instant;
import java.util.Optional;

/**
 * A signal, how often it came, and what became of it. Immutable.
 *
 * @param id its id
 * @param signal the latest signal
 * @param count how often it came, at least once
 * @param firstSeen when the first of them that came was sent
 * @param state where it is
 * @param seen who has seen it; empty if nobody has
 * @param incidentId the incident in which people work on it; empty if there is none
 * @param sessionId the agent session that looked at it; empty if none did
 * @param note why it is where it is, at most 1 000 000 characters; may be empty
 */
public record Alert(
        AlertId id,
        AlertSignal signal,
        long count,
        Instant firstSeen,
        AlertState state,
        Optional<Seen> seen,
        Optional<IncidentId> incidentId,
        Optional<AgentSessionId> sessionId,
        String note) {

    /**
     * That somebody has seen an alert. Immutable.
     *
     * @param by who, as {@code Actor.toString} shows
     * @param at when
     */
    public record Seen(String by, Instant at) {

        /** Checks the size. */
        public Seen {
            Limits.key("who has seen an alert", by);
        }
    }

    /**
     * What came of a signal. Immutable.
     *
     * @param alert the alert that now stands for it
     * @param isNew whether it is a new one; otherwise it came again
     */
    public record Received(Alert alert, boolean isNew) {}

    /** Checks the sizes. */
    public Alert {
        Limits.atMost(Limits.TEXT, "the note of an alert", note);
    }

    /** Returns a new alert. */
    public static Alert of(AlertId id, AlertSignal signal) {
        return new Alert(
                id, signal, 1, signal.at(), AlertState.NEW, Optional.empty(), Optional.empty(), Optional.empty(), "");
    }

    /** Returns a copy that came once more; a signal that was sent before the latest one only counts. */
    public Alert again(AlertSignal next) {
        boolean late = next.at().isBefore(signal.at());
        return new Alert(id, late ? signal : next, count + 1, firstSeen, state, seen, incidentId, sessionId, note);
    }

    /**
     * Returns a copy in another state.
     *
     * @throws io.netstacks.spi.error.InvalidInputException if it may not become that
     */
    public Alert in(AlertState next, String why) {
        return new Alert(id, signal, count, firstSeen, state.to(next), seen, incidentId, sessionId, why);
    }

    /** Returns a copy that somebody has seen; the first who has stays. */
    public Alert seenBy(String actor, Instant at) {
        Optional<Seen> first = seen.isPresent() ? seen : Optional.of(new Seen(actor, at));
        return new Alert(id, signal, count, firstSeen, state, first, incidentId, sessionId, note);
    }

    /** Returns a copy that people work on in an incident. */
    public Alert inIncident(IncidentId newIncidentId, String why) {
        return new Alert(
                id,
                signal,
                count,
                firstSeen,
                state.to(AlertState.INCIDENT),
                seen,
                Optional.of(newIncidentId),
                sessionId,
                why);
    }

    /** Returns a copy that an agent session looked at. */
    public Alert inSession(AgentSessionId newSessionId) {
        return new Alert(id, signal, count, firstSeen, state, seen, incidentId, Optional.of(newSessionId), note);
    }

    /**
     * Returns a copy with the state, the incident, the session, the note and who has seen it from another version of this alert.
     *
     * @throws io.netstacks.spi.error.InvalidInputException if it may not become that
     */
    public Alert worked(Alert other) {
        return new Alert(
                id,
                signal,
                count,
                firstSeen,
                state.to(other.state),
                other.seen,
                other.incidentId,
                other.sessionId,
                other.note);
    }
}
