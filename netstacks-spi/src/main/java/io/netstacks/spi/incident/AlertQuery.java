package io.netstacks.spi.incident;

import java.time.Instant;
import java.util.Optional;

/**
 * Which alerts are listed; what is empty does not restrict. Immutable.
 *
 * @param state in this state
 * @param severity of this severity
 * @param device about this device
 * @param incidentId of this incident
 * @param since that came for the first time at or after
 */
public record AlertQuery(
        Optional<AlertState> state,
        Optional<Severity> severity,
        Optional<String> device,
        Optional<IncidentId> incidentId,
        Optional<Instant> since) {

    /** Returns a query for all. */
    public static AlertQuery all() {
        return new AlertQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Returns a copy for alerts in a state. */
    public AlertQuery in(AlertState newState) {
        return new AlertQuery(Optional.of(newState), severity, device, incidentId, since);
    }

    /** Returns a copy for alerts of a severity. */
    public AlertQuery of(Severity newSeverity) {
        return new AlertQuery(state, Optional.of(newSeverity), device, incidentId, since);
    }

    /** Returns a copy for alerts about a device. */
    public AlertQuery about(String newDevice) {
        return new AlertQuery(state, severity, Optional.of(newDevice), incidentId, since);
    }

    /** Returns a copy for alerts of an incident. */
    public AlertQuery ofIncident(IncidentId newIncidentId) {
        return new AlertQuery(state, severity, device, Optional.of(newIncidentId), since);
    }

    /** Returns a copy for alerts that came for the first time at or after a time. */
    public AlertQuery firstSeenSince(Instant time) {
        return new AlertQuery(state, severity, device, incidentId, Optional.of(time));
    }
}
