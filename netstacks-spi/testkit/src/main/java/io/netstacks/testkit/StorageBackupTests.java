package io.netstacks.testkit;

import static io.netstacks.testkit.StorageSubject.config;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.PageRequest;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.BackupQuery;
import io.netstacks.spi.backup.NewBackup;
import io.netstacks.spi.backup.Retention;
import io.netstacks.spi.backup.Snapshot;
import io.netstacks.spi.backup.SnapshotId;
import io.netstacks.spi.backup.SnapshotMember;
import io.netstacks.spi.config.BackupId;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.error.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The part of {@link StorageContract} about backups. */
interface StorageBackupTests extends StorageSubject {

    private Backup save(String device, Instant takenAt, String text) {
        return stores().backups().save(config(device, takenAt, text)).backup();
    }

    private static Instant day(int number) {
        return NOW.plus(Duration.ofDays(number));
    }

    @Test
    default void a_backup_comes_back_with_every_part() {
        ConfigText text = ConfigText.of("hostname r1\n! at 10:00\n", "hostname r1\n");
        Backup.Saved saved = stores().backups()
                .save(new NewBackup("r1", "cisco_ios", NOW, Backup.Origin.BEFORE_CHANGE, "agent:" + ANY_UNICODE, text));
        Instant taken = NOW.truncatedTo(ChronoUnit.MICROS);
        Backup expected = new Backup(
                saved.backup().id(),
                "r1",
                "cisco_ios",
                taken,
                Backup.Origin.BEFORE_CHANGE,
                "agent:" + ANY_UNICODE,
                text.rawHash(),
                text.normalizedHash(),
                text.length(),
                taken,
                0,
                false,
                Set.of(),
                Optional.empty());

        assertThat(saved).isEqualTo(new Backup.Saved(expected, true, Optional.empty()));
        assertThat(stores().backups().find(expected.id())).contains(expected);
        assertThat(stores().backups().latest("r1")).contains(expected);
        assertThat(stores().backups().content(expected.id())).contains(text);
    }

    @Test
    default void unknown_backups_are_empty() {
        assertThat(stores().backups().find(new BackupId("none"))).isEmpty();
        assertThat(stores().backups().content(new BackupId("none"))).isEmpty();
        assertThat(stores().backups().latest("none")).isEmpty();
        assertThat(stores().backups().pin(new BackupId("none"), true)).isFalse();
        assertThat(stores().backups().label(new BackupId("none"), "x")).isFalse();
        assertThat(stores().backups().unlabel(new BackupId("none"), "x")).isFalse();
        assertThat(stores().backups()
                        .list(BackupQuery.of("none"), PageRequest.first())
                        .items())
                .isEmpty();
    }

    @Test
    default void the_same_normal_form_verifies_the_latest_backup() {
        Backup first = stores().backups()
                .save(config("r1", day(0), ConfigText.of("a\nclock 1\n", "a\n")))
                .backup();
        Backup.Saved again = stores().backups().save(config("r1", day(1), ConfigText.of("a\nclock 2\n", "a\n")));

        assertThat(again.changed()).isFalse();
        assertThat(again.previousId()).contains(first.id());
        assertThat(again.backup().id()).isEqualTo(first.id());
        assertThat(again.backup().takenAt()).isEqualTo(first.takenAt());
        assertThat(again.backup().verifiedAt()).isEqualTo(day(1).truncatedTo(ChronoUnit.MICROS));
        assertThat(again.backup().verifications()).isEqualTo(1);
        assertThat(stores().backups().find(first.id())).contains(again.backup());
        assertThat(stores().backups().content(first.id()).orElseThrow().reveal())
                .isEqualTo("a\nclock 1\n");
    }

    @Test
    default void a_configuration_that_returns_is_a_new_backup_with_the_same_text() {
        Backup a = save("r1", day(0), "a");
        Backup b = save("r1", day(1), "b");
        Backup.Saved back = stores().backups().save(config("r1", day(2), "a"));

        assertThat(back.changed()).isTrue();
        assertThat(back.previousId()).contains(b.id());
        assertThat(back.backup().id()).isNotEqualTo(a.id());
        assertThat(back.backup().rawHash()).isEqualTo(a.rawHash());
        assertThat(stores().backups().content(back.backup().id()).orElseThrow().reveal())
                .isEqualTo("a");
    }

