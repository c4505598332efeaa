package io.netstacks.adapter.jdbc;

import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.NewBackup;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.store.Stores;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/** Fills a store with rows as a large network makes them, in the database and not one by one. */
final class LargeStore {

    static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    private static final String RUNNING = """
            hostname r1
            interface GigabitEthernet0/1
             ip address 10.0.0.1 255.255.255.0
            ip route 0.0.0.0 0.0.0.0 192.0.2.1
            """;

    private LargeStore() {}

    /** H2 keeps what a statement may have to undo, so a statement of a million rows takes many times as long as its parts. */
    private static final int SLICE = 500;

    /**
     * Makes devices {@code d1} to {@code dN}, so many backups of each an hour apart, as many ended tasks, and one snapshot;
     * for each device an override, credentials, a document of the collection {@code all} with as many chunks, and ended
     * sessions of an agent of its own, each with an approval.
     *
     * @param prefix what each table's name begins with, with its schema
     */
    static void fill(Stores stores, DataSource source, String prefix, int devices, int versions) throws SQLException {
        fillBackups(stores, source, prefix, devices, versions);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            boolean postgres = isPostgres(connection);
            for (int from = 1; from <= devices; from += SLICE) {
                statement.execute("INSERT INTO " + prefix
                        + "task_history (id, name, subject, actor, correlation_id, mutating,"
                        + " state, outcome, submitted_at, has_result) SELECT 't' || d.x || '-' || v.x,"
                        + " 'tasks.device_tasks.get_config', 'd' || d.x, 'user:kim', 'c', FALSE,"
                        + " 'FINISHED', 'SUCCEEDED', taken_at + " + hours(postgres) + ", FALSE FROM " + prefix
                        + "backup CROSS JOIN " + series(postgres, 1, versions, "v") + " CROSS JOIN "
                        + series(postgres, from, Math.min(devices, from + SLICE - 1), "d") + " WHERE device = 'seed'");
            }
            statement.execute("INSERT INTO " + prefix + "task_request (task_id, key_id, sealed, submitted_at)"
                    + " SELECT id, 'k', " + (postgres ? "'\\x00'::bytea" : "X'00'") + ", submitted_at FROM " + prefix
                    + "task_history");
            String byDevice = series(postgres, 1, devices, "d");
            String byVersion = series(postgres, 1, versions, "v");
            for (String sql : setUp(prefix, byDevice, byVersion, postgres ? "'\\x00'::bytea" : "X'00'")) {
                statement.execute(sql);
            }
            statement.execute(postgres ? "VACUUM ANALYZE" : "ANALYZE");
        }
    }

    /** The same without tasks, and without what people set up. */
    static void fillBackups(Stores stores, DataSource source, String prefix, int devices, int versions)
            throws SQLException {
        stores.devices()
                .save(Device.named("d1").at("192.0.2.1").platform("cisco_ios").build());
        String text = RUNNING + "! filler of a line\n".repeat(250);
        Backup seed = stores.backups()
                .save(new NewBackup(
                        "seed", "cisco_ios", FIRST, Backup.Origin.MANUAL, "user:kim", ConfigText.of(text, text)))
                .backup();
        stores.backups().pin(seed.id(), true);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            boolean postgres = isPostgres(connection);
            statement.execute("INSERT INTO " + prefix + "device (name, platform, site, enabled, document, version,"
                    + " created_at, updated_at) SELECT 'd' || (d.x + 1), CASE WHEN MOD(d.x, 3) = 0 THEN 'cisco_ios'"
                    + " ELSE 'arista_eos' END, site, enabled, document, version, created_at, updated_at FROM " + prefix
                    + "device CROSS JOIN " + series(postgres, 1, devices - 1, "d") + " WHERE name = 'd1'");
            statement.execute("INSERT INTO " + prefix + "backup_device (device) SELECT 'd' || d.x FROM "
                    + series(postgres, 1, devices, "d"));
            for (int from = 1; from <= devices; from += SLICE) {
                statement.execute("INSERT INTO " + prefix
                        + "backup (id, device, platform, taken_at, origin, created_by,"
                        + " text_hash, normalized_hash, characters, verified_at, verifications, pinned)"
                        + " SELECT 'b' || d.x || '-' || v.x, 'd' || d.x, platform, taken_at + " + hours(postgres)
                        + ", origin, created_by, text_hash, 'n' || v.x, characters, taken_at + " + hours(postgres)
                        + ", 0, FALSE FROM " + prefix + "backup CROSS JOIN " + series(postgres, 1, versions, "v")
                        + " CROSS JOIN " + series(postgres, from, Math.min(devices, from + SLICE - 1), "d")
                        + " WHERE device = 'seed'");
            }
            statement.execute("INSERT INTO " + prefix + "backup_label (backup_id, label)" + " SELECT id, 'golden' FROM "
                    + prefix + "backup WHERE device IN ('d1', 'd2', 'd3')");
            statement.execute(postgres ? "VACUUM ANALYZE" : "ANALYZE");
        }
    }

    /** What people set up. */
    private static List<String> setUp(String prefix, String byDevice, String byVersion, String bytes) {
        return List.of(
                "INSERT INTO " + prefix
                        + "device_override (device, disabled, document, version, created_at, updated_at)"
                        + " SELECT name, FALSE, '{}', 1, created_at, created_at FROM " + prefix + "device",
                "INSERT INTO " + prefix + "credential (name, key_id, sealed, updated_at) SELECT 'c' || d.x, 'k', "
                        + bytes + ", CURRENT_TIMESTAMP FROM " + byDevice,
                "INSERT INTO " + prefix + "default_choice (kind, name) VALUES ('credential', 'c5')",
                "INSERT INTO " + prefix + "knowledge_collection (name, type, description, enabled, version, created_at,"
                        + " updated_at) VALUES ('all', 'runbook', '', TRUE, 1, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP),"
                        + " ('few', 'runbook', '', TRUE, 1, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)",
                "INSERT INTO " + prefix + "knowledge_document (collection, filename, type, title, metadata, text,"
                        + " content_hash, characters, indexed, chunks, version, created_at, updated_at)"
                        + " SELECT 'all', name, 'text', name, '{}', name, 'h', 1, name <> 'd7', 10, 1, created_at,"
                        + " created_at FROM " + prefix + "device",
                "INSERT INTO " + prefix + "knowledge_chunk (collection, filename, number, text, starts_at, heading)"
                        + " SELECT 'all', 'd' || d.x, v.x, 'chunk', 0, '' FROM " + byDevice + " CROSS JOIN "
                        + byVersion,
                "INSERT INTO " + prefix
                        + "agent_session (id, agent, trigger_type, started_by, started_at, prompt, context,"
                        + " state, ended_at, input_tokens, output_tokens, tool_calls, iterations, messages, actions)"
                        + " SELECT 's' || d.x || '-' || v.x, 'a' || d.x, 'USER', 'user:kim', CURRENT_TIMESTAMP, '', '{}',"
                        + " 'COMPLETED', CURRENT_TIMESTAMP, 0, 0, 0, 0, 0, 0 FROM " + byDevice + " CROSS JOIN "
                        + byVersion,
                "INSERT INTO " + prefix
                        + "approval (id, session_id, tool, arguments, arguments_hash, risk, description,"
                        + " requested_by, by_another, requested_at, expires_at, state) SELECT 'p' || id, id, 'tool', '{}',"
                        + " 'h', 'LOW', '', 'agent', FALSE, started_at, started_at, 'EXPIRED' FROM " + prefix
                        + "agent_session");
    }

    private static boolean isPostgres(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
    }

    private static String series(boolean postgres, int from, int to, String name) {
        return (postgres ? "generate_series(%d, %d) AS %s(x)" : "SYSTEM_RANGE(%d, %d) %s").formatted(from, to, name);
    }

    private static String hours(boolean postgres) {
        return postgres ? "v.x * INTERVAL '1 hour'" : "v.x * INTERVAL '1' HOUR";
    }
}
