package io.netstacks.testkit;

import static io.netstacks.testkit.StorageSubject.allPages;
import static io.netstacks.testkit.StorageSubject.config;
import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.spi.PageRequest;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.BackupCounts;
import io.netstacks.spi.backup.BackupQuery;
import io.netstacks.spi.backup.NewBackup;
import io.netstacks.spi.backup.Retention;
import io.netstacks.spi.backup.Snapshot;
import io.netstacks.spi.backup.SnapshotId;
import io.netstacks.spi.backup.SnapshotMember;
import io.netstacks.spi.config.ConfigText;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The part of {@link StorageContract} about the backups of snapshots, and about counting backups. */
interface StorageBackupListTests extends StorageSubject {

    private Backup.Saved saved(String device, int day, String text) {
        return stores().backups().save(config(device, NOW.plus(Duration.ofDays(day)), text));
    }

    private static Instant stored(int day) {
        return NOW.plus(Duration.ofDays(day)).truncatedTo(ChronoUnit.MICROS);
    }

    private void snapshot(String id, SnapshotMember... members) {
        stores().snapshots()
                .create(new Snapshot(
                        new SnapshotId(id),
                        id,
                        NOW,
                        "user:kim",
                        NOW,
                        Arrays.stream(members)
                                .map(member -> SnapshotMember.pending(member.device()))
                                .toList()));
        for (SnapshotMember member : members) {
            stores().snapshots().record(new SnapshotId(id), member);
        }
    }

    private List<Backup> listed(BackupQuery query) {
        return allPages(1, page -> stores().backups().list(query, page), () -> {});
    }

    @Test
    default void the_backups_of_a_snapshot_are_listed_also_those_that_were_not_new() {
        Backup.Saved a = saved("a", 0, "1");
        Backup.Saved b = saved("b", 1, "1");
        snapshot(
                ANY_UNICODE,
                SnapshotMember.saved(a),
                SnapshotMember.saved(b),
                SnapshotMember.failed("c", "UNREACHABLE: no route"),
                SnapshotMember.skipped("d", "disabled in the inventory"));
        Backup.Saved aAgain = saved("a", 2, "1");
        Backup.Saved bNew = saved("b", 3, "2");
        snapshot("second", SnapshotMember.saved(aAgain), SnapshotMember.saved(bNew));
        SnapshotId first = new SnapshotId(ANY_UNICODE);

        assertThat(listed(BackupQuery.all().inSnapshot(first))).containsExactly(b.backup(), aAgain.backup());
        assertThat(listed(BackupQuery.all().inSnapshot(new SnapshotId("second"))))
                .containsExactly(bNew.backup(), aAgain.backup());
        assertThat(listed(BackupQuery.of("b").inSnapshot(first))).containsExactly(b.backup());
        assertThat(listed(BackupQuery.all().inSnapshot(first).takenSince(stored(1))))
                .containsExactly(b.backup());
        assertThat(listed(BackupQuery.all().takenBefore(stored(1)).inSnapshot(first)))
                .containsExactly(aAgain.backup());
        assertThat(listed(BackupQuery.all().labelled("golden").inSnapshot(first)))
                .isEmpty();
        assertThat(listed(BackupQuery.all().inSnapshot(new SnapshotId("never"))))
                .isEmpty();
    }

    @Test
    default void backups_are_counted_with_their_devices_texts_and_times() {
        assertThat(stores().backups().count(BackupQuery.all()))
                .isEqualTo(new BackupCounts(0, 0, 0, Optional.empty(), Optional.empty()));

        Backup.Saved a = saved("a", 0, "four");
        saved("a", 2, "three");
        saved("a", 3, "three"); // seen again
        saved(ANY_UNICODE, 1, "four");
        stores().backups().label(a.backup().id(), "golden");
        snapshot("s", SnapshotMember.saved(a));

        BackupCounts onlyA = new BackupCounts(1, 1, 4, Optional.of(stored(0)), Optional.of(stored(0)));
        assertThat(stores().backups().count(BackupQuery.all()))
                .isEqualTo(new BackupCounts(3, 2, 13, Optional.of(stored(0)), Optional.of(stored(2))));
        assertThat(stores().backups().count(BackupQuery.of("a")))
                .isEqualTo(new BackupCounts(2, 1, 9, Optional.of(stored(0)), Optional.of(stored(2))));
        assertThat(stores().backups().count(BackupQuery.all().takenSince(stored(1))))
                .isEqualTo(new BackupCounts(2, 2, 9, Optional.of(stored(1)), Optional.of(stored(2))));
        assertThat(stores().backups().count(BackupQuery.all().takenBefore(stored(1))))
                .isEqualTo(onlyA);
        assertThat(stores().backups().count(BackupQuery.all().labelled("golden")))
                .isEqualTo(onlyA);
        assertThat(stores().backups().count(BackupQuery.all().inSnapshot(new SnapshotId("s"))))
                .isEqualTo(onlyA);
    }

    @Test
    default void times_beyond_all_calendars_bound_nothing() {
        Backup.Saved a = saved("a", 0, "1");
        saved("a", 1, "2");
        BackupQuery always = BackupQuery.all().takenSince(Instant.MIN).takenBefore(Instant.MAX);

        assertThat(listed(always)).hasSize(2);
        assertThat(stores().backups().count(always).backups()).isEqualTo(2);
        assertThat(listed(BackupQuery.all().takenBefore(Instant.MIN))).isEmpty();
        assertThat(listed(BackupQuery.all().takenSince(Instant.MAX))).isEmpty();
        assertThat(stores().backups().purge(Retention.since(Instant.MIN), false))
                .isEmpty();
        assertThat(stores().backups().purge(Retention.since(Instant.MAX), false))
                .containsExactly(a.backup().id());
    }

    @Test
    default void a_backup_of_an_impossible_time_is_kept_at_the_end_of_time_that_is_nearest() {
        for (Instant time : List.of(Instant.MAX, Instant.MIN)) {
            Backup saved = stores().backups().save(imported(time)).backup();

            assertThat(stores().backups().find(saved.id())).contains(saved);
        }
        assertThat(listed(BackupQuery.all()))
                .extracting(backup -> backup.takenAt().isAfter(NOW))
                .containsExactly(true, false);
    }

    private static NewBackup imported(Instant time) {
        String text = "taken at " + time;
        return new NewBackup("r1", "cisco_ios", time, Backup.Origin.IMPORTED, "import", ConfigText.of(text, text));
    }

    @Test
    default void more_backups_than_a_page_has_are_all_counted() {
        for (int i = 0; i < 1_010; i++) {
            saved("r" + i % 3, 0, "text " + i);
        }

        assertThat(stores().backups().count(BackupQuery.all()).backups()).isEqualTo(1_010);
        assertThat(stores().backups()
                        .list(BackupQuery.all(), PageRequest.first(1_000))
                        .next())
                .isPresent();
    }
}
