package io.netstacks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.spi.Actor;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.agent.Approval;
import io.netstacks.spi.agent.ApprovalDecision;
import io.netstacks.spi.agent.ApprovalId;
import io.netstacks.spi.agent.ApprovalState;
import io.netstacks.spi.agent.ProposedAction;
import io.netstacks.spi.backup.Snapshot;
import io.netstacks.spi.backup.SnapshotId;
import io.netstacks.spi.backup.SnapshotMember;
import io.netstacks.spi.schedule.Schedule;
import io.netstacks.spi.schedule.SchedulePolicy;
import io.netstacks.spi.schedule.ScheduledOperation;
import io.netstacks.spi.schedule.ScheduledRun;
import io.netstacks.spi.schedule.ScheduledWork;
import io.netstacks.spi.stack.ServiceDefinition;
import io.netstacks.spi.stack.ServiceOutline;
import io.netstacks.spi.stack.ServiceStack;
import io.netstacks.spi.stack.StackDefinition;
import io.netstacks.spi.stack.StackId;
import io.netstacks.spi.stack.StackState;
import io.netstacks.spi.store.Stored;
import io.netstacks.spi.store.Stores;
import io.netstacks.spi.tool.RiskLevel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two JVMs with 16 threads each want the same rows of one PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoProcessRaceTest {

    private static final int ALL = 2 * RowRacerMain.THREADS;
    private static final List<String> ROWS =
            IntStream.range(0, RowRacerMain.ROWS).mapToObj(i -> "r" + i).toList();

    private TestNodes nodes;
    private Stores stores;
    private List<String> said;

    @BeforeAll
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void race(@TempDir Path directory) throws IOException {
        nodes = new TestNodes(directory.resolve("keys"));
        stores = nodes.stores();
        plant();
        NodeProcess one = nodes.start(RowRacerMain.class, "one");
        NodeProcess two = nodes.start(RowRacerMain.class, "two");
        said = TestNodes.together(one, two);
        assertThat(one.end()).isZero();
        assertThat(two.end()).isZero();
    }

    @AfterAll
    void close() {
        stores.close();
        nodes.close();
    }

    private void plant() {
        for (String row : ROWS) {
            stores.schedules()
                    .create(ScheduledOperation.create(
                            row,
                            ScheduledWork.DEPLOY,
                            Map.of(),
                            Schedule.parse("hourly 0 UTC"),
                            SchedulePolicy.DEFAULT,
                            RowRacerMain.NOW.minus(Duration.ofMinutes(30))));
            stores.stacks()
                    .create(
                            new StackId(row),
                            StackDefinition.of(
                                    row, List.of(ServiceDefinition.on(List.of("d"), ServiceOutline.of("svc", "t")))));
            stores.approvals()
                    .request(Approval.requested(
                            new ApprovalId(row),
                            Optional.empty(),
                            new ProposedAction("device_config", "{}", "hash", Optional.empty(), RiskLevel.HIGH, ""),
                            Actor.agent("triage"),
                            RowRacerMain.NOW.minusSeconds(60),
                            Approval.DEFAULT_TIME));
        }
        stores.snapshots()
                .create(new Snapshot(
                        new SnapshotId("s1"),
                        "nightly",
                        RowRacerMain.NOW,
                        "user:kim",
                        RowRacerMain.NOW.plusSeconds(60),
                        ROWS.stream().map(SnapshotMember::pending).toList()));
    }

    @Test
    void each_operation_that_is_due_is_claimed_once() {
        assertThat(rows(RowRacerMain.GOT, "operation")).containsExactlyInAnyOrderElementsOf(each(" 1"));
        for (String name : ROWS) {
            ScheduledOperation operation = stores.schedules().find(name).orElseThrow();
            List<ScheduledRun> runs =
                    stores.schedules().runs(name, PageRequest.first()).items();
            assertThat(operation.runs()).isEqualTo(1);
            assertThat(runs).hasSize(1);
            assertThat(said)
                    .as("whoever got it holds it")
                    .contains("got operation " + name + " 1 " + runs.get(0).owner());
            assertThat(operation.current()).contains(runs.get(0));
        }
    }

    @Test
    void one_claim_wins_each_version_of_a_stack_and_the_others_are_a_conflict() {
        List<String> versions = Stream.iterate(1, version -> version + 2)
                .limit(RowRacerMain.ROUNDS)
                .flatMap(version -> each(" " + version).stream())
                .toList();
        assertThat(rows(RowRacerMain.GOT, "stack")).containsExactlyInAnyOrderElementsOf(versions);
        assertThat(rows(RowRacerMain.MISSED, "stack"))
                .hasSize(versions.size() * (ALL - 1))
                .hasSameElementsAs(versions);
        for (String id : ROWS) {
            Stored<ServiceStack> stack = stores.stacks().find(new StackId(id)).orElseThrow();
            assertThat(stack.version()).isEqualTo(1 + 2L * RowRacerMain.ROUNDS);
            assertThat(stack.value().claims()).isEqualTo(RowRacerMain.ROUNDS);
            assertThat(stack.value().state()).isEqualTo(StackState.DEPLOYED);
        }
    }

    @Test
    void each_member_of_a_snapshot_counts_once_and_when_all_have_it_is_complete_for_good() {
        Snapshot snapshot = stores.snapshots().find(new SnapshotId("s1")).orElseThrow();
        assertThat(snapshot.state()).isEqualTo(Snapshot.State.COMPLETE);
        assertThat(rows(RowRacerMain.GOT, "member"))
                .as("the members are as those say who recorded them")
                .containsExactlyInAnyOrderElementsOf(snapshot.members().stream()
                        .map(member -> member.device() + " " + member.state())
                        .toList());
        assertThat(said)
                .containsAll(snapshot.members().stream()
                        .map(member -> "got member " + member.device() + " " + member.state() + " "
                                + member.backupId().orElseThrow())
                        .toList());
        assertThat(rows(RowRacerMain.MISSED, "member")).hasSize(RowRacerMain.ROWS * (ALL - 1));
        long changed = snapshot.count(SnapshotMember.State.CHANGED);
        assertThat(said.stream().filter(line -> line.startsWith("found ")))
                .as("who is through finds it complete, with what it has in the end")
                .hasSize(ALL)
                .containsOnly("found COMPLETE " + changed + " " + (RowRacerMain.ROWS - changed));
    }

    @Test
    void one_decision_about_an_approval_wins_and_what_is_approved_is_used_once() {
        List<String> expected = new ArrayList<>();
        for (String id : ROWS) {
            Approval approval = stores.approvals().find(new ApprovalId(id)).orElseThrow();
            ApprovalDecision decision = approval.decision().orElseThrow();
            expected.add(id + " " + decision.verdict());
            if (decision.verdict() == ApprovalState.APPROVED) {
                expected.add(id + " USED");
                assertThat(approval.state()).isEqualTo(ApprovalState.USED);
            } else {
                assertThat(approval.state()).isEqualTo(ApprovalState.REJECTED);
            }
            assertThat(said)
                    .as("the decision that won stands")
                    .contains("got approval " + id + " " + decision.verdict() + " "
                            + decision.by().name());
        }
        assertThat(rows(RowRacerMain.GOT, "approval"))
                .containsExactlyInAnyOrderElementsOf(expected)
                .hasSizeGreaterThanOrEqualTo(RowRacerMain.ROWS + RowRacerMain.ROWS / 2);
        assertThat(rows(RowRacerMain.MISSED, "approval")).hasSize(2 * RowRacerMain.ROWS * ALL - expected.size());
    }

    private static List<String> each(String suffix) {
        return ROWS.stream().map(row -> row + suffix).toList();
    }

    /** Returns what threads got or missed of a kind, without their names. */
    private List<String> rows(String how, String kind) {
        String begin = how + kind + " ";
        return said.stream()
                .filter(line -> line.startsWith(begin))
                .map(line -> line.substring(begin.length(), line.lastIndexOf(' ')))
                .toList();
    }
}
