package io.netstacks.testkit;

import static io.netstacks.testkit.MopWork.change;
import static io.netstacks.testkit.MopWork.second;
import static io.netstacks.testkit.MopWork.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.agent.ApprovalId;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.mop.MopCancelRequest;
import io.netstacks.spi.mop.MopClaim;
import io.netstacks.spi.mop.MopExecution;
import io.netstacks.spi.mop.MopExecutionId;
import io.netstacks.spi.mop.MopExecutionState;
import io.netstacks.spi.mop.MopExecutionStore;
import io.netstacks.spi.mop.MopLease;
import io.netstacks.spi.mop.MopProgress;
import io.netstacks.spi.mop.MopStepOutcome;
import io.netstacks.spi.mop.MopStepResult;
import io.netstacks.spi.mop.MopStepRun;
import io.netstacks.spi.mop.MopText;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The part of {@link StorageContract} about who works on an execution of a MOP, and what wakes it. */
interface StorageMopClaimTests extends StorageSubject {

    private MopExecutionStore executions() {
        return stores().mopExecutions();
    }

    private MopWork work() {
        return new MopWork(stores());
    }

    @Test
    default void of_many_that_claim_at_once_each_execution_goes_to_one() {
        IntStream.range(0, 40).forEach(number -> work().begin("x" + number, "m1", number));

        List<List<MopClaim>> claims =
                StorageRace.run(32, number -> executions().claimDue(second(50), "n" + number, MopWork.CLAIM, 5));

        List<MopClaim> all = claims.stream().flatMap(List::stream).toList();
        assertThat(all.stream().map(claim -> claim.execution().id()).distinct()).hasSize(all.size());
        assertThat(all).allSatisfy(claim -> {
            assertThat(claim.lease().fence()).isEqualTo(1);
            assertThat(work().load(claim.execution().id().value()).lease()).contains(claim.lease());
        });
        assertThat(work().due(50, "rest").size() + all.size()).isEqualTo(40);
    }

    @Test
    default void of_many_that_claim_what_a_lost_owner_had_one_gets_it() {
        MopLease lost = work().taken("x1");

        List<List<MopClaim>> claims =
                StorageRace.run(32, number -> executions().claimDue(second(300), "n" + number, MopWork.CLAIM, 5));
        List<Optional<MopClaim>> asked = StorageRace.run(
                8, number -> executions().claim(new MopExecutionId("x1"), second(600), "p" + number, MopWork.CLAIM));

        assertThat(claims.stream().flatMap(List::stream))
                .singleElement()
                .satisfies(claim -> assertThat(claim.lease().fence()).isEqualTo(lost.fence() + 1));
        assertThat(asked.stream().flatMap(Optional::stream)).hasSize(1);
        assertThat(work().load("x1").fence()).isEqualTo(3);
    }

    @Test
    default void the_longest_due_are_claimed_first_and_at_most_so_many() {
        work().begin("late", "m1", 20);
        work().begin("early", "m1", 10);
        work().begin("middle", "m1", 15);

        assertThat(executions().claimDue(second(30), "n1", MopWork.CLAIM, 2))
                .extracting(claim -> claim.execution().id())
                .containsExactly(new MopExecutionId("early"), new MopExecutionId("middle"));
        assertThat(executions().claimDue(second(30), "n1", MopWork.CLAIM, 0)).isEmpty();
        assertThat(executions().claimDue(second(30), "n1", MopWork.CLAIM, 2))
                .extracting(claim -> claim.execution().id())
                .containsExactly(new MopExecutionId("late"));
    }

    @Test
    default void whatever_a_stale_owner_writes_is_refused_and_changes_nothing() {
        MopLease stale = work().taken("x1");
        long open = executions().begin(stale, change("drain", 1)).sequence();
        MopLease fresh = work().due(300, "n2").get(0).lease();
        MopExecution before = work().load("x1");

        refusesAll(stale, open);

        assertThat(work().load("x1")).isEqualTo(before);
        assertThat(work().runs("x1")).hasSize(1);
        assertThat(work().openRuns("x1")).hasSize(1);
        assertThat(executions().memory(new MopExecutionId("x1"))).isEmpty();
        executions().finish(fresh, open, new MopStepResult(MopStepOutcome.UNKNOWN, "n1 was lost", second(301)));
        executions().release(fresh, MopProgress.unknown("drain", "n1 was lost"), second(302));
        refusesAll(fresh, open);
        assertThat(work().load("x1").state()).isEqualTo(MopExecutionState.UNKNOWN);
    }

