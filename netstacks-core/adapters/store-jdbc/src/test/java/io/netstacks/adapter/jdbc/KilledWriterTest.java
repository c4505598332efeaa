package io.netstacks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.core.store.KeyProviders;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.BackupQuery;
import io.netstacks.spi.backup.Snapshot;
import io.netstacks.spi.backup.SnapshotId;
import io.netstacks.spi.config.BackupId;
import io.netstacks.spi.store.Stores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Kills a process that writes, with SIGKILL, at some moment, and looks what is there afterwards. Three rounds, or as many as
 * the system property {@code netstacks.kill.rounds} says; docs/reliability.md has the figures of a long run.
 */
@Tag("kill")
class KilledWriterTest {

    private static final int ROUNDS = Integer.getInteger("netstacks.kill.rounds", 3);
    private static final int MOST_LINES = 150;

    /** What the writer was told to be stored. */
    private record Acknowledged(String snapshot, String backup, String hash) {}

    private final ProviderContext context = TestContexts.now();

    @TempDir
    Path directory;

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void a_killed_process_loses_no_stored_backup_and_leaves_no_half_record() throws Exception {
        List<Acknowledged> acknowledged = new ArrayList<>();
        int unacknowledged = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            acknowledged.addAll(writeAndKill(new Random(round).nextInt(MOST_LINES) + 1));
            unacknowledged = inspect(round, acknowledged);
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ROUNDS);
        LoggerFactory.getLogger(KilledWriterTest.class)
                .info(
                        "rounds={} acknowledged={} stored_but_not_acknowledged={} lost=0 half=0",
                        ROUNDS,
                        acknowledged.size(),
                        unacknowledged);
    }

    /** Kills the writer after so many lines; what it managed to say until it was dead counts too. */
    private List<Acknowledged> writeAndKill(int lines) throws IOException, InterruptedException {
        List<Acknowledged> said = new ArrayList<>();
        List<String> arguments = List.of(
                directory.resolve("db").toString(), directory.resolve("keys").toString());
        try (NodeProcess writer = NodeProcess.start(StoreWriterMain.class, arguments)) {
            writer.read(line -> {
                acknowledged(line).ifPresent(said::add);
                return said.size() == lines;
            });
            writer.kill();
            writer.readAll().forEach(line -> acknowledged(line).ifPresent(said::add));
        }
        assertThat(said).as("the writer was killed while it wrote").hasSizeGreaterThanOrEqualTo(lines);
        return said;
    }

    private static Optional<Acknowledged> acknowledged(String line) {
        String[] parts = line.split(" ", -1);
        return parts.length == 3 && parts[2].length() == 64
                ? Optional.of(new Acknowledged(parts[0], parts[1], parts[2]))
                : Optional.empty();
    }

    private int inspect(int round, List<Acknowledged> acknowledged) {
        try (Stores stores = JdbcStorage.embedded(directory.resolve("db"))
                .open(context, KeyProviders.file(directory.resolve("keys")))) {
            for (Acknowledged one : acknowledged) {
                assertThat(stores.backups().content(new BackupId(one.backup())).map(text -> text.rawHash()))
                        .as("round %d, backup %s", round, one.backup())
                        .contains(one.hash());
                assertThat(stores.snapshots()
                                .find(new SnapshotId(one.snapshot()))
                                .map(Snapshot::state))
                        .as("round %d, snapshot %s", round, one.snapshot())
                        .contains(Snapshot.State.COMPLETE);
            }
            return inspectAll(stores) - acknowledged.size();
        }
    }

    /** Whatever is there has to be whole: a snapshot has its member, a member its backup, a backup its text. */
    private static int inspectAll(Stores stores) {
        int count = 0;
        Optional<PageRequest> request = Optional.of(PageRequest.first(1000));
        while (request.isPresent()) {
            PageRequest current = request.get();
            var page = stores.backups().list(BackupQuery.all(), current);
            for (Backup backup : page.items()) {
                assertThat(stores.backups().content(backup.id()).orElseThrow().rawHash())
                        .isEqualTo(backup.rawHash());
                count++;
            }
            request = page.next().map(current::from);
        }
        int snapshots = 0;
        request = Optional.of(PageRequest.first(1000));
        while (request.isPresent()) {
            PageRequest current = request.get();
            var page = stores.snapshots().list(current);
            assertThat(page.items())
                    .allSatisfy(snapshot -> assertThat(stores.backups()
                                    .find(snapshot.members().get(0).backupId().orElseThrow()))
                            .isPresent());
            snapshots += page.items().size();
            request = page.next().map(current::from);
        }
        assertThat(snapshots).isEqualTo(count);
        return count;
    }
}
