package io.netstacks.adapter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** Fills a store on PostgreSQL with what happens in a large network: sessions of agents, approvals, alerts, incidents, the audit log. */
final class LargeNews {

    private LargeNews() {}

    /**
     * Makes, for each of the devices {@code d1} to {@code dN}, so many sessions of an agent of its own with a message, an action and
     * an approval each, as many alerts, audit entries and task metadata, and one incident. One in a hundred is still open.
     *
     * @param prefix what each table's name begins with, with its schema
     */
    static void fill(DataSource source, String prefix, int devices, int versions) throws SQLException {
        String all = " FROM generate_series(1, " + devices + ") AS d(x) CROSS JOIN generate_series(1, " + versions
                + ") AS v(x)";
        String at = "TIMESTAMPTZ '2026-01-01 00:00:00+00' + v.x * INTERVAL '1 hour' + d.x * INTERVAL '1 second'";
        String isOpen = "v.x = " + versions + " AND MOD(d.x, 10) = 0";
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : List.of(
                    "INSERT INTO " + prefix
                            + "agent_session (id, agent, trigger_type, trigger_id, started_by, started_at,"
                            + " prompt, context, state, ended_at, input_tokens, output_tokens, tool_calls, iterations,"
                            + " messages, actions) SELECT 's' || d.x || '-' || v.x, 'a' || d.x, 'ALERT', 'w' || d.x,"
                            + " 'user:kim', " + at + ", '', '{}', CASE WHEN " + isOpen + " THEN 'RUNNING' ELSE"
                            + " 'COMPLETED' END, CASE WHEN " + isOpen + " THEN NULL ELSE " + at
                            + " END, 0, 0, 0, 0, 1, 1" + all,
                    "INSERT INTO " + prefix + "agent_message (session_id, number, role, text, at) SELECT id, 1, 'USER',"
                            + " '', started_at FROM " + prefix + "agent_session",
                    "INSERT INTO " + prefix
                            + "agent_action (session_id, number, type, state, text, started_at) SELECT id,"
                            + " 1, 'THOUGHT', 'COMPLETED', '', started_at FROM " + prefix + "agent_session",
                    "INSERT INTO " + prefix + "approval (id, session_id, tool, arguments, arguments_hash, risk,"
                            + " description, requested_by, by_another, requested_at, expires_at, state) SELECT 'p' || id,"
                            + " id, 'tool', '{}', 'h', 'LOW', '', 'agent:a', FALSE, started_at, started_at + INTERVAL"
                            + " '1 hour', CASE WHEN state = 'RUNNING' THEN 'PENDING' ELSE 'EXPIRED' END FROM " + prefix
                            + "agent_session",
                    "INSERT INTO " + prefix + "alert (id, fingerprint, open_fingerprint, source, severity, title,"
                            + " description, device, labels, sent_at, occurrences, first_seen, state, incident_id, note,"
                            + " version, created_at, updated_at) SELECT 'w' || d.x || '-' || v.x, 'f' || d.x || '-' || v.x,"
                            + " CASE WHEN " + isOpen + " THEN 'f' || d.x || '-' || v.x END, 'prometheus', CASE WHEN"
                            + " MOD(d.x, 100) = 0 THEN 'CRITICAL' ELSE 'MINOR' END, 'T', '', 'd' || d.x, '{}', " + at
                            + ", 1, " + at + ", CASE WHEN " + isOpen
                            + " THEN 'NEW' ELSE 'RESOLVED' END, 'i' || d.x, '',"
                            + " 1, " + at + ", " + at + all,
                    "INSERT INTO " + prefix + "incident (id, title, description, severity, priority, devices, services,"
                            + " assigned_to, state, origin, opened_by, opened_at, entries, version, created_at,"
                            + " updated_at) SELECT 'i' || d.x || '-' || v.x, 'T', '', CASE WHEN MOD(d.x, 100) = 0 THEN"
                            + " 'CRITICAL' ELSE 'MINOR' END, 'LOW', '[]', '[]', 'user' || d.x, CASE WHEN " + isOpen
                            + " THEN 'OPEN' ELSE 'CLOSED' END, 'TRIAGE', 'agent:a', " + at + ", 1, 1, " + at + ", " + at
                            + all,
                    "INSERT INTO " + prefix + "incident_device (incident_id, device) SELECT 'i' || d.x || '-' || v.x,"
                            + " 'd' || d.x" + all,
                    "INSERT INTO " + prefix
                            + "incident_entry (incident_id, number, at, actor, text) SELECT 'i' || d.x ||"
                            + " '-' || v.x, 1, " + at + ", 'user:kim', ''" + all,
                    "INSERT INTO " + prefix
                            + "audit (at, actor, action, subject, outcome, correlation_id, detail, data)"
                            + " SELECT " + at
                            + ", 'user' || d.x, 'action' || MOD(d.x, 1000), 'd' || d.x, 'DONE', 'c' ||"
                            + " d.x || '-' || v.x, '', '{}'" + all,
                    "INSERT INTO " + prefix + "task_metadata (task_id, created_at, expires_at, document) SELECT 't' ||"
                            + " d.x || '-' || v.x, " + at + ", " + at + ", '{}'" + all,
                    "INSERT INTO " + prefix
                            + "snapshot (id, name, created_at, created_by, deadline) SELECT 'n' || d.x ||"
                            + " '-' || v.x, 'N', " + at + ", 'user:kim', " + at + all,
                    "INSERT INTO " + prefix + "snapshot_member (snapshot_id, place, device, state) SELECT id, 0, 'd1',"
                            + " 'UNCHANGED' FROM " + prefix + "snapshot",
                    "INSERT INTO " + prefix + "scheduled_operation (name, work, parameters, schedule, misfire, grace,"
                            + " jitter, windows, state, next_run, claimable_at, runs, version) SELECT 'o' || d.x,"
                            + " 'BACKUP', '{}', 'hourly 0 UTC', 'RUN_ONCE', 'PT1H', 'PT0S', '', 'ENABLED', moment, moment,"
                            + " 0, 1 FROM (SELECT d.x, TIMESTAMPTZ '2030-01-01 00:00:00+00' AS moment FROM"
                            + " generate_series(1, " + devices + ") AS d(x)) AS d",
                    "VACUUM ANALYZE")) {
                statement.execute(sql);
            }
        }
    }
}
