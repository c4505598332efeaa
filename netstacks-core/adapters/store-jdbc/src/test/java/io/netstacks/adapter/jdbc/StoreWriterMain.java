package io.netstacks.adapter.jdbc;

import io.netstacks.core.store.KeyProviders;
import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.NewBackup;
import io.netstacks.spi.backup.Snapshot;
import io.netstacks.spi.backup.SnapshotId;
import io.netstacks.spi.backup.SnapshotMember;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.store.Stores;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Writes backups in eight threads until somebody kills it, and says a line for each that the store has acknowledged:
 * {@code snapshot backup hash}. Its arguments are the directory and the key file.
 */
final class StoreWriterMain {

    private static final int THREADS = 8;

    private StoreWriterMain() {}

    public static void main(String[] arguments) {
        ProviderContext context = TestContexts.now();
        Stores stores =
                JdbcStorage.embedded(Path.of(arguments[0])).open(context, KeyProviders.file(Path.of(arguments[1])));
        for (int i = 0; i < THREADS; i++) {
            String device = "r" + i;
            new Thread(() -> write(stores, device)).start();
        }
    }

    private static void write(Stores stores, String device) {
        while (true) {
            SnapshotId snapshot = new SnapshotId(UUID.randomUUID().toString());
            String line = "interface " + snapshot + "\n description no half of this may be found\n";
            ConfigText text = ConfigText.of(line.repeat(200), line);
            Backup backup = stores.inTransaction(tx -> {
                Instant now = Instant.now();
                tx.snapshots()
                        .create(new Snapshot(
                                snapshot, "run", now, "user:kim", now, List.of(SnapshotMember.pending(device))));
                Backup.Saved saved = tx.backups()
                        .save(new NewBackup(device, "cisco_ios", now, Backup.Origin.SCHEDULED, "user:kim", text));
                tx.snapshots().record(snapshot, SnapshotMember.saved(saved));
                return saved.backup();
            });
            // Reading a large value makes H2 write too
            if (!stores.backups().content(backup.id()).orElseThrow().equals(text)) {
                throw new IllegalStateException("another text came back");
            }
            System.out.println(snapshot + " " + backup.id() + " " + backup.rawHash());
            System.out.flush();
        }
    }
}
