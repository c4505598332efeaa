package io.netstacks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netstacks.core.store.KeyProviders;
import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.Settings;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.NewBackup;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.error.StoreException;
import io.netstacks.spi.store.KeyProvider;
import io.netstacks.spi.store.Stores;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an embedded database does when its disk is full, and when there is room again. */
@Timeout(60)
class FullDiskTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final int MEGABYTE = 1024 * 1024;

    private final KeyProvider keys = KeyProviders.of(KeyProviders.generate());
    private final ProviderContext context = new ProviderContext(Settings.defaults(), Clock.systemUTC(), reference -> {
        throw NotFoundException.of("secret", reference, List.of());
    });
    private final Random random = new Random(7);

    @TempDir
    private Path directory;

    private Stores open(SmallDisk disk) {
        return JdbcStorage.embedded(disk.folder())
                .withPool(4, Duration.ofSeconds(2))
                .open(context, keys);
    }

    /** 60,000 characters that no compression makes smaller than a half. */
    private ConfigText text() {
        StringBuilder text = new StringBuilder();
        random.ints(60_000, ' ', '~').forEach(c -> text.append((char) c));
        return ConfigText.of(text.toString(), text.toString());
    }

    private Backup save(Stores stores, int number) {
        return stores.backups()
                .save(new NewBackup(
                        "r1", "cisco_ios", NOON.plusSeconds(number), Backup.Origin.MANUAL, "user:kim", text()))
                .backup();
    }

    private static void assertThatAllAreThere(Stores stores, List<Backup> acknowledged) {
        assertThat(acknowledged)
                .isNotEmpty()
                .allSatisfy(backup -> assertThat(stores.backups()
                                .content(backup.id())
                                .orElseThrow()
                                .rawHash())
                        .isEqualTo(backup.rawHash()));
    }

    @Test
    void nothing_acknowledged_is_lost_and_the_same_stores_work_again_when_there_is_room() throws Exception {
        try (SmallDisk disk = SmallDisk.mounted(directory, 24)) {
            List<Backup> acknowledged = new ArrayList<>();
            try (Stores stores = open(disk)) {
                acknowledged.add(save(stores, 0));
                disk.fill(3 * MEGABYTE);

                Throwable failure = catchThrowable(() -> {
                    for (int i = 1; i < 500; i++) {
                        acknowledged.add(save(stores, i));
                    }
                });
                assertThat(failure)
                        .isInstanceOfSatisfying(
                                StoreException.class,
                                e -> assertThat(e.retryable()).isTrue())
                        .hasMessageContaining("perhaps because the disk is full");
                assertThatThrownBy(() -> save(stores, 1001)).isInstanceOf(StoreException.class);

                disk.makeRoom();
                acknowledged.add(save(stores, 2000));
                assertThatAllAreThere(stores, acknowledged);
            }
            try (Stores stores = open(disk)) {
                assertThatAllAreThere(stores, acknowledged);
                assertThat(stores.backups().latest("r1").map(Backup::id))
                        .contains(acknowledged.get(acknowledged.size() - 1).id());
            }
        }
    }
}
