package io.netstacks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.spi.PageRequest;
import io.netstacks.spi.agent.AgentDefinition;
import io.netstacks.spi.agent.AgentSessionId;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.BackupQuery;
import io.netstacks.spi.backup.NewBackup;
import io.netstacks.spi.backup.Snapshot;
import io.netstacks.spi.backup.SnapshotId;
import io.netstacks.spi.backup.SnapshotMember;
import io.netstacks.spi.config.BackupId;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.DeviceOverride;
import io.netstacks.spi.knowledge.KnowledgeChunk;
import io.netstacks.spi.store.KnowledgeStore;
import io.netstacks.spi.store.Stores;
import io.netstacks.spi.task.TaskId;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.spi.task.TaskQuery;
import io.netstacks.spi.task.TaskState;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the stores ask PostgreSQL for about devices, backups, tasks and what people set up finds its rows by an index. */
class IndexUseTest {

    private static final int VERSIONS = 10;
    private static final Instant MIDDLE = LargeStore.FIRST.plus(Duration.ofHours(VERSIONS / 2));

    @Test
    void large_tables_are_not_read_through() throws SQLException {
        try (ExplainedStores store = new ExplainedStores()) {
            Stores stores = store.stores();
            LargeStore.fill(stores, store.database(), store.prefix(), ExplainedStores.DEVICES, VERSIONS);
            String device = "d" + ExplainedStores.DEVICES / 2;
            String backup = "b" + ExplainedStores.DEVICES / 2 + "-" + VERSIONS;

            store.usesIndexes("one device", () -> stores.devices().find(device));
            store.usesIndexes("a page of devices", () -> stores.devices().list(PageRequest.first(100)));
            store.usesIndexes(
                    "a device is saved",
                    () -> stores.devices()
                            .save(Device.named(device).at("192.0.2.9").build()));
            store.usesIndexes(
                    "the latest backup",
                    () -> assertThat(stores.backups().latest(device).map(Backup::id))
                            .contains(new BackupId(backup)));
            store.usesIndexes("the text of a backup", () -> stores.backups().content(new BackupId(backup)));
            store.usesIndexes(
                    "the newest backups", () -> stores.backups().list(BackupQuery.all(), PageRequest.first(100)));
            store.usesIndexes(
                    "the history of a device",
                    () -> stores.backups().list(BackupQuery.of(device), PageRequest.first(100)));
            store.usesIndexes("a page of the history", () -> {
                PageRequest first = PageRequest.first(3);
                stores.backups()
                        .list(
                                BackupQuery.of(device),
                                first.from(stores.backups()
                                        .list(BackupQuery.of(device), first)
                                        .next()
                                        .orElseThrow()));
            });
            store.usesIndexes(
                    "backups of a time",
                    () -> stores.backups().list(BackupQuery.all().takenBefore(MIDDLE), PageRequest.first(100)));
            store.usesIndexes(
                    "labelled backups",
                    () -> stores.backups().list(BackupQuery.all().labelled("golden"), PageRequest.first(100)));
            SnapshotId night = new SnapshotId("night");
            stores.snapshots()
                    .create(new Snapshot(
                            night, "night", MIDDLE, "user:kim", MIDDLE, List.of(SnapshotMember.pending(device))));
            store.usesIndexes(
                    "the backups of a snapshot",
                    () -> stores.backups().list(BackupQuery.all().inSnapshot(night), PageRequest.first(100)));
            store.usesIndexes(
                    "the backups of a device are counted",
                    () -> assertThat(stores.backups()
                                    .count(BackupQuery.of(device))
                                    .backups())
                            .isEqualTo(VERSIONS));
            store.usesIndexes(
                    "a backup is saved",
                    () -> stores.backups()
                            .save(new NewBackup(
                                    device,
                                    "cisco_ios",
                                    Instant.now(),
                                    Backup.Origin.MANUAL,
                                    "user:kim",
                                    ConfigText.of("new", "new"))));
            store.usesIndexes("a backup is pinned", () -> stores.backups().pin(new BackupId(backup), true));
            store.usesIndexes(
                    "backups of a device that is gone",
                    () -> assertThat(stores.backups().purgeDevice(device, MIDDLE, true))
                            .isNotEmpty());
            store.usesIndexes("one task", () -> stores.tasks().find(new TaskId("t1-1")));
            store.usesIndexes("the newest tasks", () -> stores.tasks().list(TaskQuery.all(), PageRequest.first(100)));
            store.usesIndexes(
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
            store.usesIndexes(
                    "tasks at work",
                    () -> stores.tasks().list(TaskQuery.in(TaskState.RUNNING), PageRequest.first(100)));
            store.usesIndexes(
                    "tasks that a person looks after",
                    () -> stores.tasks().list(TaskQuery.ended(TaskOutcome.UNKNOWN), PageRequest.first(100)));
            store.usesIndexes("the request of a task", () -> stores.tasks().request(new TaskId("t0-0")));
            store.usesIndexes(
                    "requests that are forgotten",
                    () -> stores.tasks().expireRequests(Instant.parse("2020-01-01T00:00:00Z")));
            whatPeopleSetUp(store, stores, device);
            store.usesIndexes("results that are over", () -> stores.tasks().expireResults(MIDDLE));
        }
    }

    private void whatPeopleSetUp(ExplainedStores store, Stores stores, String device) {
        store.usesIndexes(
                "the override of a device",
                () -> assertThat(stores.deviceOverrides().find(device)).isPresent());
        store.usesIndexes(
                "whether there are overrides", () -> stores.deviceOverrides().isEmpty());
        store.usesIndexes("a page of overrides", () -> stores.deviceOverrides().list(PageRequest.first(100)));
        store.usesIndexes(
                "an override is saved",
                () -> stores.deviceOverrides().save(DeviceOverride.of(device).disabled(true)));
        store.usesIndexes(
                "the default credentials",
                () -> assertThat(stores.credentials().defaultName()).contains("c5"));
        store.usesIndexes(
                "credentials become the default", () -> stores.credentials().setDefault("c6"));

        stores.agents().save(AgentDefinition.named("a7", "general"));
        store.usesIndexes(
                "an agent is deleted with its sessions",
                () -> assertThat(stores.agents().delete("a7")).isTrue());
        assertThat(stores.agentSessions().find(new AgentSessionId("s7-1"))).isEmpty();

        KnowledgeStore knowledge = stores.knowledge();
        store.usesIndexes(
                "a document", () -> assertThat(knowledge.find("all", device)).isPresent());
        store.usesIndexes("the text of a document", () -> knowledge.text("all", device));
        store.usesIndexes("a page of documents", () -> knowledge.list("all", PageRequest.first(100)));
        store.usesIndexes(
                "documents to index",
                () -> assertThat(knowledge
                                .listUnindexed("all", PageRequest.first(100))
                                .items())
                        .hasSize(1));
        store.usesIndexes("the chunks of a document", () -> knowledge.chunks("all", device));
        store.usesIndexes("a page of chunks", () -> {
            PageRequest first = PageRequest.first(100);
            knowledge.chunks(
                    "all", first.from(knowledge.chunks("all", first).next().orElseThrow()));
        });
        store.usesIndexes(
                "the chunks of a document are replaced",
                () -> assertThat(knowledge.replaceChunks("all", device, "h", List.of(KnowledgeChunk.of("new", 0, ""))))
                        .isTrue());
        store.usesIndexes("a document is deleted", () -> knowledge.delete("all", device));
    }
}