    @Test
    default void an_older_configuration_that_is_imported_does_not_become_the_latest() {
        Backup young = save("r1", day(5), "young");
        Backup old = stores().backups()
                .save(new NewBackup(
                        "r1", "cisco_ios", day(1), Backup.Origin.IMPORTED, "import", ConfigText.of("old", "old")))
                .backup();
        Backup sameTime = save("r1", day(5), "saved later");

        assertThat(stores().backups().latest("r1")).contains(sameTime);
        assertThat(stores().backups()
                        .list(BackupQuery.of("r1"), PageRequest.first())
                        .items())
                .containsExactly(sameTime, young, old);
    }

    @Test
    default void what_a_device_shows_is_its_latest_though_the_clock_was_stepped_back() {
        Backup before = save("r1", day(5), "before");
        Backup.Saved shown = stores().backups().save(config("r1", day(1), "now"));
        Backup.Saved again = stores().backups().save(config("r1", day(2), "now"));
        Backup caughtUp = save("r1", day(6), "later");

        assertThat(shown.previousId()).contains(before.id());
        assertThat(shown.backup().takenAt()).isEqualTo(before.takenAt());
        assertThat(again.changed()).isFalse();
        assertThat(caughtUp.takenAt()).isEqualTo(day(6).truncatedTo(ChronoUnit.MICROS));
        assertThat(stores().backups()
                        .list(BackupQuery.of("r1"), PageRequest.first())
                        .items())
                .containsExactly(caughtUp, again.backup(), before);
    }

    @Test
    default void many_saves_of_one_configuration_at_once_make_one_backup() {
        List<Backup.Saved> saved =
                StorageRace.run(8, number -> stores().backups().save(config("r1", NOW, "hostname r1\n")));

        assertThat(saved).extracting(Backup.Saved::changed).containsOnlyOnce(true);
        assertThat(saved)
                .extracting(one -> one.backup().id())
                .containsOnly(saved.get(0).backup().id());
        assertThat(stores().backups()
                        .list(BackupQuery.all(), PageRequest.first())
                        .items())
                .singleElement()
                .satisfies(backup -> assertThat(backup.verifications()).isEqualTo(7));
    }

    @Test
    default void many_devices_with_one_text_at_once_each_get_their_backup() {
        List<Backup.Saved> saved =
                StorageRace.run(8, number -> stores().backups().save(config("r" + number, NOW, "the same\n")));

        assertThat(saved).allMatch(Backup.Saved::changed);
        assertThat(saved).extracting(one -> one.backup().id()).doesNotHaveDuplicates();
        saved.forEach(one -> assertThat(stores().backups()
                        .content(one.backup().id())
                        .orElseThrow()
                        .reveal())
                .isEqualTo("the same\n"));
    }

    @Test
    default void any_unicode_and_large_texts_survive() {
        Random random = new Random(42);
        StringBuilder large = new StringBuilder();
        while (large.length() < 3_000_000) {
            large.append((char) ('!' + random.nextInt(90)));
        }
        for (String text : List.of("", ANY_UNICODE, large.toString())) {
            Backup backup = save("r1", NOW, text);

            assertThat(stores().backups().content(backup.id()).orElseThrow()).isEqualTo(ConfigText.of(text, text));
            assertThat(backup.characters()).isEqualTo(text.length());
        }
        Backup odd = stores().backups()
                .save(new NewBackup(
                        "r2", ANY_UNICODE, NOW, Backup.Origin.SCHEDULED, ANY_UNICODE, ConfigText.of("x", "x")))
                .backup();
        stores().backups().label(odd.id(), ANY_UNICODE);

        assertThat(stores().backups()
                        .list(BackupQuery.all().labelled(ANY_UNICODE), PageRequest.first())
                        .items())
                .singleElement()
                .satisfies(found -> assertThat(found.platform()).isEqualTo(ANY_UNICODE))
                .satisfies(found -> assertThat(found.labels()).containsExactly(ANY_UNICODE));
    }

