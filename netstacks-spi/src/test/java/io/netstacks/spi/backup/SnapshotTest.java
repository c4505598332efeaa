package io.netstacks.spi.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The state of a snapshot follows from its members: any pending, all backed up, some, none, all skipped. */
class SnapshotTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static Snapshot of(List<SnapshotMember.State> states) {
        List<SnapshotMember> members = new ArrayList<>();
        for (SnapshotMember.State state : states) {
            members.add(new SnapshotMember(
                    "r" + members.size(), state, Optional.empty(), Optional.empty(), Optional.empty()));
        }
        return new Snapshot(new SnapshotId("s"), "s", NOON, "user:kim", NOON.plusSeconds(60), members);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
        PENDING                     | IN_PROGRESS
        PENDING CHANGED             | IN_PROGRESS
        PENDING UNCHANGED           | IN_PROGRESS
        PENDING FAILED              | IN_PROGRESS
        PENDING SKIPPED             | IN_PROGRESS
        CHANGED                     | COMPLETE
        UNCHANGED                   | COMPLETE
        CHANGED UNCHANGED           | COMPLETE
        CHANGED FAILED              | PARTIAL
        UNCHANGED FAILED            | PARTIAL
        CHANGED SKIPPED             | PARTIAL
        UNCHANGED SKIPPED           | PARTIAL
        CHANGED FAILED SKIPPED      | PARTIAL
        FAILED                      | FAILED
        FAILED FAILED               | FAILED
        FAILED SKIPPED              | FAILED
        SKIPPED                     | SKIPPED
        SKIPPED SKIPPED             | SKIPPED
        ''                          | SKIPPED
        """)
    void the_state_follows_from_the_members(String members, Snapshot.State expected) {
        List<SnapshotMember.State> states = Arrays.stream(members.split(" "))
                .filter(word -> !word.isEmpty())
                .map(SnapshotMember.State::valueOf)
                .toList();

        assertThat(of(states).state()).isEqualTo(expected);
    }

    /** Each combination of one to three members, against the table in words. */
    @Test
    void every_combination_is_in_the_table() {
        SnapshotMember.State[] all = SnapshotMember.State.values();
        List<List<SnapshotMember.State>> combinations = new ArrayList<>();
        for (SnapshotMember.State first : all) {
            combinations.add(List.of(first));
            for (SnapshotMember.State second : all) {
                combinations.add(List.of(first, second));
                for (SnapshotMember.State third : all) {
                    combinations.add(List.of(first, second, third));
                }
            }
        }
        assertThat(combinations).hasSize(155).allSatisfy(states -> {
            boolean pending = states.contains(SnapshotMember.State.PENDING);
            long ok = states.stream().filter(SnapshotMember.State::isOk).count();
            boolean allSkipped = states.stream().allMatch(SnapshotMember.State.SKIPPED::equals);
            Snapshot.State expected;
            if (pending) {
                expected = Snapshot.State.IN_PROGRESS;
            } else if (ok == states.size()) {
                expected = Snapshot.State.COMPLETE;
            } else if (ok == 0) {
                expected = allSkipped ? Snapshot.State.SKIPPED : Snapshot.State.FAILED;
            } else {
                expected = Snapshot.State.PARTIAL;
            }
            Snapshot snapshot = of(states);
            assertThat(snapshot.state()).isEqualTo(expected);
            assertThat(Arrays.stream(all).mapToLong(snapshot::count).sum())
                    .as("counters are derived, none is forgotten")
                    .isEqualTo(states.size());
        });
    }
}
