package io.netstacks.adapter.jdbc;

import static io.netstacks.adapter.jdbc.Columns.utc;

import io.netstacks.spi.incident.Incident;
import io.netstacks.spi.incident.IncidentDetails;
import io.netstacks.spi.incident.IncidentEntry;
import io.netstacks.spi.incident.IncidentId;
import io.netstacks.spi.incident.IncidentPriority;
import io.netstacks.spi.incident.IncidentState;
import io.netstacks.spi.incident.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import org.jdbi.v3.core.statement.SqlStatement;

/** Rows of incidents and of their timelines. Without state. */
final class IncidentRows {

    private IncidentRows() {}

    /** Binds what stays from the beginning. */
    static void bindOrigin(SqlStatement<?> statement, Incident incident) {
        statement
                .bind("origin", incident.origin().name())
                .bind("openedBy", PortableText.key("who opened an incident", incident.createdBy()))
                .bind("openedAt", utc(incident.createdAt()));
    }

    /** Binds what changes. */
    static void bindChange(SqlStatement<?> statement, Incident incident) {
        IncidentDetails details = incident.details();
        statement
                .bind(
                        "id",
                        PortableText.key("the id of an incident", incident.id().value()))
                .bind("title", PortableText.encode(details.title()))
                .bind("description", PortableText.encode(details.description()))
                .bind("severity", details.severity().name())
                .bind("priority", details.priority().name())
                .bind("devices", PortableText.encode(JdbcJson.write(details.devices())))
                .bind("services", PortableText.encode(JdbcJson.write(details.services())))
                .bind("state", incident.state().name());
        Columns.bindKey(statement, "type", "the type of an incident", details.type());
        Columns.bindKey(statement, "assignedTo", "whom an incident is assigned to", details.assignedTo());
        Columns.bind(statement, "rootCause", details.rootCause());
        Columns.bind(statement, "resolution", details.resolution());
        Columns.bindTime(statement, "startedAt", incident.startedAt());
        Columns.bindTime(statement, "identifiedAt", incident.identifiedAt());
        Columns.bindTime(statement, "resolvedAt", incident.resolvedAt());
        Columns.bindTime(statement, "closedAt", incident.closedAt());
    }

    static Incident incident(ResultSet row) throws SQLException {
        return new Incident(
                new IncidentId(Columns.text(row, "id")),
                new IncidentDetails(
                        Columns.text(row, "title"),
                        Columns.text(row, "description"),
                        Severity.valueOf(row.getString("severity")),
                        IncidentPriority.valueOf(row.getString("priority")),
                        Columns.optionalText(row, "type"),
                        names(row, "devices"),
                        names(row, "services"),
                        Columns.optionalText(row, "assigned_to"),
                        Columns.optionalText(row, "root_cause"),
                        Columns.optionalText(row, "resolution")),
                IncidentState.valueOf(row.getString("state")),
                Incident.Origin.valueOf(row.getString("origin")),
                Columns.text(row, "opened_by"),
                Columns.time(row, "opened_at"),
                Columns.optionalTime(row, "started_at"),
                Columns.optionalTime(row, "identified_at"),
                Columns.optionalTime(row, "resolved_at"),
                Columns.optionalTime(row, "closed_at"));
    }

    private static Set<String> names(ResultSet row, String column) throws SQLException {
        return Set.copyOf(JdbcJson.list(JdbcJson.read("the " + column + " of an incident", Columns.text(row, column))));
    }

    static void bind(SqlStatement<?> statement, IncidentEntry entry) {
        statement
                .bind("at", utc(entry.at()))
                .bind("actor", PortableText.key("the actor of a timeline entry", entry.actor()))
                .bind("text", PortableText.encode(entry.text()));
    }

    static IncidentEntry entry(ResultSet row) throws SQLException {
        return new IncidentEntry(Columns.time(row, "at"), Columns.text(row, "actor"), Columns.text(row, "text"));
    }
}