    private void refusesAll(MopLease lease, long open) {
        MopStepResult result = succeeded(400);
        assertThatThrownBy(() -> executions().renew(lease, second(900)))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("x1")
                .hasMessageContaining(lease.owner());
        assertThatThrownBy(() -> executions().advance(lease, "next", second(400)))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> executions().release(lease, MopProgress.waiting("next", second(500)), second(400)))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> executions().remember(lease, MopText.of("stale")))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> executions().begin(lease, change("next", 400))).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> executions().finish(lease, open, result)).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> executions().finish(lease, open, result, MopText.of("stale")))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    default void an_owner_that_renews_keeps_its_execution_and_one_that_is_late_may_go_on_if_nobody_took_it() {
        MopLease lease = work().taken("x1");

        assertThat(executions().renew(lease, second(1000)).lease()).contains(lease.until(second(1000)));
        assertThat(work().due(999, "n2")).isEmpty();
        executions().advance(lease, "late", second(2000));

        assertThat(work().load("x1").progress().step()).contains("late");
        assertThat(work().due(2000, "n2")).hasSize(1);
    }

    @Test
    default void an_execution_that_waits_for_people_is_due_when_it_is_woken_or_its_time_is_over() {
        MopLease first = work().taken("x1");
        executions().release(first, MopProgress.waitingForApproval("ask", Optional.of(second(1800))), second(1));
        assertThat(work().due(1799, "n2")).isEmpty();

        assertThat(executions().wake(new MopExecutionId("x1"), second(30))).isTrue();
        assertThat(executions().wake(new MopExecutionId("x1"), second(40)))
                .as("later does not undo earlier")
                .isTrue();
        assertThat(executions().wake(new MopExecutionId("unknown"), second(40))).isFalse();

        MopClaim woken = work().due(30, "n2").get(0);
        assertThat(woken.execution().state()).isEqualTo(MopExecutionState.WAITING_APPROVAL);
        executions().release(woken.lease(), MopProgress.waitingForApproval("ask", Optional.empty()), second(31));
        assertThat(work().due(1_000_000, "n3")).as("no time, nobody woke it").isEmpty();
        assertThat(executions().claim(new MopExecutionId("x1"), second(1_000_000), "n3", MopWork.CLAIM))
                .isPresent();
    }

    @Test
    default void a_decision_wakes_the_executions_that_wait_for_it() {
        for (String id : List.of("x1", "x2", "x3")) {
            MopLease lease = work().taken(id);
            MopStepRun ask = MopStepRun.reading("ask", "approval", second(1))
                    .approvedBy(new ApprovalId(id.equals("x3") ? "a2" : "a1"));
            executions().begin(lease, ask);
            executions().release(lease, MopProgress.waitingForApproval("ask", Optional.empty()), second(1));
        }
        MopLease again = executions()
                .claim(new MopExecutionId("x2"), second(2), "n1", MopWork.CLAIM)
                .orElseThrow()
                .lease();
        executions().finish(again, 1, succeeded(2));
        executions().release(again, MopProgress.waitingForApproval("another", Optional.empty()), second(2));

        assertThat(executions().wakeWaitingFor(new ApprovalId("unknown"), second(3)))
                .isZero();
        assertThat(executions().wakeWaitingFor(new ApprovalId("a1"), second(3))).isEqualTo(1);

        assertThat(work().due(3, "n2"))
                .singleElement()
                .satisfies(claim -> assertThat(claim.execution().id()).isEqualTo(new MopExecutionId("x1")));
    }

    @Test
    default void a_wake_up_that_comes_while_the_owner_is_about_to_give_back_is_not_lost() {
        MopLease lease = work().taken("x1");

        executions().wake(new MopExecutionId("x1"), second(1));
        assertThat(work().due(2, "n2")).as("somebody has it").isEmpty();
        executions().advance(lease, "ask", second(2));
        executions().release(lease, MopProgress.waitingForApproval("ask", Optional.of(second(1800))), second(3));

        MopLease next = work().due(3, "n2").get(0).lease();
        executions().release(next, MopProgress.waiting("ask", second(1800)), second(4));
        assertThat(work().due(1799, "n2")).as("it counts once").isEmpty();
    }

    @Test
    default void a_wish_to_cancel_is_seen_by_the_owner_and_wakes_what_waits() {
        MopLease lease = work().taken("x1");
        MopCancelRequest wish = new MopCancelRequest("user:" + ANY_UNICODE, ANY_UNICODE, second(5));

        assertThat(executions().requestCancel(new MopExecutionId("x1"), wish)).isTrue();
        assertThat(executions()
                        .requestCancel(new MopExecutionId("x1"), new MopCancelRequest("user:late", "", second(6))))
                .isTrue();
        assertThat(executions().requestCancel(new MopExecutionId("unknown"), wish))
                .isFalse();

        assertThat(executions().renew(lease, second(600)).cancel()).contains(wish);
        assertThat(work().load("x1").state()).as("the owner decides").isEqualTo(MopExecutionState.PENDING);
        work().end(lease, MopExecutionState.CANCELLED, 7);
        assertThat(work().load("x1").cancel()).contains(wish);
        assertThat(executions().requestCancel(new MopExecutionId("x1"), wish))
                .as("it is over")
                .isFalse();

        MopLease waits = work().taken("x2");
        executions().release(waits, MopProgress.waiting("settle", second(100_000)), second(8));
        executions().requestCancel(new MopExecutionId("x2"), new MopCancelRequest("user:kim", "", second(9)));
        assertThat(work().due(9, "n2"))
                .singleElement()
                .satisfies(claim -> assertThat(claim.execution().cancel()).isPresent());
    }
}
