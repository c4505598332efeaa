package io.netstacks.core.internal.store;

import io.netstacks.core.store.StoreTime;
import io.netstacks.core.store.VersionCheck;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.Sequenced;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.incident.Incident;
import io.netstacks.spi.incident.IncidentEntry;
import io.netstacks.spi.incident.IncidentId;
import io.netstacks.spi.incident.IncidentQuery;
import io.netstacks.spi.incident.IncidentState;
import io.netstacks.spi.incident.Severity;
import io.netstacks.spi.store.IncidentStore;
import io.netstacks.spi.store.Stored;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

final class MemoryIncidents implements IncidentStore {

    private final MemoryJournal journal;
    private final Clock clock;
    private final MemoryAlerts alerts;
    private final MemoryTimeline<Stored<Incident>> incidents;
    private final MemorySequence<IncidentEntry> entries;

    MemoryIncidents(MemoryJournal journal, Clock clock, MemoryAlerts alerts) {
        this.journal = journal;
        this.clock = clock;
        this.alerts = alerts;
        incidents = new MemoryTimeline<>(journal);
        entries = new MemorySequence<>(journal);
    }

    @Override
    public Stored<Incident> open(Incident incident, IncidentEntry entry) {
        return journal.atomically(() -> {
            if (incidents.has(incident.id().value())) {
                throw new ConflictException("there is an incident " + incident.id() + " already");
            }
            Instant now = StoreTime.micros(clock.instant());
            Stored<Incident> row = new Stored<>(kept(incident), 1, now, now);
            incidents.add(incident.id().value(), incident.createdAt(), row);
            entries.add(incident.id().value(), kept(entry));
            return row;
        });
    }

    @Override
    public Stored<Incident> update(Incident incident, long expectedVersion, IncidentEntry entry) {
        return journal.atomically(() -> {
            Stored<Incident> old = VersionCheck.of(
                    "incident " + incident.id(), incidents.find(incident.id().value()), expectedVersion);
            Stored<Incident> row = new Stored<>(
                    kept(old.value().edited(incident)),
                    old.version() + 1,
                    old.createdAt(),
                    StoreTime.micros(clock.instant()));
            incidents.change(incident.id().value(), before -> row);
            entries.add(incident.id().value(), kept(entry));
            return row;
        });
    }

    private static Incident kept(Incident incident) {
        return new Incident(
                incident.id(),
                incident.details(),
                incident.state(),
                incident.origin(),
                incident.createdBy(),
                StoreTime.micros(incident.createdAt()),
                incident.startedAt().map(StoreTime::micros),
                incident.identifiedAt().map(StoreTime::micros),
                incident.resolvedAt().map(StoreTime::micros),
                incident.closedAt().map(StoreTime::micros));
    }

    private static IncidentEntry kept(IncidentEntry entry) {
        return new IncidentEntry(StoreTime.micros(entry.at()), entry.actor(), entry.text());
    }

    @Override
    public Sequenced<IncidentEntry> append(IncidentId id, IncidentEntry entry) {
        return journal.atomically(() -> {
            if (!incidents.has(id.value())) {
                throw NotFoundException.of("incident", id.value(), List.of());
            }
            return entries.add(id.value(), kept(entry));
        });
    }

    @Override
    public Optional<Stored<Incident>> find(IncidentId id) {
        return journal.atomically(() -> incidents.find(id.value()));
    }

    @Override
    public Page<Stored<Incident>> list(IncidentQuery query, PageRequest page) {
        return journal.atomically(() -> incidents.page(row -> matches(query, row.value()), page));
    }

    private static boolean matches(IncidentQuery query, Incident incident) {
        return query.state().map(incident.state()::equals).orElse(true)
                && query.severity().map(incident.details().severity()::equals).orElse(true)
                && query.device().map(incident.details().devices()::contains).orElse(true)
                && (query.assignedTo().isEmpty()
                        || query.assignedTo().equals(incident.details().assignedTo()))
                && query.since()
                        .map(since -> !incident.createdAt().isBefore(StoreTime.micros(since)))
                        .orElse(true);
    }

    @Override
    public Page<Sequenced<IncidentEntry>> timeline(IncidentId id, PageRequest page) {
        return journal.atomically(() -> entries.page(id.value(), page));
    }

    @Override
    public Map<IncidentState, Long> countByState() {
        return journal.atomically(() -> incidents
                .newestFirst()
                .collect(Collectors.groupingBy(row -> row.value().state(), TreeMap::new, Collectors.counting())));
    }

    @Override
    public Map<Severity, Long> countOpenBySeverity() {
        return journal.atomically(() -> incidents
                .newestFirst()
                .filter(row -> !row.value().state().isOver())
                .collect(Collectors.groupingBy(
                        row -> row.value().details().severity(), TreeMap::new, Collectors.counting())));
    }

    @Override
    public boolean delete(IncidentId id) {
        return journal.atomically(() -> {
            alerts.releaseFrom(id);
            entries.removeAll(id.value());
            return incidents.remove(id.value());
        });
    }
}
