package io.netstacks.core.internal.store;

import io.netstacks.core.store.StoreTime;
import io.netstacks.core.store.VersionCheck;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.incident.Alert;
import io.netstacks.spi.incident.AlertId;
import io.netstacks.spi.incident.AlertQuery;
import io.netstacks.spi.incident.AlertSignal;
import io.netstacks.spi.incident.AlertState;
import io.netstacks.spi.incident.IncidentId;
import io.netstacks.spi.incident.Severity;
import io.netstacks.spi.store.AlertStore;
import io.netstacks.spi.store.Stored;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

final class MemoryAlerts implements AlertStore {

    private final MemoryJournal journal;
    private final Clock clock;
    private final MemoryTimeline<Stored<Alert>> alerts;
    private final MemoryTable<String, AlertId> openByFingerprint;

    MemoryAlerts(MemoryJournal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
        alerts = new MemoryTimeline<>(journal);
        openByFingerprint = new MemoryTable<>(journal);
    }

    private Instant now() {
        return StoreTime.micros(clock.instant());
    }

    @Override
    public Alert.Received receive(AlertSignal given) {
        AlertSignal signal = new AlertSignal(
                given.fingerprint(),
                given.source(),
                given.severity(),
                given.title(),
                given.description(),
                given.device(),
                given.type(),
                given.labels(),
                StoreTime.micros(given.at()));
        return journal.atomically(() -> openByFingerprint
                .find(signal.fingerprint())
                .flatMap(id -> alerts.find(id.value()))
                .map(open -> again(open, signal))
                .orElseGet(() -> add(signal)));
    }

    private Alert.Received again(Stored<Alert> open, AlertSignal signal) {
        Alert counted = open.value().again(signal);
        alerts.change(
                counted.id().value(), old -> new Stored<>(counted, old.version(), old.createdAt(), old.updatedAt()));
        return new Alert.Received(counted, false);
    }

    private Alert.Received add(AlertSignal signal) {
        Alert alert = Alert.of(new AlertId(UUID.randomUUID().toString()), signal);
        alerts.add(alert.id().value(), alert.firstSeen(), new Stored<>(alert, 1, now(), now()));
        openByFingerprint.put(signal.fingerprint(), alert.id());
        return new Alert.Received(alert, true);
    }

    @Override
    public Stored<Alert> update(Alert alert, long expectedVersion) {
        return journal.atomically(() -> {
            Stored<Alert> old = VersionCheck.of(
                    "alert " + alert.id(), alerts.find(alert.id().value()), expectedVersion);
            return put(old, old.value().worked(kept(alert)));
        });
    }

    private Stored<Alert> put(Stored<Alert> old, Alert changed) {
        Stored<Alert> row = new Stored<>(changed, old.version() + 1, old.createdAt(), now());
        alerts.change(changed.id().value(), before -> row);
        String fingerprint = changed.signal().fingerprint();
        if (changed.state().isEnd()
                && openByFingerprint
                        .find(fingerprint)
                        .filter(changed.id()::equals)
                        .isPresent()) {
            openByFingerprint.remove(fingerprint);
        }
        return row;
    }

    private static Alert kept(Alert alert) {
        return new Alert(
                alert.id(),
                alert.signal(),
                alert.count(),
                alert.firstSeen(),
                alert.state(),
                alert.seen().map(seen -> new Alert.Seen(seen.by(), StoreTime.micros(seen.at()))),
                alert.incidentId(),
                alert.sessionId(),
                alert.note());
    }

    @Override
    public Optional<Stored<Alert>> find(AlertId id) {
        return journal.atomically(() -> alerts.find(id.value()));
    }

    @Override
    public Page<Stored<Alert>> list(AlertQuery query, PageRequest page) {
        return journal.atomically(() -> alerts.page(row -> matches(query, row.value()), page));
    }

    private static boolean matches(AlertQuery query, Alert alert) {
        return query.state().map(alert.state()::equals).orElse(true)
                && query.severity().map(alert.signal().severity()::equals).orElse(true)
                && (query.device().isEmpty()
                        || query.device().equals(alert.signal().device()))
                && (query.incidentId().isEmpty() || query.incidentId().equals(alert.incidentId()))
                && query.since()
                        .map(since -> !alert.firstSeen().isBefore(StoreTime.micros(since)))
                        .orElse(true);
    }

    @Override
    public Map<AlertState, Long> countByState() {
        return journal.atomically(() -> alerts.newestFirst()
                .collect(Collectors.groupingBy(row -> row.value().state(), TreeMap::new, Collectors.counting())));
    }

    @Override
    public Map<Severity, Long> countOpenBySeverity() {
        return journal.atomically(() -> alerts.newestFirst()
                .filter(row -> !row.value().state().isEnd())
                .collect(Collectors.groupingBy(
                        row -> row.value().signal().severity(), TreeMap::new, Collectors.counting())));
    }

    @Override
    public int deleteEnded(Instant before) {
        return journal.atomically(() -> {
            List<AlertId> ids = alerts.newestFirst()
                    .filter(row ->
                            row.value().state().isEnd() && row.updatedAt().isBefore(StoreTime.micros(before)))
                    .map(row -> row.value().id())
                    .toList();
            ids.forEach(id -> alerts.remove(id.value()));
            return ids.size();
        });
    }

    /** Takes the alerts of an incident out of it. */
    void releaseFrom(IncidentId incidentId) {
        List<Stored<Alert>> rows = alerts.newestFirst()
                .filter(row ->
                        row.value().incidentId().filter(incidentId::equals).isPresent())
                .toList();
        for (Stored<Alert> row : rows) {
            Alert alert = row.value();
            put(
                    row,
                    new Alert(
                            alert.id(),
                            alert.signal(),
                            alert.count(),
                            alert.firstSeen(),
                            alert.state(),
                            alert.seen(),
                            Optional.empty(),
                            alert.sessionId(),
                            alert.note()));
        }
    }
}