    @Test
    default void backups_are_listed_by_device_time_and_label() {
        Backup a1 = save("a", day(1), "1");
        Backup b2 = save("b", day(2), "2");
        Backup a3 = save("a", day(3), "3");
        stores().backups().label(a1.id(), "golden");
        stores().backups().label(a1.id(), "golden");
        stores().backups().label(a1.id(), "before upgrade");
        Backup labelled = stores().backups().find(a1.id()).orElseThrow();

        assertThat(labelled.labels()).isEqualTo(Set.of("golden", "before upgrade"));
        assertThat(stores().backups()
                        .list(BackupQuery.all(), PageRequest.first())
                        .items())
                .containsExactly(a3, b2, labelled);
        assertThat(stores().backups()
                        .list(BackupQuery.of("a"), PageRequest.first())
                        .items())
                .containsExactly(a3, labelled);
        assertThat(stores().backups()
                        .list(BackupQuery.all().takenSince(b2.takenAt()), PageRequest.first())
                        .items())
                .containsExactly(a3, b2);
        assertThat(stores().backups()
                        .list(
                                BackupQuery.of("a")
                                        .takenSince(day(0))
                                        .takenBefore(a3.takenAt())
                                        .labelled("golden"),
                                PageRequest.first())
                        .items())
                .containsExactly(labelled);
    }

