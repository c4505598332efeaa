package io.netstacks.spi.incident;

import java.time.Instant;
import java.util.Optional;

/**
 * Which incidents are listed; what is empty does not restrict. Immutable.
 *
 * @param state in this state
 * @param severity of this severity
 * @param device that affect this device
 * @param assignedTo that this person works on
 * @param since opened at or after
 */
public record IncidentQuery(
        Optional<IncidentState> state,
        Optional<Severity> severity,
        Optional<String> device,
        Optional<String> assignedTo,
        Optional<Instant> since) {

    /** Returns a query for all. */
    public static IncidentQuery all() {
        return new IncidentQuery(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Returns a copy for incidents in a state. */
    public IncidentQuery in(IncidentState newState) {
        return new IncidentQuery(Optional.of(newState), severity, device, assignedTo, since);
    }

    /** Returns a copy for incidents of a severity. */
    public IncidentQuery of(Severity newSeverity) {
        return new IncidentQuery(state, Optional.of(newSeverity), device, assignedTo, since);
    }

    /** Returns a copy for incidents that affect a device. */
    public IncidentQuery affecting(String newDevice) {
        return new IncidentQuery(state, severity, Optional.of(newDevice), assignedTo, since);
    }

    /** Returns a copy for incidents that a person works on. */
    public IncidentQuery assignedTo(String person) {
        return new IncidentQuery(state, severity, device, Optional.of(person), since);
    }

    /** Returns a copy for incidents that were opened at or after a time. */
    public IncidentQuery openedSince(Instant time) {
        return new IncidentQuery(state, severity, device, assignedTo, Optional.of(time));
    }
}
