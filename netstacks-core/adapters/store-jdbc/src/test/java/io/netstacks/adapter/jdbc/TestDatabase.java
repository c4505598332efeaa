package io.netstacks.adapter.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.store.KeyProvider;
import io.netstacks.spi.store.Stores;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A database that the tests of one class share, emptied for each: opening a new one each time would take most of the time. */
final class TestDatabase implements AutoCloseable {

    private static final List<String> CHILDREN_FIRST = List.of(
            "api_resource",
            "stack_template_service",
            "stack_template",
            "deployment_item",
            "deployment",
            "service_instance",
            "stack_device",
            "stack_service",
            "service_stack",
            "unique_name",
            "template_version",
            "template",
            "audit",
            "alert",
            "incident_device",
            "incident_entry",
            "incident",
            "agent_message",
            "agent_action",
            "agent_session",
            "approval",
            "mop_text",
            "mop_target",
            "mop_step_run",
            "mop_execution",
            "mop_version",
            "mop",
            "mop_step_type",
            "agent",
            "llm_provider",
            "knowledge_chunk",
            "knowledge_document",
            "knowledge_collection",
            "setting",
            "backup_label",
            "backup",
            "backup_device",
            "config_text",
            "snapshot_member",
            "snapshot",
            "schedule_run",
            "scheduled_operation",
            "task_history",
            "task_request",
            "task_metadata",
            "host_key",
            "default_choice",
            "device_override",
            "credential",
            "device");

    private final HikariDataSource source;
    private final JdbcStorage storage;
    private boolean migrated;

    private TestDatabase(String url, String user, String password, String schema) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(8);
        source = new HikariDataSource(config);
        storage = JdbcStorage.over(source).inSchema(schema).withTablePrefix("t_");
    }

    static TestDatabase h2(String url) {
        return new TestDatabase(url, "", "", "Tests");
    }

    static TestDatabase postgres() {
        return new TestDatabase(
                "jdbc:postgresql://127.0.0.1:" + TestPostgres.port() + "/postgres",
                "postgres",
                "postgres",
                TestPostgres.newSchema());
    }

    Stores empty(ProviderContext context, KeyProvider keys) {
        if (migrated) {
            deleteAll();
        }
        Stores stores = storage.open(context, keys);
        migrated = true;
        return stores;
    }

    private void deleteAll() {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : CHILDREN_FIRST) {
                statement.execute("DELETE FROM " + storage.tables().in("{" + table + "}"));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the tables cannot be emptied", e);
        }
    }

    @Override
    public void close() {
        source.close();
    }
}
