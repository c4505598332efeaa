package io.netstacks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netstacks.core.NetStacks;
import io.netstacks.core.backup.BackupTextPolicy;
import io.netstacks.core.config.Configs;
import io.netstacks.core.store.KeyProviders;
import io.netstacks.core.store.SecretBox;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.Secret;
import io.netstacks.spi.audit.AuditEntry;
import io.netstacks.spi.audit.AuditQuery;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.BackupQuery;
import io.netstacks.spi.backup.NewBackup;
import io.netstacks.spi.config.BackupId;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.error.StoreException;
import io.netstacks.spi.store.KeyProvider;
import io.netstacks.spi.store.KeyProvider.DataKey;
import io.netstacks.spi.store.Stores;
import io.netstacks.spi.task.TaskId;
import io.netstacks.spi.task.TaskQuery;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.spi.task.TaskState;
import io.netstacks.testkit.CanarySecrets;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Plants secrets in everything that takes some, and looks for them in everything that comes out. */
class NoSecretAtRestTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final OperationContext KIM = OperationContext.as(Actor.user("kim"));

    private final CanarySecrets canary = CanarySecrets.planted();
    private final DataKey key = KeyProviders.generate();

    private interface Work {
        void run() throws Exception;
    }

    /** Runs with everything logged, and looks through that. */
    private void listening(Work work) throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        root.addAppender(logged);
        root.setLevel(Level.TRACE);
        try {
            work.run();
        } finally {
            root.setLevel(before);
            root.detachAppender(logged);
        }
        List<ILoggingEvent> events = List.copyOf(logged.list);
        assertThat(events).isNotEmpty();
        canary.assertNotIn(
                events.stream().map(ILoggingEvent::getFormattedMessage).toList());
    }

    private NetStacks open(JdbcStorage storage, KeyProvider keys, BackupTextPolicy policy) {
        return NetStacks.builder()
                .discovery(false)
                .use(storage)
                .keys(keys)
                .backupTexts(policy)
                .build();
    }

    private void plant(NetStacks net, String prefix) {
        Stores stores = net.stores();
        stores.credentials().save(prefix + "lab", canary.credentialsWithBrokenKey("admin"));
        canary.configs().forEach((platform, text) -> {
            String device = prefix + platform;
            net.inventory()
                    .save(Device.named(device)
                            .at("192.0.2.1")
                            .platform(platform)
                            .credential(prefix + "lab")
                            .build());
            ConfigText config = Configs.normalize(net.platforms().get(platform), text);
            assertThat(net.backups()
                            .saveImported(
                                    new NewBackup(device, platform, NOON, Backup.Origin.IMPORTED, "user:kim", config)))
                    .isTrue();
        });
        stores.tasks()
                .add(
                        task(prefix + "1"),
                        Secret.of("{\"lines\":[\"username x secret " + canary.taskArgument() + "\"]}"));
        stores.audit().append(AuditEntry.done(KIM, NOON, "credential.save", prefix + "lab"));
    }

    private static TaskRecord task(String id) {
        return new TaskRecord(
                new TaskId(id),
                "tasks.device_tasks.set_config",
                "r1",
                "user:kim",
                "c",
                true,
                TaskState.PENDING,
                Optional.empty(),
                NOON,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private void lookAtWhatIsTold(NetStacks net) {
        Stores stores = net.stores();
        List<Object> told = new ArrayList<>();
        told.add(net);
        told.add(stores.credentials().find("full-lab"));
        told.addAll(stores.devices().list(PageRequest.first()).items());
        told.addAll(stores.tasks().list(TaskQuery.all(), PageRequest.first()).items());
        told.add(stores.tasks().request(new TaskId("full-1")));
        told.addAll(stores.audit().list(AuditQuery.all(), PageRequest.first()).items());
        List<Backup> backups =
                stores.backups().list(BackupQuery.all(), PageRequest.first()).items();
        assertThat(backups).hasSize(2 * canary.configs().size());
        for (Backup backup : backups) {
            ConfigText text = net.backups().content(backup.id());
            told.add(backup);
            told.add(text);
            told.add(net.platforms().get(backup.platform()).maskSecrets(text.reveal()));
            if (backup.maskedWith().isPresent()) {
                told.add(text.reveal());
            } else {
                assertThat(text.reveal()).contains(canary.configSecret());
            }
        }
        assertThat(backups)
                .filteredOn(backup -> backup.maskedWith().isPresent())
                .hasSameSizeAs(canary.configs().keySet());
        canary.assertNotIn(told);
    }

    private void lookAtFailures(JdbcStorage storage) {
        KeyProvider wrong = KeyProviders.fixed(key.id(), KeyProviders.generate().key());
        Credentials credentials = canary.credentials("admin");
        try (NetStacks net = open(storage, wrong, BackupTextPolicy.FULL)) {
            Stores stores = net.stores();
            BackupId backup =
                    stores.backups().latest("full-cisco_ios").orElseThrow().id();
            List<Throwable> failures = Stream.of(
                            catchThrowable(() -> stores.credentials().find("full-lab")),
                            catchThrowable(() -> stores.backups().content(backup)),
                            catchThrowable(() -> stores.tasks().request(new TaskId("full-1"))),
                            catchThrowable(() -> stores.tasks().add(task("full-1"), Secret.of(canary.taskArgument()))),
                            catchThrowable(() -> stores.credentials().save("x".repeat(600), credentials)))
                    .toList();
            assertThat(failures).doesNotContainNull().hasAtLeastOneElementOfType(StoreException.class);
            failures.forEach(canary::assertNotIn);
            PlantedWork.failures(stores, canary.configSecret()).forEach(canary::assertNotIn);
        }
    }

    private void useAll(JdbcStorage storage) {
        KeyProvider keys = KeyProviders.of(key);
        try (NetStacks net = open(storage, keys, BackupTextPolicy.FULL)) {
            plant(net, "full-");
            PlantedWork.plant(net.stores(), canary.configSecret());
            canary.assertNotIn(PlantedWork.told(net.stores()));
        }
        try (NetStacks net = open(storage, keys, BackupTextPolicy.MASKED)) {
            plant(net, "masked-");
            lookAtWhatIsTold(net);
        }
        lookAtFailures(storage);
    }

    @Test
    void no_planted_secret_can_be_read_in_the_files_of_h2(@TempDir Path directory) throws Exception {
        listening(() -> useAll(JdbcStorage.embedded(directory)));

        canary.assertNotInFiles(directory);
    }

    @Test
    void no_planted_secret_can_be_read_in_the_tables_of_postgresql() throws Exception {
        String schema = TestPostgres.newSchema();
        listening(() -> useAll(TestPostgres.at(TestPostgres.port()).inSchema(schema)));

        try (Connection connection =
                TestPostgres.postgres().getPostgresDatabase().getConnection()) {
            assertThat(canary.assertNotInTables(connection, schema)).isGreaterThan(30);
        }
    }

    @Test
    void a_sealed_row_does_not_open_under_another_name() {
        SecretBox box = SecretBox.with(KeyProviders.of(KeyProviders.generate()));
        byte[] sealed = box.seal("credential", "a", new byte[] {1});

        assertThat(catchThrowable(() -> box.open("credential", "b", sealed))).hasMessageContaining("does not open");
        assertThat(catchThrowable(() -> box.open("config", "a", sealed))).hasMessageContaining("does not open");
    }
}
