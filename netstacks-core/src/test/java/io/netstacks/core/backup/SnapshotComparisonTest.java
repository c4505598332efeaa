package io.netstacks.core.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.netstacks.core.NetStacks;
import io.netstacks.core.backup.SnapshotComparison.DeviceChange;
import io.netstacks.core.backup.SnapshotComparison.Verdict;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.NewBackup;
import io.netstacks.spi.backup.Snapshot;
import io.netstacks.spi.backup.SnapshotId;
import io.netstacks.spi.backup.SnapshotMember;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SnapshotComparisonTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final MutableClock clock = MutableClock.at(NOON);
    private final NetStacks net = NetStacks.builder().clock(clock).build();

    @AfterEach
    void close() {
        net.close();
    }

    private SnapshotMember backedUp(String device, Duration later, ConfigText text) {
        return SnapshotMember.saved(net.stores()
                .backups()
                .save(new NewBackup(device, "cisco_ios", NOON.plus(later), Backup.Origin.MANUAL, "user:kim", text)));
    }

    private void snapshot(String id, SnapshotMember... members) {
        net.stores()
                .snapshots()
                .create(new Snapshot(
                        new SnapshotId(id),
                        id,
                        NOON,
                        "user:kim",
                        NOON.plusSeconds(60),
                        Arrays.stream(members)
                                .map(member -> SnapshotMember.pending(member.device()))
                                .toList()));
        Arrays.stream(members)
                .filter(member -> member.state() != SnapshotMember.State.PENDING)
                .forEach(member -> net.stores().snapshots().record(new SnapshotId(id), member));
    }

    private static ConfigText text(String text, String normalized) {
        return ConfigText.of(text, normalized);
    }

    @Test
    void every_device_of_either_is_told_about() {
        Duration hour = Duration.ofHours(1);
        snapshot(
                "before",
                backedUp("same", Duration.ZERO, text("a", "a")),
                backedUp("changed", Duration.ZERO, text("a", "a")),
                backedUp("back", Duration.ZERO, text("a\nclock 1", "a")),
                backedUp("gone", Duration.ZERO, text("a", "a")),
                SnapshotMember.failed("failed twice", "no route"),
                backedUp("fails now", Duration.ZERO, text("a", "a")));
        backedUp("back", Duration.ofMinutes(30), text("b", "b"));
        snapshot(
                "after",
                backedUp("new", hour, text("a", "a")),
                backedUp("same", hour, text("a", "a")),
                backedUp("changed", hour, text("b", "b")),
                backedUp("back", hour, text("a\nclock 2", "a")),
                SnapshotMember.failed("failed twice", "no route"),
                SnapshotMember.failed("fails now", "no route"));

        SnapshotComparison comparison =
                net.backups().compareSnapshots(new SnapshotId("before"), new SnapshotId("after"));

        assertThat(comparison.devices())
                .extracting(DeviceChange::device, DeviceChange::verdict)
                .containsExactly(
                        tuple("back", Verdict.SAME),
                        tuple("changed", Verdict.CHANGED),
                        tuple("failed twice", Verdict.UNKNOWN),
                        tuple("fails now", Verdict.UNKNOWN),
                        tuple("gone", Verdict.ONLY_OLDER),
                        tuple("new", Verdict.ONLY_NEWER),
                        tuple("same", Verdict.SAME));
        assertThat(comparison.count(Verdict.UNKNOWN)).isEqualTo(2);
        DeviceChange changed = comparison.devices().get(1);
        assertThat(net.backups()
                        .compare(
                                changed.olderBackup().orElseThrow(),
                                changed.newerBackup().orElseThrow())
                        .added())
                .isEqualTo(1);
        assertThatThrownBy(() -> net.backups().compareSnapshots(new SnapshotId("before"), new SnapshotId("never")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("never");
    }

    @Test
    void what_was_cleaned_up_cannot_be_compared() {
        snapshot("before", backedUp("r1", Duration.ZERO, text("a", "a")));
        snapshot("after", backedUp("r1", Duration.ofHours(1), text("b", "b")));
        clock.advance(Duration.ofDays(40));
        assertThat(net.backups().purge(RetentionPolicy.days(30), false)).hasSize(1);

        assertThat(net.backups()
                        .compareSnapshots(new SnapshotId("before"), new SnapshotId("after"))
                        .devices())
                .extracting(DeviceChange::verdict)
                .containsExactly(Verdict.UNKNOWN);
    }

    @Test
    void a_member_that_is_pending_after_the_deadline_has_failed() {
        snapshot("run", backedUp("r1", Duration.ZERO, text("a", "a")), SnapshotMember.pending("r2"));
        assertThat(net.backups().snapshot(new SnapshotId("run")))
                .map(Snapshot::state)
                .contains(Snapshot.State.IN_PROGRESS);

        clock.advance(Duration.ofSeconds(60));

        assertThat(net.backups().snapshots(PageRequest.first()).items())
                .extracting(Snapshot::state)
                .containsExactly(Snapshot.State.PARTIAL);
        assertThat(net.backups().snapshot(new SnapshotId("run")).orElseThrow().members())
                .extracting(SnapshotMember::reason)
                .isEqualTo(List.of(Optional.empty(), Optional.of("no result before the snapshot's deadline")));
    }
}
