package io.netstacks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.adapter.jdbc.ExplainingSource.Explained;
import io.netstacks.spi.store.Stores;
import io.netstacks.testkit.StorageKeys;
import java.util.List;
import javax.sql.DataSource;

/**
 * Stores in PostgreSQL, and how it finds the rows that they ask for. In the build 1,000 devices; with
 * {@code -Dnetstacks.scale.devices=100000} as large as a network gets.
 */
final class ExplainedStores implements AutoCloseable {

    /** How many devices, and how many of most other things, there are. */
    static final int DEVICES = Integer.getInteger("netstacks.scale.devices", 1000);

    private final String schema = TestPostgres.newSchema();
    private final ExplainingSource source = new ExplainingSource(database());
    private final Stores stores =
            JdbcStorage.over(source).inSchema(schema).withTablePrefix("t_").open(TestContexts.now(), new StorageKeys());

    Stores stores() {
        return stores;
    }

    /** Returns the database itself, where nobody listens. */
    DataSource database() {
        return TestPostgres.postgres().getPostgresDatabase();
    }

    /** Returns what each table's name begins with, with its schema. */
    String prefix() {
        return schema + ".t_";
    }

    /** Checks that work reads no large table through, and returns what it asked for. */
    List<Explained> usesIndexes(String what, Runnable work) {
        source.take();
        work.run();
        List<Explained> explained = source.take();
        assertThat(explained).as(what).isNotEmpty();
        assertThat(explained)
                .as(what)
                .allSatisfy(statement -> assertThat(statement.plan())
                        .as(statement.sql())
                        .doesNotContain("Seq Scan on t_backup ")
                        .doesNotContain("Seq Scan on t_backup_device")
                        .doesNotContain("Seq Scan on t_task_history")
                        .doesNotContain("Seq Scan on t_task_request")
                        .doesNotContain("Seq Scan on t_device")
                        .doesNotContain("Seq Scan on t_template")
                        .doesNotContain("Seq Scan on t_service_stack")
                        .doesNotContain("Seq Scan on t_stack_")
                        .doesNotContain("Seq Scan on t_service_instance")
                        .doesNotContain("Seq Scan on t_deployment")
                        .doesNotContain("Seq Scan on t_api_resource")
                        .doesNotContain("Seq Scan on t_unique_name")
                        .doesNotContain("Seq Scan on t_scheduled_operation")
                        .doesNotContain("Seq Scan on t_mop")
                        .doesNotContain("Seq Scan on t_credential")
                        .doesNotContain("Seq Scan on t_agent_")
                        .doesNotContain("Seq Scan on t_alert")
                        .doesNotContain("Seq Scan on t_incident")
                        .doesNotContain("Seq Scan on t_audit")
                        .doesNotContain("Seq Scan on t_task_metadata")
                        .doesNotContain("Seq Scan on t_approval")
                        .doesNotContain("Seq Scan on t_knowledge_document")
                        .doesNotContain("Seq Scan on t_knowledge_chunk"));
        return explained;
    }

    @Override
    public void close() {
        stores.close();
    }
}
