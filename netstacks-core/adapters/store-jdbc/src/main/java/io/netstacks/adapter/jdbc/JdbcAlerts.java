package io.netstacks.adapter.jdbc;

import static io.netstacks.adapter.jdbc.Columns.utc;

import io.netstacks.core.store.StoreTime;
import io.netstacks.core.store.VersionCheck;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.agent.AgentSessionId;
import io.netstacks.spi.incident.Alert;
import io.netstacks.spi.incident.AlertId;
import io.netstacks.spi.incident.AlertQuery;
import io.netstacks.spi.incident.AlertSignal;
import io.netstacks.spi.incident.AlertState;
import io.netstacks.spi.incident.IncidentId;
import io.netstacks.spi.incident.Severity;
import io.netstacks.spi.store.AlertStore;
import io.netstacks.spi.store.Stored;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** Alerts; whoever counts one up, or works on it, locks its row first. */
final class JdbcAlerts implements AlertStore {

    private static final String INSERT =
            "INSERT INTO {alert} (id, fingerprint, open_fingerprint, source, severity, title, description, device, type,"
                    + " labels, sent_at, occurrences, first_seen, state, seen_by, seen_at, incident_id, session_id, note,"
                    + " version, created_at, updated_at) VALUES (:id, :fingerprint, :fingerprint, :source, :severity,"
                    + " :title, :description, :device, :type, :labels, :sentAt, :count, :firstSeen, :state, :seenBy,"
                    + " :seenAt, :incident, :session, :note, 1, :now, :now)";

    private static final String COUNT =
            "UPDATE {alert} SET source = :source, severity = :severity, title = :title, description = :description,"
                    + " device = :device, type = :type, labels = :labels, sent_at = :sentAt, occurrences = :count"
                    + " WHERE id = :id";

    private static final String WORK =
            "UPDATE {alert} SET open_fingerprint = :open, state = :state, seen_by = :seenBy, seen_at = :seenAt,"
                    + " incident_id = :incident, session_id = :session, note = :note, version = version + 1,"
                    + " updated_at = :now WHERE id = :id";

    private final JdbcBackend backend;
    private final Transactions transactions;

    JdbcAlerts(JdbcBackend backend, Transactions transactions) {
        this.backend = backend;
        this.transactions = transactions;
    }

    @Override
    public Alert.Received receive(AlertSignal signal) {
        return transactions.write("receiving alert " + signal.fingerprint(), handle -> {
            Optional<Alert.Received> received = Optional.empty();
            while (received.isEmpty()) {
                // ended between the two looks, or added: the next look finds out
                received = count(handle, signal).or(() -> add(handle, signal));
            }
            return received.get();
        });
    }

    private Optional<Alert.Received> count(Handle handle, AlertSignal signal) {
        Optional<Alert> open = handle.createQuery(
                        backend.sql("SELECT * FROM {alert} WHERE open_fingerprint = :fingerprint FOR UPDATE"))
                .bind("fingerprint", PortableText.encode(signal.fingerprint()))
                .map((row, context) -> alert(row))
                .findOne();
        return open.map(before -> {
            Alert counted = before.again(kept(signal));
            try (var update = handle.createUpdate(backend.sql(COUNT))) {
                bindSignal(update, counted);
                update.execute();
            }
            return new Alert.Received(counted, false);
        });
    }

    private Optional<Alert.Received> add(Handle handle, AlertSignal signal) {
        Alert alert = Alert.of(new AlertId(UUID.randomUUID().toString()), kept(signal));
        boolean added = backend.dialect().insertIfAbsent(handle, backend.sql(INSERT), insert -> {
            bindSignal(insert, alert);
            bindWork(insert, alert);
            insert.bind("fingerprint", PortableText.key("the fingerprint of an alert", signal.fingerprint()))
                    .bind("firstSeen", utc(alert.firstSeen()));
        });
        return added ? Optional.of(new Alert.Received(alert, true)) : Optional.empty();
    }

    private static AlertSignal kept(AlertSignal signal) {
        return new AlertSignal(
                signal.fingerprint(),
                signal.source(),
                signal.severity(),
                signal.title(),
                signal.description(),
                signal.device(),
                signal.type(),
                signal.labels(),
                StoreTime.micros(signal.at()));
    }

    private static void bindSignal(SqlStatement<?> statement, Alert alert) {
        AlertSignal signal = alert.signal();
        statement
                .bind("id", PortableText.encode(alert.id().value()))
                .bind("source", PortableText.key("the source of an alert", signal.source()))
                .bind("severity", signal.severity().name())
                .bind("title", PortableText.encode(signal.title()))
                .bind("description", PortableText.encode(signal.description()))
                .bind("labels", PortableText.encode(JdbcJson.write(signal.labels())))
                .bind("sentAt", utc(signal.at()))
                .bind("count", alert.count());
        Columns.bindKey(statement, "device", "the device of an alert", signal.device());
        Columns.bindKey(statement, "type", "the type of an alert", signal.type());
    }

