package io.netstacks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netstacks.core.store.KeyProviders;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.Secret;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.BackupQuery;
import io.netstacks.spi.error.StoreException;
import io.netstacks.spi.store.KeyProvider;
import io.netstacks.spi.store.Stores;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the stores do when the disk is full that PostgreSQL keeps their tables on, and when there is room again. */
@Timeout(60)
class PostgresFullDiskTest {

    private static final int MEGABYTE = 1024 * 1024;

    private final KeyProvider keys = KeyProviders.of(KeyProviders.generate());
    private final LargeBackups backups = new LargeBackups();

    @TempDir
    private Path directory;

    private static void execute(String sql) throws Exception {
        try (Connection connection =
                        TestPostgres.postgres().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Path dataDirectory() throws Exception {
        try (Connection connection =
                        TestPostgres.postgres().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet shown = statement.executeQuery("SHOW data_directory")) {
            shown.next();
            return Path.of(shown.getString(1));
        }
    }

    private Stores open(String schema, String space) {
        return JdbcStorage.at("jdbc:postgresql://127.0.0.1:" + TestPostgres.port()
                        + "/postgres?options=-c%20default_tablespace=" + space)
                .as("postgres", Secret.of("postgres"))
                .withPool(4, Duration.ofSeconds(5))
                .inSchema(schema)
                .open(TestContexts.now(), keys);
    }

    private static void assertThatTheseAreThere(Stores stores, List<Backup> acknowledged) {
        assertThat(stores.backups()
                        .list(BackupQuery.of("r1"), PageRequest.first(1000))
                        .items())
                .as("nothing is lost, and nothing is there that was not acknowledged")
                .containsExactlyInAnyOrderElementsOf(acknowledged);
        LargeBackups.assertThatTextsAreThere(stores, acknowledged);
    }

    @Test
    void nothing_acknowledged_is_lost_and_the_same_stores_work_again_when_there_is_room() throws Exception {
        String schema = TestPostgres.newSchema();
        String space = "small_" + schema;
        try (SmallDisk disk = SmallDisk.mounted(directory, 32)) {
            execute("CREATE TABLESPACE " + space + " LOCATION '" + disk.folderLike(dataDirectory()) + "'");
            try {
                fillAndMakeRoom(disk, schema, space);
            } finally {
                execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
                execute("DROP TABLESPACE " + space);
            }
        }
    }

    private void fillAndMakeRoom(SmallDisk disk, String schema, String space) throws Exception {
        List<Backup> acknowledged = new ArrayList<>();
        try (Stores stores = open(schema, space)) {
            acknowledged.add(backups.save(stores, 0));
            disk.fill(3 * MEGABYTE);

            for (int i = 0; i < 2; i++) {
                Throwable failure = catchThrowable(() -> {
                    while (acknowledged.size() < 500) {
                        acknowledged.add(backups.save(stores, acknowledged.size()));
                    }
                });
                assertThat(failure)
                        .isInstanceOfSatisfying(
                                StoreException.class,
                                e -> assertThat(e.retryable()).isTrue())
                        .hasMessageContaining("perhaps because the disk is full")
                        .hasMessageContaining("53100");
            }
            assertThatTheseAreThere(stores, acknowledged);

            disk.makeRoom();
            acknowledged.add(backups.save(stores, acknowledged.size()));
            assertThatTheseAreThere(stores, acknowledged);
        }
        try (Stores stores = open(schema, space)) {
            assertThatTheseAreThere(stores, acknowledged);
        }
    }
}
