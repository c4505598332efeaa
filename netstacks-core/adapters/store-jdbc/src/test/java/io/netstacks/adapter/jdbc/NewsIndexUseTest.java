package io.netstacks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.spi.Actor;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.agent.AgentSessionId;
import io.netstacks.spi.agent.AgentSessionQuery;
import io.netstacks.spi.agent.AgentSessionState;
import io.netstacks.spi.agent.ApprovalDecision;
import io.netstacks.spi.agent.ApprovalId;
import io.netstacks.spi.agent.ApprovalQuery;
import io.netstacks.spi.agent.ApprovalState;
import io.netstacks.spi.audit.AuditQuery;
import io.netstacks.spi.backup.SnapshotId;
import io.netstacks.spi.incident.AlertQuery;
import io.netstacks.spi.incident.AlertSignal;
import io.netstacks.spi.incident.AlertState;
import io.netstacks.spi.incident.IncidentEntry;
import io.netstacks.spi.incident.IncidentId;
import io.netstacks.spi.incident.IncidentQuery;
import io.netstacks.spi.incident.IncidentState;
import io.netstacks.spi.incident.Severity;
import io.netstacks.spi.store.Stores;
import io.netstacks.spi.task.TaskId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the stores ask PostgreSQL for about agents, incidents and records of what happened finds its rows by an index. */
class NewsIndexUseTest {

    private static final int VERSIONS = 10;
    private static final Instant MIDDLE = LargeStore.FIRST.plus(Duration.ofHours(VERSIONS / 2));
    /** How many sessions, alerts and the like there are for each device. */
    private static final int OF_EACH = 3;

    @Test
    void large_tables_of_what_happens_are_not_read_through() throws SQLException {
        try (ExplainedStores store = new ExplainedStores()) {
            Stores stores = store.stores();
            LargeNews.fill(store.database(), store.prefix(), ExplainedStores.DEVICES, OF_EACH);
            agentsUseIndexes(store, stores);
            incidentsUseIndexes(store, stores);
            recordsUseIndexes(store, stores);
        }
    }

    private void agentsUseIndexes(ExplainedStores store, Stores stores) {
        PageRequest page = PageRequest.first(100);
        AgentSessionQuery sessions = AgentSessionQuery.all();
        store.usesIndexes(
                "the newest agent sessions", () -> stores.agentSessions().list(sessions, page));
        store.usesIndexes(
                "sessions of an agent",
                () -> assertThat(stores.agentSessions()
                                .list(sessions.of("a7"), page)
                                .items())
                        .hasSize(OF_EACH));
        store.usesIndexes(
                "sessions at work", () -> stores.agentSessions().list(sessions.in(AgentSessionState.RUNNING), page));
        store.usesIndexes(
                "sessions about an alert", () -> stores.agentSessions().list(sessions.triggeredBy("w7"), page));
        store.usesIndexes("messages", () -> stores.agentSessions().messages(new AgentSessionId("s7-1"), page));
        store.usesIndexes("actions", () -> stores.agentSessions().actions(new AgentSessionId("s7-1"), page));
        store.usesIndexes(
                "old sessions are forgotten",
                () -> stores.agentSessions().deleteEnded(LargeStore.FIRST.minusSeconds(1)));
        ApprovalQuery approvals = ApprovalQuery.all();
        store.usesIndexes("one approval", () -> stores.approvals().find(new ApprovalId("ps7-1")));
        store.usesIndexes("the newest approvals", () -> stores.approvals().list(approvals, page));
        store.usesIndexes(
                "approvals to decide about",
                () -> assertThat(stores.approvals()
                                .list(approvals.in(ApprovalState.PENDING), page)
                                .items())
                        .isNotEmpty());
        store.usesIndexes(
                "approvals of a session",
                () -> stores.approvals().list(approvals.of(new AgentSessionId("s7-1")), page));
        store.usesIndexes(
                "a decision about an approval",
                () -> stores.approvals()
                        .decide(
                                new ApprovalId("ps10-" + OF_EACH),
                                ApprovalDecision.approve(Actor.user("kim"), LargeStore.FIRST, "")));
        store.usesIndexes(
                "the use of an approval",
                () -> stores.approvals().use(new ApprovalId("ps10-" + OF_EACH), "h", LargeStore.FIRST));
        store.usesIndexes("approvals that end", () -> stores.approvals().expire(LargeStore.FIRST));
    }

