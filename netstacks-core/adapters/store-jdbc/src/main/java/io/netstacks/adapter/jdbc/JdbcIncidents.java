package io.netstacks.adapter.jdbc;

import static io.netstacks.adapter.jdbc.Columns.utc;

import io.netstacks.core.store.StoreTime;
import io.netstacks.core.store.VersionCheck;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.Sequenced;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.incident.Incident;
import io.netstacks.spi.incident.IncidentEntry;
import io.netstacks.spi.incident.IncidentId;
import io.netstacks.spi.incident.IncidentQuery;
import io.netstacks.spi.incident.IncidentState;
import io.netstacks.spi.incident.Severity;
import io.netstacks.spi.store.IncidentStore;
import io.netstacks.spi.store.Stored;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Incidents; whoever changes one, or adds to its timeline, locks its row first. */
final class JdbcIncidents implements IncidentStore {

    private static final NumberedRows TIMELINE =
            new NumberedRows("incident", "{incident}", "entries", "{incident_entry}", "incident_id");

    private static final String INSERT =
            "INSERT INTO {incident} (id, title, description, severity, priority, type, devices, services, assigned_to,"
                    + " root_cause, resolution, state, origin, opened_by, opened_at, started_at, identified_at,"
                    + " resolved_at, closed_at, entries, version, created_at, updated_at) VALUES (:id, :title,"
                    + " :description, :severity, :priority, :type, :devices, :services, :assignedTo, :rootCause,"
                    + " :resolution, :state, :origin, :openedBy, :openedAt, :startedAt, :identifiedAt, :resolvedAt,"
                    + " :closedAt, 0, 1, :now, :now)";

    private static final String UPDATE =
            "UPDATE {incident} SET title = :title, description = :description, severity = :severity,"
                    + " priority = :priority, type = :type, devices = :devices, services = :services,"
                    + " assigned_to = :assignedTo, root_cause = :rootCause, resolution = :resolution, state = :state,"
                    + " started_at = :startedAt, identified_at = :identifiedAt, resolved_at = :resolvedAt,"
                    + " closed_at = :closedAt, version = version + 1, updated_at = :now WHERE id = :id";

    private final JdbcBackend backend;
    private final Transactions transactions;

    JdbcIncidents(JdbcBackend backend, Transactions transactions) {
        this.backend = backend;
        this.transactions = transactions;
    }

    @Override
    public Stored<Incident> open(Incident incident, IncidentEntry entry) {
        return transactions.write("opening incident " + incident.id(), handle -> {
            boolean added = backend.dialect().insertIfAbsent(handle, backend.sql(INSERT), insert -> {
                IncidentRows.bindOrigin(insert, incident);
                IncidentRows.bindChange(insert, incident);
                insert.bind("now", utc(backend.now()));
            });
            if (!added) {
                throw new ConflictException("there is an incident " + incident.id() + " already");
            }
            addDevices(handle, incident);
            append(handle, incident.id(), entry);
            return select(handle, incident.id(), "").orElseThrow();
        });
    }

    @Override
    public Stored<Incident> update(Incident incident, long expectedVersion, IncidentEntry entry) {
        return transactions.write("changing incident " + incident.id(), handle -> {
            Stored<Incident> old = VersionCheck.of(
                    "incident " + incident.id(), select(handle, incident.id(), " FOR UPDATE"), expectedVersion);
            Incident changed = old.value().edited(incident);
            try (var update = handle.createUpdate(backend.sql(UPDATE))) {
                IncidentRows.bindChange(update, changed);
                update.bind("now", utc(backend.now())).execute();
            }
            if (!changed.details().devices().equals(old.value().details().devices())) {
                removeDevices(handle, changed.id());
                addDevices(handle, changed);
            }
            append(handle, changed.id(), entry);
            return select(handle, changed.id(), "").orElseThrow();
        });
    }

    private void removeDevices(Handle handle, IncidentId id) {
        handle.createUpdate(backend.sql("DELETE FROM {incident_device} WHERE incident_id = :id"))
                .bind("id", PortableText.encode(id.value()))
                .execute();
    }

