package io.netstacks.testkit;

import static io.netstacks.testkit.StorageSubject.allPages;
import static io.netstacks.testkit.StorageSubject.config;
import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.BackupQuery;
import io.netstacks.spi.backup.Retention;
import io.netstacks.spi.backup.Snapshot;
import io.netstacks.spi.backup.SnapshotId;
import io.netstacks.spi.backup.SnapshotMember;
import io.netstacks.spi.config.BackupId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The part of {@link StorageContract} about clean-ups of backups that were taken in any order. */
interface StorageRetentionTests extends StorageSubject {

    private List<Backup> everything() {
        return allPages(100, request -> stores().backups().list(BackupQuery.all(), request), () -> {});
    }

    /** What the words of {@link Retention} say, one device after the other. */
    private static Set<BackupId> mayGo(
            List<Backup> newestFirst, Retention retention, Map<BackupId, Instant> snapshots) {
        Set<BackupId> going = new HashSet<>();
        Map<String, List<Backup>> byDevice = newestFirst.stream().collect(Collectors.groupingBy(Backup::device));
        byDevice.values().forEach(backups -> {
            for (int place = retention.newest(); place < backups.size(); place++) {
                Backup backup = backups.get(place);
                boolean old = backup.takenAt().isBefore(retention.since())
                        && backup.verifiedAt().isBefore(retention.since());
                boolean inYoungSnapshot =
                        !snapshots.getOrDefault(backup.id(), Instant.MIN).isBefore(retention.since());
                if ((old || place >= retention.most()) && !backup.pinned() && !inYoungSnapshot) {
                    going.add(backup.id());
                }
            }
        });
        return going;
    }

    /** Backups come late, twice, and with a clock that was set back; some are verified, pinned, or members of snapshots. */
    @Test
    default void whatever_was_taken_in_whatever_order_each_device_keeps_its_latest_and_only_what_may_go_goes() {
        Random random = new Random(2026_11_30);
        Map<BackupId, Instant> snapshots = new HashMap<>();
        for (int i = 0; i < 120; i++) {
            String device = "r" + random.nextInt(7);
            Instant time = NOW.plus(Duration.ofHours(random.nextInt(2_000) - 1_000));
            Backup saved = stores().backups()
                    .save(config(device, time, "text " + random.nextInt(5)))
                    .backup();
            if (random.nextInt(6) == 0) {
                stores().backups().pin(saved.id(), true);
            }
            if (random.nextInt(6) == 0 && !snapshots.containsKey(saved.id())) {
                Instant created = NOW.plus(Duration.ofHours(random.nextInt(2_000) - 1_000));
                member(i, created, saved);
                snapshots.put(saved.id(), created);
            }
        }
        List<Retention> policies = List.of(
                Retention.since(NOW.minus(Duration.ofHours(700))),
                Retention.since(NOW.minus(Duration.ofHours(500))).keepNewest(9),
                Retention.since(NOW.minus(Duration.ofHours(400))).keepNewest(3).keepAtMost(8),
                Retention.since(NOW),
                Retention.since(NOW.plus(Duration.ofDays(4_000))));
        for (Retention retention : policies) {
            List<Backup> before = everything();
            Map<String, Optional<Backup>> latest = before.stream()
                    .collect(Collectors.toMap(
                            Backup::device, backup -> stores().backups().latest(backup.device()), (one, same) -> one));
            Set<BackupId> mayGo = mayGo(before, retention, snapshots);

            assertThat(stores().backups().purge(retention, true)).containsExactlyInAnyOrderElementsOf(mayGo);
            assertThat(everything()).isEqualTo(before);
            assertThat(stores().backups().purge(retention, false)).containsExactlyInAnyOrderElementsOf(mayGo);

            assertThat(everything())
                    .isEqualTo(before.stream()
                            .filter(backup -> !mayGo.contains(backup.id()))
                            .toList());
            assertThat(latest).allSatisfy((device, backup) -> {
                assertThat(stores().backups().latest(device)).isEqualTo(backup).isPresent();
                assertThat(stores().backups().content(backup.orElseThrow().id()))
                        .isPresent();
            });
        }
    }

    private void member(int number, Instant created, Backup backup) {
        SnapshotId id = new SnapshotId("s" + number);
        stores().snapshots()
                .create(new Snapshot(
                        id,
                        id.value(),
                        created,
                        "user:kim",
                        created,
                        List.of(SnapshotMember.pending(backup.device()))));
        stores().snapshots().record(id, SnapshotMember.saved(new Backup.Saved(backup, true, Optional.empty())));
    }
}