    private void bindWork(SqlStatement<?> statement, Alert alert) {
        statement
                .bind("id", PortableText.encode(alert.id().value()))
                .bind("state", alert.state().name())
                .bind("note", PortableText.encode(alert.note()))
                .bind("now", utc(backend.now()));
        Columns.bindKey(statement, "seenBy", "who saw an alert", alert.seen().map(Alert.Seen::by));
        Columns.bindTime(statement, "seenAt", alert.seen().map(Alert.Seen::at));
        Columns.bindKey(
                statement,
                "incident",
                "the incident of an alert",
                alert.incidentId().map(IncidentId::value));
        Columns.bindKey(
                statement,
                "session",
                "the agent session of an alert",
                alert.sessionId().map(AgentSessionId::value));
    }

    @Override
    public Stored<Alert> update(Alert alert, long expectedVersion) {
        return transactions.write("changing alert " + alert.id(), handle -> {
            Stored<Alert> old =
                    VersionCheck.of("alert " + alert.id(), select(handle, alert.id(), " FOR UPDATE"), expectedVersion);
            Alert changed = old.value().worked(alert);
            try (var update = handle.createUpdate(backend.sql(WORK))) {
                bindWork(update, changed);
                Optional<String> open = Optional.of(changed.signal().fingerprint());
                Columns.bind(
                        update,
                        "open",
                        open.filter(fingerprint -> !changed.state().isEnd()));
                update.execute();
            }
            return select(handle, alert.id(), "").orElseThrow();
        });
    }

    @Override
    public Optional<Stored<Alert>> find(AlertId id) {
        return transactions.read("reading alert " + id, handle -> select(handle, id, ""));
    }

    private Optional<Stored<Alert>> select(Handle handle, AlertId id, String locking) {
        return handle.createQuery(backend.sql("SELECT * FROM {alert} WHERE id = :id" + locking))
                .bind("id", PortableText.encode(id.value()))
                .map((row, context) -> Columns.stored(row, alert(row)))
                .findOne();
    }

    @Override
    public Page<Stored<Alert>> list(AlertQuery query, PageRequest page) {
        TimelineQuery timeline = new TimelineQuery("{alert}", "first_seen")
                .where("state = :state", "state", query.state().map(Enum::name))
                .where("severity = :severity", "severity", query.severity().map(Enum::name))
                .where("device = :device", "device", query.device())
                .where("incident_id = :incident", "incident", query.incidentId().map(IncidentId::value))
                .whereTime("first_seen >= :since", "since", query.since());
        return transactions.read(
                "listing alerts",
                handle -> timeline.page(handle, backend, page, (row, context) -> Columns.stored(row, alert(row))));
    }

    @Override
    public Map<AlertState, Long> countByState() {
        return transactions.read(
                "counting alerts", handle -> RowCounts.of(handle, backend, AlertState.class, "{alert}", "state", ""));
    }

    @Override
    public Map<Severity, Long> countOpenBySeverity() {
        return transactions.read(
                "counting alerts",
                handle -> RowCounts.of(
                        handle, backend, Severity.class, "{alert}", "severity", " WHERE open_fingerprint IS NOT NULL"));
    }

    @Override
    public int deleteEnded(Instant before) {
        backend.guard().require(transactions, "deleting old alerts");
        return transactions.write(
                "deleting old alerts",
                handle -> handle.createUpdate(backend.sql(
                                "DELETE FROM {alert} WHERE updated_at < :before AND open_fingerprint IS NULL"))
                        .bind("before", utc(before))
                        .execute());
    }

    private static Alert alert(ResultSet row) throws SQLException {
        Optional<String> seenBy = Columns.optionalText(row, "seen_by");
        Optional<Instant> seenAt = Columns.optionalTime(row, "seen_at");
        return new Alert(
                new AlertId(Columns.text(row, "id")),
                new AlertSignal(
                        Columns.text(row, "fingerprint"),
                        Columns.text(row, "source"),
                        Severity.valueOf(row.getString("severity")),
                        Columns.text(row, "title"),
                        Columns.text(row, "description"),
                        Columns.optionalText(row, "device"),
                        Columns.optionalText(row, "type"),
                        JdbcJson.strings(JdbcJson.read("the labels of an alert", Columns.text(row, "labels"))),
                        Columns.time(row, "sent_at")),
                row.getLong("occurrences"),
                Columns.time(row, "first_seen"),
                AlertState.valueOf(row.getString("state")),
                seenBy.flatMap(by -> seenAt.map(at -> new Alert.Seen(by, at))),
                Columns.optionalText(row, "incident_id").map(IncidentId::new),
                Columns.optionalText(row, "session_id").map(AgentSessionId::new),
                Columns.text(row, "note"));
    }
}