    @Test
    default void pages_have_no_gaps_and_no_doubles_while_backups_are_added() {
        List<BackupId> before = new ArrayList<>();
        for (int i = 0; i < 13; i++) {
            before.add(0, save("r" + i % 3, day(i / 4), "text " + i).id());
        }
        int[] added = {100};

        List<BackupId> seen = StorageSubject.allPages(
                        3,
                        page -> stores().backups().list(BackupQuery.all(), page),
                        () -> save("r9", day(added[0] % 5), "text " + added[0]++))
                .stream()
                .map(Backup::id)
                .toList();

        assertThat(seen).doesNotHaveDuplicates().containsSubsequence(before);
        assertThatThrownBy(() -> stores().backups()
                        .list(BackupQuery.all(), PageRequest.first(3).from("nonsense")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("nonsense");
    }

    @Test
    default void a_clean_up_keeps_what_is_young_latest_pinned_or_in_a_young_snapshot() {
        Backup doomed = save("a", day(0), "doomed");
        Backup pinned = save("a", day(1), "pinned");
        Backup inYoungSnapshot = save("a", day(2), "in young snapshot");
        Backup inOldSnapshot = save("a", day(3), "in old snapshot");
        Backup verifiedLate = save("a", day(4), "verified late");
        save("a", day(30), "verified late");
        Backup latestOfA = save("a", day(31), "latest");
        Backup latestOfB = save("b", day(0), "doomed");
        stores().backups().pin(pinned.id(), true);
        snapshot("young", day(20), inYoungSnapshot);
        snapshot("old", day(19), inOldSnapshot);

        List<BackupId> expected = List.of(doomed.id(), inOldSnapshot.id());
        assertThat(stores().backups().purge(Retention.since(day(20)), true)).isEqualTo(expected);
        assertThat(stores().backups().find(doomed.id())).isPresent();
        assertThat(stores().backups().purge(Retention.since(day(20)), false)).isEqualTo(expected);

        assertThat(stores().backups()
                        .list(BackupQuery.all(), PageRequest.first())
                        .items())
                .extracting(Backup::id)
                .containsExactlyInAnyOrder(
                        pinned.id(), inYoungSnapshot.id(), verifiedLate.id(), latestOfA.id(), latestOfB.id());
        assertThat(stores().backups().content(doomed.id())).isEmpty();
        assertThat(stores().backups().content(latestOfB.id()).orElseThrow().reveal())
                .as("the text that a deleted backup shared")
                .isEqualTo("doomed");
        assertThat(stores().backups().purge(Retention.since(day(20)), false)).isEmpty();
        stores().backups().pin(pinned.id(), false);
        assertThat(stores().backups().purge(Retention.since(day(20)), false)).containsExactly(pinned.id());
    }

    @Test
    default void the_key_that_secrets_are_masked_with_comes_back() {
        ConfigText text = ConfigText.of("secret <masked:k1:0123456789abcdef>\n", "secret");
        NewBackup masked = new NewBackup("r1", "cisco_ios", NOW, Backup.Origin.MANUAL, "user:kim", text)
                .masked(text, "k 1 " + ANY_UNICODE);
        Backup saved = stores().backups().save(masked).backup();

        assertThat(saved.maskedWith()).contains("k 1 " + ANY_UNICODE);
        assertThat(stores().backups().find(saved.id())).contains(saved);
        assertThat(stores().backups().latest("r1")).contains(saved);
    }

    @Test
    default void devices_with_backups_are_listed_page_by_page() {
        save("b", day(0), "1");
        save("a", day(0), "1");
        save("a", day(1), "2");
        save(ANY_UNICODE, day(0), "1");
        save("gone", day(0), "1");
        assertThat(stores().backups().purgeDevice("gone", day(5), false)).hasSize(1);

        List<String> names = new ArrayList<>();
        Optional<PageRequest> request = Optional.of(PageRequest.first(2));
        while (request.isPresent()) {
            PageRequest current = request.get();
            var page = stores().backups().devices(current);
            names.addAll(page.items());
            request = page.next().map(current::from);
        }

        assertThat(names).containsExactlyInAnyOrder("a", "b", ANY_UNICODE);
    }

    @Test
    default void the_backups_of_a_device_that_is_gone_go_unless_somebody_wants_them() {
        Backup doomed = save("a", day(0), "doomed");
        Backup pinned = save("a", day(1), "pinned");
        Backup labelled = save("a", day(2), "labelled");
        Backup inYoungSnapshot = save("a", day(3), "in young snapshot");
        Backup inOldSnapshot = save("a", day(4), "in old snapshot");
        Backup verifiedLate = save("a", day(5), "verified late");
        save("a", day(30), "verified late");
        Backup other = save("b", day(0), "doomed");
        stores().backups().pin(pinned.id(), true);
        stores().backups().label(labelled.id(), "golden");
        snapshot("young", day(20), inYoungSnapshot);
        snapshot("old", day(19), inOldSnapshot);

        List<BackupId> expected = List.of(doomed.id(), inOldSnapshot.id());
        assertThat(stores().backups().purgeDevice("a", day(20), true)).isEqualTo(expected);
        assertThat(stores().backups().find(doomed.id())).isPresent();
        assertThat(stores().backups().purgeDevice("a", day(20), false)).isEqualTo(expected);

        assertThat(stores().backups()
                        .list(BackupQuery.all(), PageRequest.first())
                        .items())
                .extracting(Backup::id)
                .containsExactlyInAnyOrder(
                        pinned.id(), labelled.id(), inYoungSnapshot.id(), verifiedLate.id(), other.id());
        assertThat(stores().backups().content(other.id()).orElseThrow().reveal())
                .as("the text that a deleted backup shared")
                .isEqualTo("doomed");
        assertThat(stores().backups().purgeDevice("a", day(40), false))
                .as("also the latest")
                .containsExactly(inYoungSnapshot.id(), verifiedLate.id());
        assertThat(stores().backups().purgeDevice("never heard of", day(40), false))
                .isEmpty();
    }

    @Test
    default void more_backups_of_a_device_that_is_gone_than_go_at_once_all_go() {
        for (int i = 0; i < 250; i++) {
            save("a", day(0).plusSeconds(i), "text " + i);
        }

        assertThat(stores().backups().purgeDevice("a", day(1), false)).hasSize(250);
        assertThat(stores().backups().latest("a")).isEmpty();
    }

    @Test
    default void a_label_can_be_taken_away_again() {
        Backup backup = save("r1", day(0), "a");
        stores().backups().label(backup.id(), ANY_UNICODE);
        stores().backups().label(backup.id(), "golden");

        assertThat(stores().backups().unlabel(backup.id(), ANY_UNICODE)).isTrue();
        assertThat(stores().backups().unlabel(backup.id(), "never there")).isTrue();

        assertThat(stores().backups().find(backup.id()).orElseThrow().labels()).containsExactly("golden");
    }

    @Test
    default void a_clean_up_keeps_as_many_of_each_device_as_it_is_told() {
        Backup oldest = save("a", day(0), "1");
        Backup older = save("a", day(1), "2");
        Backup third = save("a", day(2), "3");
        save("a", day(30), "4");
        save("a", day(31), "5");
        save("b", day(0), "1");
        save("b", day(1), "2");

        Retention threeAtLeast = Retention.since(day(20)).keepNewest(3);
        assertThat(stores().backups().purge(threeAtLeast, true)).containsExactly(oldest.id(), older.id());
        assertThat(stores().backups().purge(threeAtLeast.keepNewest(4), true)).containsExactly(oldest.id());
        assertThat(stores().backups().purge(threeAtLeast.keepNewest(5), true)).isEmpty();

        assertThat(stores().backups().purge(threeAtLeast, false)).containsExactly(oldest.id(), older.id());
        assertThat(stores().backups().purge(threeAtLeast, false)).isEmpty();
        assertThat(stores().backups().find(third.id())).isPresent();
    }

    @Test
    default void a_clean_up_takes_away_what_a_device_has_too_many_of_however_young() {
        List<Backup> saved = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            saved.add(save("a", day(10 + i), "text " + i));
        }
        Backup pinned = saved.get(0);
        Backup inSnapshot = saved.get(1);
        stores().backups().pin(pinned.id(), true);
        snapshot("young", day(12), inSnapshot);
        Backup other = save("b", day(10), "text");

        assertThat(stores().backups().purge(Retention.since(day(1)).keepAtMost(3), false))
                .containsExactly(
                        saved.get(2).id(), saved.get(3).id(), saved.get(4).id());

        assertThat(stores().backups()
                        .list(BackupQuery.of("a"), PageRequest.first())
                        .items())
                .extracting(Backup::id)
                .containsExactly(
                        saved.get(7).id(), saved.get(6).id(), saved.get(5).id(), inSnapshot.id(), pinned.id());
        assertThat(stores().backups().find(other.id())).isPresent();
        assertThatThrownBy(() -> Retention.since(day(1)).keepNewest(3).keepAtMost(2))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> Retention.since(day(1)).keepNewest(0)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    default void what_is_pinned_while_a_clean_up_runs_is_either_kept_or_gone() {
        for (int i = 0; i < 24; i++) {
            save("r", day(i), "text " + i);
        }
        List<Backup> all =
                stores().backups().list(BackupQuery.all(), PageRequest.first()).items();

        List<List<BackupId>> pinned = StorageRace.run(4, number -> {
            List<BackupId> mine = new ArrayList<>();
            if (number == 0) {
                stores().backups().purge(Retention.since(day(100)), false);
            } else {
                for (int i = number; i < all.size(); i += 3) {
                    if (stores().backups().pin(all.get(i).id(), true)) {
                        mine.add(all.get(i).id());
                    }
                }
            }
            return mine;
        });

        assertThat(pinned.stream().flatMap(List::stream))
                .allSatisfy(id -> assertThat(stores().backups().content(id)).isPresent());
    }

    private void snapshot(String id, Instant createdAt, Backup member) {
        stores().snapshots()
                .create(new Snapshot(
                        new SnapshotId(id),
                        id,
                        createdAt,
                        "user:kim",
                        createdAt,
                        List.of(SnapshotMember.pending(member.device()))));
        stores().snapshots()
                .record(new SnapshotId(id), SnapshotMember.saved(new Backup.Saved(member, true, Optional.empty())));
    }

    @Test
    default void clean_ups_and_saves_at_once_lose_no_text() {
        for (int i = 0; i < 20; i++) {
            save("r" + i % 4, day(i), "text " + i % 5);
        }

        StorageRace.run(8, number -> {
            if (number % 4 == 3) {
                return stores().backups()
                        .purge(Retention.since(day(100)), false)
                        .size();
            }
            for (int i = 0; i < 10; i++) {
                save("r" + (i + number) % 4, day(20 + i), "text " + (number + i) % 5);
            }
            return 0;
        });

        assertThat(stores().backups()
                        .list(BackupQuery.all(), PageRequest.first())
                        .items())
                .isNotEmpty()
                .allSatisfy(backup -> assertThat(stores().backups()
                                .content(backup.id())
                                .orElseThrow()
                                .rawHash())
                        .isEqualTo(backup.rawHash()));
    }
}