    private void incidentsUseIndexes(ExplainedStores store, Stores stores) {
        PageRequest page = PageRequest.first(100);
        AlertQuery alerts = AlertQuery.all();
        store.usesIndexes("the newest alerts", () -> stores.alerts().list(alerts, page));
        store.usesIndexes("new alerts", () -> stores.alerts().list(alerts.in(AlertState.NEW), page));
        store.usesIndexes("critical alerts", () -> stores.alerts().list(alerts.of(Severity.CRITICAL), page));
        store.usesIndexes(
                "alerts of a device",
                () -> assertThat(stores.alerts().list(alerts.about("d7"), page).items())
                        .hasSize(OF_EACH));
        store.usesIndexes(
                "alerts of an incident", () -> stores.alerts().list(alerts.ofIncident(new IncidentId("i7")), page));
        store.usesIndexes(
                "an alert comes in",
                () -> stores.alerts()
                        .receive(AlertSignal.of(
                                "s", Severity.MINOR, "T", Optional.empty(), Map.of(), LargeStore.FIRST)));
        store.usesIndexes(
                "old alerts are forgotten", () -> stores.alerts().deleteEnded(LargeStore.FIRST.minusSeconds(1)));
        IncidentQuery incidents = IncidentQuery.all();
        store.usesIndexes("the newest incidents", () -> stores.incidents().list(incidents, page));
        store.usesIndexes("open incidents", () -> stores.incidents().list(incidents.in(IncidentState.OPEN), page));
        store.usesIndexes("critical incidents", () -> stores.incidents().list(incidents.of(Severity.CRITICAL), page));
        store.usesIndexes(
                "incidents of a device",
                () -> assertThat(stores.incidents()
                                .list(incidents.affecting("d7"), page)
                                .items())
                        .hasSize(OF_EACH));
        store.usesIndexes("incidents of a person", () -> stores.incidents().list(incidents.assignedTo("user7"), page));
        store.usesIndexes("a timeline", () -> stores.incidents().timeline(new IncidentId("i7-1"), page));
        store.usesIndexes(
                "an entry is added",
                () -> stores.incidents()
                        .append(new IncidentId("i7-1"), new IncidentEntry(LargeStore.FIRST, "user:kim", "seen")));
        store.usesIndexes("an incident is deleted", () -> stores.incidents().delete(new IncidentId("i8-1")));
    }

    private void recordsUseIndexes(ExplainedStores store, Stores stores) {
        PageRequest page = PageRequest.first(100);
        AuditQuery audit = AuditQuery.all();
        store.usesIndexes("the newest of the audit log", () -> stores.audit().list(audit, page));
        store.usesIndexes("what somebody did", () -> stores.audit().list(audit.by("user7"), page));
        store.usesIndexes("where something was done", () -> stores.audit().list(audit.doing("action7"), page));
        store.usesIndexes("what was done to a device", () -> stores.audit().list(audit.about("d7"), page));
        store.usesIndexes("one operation", () -> stores.audit().list(audit.in("c7-1"), page));
        store.usesIndexes(
                "what was done in an hour",
                () -> stores.audit().list(audit.between(MIDDLE, MIDDLE.plusSeconds(3600)), page));
        store.usesIndexes("old entries are purged", () -> stores.audit().purge(LargeStore.FIRST.minusSeconds(1)));
        store.usesIndexes("metadata of a task", () -> stores.taskMetadata().find(new TaskId("t7-1"), LargeStore.FIRST));
        store.usesIndexes("fresh metadata", () -> stores.taskMetadata().recent(10, LargeStore.FIRST));
        store.usesIndexes(
                "metadata that is over", () -> stores.taskMetadata().expire(LargeStore.FIRST.minusSeconds(1)));
        assertThat(store.usesIndexes("snapshots", () -> {
                    stores.snapshots().find(new SnapshotId("n7-1"));
                    stores.snapshots().list(page);
                    stores.snapshots().expire(LargeStore.FIRST.minusSeconds(1));
                }))
                .as("elsewhere there are hardly any")
                .allSatisfy(statement ->
                        assertThat(statement.plan()).as(statement.sql()).doesNotContain("Seq Scan on t_snapshot"));
        store.usesIndexes(
                "operations that are due",
                () -> stores.schedules().claimDue(LargeStore.FIRST, "n1", Duration.ofMinutes(1), 10));
        store.usesIndexes(
                "an operation is run now",
                () -> stores.schedules().claimNow("o7", LargeStore.FIRST, "n1", Duration.ofMinutes(1)));
        store.usesIndexes("runs of an operation", () -> stores.schedules().runs("o7", page));
        store.usesIndexes("a page of operations", () -> stores.schedules().list(page));
    }
}
