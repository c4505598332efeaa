package io.netstacks.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.PageRequest;
import io.netstacks.spi.backup.Snapshot;
import io.netstacks.spi.backup.SnapshotId;
import io.netstacks.spi.backup.SnapshotMember;
import io.netstacks.spi.backup.SnapshotMember.State;
import io.netstacks.spi.config.BackupId;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NotFoundException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The part of {@link StorageContract} about snapshots. */
interface StorageSnapshotTests extends StorageSubject {

    private static Snapshot of(String id, Instant createdAt, String... devices) {
        return new Snapshot(
                new SnapshotId(id),
                "nightly " + ANY_UNICODE,
                createdAt.truncatedTo(ChronoUnit.MICROS),
                "schedule:" + ANY_UNICODE,
                createdAt.plusSeconds(60).truncatedTo(ChronoUnit.MICROS),
                List.of(devices).stream().map(SnapshotMember::pending).toList());
    }

    private static SnapshotMember ok(String device, State state) {
        return new SnapshotMember(
                device,
                state,
                Optional.of(new BackupId("backup-" + device)),
                Optional.of(new BackupId("before-" + device)),
                Optional.empty());
    }

    @Test
    default void a_snapshot_comes_back_with_its_members_in_order() {
        Snapshot snapshot = of("s1", NOW, "z", "a", "m", ANY_UNICODE);
        stores().snapshots().create(snapshot);

        assertThat(stores().snapshots().find(new SnapshotId("s1"))).contains(snapshot);
        assertThat(stores().snapshots().find(new SnapshotId("unknown"))).isEmpty();
        assertThat(snapshot.state()).isEqualTo(Snapshot.State.IN_PROGRESS);
    }

    @Test
    default void a_snapshot_without_members_is_skipped() {
        stores().snapshots().create(of("s1", NOW));

        assertThat(stores().snapshots().find(new SnapshotId("s1")).map(Snapshot::state))
                .contains(Snapshot.State.SKIPPED);
    }