    private void addDevices(Handle handle, Incident incident) {
        Set<String> devices = incident.details().devices();
        if (devices.isEmpty()) {
            return;
        }
        try (var insert = handle.prepareBatch(
                backend.sql("INSERT INTO {incident_device} (incident_id, device) VALUES (:id, :device)"))) {
            for (String device : devices) {
                insert.bind("id", PortableText.encode(incident.id().value()))
                        .bind("device", PortableText.key("a device of an incident", device))
                        .add();
            }
            insert.execute();
        }
    }

    @Override
    public Sequenced<IncidentEntry> append(IncidentId id, IncidentEntry entry) {
        return transactions.write("adding to the timeline of incident " + id, handle -> append(handle, id, entry));
    }

    private Sequenced<IncidentEntry> append(Handle handle, IncidentId id, IncidentEntry entry) {
        IncidentEntry kept = new IncidentEntry(StoreTime.micros(entry.at()), entry.actor(), entry.text());
        return TIMELINE.add(
                        handle,
                        backend,
                        id.value(),
                        "INSERT INTO {incident_entry} (incident_id, number, at, actor, text)"
                                + " VALUES (:owner, :number, :at, :actor, :text)",
                        List.of(kept),
                        IncidentRows::bind)
                .get(0);
    }

    @Override
    public Optional<Stored<Incident>> find(IncidentId id) {
        return transactions.read("reading incident " + id, handle -> select(handle, id, ""));
    }

    private Optional<Stored<Incident>> select(Handle handle, IncidentId id, String locking) {
        return handle.createQuery(backend.sql("SELECT * FROM {incident} WHERE id = :id" + locking))
                .bind("id", PortableText.encode(id.value()))
                .map((row, context) -> Columns.stored(row, IncidentRows.incident(row)))
                .findOne();
    }

    @Override
    public Page<Stored<Incident>> list(IncidentQuery query, PageRequest page) {
        TimelineQuery timeline = new TimelineQuery("{incident}", "opened_at")
                .where("state = :state", "state", query.state().map(Enum::name))
                .where("severity = :severity", "severity", query.severity().map(Enum::name))
                .where("assigned_to = :person", "person", query.assignedTo())
                .where(
                        "id IN (SELECT incident_id FROM {incident_device} WHERE device = :device)",
                        "device",
                        query.device())
                .whereTime("opened_at >= :since", "since", query.since());
        return transactions.read(
                "listing incidents",
                handle -> timeline.page(
                        handle, backend, page, (row, context) -> Columns.stored(row, IncidentRows.incident(row))));
    }

    @Override
    public Page<Sequenced<IncidentEntry>> timeline(IncidentId id, PageRequest page) {
        return transactions.read(
                "reading the timeline of incident " + id,
                handle -> TIMELINE.page(handle, backend, id.value(), page, (row, context) -> IncidentRows.entry(row)));
    }

    @Override
    public Map<IncidentState, Long> countByState() {
        return transactions.read(
                "counting incidents",
                handle -> RowCounts.of(handle, backend, IncidentState.class, "{incident}", "state", ""));
    }

    @Override
    public Map<Severity, Long> countOpenBySeverity() {
        return transactions.read(
                "counting incidents",
                handle -> RowCounts.of(
                        handle,
                        backend,
                        Severity.class,
                        "{incident}",
                        "severity",
                        " WHERE state IN ('OPEN', 'INVESTIGATING', 'IDENTIFIED')"));
    }

    @Override
    public boolean delete(IncidentId id) {
        return transactions.write("deleting incident " + id, handle -> {
            handle.createUpdate(backend.sql("UPDATE {alert} SET incident_id = NULL, version = version + 1,"
                            + " updated_at = :now WHERE incident_id = :id"))
                    .bind("now", utc(backend.now()))
                    .bind("id", PortableText.encode(id.value()))
                    .execute();
            return handle.createUpdate(backend.sql("DELETE FROM {incident} WHERE id = :id"))
                            .bind("id", PortableText.encode(id.value()))
                            .execute()
                    == 1;
        });
    }
}
