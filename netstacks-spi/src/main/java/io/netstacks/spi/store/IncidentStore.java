package io.netstacks.spi.store;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.Sequenced;
import io.netstacks.spi.incident.Incident;
import io.netstacks.spi.incident.IncidentEntry;
import io.netstacks.spi.incident.IncidentId;
import io.netstacks.spi.incident.IncidentQuery;
import io.netstacks.spi.incident.IncidentState;
import io.netstacks.spi.incident.Severity;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps incidents and their timelines. Nothing changes without a line in the timeline, and no line is ever changed. Safe for
 * use by many threads; what has returned is durable.
 */
public interface IncidentStore {

    /**
     * Adds an incident with the first line of its timeline.
     *
     * @throws io.netstacks.spi.error.ConflictException if the id exists
     */
    Stored<Incident> open(Incident incident, IncidentEntry entry);

    /**
     * Changes an incident and adds a line to its timeline, if nobody has changed it meanwhile; who opened it and when stays.
     *
     * @throws io.netstacks.spi.error.ConflictException if its version is another one, or it is gone
     * @throws io.netstacks.spi.error.InvalidInputException if it may not become what it would be
     */
    Stored<Incident> update(Incident incident, long expectedVersion, IncidentEntry entry);

    /**
     * Adds a line to the timeline and changes nothing else, not even the version.
     *
     * @throws io.netstacks.spi.error.NotFoundException if there is no such incident
     */
    Sequenced<IncidentEntry> append(IncidentId id, IncidentEntry entry);

    /** Returns an incident. */
    Optional<Stored<Incident>> find(IncidentId id);

    /** Returns incidents, the newest first. */
    Page<Stored<Incident>> list(IncidentQuery query, PageRequest page);

    /** Returns the timeline of an incident in its order. */
    Page<Sequenced<IncidentEntry>> timeline(IncidentId id, PageRequest page);

    /** Returns how many incidents there are in each state; states without any are missing. */
    Map<IncidentState, Long> countByState();

    /** Returns how many incidents of each severity are not over; severities without any are missing. */
    Map<Severity, Long> countOpenBySeverity();

    /**
     * Deletes an incident and its timeline; its alerts stay, without an incident.
     *
     * @return whether there was one
     */
    boolean delete(IncidentId id);
}
