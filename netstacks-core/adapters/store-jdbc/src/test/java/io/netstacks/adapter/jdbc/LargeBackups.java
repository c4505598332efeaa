package io.netstacks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.NewBackup;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.store.Stores;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Backups that fill a disk: 60,000 characters each, of which no compression makes less than a half. One thread at a time. */
final class LargeBackups {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Random random = new Random(7);

    /** Saves one of the device {@code r1}, taken that many seconds after noon. */
    Backup save(Stores stores, int second) {
        StringBuilder text = new StringBuilder();
        random.ints(60_000, ' ', '~').forEach(c -> text.append((char) c));
        return stores.backups()
                .save(new NewBackup(
                        "r1",
                        "cisco_ios",
                        NOON.plusSeconds(second),
                        Backup.Origin.MANUAL,
                        "user:kim",
                        ConfigText.of(text.toString(), text.toString())))
                .backup();
    }

    static void assertThatTextsAreThere(Stores stores, List<Backup> acknowledged) {
        assertThat(acknowledged)
                .isNotEmpty()
                .allSatisfy(backup -> assertThat(stores.backups()
                                .content(backup.id())
                                .orElseThrow()
                                .rawHash())
                        .isEqualTo(backup.rawHash()));
    }
}
