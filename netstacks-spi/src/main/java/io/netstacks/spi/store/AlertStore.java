package io.netstacks.spi.store;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.incident.Alert;
import io.netstacks.spi.incident.AlertId;
import io.netstacks.spi.incident.AlertQuery;
import io.netstacks.spi.incident.AlertSignal;
import io.netstacks.spi.incident.AlertState;
import io.netstacks.spi.incident.Severity;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps alerts. As long as an alert is open, the same signal counts it up and makes no other, also when many come at once. The
 * version counts what people and agents did to it, not how often it came, so that a flapping alert can be worked on. Safe for
 * use by many threads; what has returned is durable.
 */
public interface AlertStore {

    /** Counts the open alert with that fingerprint up, see {@link Alert#again}, or adds a new one. */
    Alert.Received receive(AlertSignal signal);

    /**
     * Changes the state, the incident, the session, the note and who has seen it, if nobody has changed them meanwhile; the signal
     * and its count stay as they are in the store.
     *
     * @throws io.netstacks.spi.error.ConflictException if its version is another one, or it is gone
     * @throws io.netstacks.spi.error.InvalidInputException if it may not become what it would be
     */
    Stored<Alert> update(Alert alert, long expectedVersion);

    /** Returns an alert. */
    Optional<Stored<Alert>> find(AlertId id);

    /** Returns alerts, by when they came for the first time, the newest first. */
    Page<Stored<Alert>> list(AlertQuery query, PageRequest page);

    /** Returns how many alerts there are in each state; states without any are missing. */
    Map<AlertState, Long> countByState();

    /** Returns how many alerts of each severity are open; severities without any are missing. */
    Map<Severity, Long> countOpenBySeverity();

    /**
     * Deletes alerts that are over and were last changed before the given time.
     *
     * @return how many
     */
    int deleteEnded(Instant before);
}
