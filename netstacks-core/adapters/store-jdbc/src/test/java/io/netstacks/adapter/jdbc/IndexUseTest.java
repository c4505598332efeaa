package io.netstacks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.adapter.jdbc.ExplainingSource.Explained;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.Settings;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.BackupQuery;
import io.netstacks.spi.backup.NewBackup;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.store.Stores;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.spi.task.TaskQuery;
import io.netstacks.spi.task.TaskState;
import io.netstacks.testkit.StorageKeys;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What the stores ask PostgreSQL for finds its rows by an index. In the build on 1,000 devices with 10 backups each; with
 * {@code -Dnetstacks.scale.devices=100000} as large as a network gets.
 */
class IndexUseTest {

    private static final int DEVICES = Integer.getInteger("netstacks.scale.devices", 1000);
    private static final int VERSIONS = 10;
    private static final Instant MIDDLE = LargeStore.FIRST.plus(Duration.ofHours(VERSIONS / 2));

    private static ProviderContext context() {
        return new ProviderContext(Settings.defaults(), Clock.systemUTC(), reference -> {
            throw NotFoundException.of("secret", reference, List.of());
        });
    }

    private void usesIndexes(ExplainingSource source, String what, Runnable work) {
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
                        .doesNotContain("Seq Scan on t_device"));
    }

    @Test
    void large_tables_are_not_read_through() throws SQLException {
        String schema = TestPostgres.newSchema();
        ExplainingSource source = new ExplainingSource(TestPostgres.postgres().getPostgresDatabase());
        JdbcStorage storage = JdbcStorage.over(source).inSchema(schema).withTablePrefix("t_");
        Stores stores = storage.open(context(), new StorageKeys());
        try {
            LargeStore.fill(stores, TestPostgres.postgres().getPostgresDatabase(), schema + ".t_", DEVICES, VERSIONS);
            String device = "d" + DEVICES / 2;
            String backup = "b" + DEVICES / 2 + "-" + VERSIONS;

            usesIndexes(source, "one device", () -> stores.devices().find(device));
            usesIndexes(source, "a page of devices", () -> stores.devices().list(PageRequest.first(100)));
            usesIndexes(
                    source,
                    "a device is saved",
                    () -> stores.devices()
                            .save(Device.named(device).at("192.0.2.9").build()));
            usesIndexes(
                    source,
                    "the latest backup",
                    () -> assertThat(stores.backups().latest(device).map(Backup::id))
                            .contains(backup));
            usesIndexes(source, "the text of a backup", () -> stores.backups().content(backup));
            usesIndexes(
                    source,
                    "the newest backups",
                    () -> stores.backups().list(BackupQuery.all(), PageRequest.first(100)));
            usesIndexes(
                    source,
                    "the history of a device",
                    () -> stores.backups().list(BackupQuery.of(device), PageRequest.first(100)));
            usesIndexes(source, "a page of the history", () -> {
                PageRequest first = PageRequest.first(3);
                stores.backups()
                        .list(
                                BackupQuery.of(device),
                                first.from(stores.backups()
                                        .list(BackupQuery.of(device), first)
                                        .next()
                                        .orElseThrow()));
            });
            usesIndexes(
                    source,
                    "backups of a time",
                    () -> stores.backups().list(BackupQuery.all().takenBefore(MIDDLE), PageRequest.first(100)));
            usesIndexes(
                    source,
                    "labelled backups",
                    () -> stores.backups().list(BackupQuery.all().labelled("golden"), PageRequest.first(100)));
            usesIndexes(
                    source,
                    "a backup is saved",
                    () -> stores.backups()
                            .save(new NewBackup(
                                    device,
                                    "cisco_ios",
                                    Instant.now(),
                                    Backup.Origin.MANUAL,
                                    "user:kim",
                                    ConfigText.of("new", "new"))));
            usesIndexes(source, "a backup is pinned", () -> stores.backups().pin(backup, true));
            usesIndexes(
                    source,
                    "backups of a device that is gone",
                    () -> assertThat(stores.backups().purgeDevice(device, MIDDLE, true))
                            .isNotEmpty());
            usesIndexes(source, "one task", () -> stores.tasks().find("t1-1"));
            usesIndexes(source, "the newest tasks", () -> stores.tasks().list(TaskQuery.all(), PageRequest.first(100)));
            usesIndexes(
                    source,
                    "tasks of a device",
                    () -> stores.tasks()
                            .list(
                                    new TaskQuery(
                                            Optional.empty(),
                                            Optional.of(device),
                                            Optional.empty(),
                                            Optional.empty(),
                                            Optional.empty()),
                                    PageRequest.first(100)));
            usesIndexes(
                    source,
                    "tasks at work",
                    () -> stores.tasks().list(TaskQuery.in(TaskState.RUNNING), PageRequest.first(100)));
            usesIndexes(
                    source,
                    "tasks that a person looks after",
                    () -> stores.tasks().list(TaskQuery.ended(TaskOutcome.UNKNOWN), PageRequest.first(100)));
            usesIndexes(source, "the request of a task", () -> stores.tasks().request("t0-0"));
            usesIndexes(
                    source,
                    "requests that are forgotten",
                    () -> stores.tasks().expireRequests(Instant.parse("2020-01-01T00:00:00Z")));
            usesIndexes(source, "results that are over", () -> stores.tasks().expireResults(MIDDLE));
        } finally {
            stores.close();
        }
    }
}
