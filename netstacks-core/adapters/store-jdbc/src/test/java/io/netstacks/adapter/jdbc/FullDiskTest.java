package io.netstacks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netstacks.core.store.KeyProviders;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.error.StoreException;
import io.netstacks.spi.store.KeyProvider;
import io.netstacks.spi.store.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an embedded database does when its disk is full, and when there is room again. */
@Timeout(60)
class FullDiskTest {

    private static final int MEGABYTE = 1024 * 1024;

    private final KeyProvider keys = KeyProviders.of(KeyProviders.generate());
    private final LargeBackups backups = new LargeBackups();

    @TempDir
    private Path directory;

    private Stores open(SmallDisk disk) {
        return JdbcStorage.embedded(disk.folder())
                .withPool(4, Duration.ofSeconds(2))
                .open(TestContexts.now(), keys);
    }

    @Test
    void nothing_acknowledged_is_lost_and_the_same_stores_work_again_when_there_is_room() throws Exception {
        try (SmallDisk disk = SmallDisk.mounted(directory, 24)) {
            List<Backup> acknowledged = new ArrayList<>();
            try (Stores stores = open(disk)) {
                acknowledged.add(backups.save(stores, 0));
                disk.fill(3 * MEGABYTE);

                Throwable failure = catchThrowable(() -> {
                    for (int i = 1; i < 500; i++) {
                        acknowledged.add(backups.save(stores, i));
                    }
                });
                assertThat(failure)
                        .isInstanceOfSatisfying(
                                StoreException.class,
                                e -> assertThat(e.retryable()).isTrue())
                        .hasMessageContaining("perhaps because the disk is full");
                assertThatThrownBy(() -> backups.save(stores, 1001)).isInstanceOf(StoreException.class);

                disk.makeRoom();
                acknowledged.add(backups.save(stores, 2000));
                LargeBackups.assertThatTextsAreThere(stores, acknowledged);
            }
            try (Stores stores = open(disk)) {
                LargeBackups.assertThatTextsAreThere(stores, acknowledged);
                assertThat(stores.backups().latest("r1").map(Backup::id))
                        .contains(acknowledged.get(acknowledged.size() - 1).id());
            }
        }
    }
}
