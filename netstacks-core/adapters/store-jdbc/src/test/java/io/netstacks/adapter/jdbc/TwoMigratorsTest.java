package io.netstacks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.store.KeyProviders;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.error.StoreException;
import io.netstacks.spi.store.KeyProvider;
import io.netstacks.spi.store.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two hosts in JVMs of their own that bring one schema up to date at once, and one that is killed in the middle of it. */
@Timeout(120)
class TwoMigratorsTest {

    /** In the middle: of the tables of a version, too. */
    private static final String MIDDLE = "CREATE TABLE netstacks_service_stack";

    private static final int VERSIONS = 8;

    private final ProviderContext context = TestContexts.now();
    private final List<NodeProcess> started = new ArrayList<>();

    @TempDir
    private Path directory;

    private Path keyFile = Path.of("keys");
    private KeyProvider keys = KeyProviders.of(KeyProviders.generate());

    @BeforeEach
    void keys() {
        keyFile = directory.resolve("keys");
        keys = KeyProviders.file(keyFile);
    }

    @AfterEach
    void close() {
        started.forEach(NodeProcess::close);
    }

    private NodeProcess start(String url, String user, String schema, String stop) throws IOException {
        NodeProcess host =
                NodeProcess.start(MigratorMain.class, List.of(url, user, user, schema, keyFile.toString(), stop));
        started.add(host);
        host.awaitReady();
        return host;
    }

    private NodeProcess onPostgres(String schema, String stop) throws IOException {
        return start("jdbc:postgresql://127.0.0.1:" + TestPostgres.port() + "/postgres", "postgres", schema, stop);
    }

    private Path database() {
        return directory.resolve("database");
    }

    private NodeProcess onH2(String stop) throws IOException {
        return start(H2Urls.inDirectory(database()), "", "PUBLIC", stop);
    }

    private static String last(List<String> lines) {
        return lines.get(lines.size() - 1);
    }

    private static String outcome(NodeProcess host) {
        return last(host.read(line -> line.equals(MigratorMain.OPEN) || line.startsWith("refused")));
    }

    private static List<Integer> versions(String schema) throws SQLException {
        List<Integer> versions = new ArrayList<>();
        try (Connection connection =
                        TestPostgres.postgres().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT version FROM " + schema
                        + ".netstacks_schema_history WHERE success AND type = 'SQL' ORDER BY installed_rank")) {
            while (rows.next()) {
                versions.add(rows.getInt(1));
            }
        }
        return versions;
    }

    private void assertThatSchemaIsWhole(String schema) throws SQLException {
        assertThat(versions(schema))
                .as("each version once")
                .isEqualTo(IntStream.rangeClosed(1, VERSIONS).boxed().toList());
        try (Stores stores =
                TestPostgres.at(TestPostgres.port()).inSchema(schema).open(context, keys)) {
            assertThat(stores.devices().find("r1")).isPresent();
            assertThat(stores.backups().devices(PageRequest.first()).items()).isEmpty();
        }
    }

    @Test
    void both_get_a_whole_schema_on_postgresql() throws Exception {
        String schema = TestPostgres.newSchema();
        NodeProcess one = onPostgres(schema, "");
        NodeProcess two = onPostgres(schema, "");
        one.go();
        two.go();

        assertThat(outcome(one)).isEqualTo(MigratorMain.OPEN);
        assertThat(outcome(two)).isEqualTo(MigratorMain.OPEN);

        assertThatSchemaIsWhole(schema);
    }

    @Test
    void who_waits_on_postgresql_does_all_of_it_when_the_other_is_killed_in_the_middle() throws Exception {
        String schema = TestPostgres.newSchema();
        NodeProcess killed = onPostgres(schema, MIDDLE);
        NodeProcess waiting = onPostgres(schema, "");
        killed.go();
        killed.read(MigratorMain.STOPPED::equals);
        waiting.go();
        assertThat(last(waiting.read(MigratorMain.ASKS::equals))).isEqualTo(MigratorMain.ASKS);

        killed.kill();

        assertThat(outcome(waiting)).isEqualTo(MigratorMain.OPEN);
        assertThatSchemaIsWhole(schema);
    }

    @Test
    void the_next_start_on_postgresql_goes_on_where_a_killed_host_was() throws Exception {
        String schema = TestPostgres.newSchema();
        NodeProcess killed = onPostgres(schema, MIDDLE);
        killed.go();
        killed.read(MigratorMain.STOPPED::equals);
        killed.close();

        NodeProcess next = onPostgres(schema, "");
        next.go();

        assertThat(outcome(next)).isEqualTo(MigratorMain.OPEN);
        assertThatSchemaIsWhole(schema);
    }

    @Test
    void one_has_the_file_of_h2_and_the_other_is_told_so() throws Exception {
        NodeProcess one = onH2("");
        NodeProcess two = onH2("");
        one.go();
        two.go();

        List<String> outcomes = List.of(outcome(one), outcome(two));

        assertThat(outcomes)
                .containsOnlyOnce(MigratorMain.OPEN)
                .anySatisfy(said -> assertThat(said)
                        .startsWith(MigratorMain.REFUSED)
                        .contains("another process has this H2 database open: close it there, or share PostgreSQL"));
        NodeProcess opened = outcomes.get(0).equals(MigratorMain.OPEN) ? one : two;
        opened.go();
        assertThat(opened.end()).isZero();
        try (Stores stores = JdbcStorage.embedded(database()).open(context, keys)) {
            assertThat(stores.devices().find("r1")).isPresent();
        }
    }

    @Test
    void the_next_start_on_h2_says_what_to_do_after_a_kill_in_the_middle() throws Exception {
        NodeProcess killed = onH2(MIDDLE);
        killed.go();
        killed.read(MigratorMain.STOPPED::equals);
        killed.close();

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> JdbcStorage.embedded(database()).open(context, keys))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.retryable()).isFalse())
                    .hasMessageContaining("the table netstacks_schema_history says how far it came")
                    .hasMessageContaining("Restore the database, or delete it if it was never whole");
        }

        try (Stream<Path> files = Files.list(database())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        try (Stores stores = JdbcStorage.embedded(database()).open(context, keys)) {
            assertThat(stores.devices().find("r1")).isEmpty();
        }
    }

    @Test
    void the_lock_of_another_host_that_never_ends_is_a_failure_that_may_pass() {
        StoreException failure = SchemaMigration.locked(new IllegalStateException("retries exceeded"));

        assertThat(failure.retryable()).isTrue();
        assertThat(failure).hasMessageContaining("another host");
    }
}