    @Test
    default void a_second_snapshot_of_an_id_is_a_conflict_and_a_double_member_is_refused() {
        Snapshot first = of("s1", NOW, "a");
        stores().snapshots().create(first);

        assertThatThrownBy(() -> stores().snapshots().create(of("s1", NOW, "b", "c")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("s1");
        assertThatThrownBy(() -> stores().snapshots().create(of("s2", NOW, "b", "b")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("b");
        assertThat(stores().snapshots().list(PageRequest.first()).items()).containsExactly(first);
    }

    @Test
    default void an_unchanged_device_still_completes_the_snapshot() {
        stores().snapshots().create(of("s1", NOW, "a", "b"));
        stores().snapshots().record(new SnapshotId("s1"), ok("a", State.CHANGED));
        stores().snapshots().record(new SnapshotId("s1"), ok("b", State.UNCHANGED));

        Snapshot done = stores().snapshots().find(new SnapshotId("s1")).orElseThrow();
        assertThat(done.state()).isEqualTo(Snapshot.State.COMPLETE);
        assertThat(done.members()).containsExactly(ok("a", State.CHANGED), ok("b", State.UNCHANGED));
    }

    @Test
    default void a_failed_and_a_skipped_member_keep_their_reasons() {
        stores().snapshots().create(of("s1", NOW, "a", "b", "c"));
        stores().snapshots().record(new SnapshotId("s1"), ok("a", State.CHANGED));
        stores().snapshots().record(new SnapshotId("s1"), SnapshotMember.failed("b", ANY_UNICODE));
        stores().snapshots().record(new SnapshotId("s1"), SnapshotMember.skipped("c", "disabled"));

        Snapshot done = stores().snapshots().find(new SnapshotId("s1")).orElseThrow();
        assertThat(done.state()).isEqualTo(Snapshot.State.PARTIAL);
        assertThat(done.members())
                .containsExactly(
                        ok("a", State.CHANGED),
                        SnapshotMember.failed("b", ANY_UNICODE),
                        SnapshotMember.skipped("c", "disabled"));
    }

    @Test
    default void a_member_is_recorded_once() {
        stores().snapshots().create(of("s1", NOW, "a"));

        assertThat(stores().snapshots().record(new SnapshotId("s1"), ok("a", State.CHANGED)))
                .isTrue();
        assertThat(stores().snapshots().record(new SnapshotId("s1"), SnapshotMember.failed("a", "late")))
                .isFalse();
        assertThat(stores().snapshots().find(new SnapshotId("s1")).orElseThrow().members())
                .containsExactly(ok("a", State.CHANGED));
    }

    @Test
    default void reports_about_strangers_and_reports_that_say_nothing_are_refused() {
        stores().snapshots().create(of("s1", NOW, "a"));

        assertThatThrownBy(() -> stores().snapshots().record(new SnapshotId("s1"), ok("b", State.CHANGED)))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("b");
        assertThatThrownBy(() -> stores().snapshots().record(new SnapshotId("s2"), ok("a", State.CHANGED)))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> stores().snapshots().record(new SnapshotId("s1"), SnapshotMember.pending("a")))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    default void members_that_report_at_once_are_all_counted_and_each_once() {
        List<String> devices = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            devices.add("r" + i);
        }
        stores().snapshots().create(of("s1", NOW, devices.toArray(String[]::new)));

        List<Integer> recorded = StorageRace.run(8, number -> {
            int mine = 0;
            for (int i = 0; i < 24; i++) {
                String device = "r" + (i + number * 3) % 24;
                mine += stores().snapshots().record(new SnapshotId("s1"), ok(device, State.CHANGED)) ? 1 : 0;
            }
            return mine;
        });

        assertThat(recorded.stream().mapToInt(Integer::intValue).sum()).isEqualTo(24);
        Snapshot done = stores().snapshots().find(new SnapshotId("s1")).orElseThrow();
        assertThat(done.count(State.CHANGED)).isEqualTo(24);
        assertThat(done.state()).isEqualTo(Snapshot.State.COMPLETE);
    }

    @Test
    default void the_deadline_turns_pending_members_into_failed_ones() {
        stores().snapshots().create(of("late", NOW, "a", "b", "c"));
        stores().snapshots().create(of("young", NOW.plusSeconds(60), "a"));
        stores().snapshots().record(new SnapshotId("late"), ok("b", State.UNCHANGED));
        Instant deadline =
                stores().snapshots().find(new SnapshotId("late")).orElseThrow().deadline();

        assertThat(stores().snapshots().expire(deadline.minus(1, ChronoUnit.MICROS)))
                .isZero();
        assertThat(stores().snapshots().expire(deadline)).isEqualTo(2);
        assertThat(stores().snapshots().expire(deadline)).isZero();

        Snapshot done = stores().snapshots().find(new SnapshotId("late")).orElseThrow();
        assertThat(done.state()).isEqualTo(Snapshot.State.PARTIAL);
        assertThat(done.members())
                .extracting(SnapshotMember::state)
                .containsExactly(State.FAILED, State.UNCHANGED, State.FAILED);
        assertThat(done.members().get(0).reason().orElseThrow()).contains("deadline");
        assertThat(stores().snapshots().record(new SnapshotId("late"), ok("a", State.CHANGED)))
                .isFalse();
        assertThat(stores().snapshots().find(new SnapshotId("young")).map(Snapshot::state))
                .contains(Snapshot.State.IN_PROGRESS);
    }

    @Test
    default void snapshots_are_listed_the_newest_first_without_gaps_while_some_are_added() {
        List<SnapshotId> before = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            stores().snapshots().create(of("s" + i, NOW.plus(Duration.ofHours(i / 2)), "a", "b"));
            before.add(new SnapshotId("s" + i));
        }
        Collections.reverse(before);
        int[] added = {10};

        List<Snapshot> seen = StorageSubject.allPages(
                2, stores().snapshots()::list, () -> stores().snapshots().create(of("s" + added[0]++, NOW, "a")));

        assertThat(seen).extracting(Snapshot::id).doesNotHaveDuplicates().containsSubsequence(before);
        assertThat(seen.get(0).members()).extracting(SnapshotMember::device).containsExactly("a", "b");
    }
}
