package io.netstacks.adapter.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.core.store.KeyProviders;
import io.netstacks.core.store.SecretBox;
import io.netstacks.spi.task.TaskId;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DispatchResultsTest {

    private static final String JSON = "{\"output\":\"enable secret 9 Canary\"}";

    private final ClusterDatabase database = new ClusterDatabase();
    private final DispatchTables tables = new DispatchTables(Optional.of(database.schema()), "netstacks_");
    private final DispatchResults results = new DispatchResults(
            new DispatchDatabase(database, tables), SecretBox.with(KeyProviders.of(KeyProviders.generate())));

    @BeforeEach
    void migrate() {
        tables.migrate(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_result_is_fetched_once() {
        results.put(new TaskId("t1"), JSON);
        results.put(new TaskId("t1"), JSON);

        assertThat(results.take(new TaskId("t1"))).contains(JSON);
        assertThat(results.take(new TaskId("t1"))).isEmpty();
        assertThat(results.take(new TaskId("unknown"))).isEmpty();
    }

    @Test
    void what_a_device_said_is_not_readable_in_the_database() throws SQLException {
        results.put(new TaskId("t1"), JSON);

        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT result FROM " + tables.results())) {
            assertThat(row.next()).isTrue();
            assertThat(new String(row.getBytes(1), StandardCharsets.ISO_8859_1)).doesNotContain("Canary", "enable");
        }
    }

    @Test
    void a_result_for_which_nobody_comes_is_forgotten_after_its_time() throws SQLException {
        results.put(new TaskId("old"), JSON);
        assertThat(database.execute("UPDATE {results} SET kept_until = now() - interval '1 s'"))
                .isEqualTo(1);
        results.put(new TaskId("new"), JSON);

        results.expire();

        assertThat(results.take(new TaskId("old"))).isEmpty();
        assertThat(results.take(new TaskId("new"))).contains(JSON);
    }
}
