package io.netstacks.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.Actor;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.Sequenced;
import io.netstacks.spi.agent.ApprovalId;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.error.StoreException;
import io.netstacks.spi.mop.Mop;
import io.netstacks.spi.mop.MopCancelRequest;
import io.netstacks.spi.mop.MopClaim;
import io.netstacks.spi.mop.MopDetails;
import io.netstacks.spi.mop.MopExecution;
import io.netstacks.spi.mop.MopExecutionId;
import io.netstacks.spi.mop.MopExecutionQuery;
import io.netstacks.spi.mop.MopExecutionState;
import io.netstacks.spi.mop.MopExecutionStore;
import io.netstacks.spi.mop.MopId;
import io.netstacks.spi.mop.MopLease;
import io.netstacks.spi.mop.MopProgress;
import io.netstacks.spi.mop.MopRevision;
import io.netstacks.spi.mop.MopStart;
import io.netstacks.spi.mop.MopStepEvidence;
import io.netstacks.spi.mop.MopStepOutcome;
import io.netstacks.spi.mop.MopStepResult;
import io.netstacks.spi.mop.MopStepRun;
import io.netstacks.spi.mop.MopText;
import io.netstacks.spi.mop.MopTrigger;
import io.netstacks.spi.mop.MopVariables;
import io.netstacks.spi.mop.NewMopExecution;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The part of {@link StorageContract} about executions of MOPs. */
interface StorageMopExecutionTests extends StorageSubject {

    /** How long the tests claim executions. */
    Duration CLAIM = Duration.ofMinutes(5);

    private static Instant second(long second) {
        return NOW.truncatedTo(ChronoUnit.MICROS).plusSeconds(second);
    }

    private static MopStepResult succeeded(long second) {
        return new MopStepResult(MopStepOutcome.SUCCEEDED, "done", second(second));
    }

    private static MopStepRun change(String step, long second) {
        return MopStepRun.changing(step, "configure", second(second));
    }

    private static MopStart start(String id, Mop mop, long second) {
        return new MopStart(
                new MopExecutionId(id),
                mop.id(),
                mop.latestVersion(),
                mop.latestHash(),
                Actor.user("kim"),
                "c1",
                MopTrigger.MANUAL,
                Optional.empty(),
                second(second));
    }

    private MopExecutionStore executions() {
        return stores().mopExecutions();
    }

    /** Returns the MOP of that id, and makes it if there is none. */
    private Mop mop(String id) {
        return stores().mops()
                .find(new MopId(id))
                .orElseGet(() -> stores().mops()
                        .create(
                                new MopId(id),
                                MopDetails.of("MOP " + id, ""),
                                new MopRevision(MopText.of("steps: []"), "user:kim")))
                .value();
    }

    private MopExecution begin(String id, String mopId, long second) {
        return executions().start(new NewMopExecution(start(id, mop(mopId), second), List.of("r1"), MopVariables.NONE));
    }

    private MopExecution load(String id) {
        return executions().find(new MopExecutionId(id)).orElseThrow();
    }

    private List<MopClaim> due(long second, String owner) {
        return executions().claimDue(second(second), owner, CLAIM, 100);
    }

    /** Begins an execution and takes it. */
    private MopLease taken(String id) {
        begin(id, "m1", 0);
        return executions()
                .claim(new MopExecutionId(id), second(0), "n1", CLAIM)
                .orElseThrow()
                .lease();
    }

    private List<Sequenced<MopStepRun>> runs(String id) {
        return executions().runs(new MopExecutionId(id), PageRequest.first()).items();
    }

    private List<Sequenced<MopStepRun>> openRuns(String id) {
        return executions()
                .openRuns(new MopExecutionId(id), PageRequest.first())
                .items();
    }

    private List<String> ids(MopExecutionQuery query) {
        return executions().list(query, PageRequest.first()).items().stream()
                .map(execution -> execution.id().value())
                .toList();
    }

    private void end(MopLease lease, MopExecutionState how, long second) {
        executions().advance(lease, "last", second(second));
        executions()
                .release(
                        lease,
                        load(lease.executionId().value()).progress().ended(how, Optional.empty()),
                        second(second));
    }

    @Test
    default void an_execution_comes_back_with_everything_that_was_frozen() {
        Mop mop = mop("m1 " + ANY_UNICODE);
        MopStart start = new MopStart(
                new MopExecutionId("x1 " + ANY_UNICODE),
                mop.id(),
                1,
                mop.latestHash(),
                Actor.schedule("nightly " + ANY_UNICODE),
                "c1 " + ANY_UNICODE,
                MopTrigger.SCHEDULE,
                Optional.of("s1 " + ANY_UNICODE),
                second(0));
        List<String> targets = List.of("r9", "r1 " + ANY_UNICODE, "r5");
        MopVariables variables =
                MopVariables.of(Map.of("peer_password", "vault:edge/bgp-md5", ANY_UNICODE, ANY_UNICODE));

        MopExecution begun = executions().start(new NewMopExecution(start, targets, variables));

        assertThat(load(start.id().value())).isEqualTo(begun);
        assertThat(begun.start()).isEqualTo(start);
        assertThat(begun.progress()).isEqualTo(MopProgress.pending(second(0)));
        assertThat(begun.targetCount()).isEqualTo(3);
        assertThat(begun.lease()).isEmpty();
        assertThat(executions().targets(start.id())).containsExactlyElementsOf(targets);
        assertThat(executions().variables(start.id())).contains(variables);
        assertThat(variables.toString()).doesNotContain("vault");
        assertThat(executions().find(new MopExecutionId("unknown"))).isEmpty();
        assertThat(executions().targets(new MopExecutionId("unknown"))).isEmpty();
        assertThat(executions().variables(new MopExecutionId("unknown"))).isEmpty();
        assertThat(executions().memory(new MopExecutionId("unknown"))).isEmpty();
        assertThat(executions().variables(begin("x2", "m2", 0).id())).contains(MopVariables.NONE);
    }

    @Test
    default void an_execution_is_of_a_document_that_exists_and_stays_with_it() {
        Mop mop = mop("m1");
        stores().mops()
                .revise(new MopId("m1"), 1, mop.details(), new MopRevision(MopText.of("steps: [a]"), "user:kim"));
        MopStart old = start("x1", mop, 0);
        Mop unknown = new Mop(new MopId("m9"), mop.details(), 1, mop.latestHash(), "user:kim");
        Mop forged = new Mop(new MopId("m1"), mop.details(), 2, mop.latestHash(), "user:kim");

        executions().start(new NewMopExecution(old, List.of(), MopVariables.NONE));

        assertThat(load("x1").start().mopVersion()).isEqualTo(1);
        assertThat(stores().mops().text(new MopId("m1"), 1)).contains(MopText.of("steps: []"));
        for (Mop missing : List.of(unknown, forged)) {
            NewMopExecution given = new NewMopExecution(start("x2", missing, 0), List.of(), MopVariables.NONE);
            assertThatThrownBy(() -> executions().start(given)).isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> executions().startAlone(given)).isInstanceOf(NotFoundException.class);
        }
        assertThatThrownBy(() -> begin("x1", "m1", 0)).isInstanceOf(ConflictException.class);
        assertThat(ids(MopExecutionQuery.all())).containsExactly("x1");
    }

    @Test
    default void of_many_that_want_to_be_the_only_execution_one_begins() {
        Mop mop = mop("m1");

        List<Boolean> begun = StorageRace.run(16, number -> {
            try {
                executions().startAlone(new NewMopExecution(start("x" + number, mop, 0), List.of(), MopVariables.NONE));
                return true;
            } catch (ConflictException e) {
                return false;
            }
        });

        assertThat(begun).containsOnlyOnce(true);
        MopExecutionId id = new MopExecutionId("x" + begun.indexOf(true));
        assertThat(ids(MopExecutionQuery.all())).containsExactly(id.value());
        end(executions().claim(id, second(0), "n1", CLAIM).orElseThrow().lease(), MopExecutionState.COMPLETED, 1);
        executions().startAlone(new NewMopExecution(start("next", mop, 2), List.of(), MopVariables.NONE));
        assertThat(load("next").state()).isEqualTo(MopExecutionState.PENDING);
    }

    @Test
    default void an_execution_goes_from_its_beginning_to_its_end() {
        begin("x1", "m1", 0);
        assertThat(due(-1, "n1")).as("before its time").isEmpty();

        MopClaim claim = due(0, "n1").get(0);
        MopLease lease = claim.lease();
        assertThat(lease).isEqualTo(new MopLease(new MopExecutionId("x1"), "n1", 1, second(300)));
        assertThat(claim.execution()).isEqualTo(load("x1"));
        assertThat(claim.execution().state()).as("as it was left").isEqualTo(MopExecutionState.PENDING);
        assertThat(due(299, "n2")).as("somebody has it").isEmpty();

        MopExecution advanced = executions().advance(lease, "reach " + ANY_UNICODE, second(1));
        assertThat(advanced).isEqualTo(load("x1"));
        assertThat(advanced.state()).isEqualTo(MopExecutionState.RUNNING);
        assertThat(advanced.startedAt()).contains(second(1));
        MopExecution waiting = executions().release(lease, MopProgress.waiting("settle", second(60)), second(2));
        assertThat(waiting).isEqualTo(load("x1"));
        assertThat(waiting.lease()).isEmpty();

        assertThat(due(59, "n2")).as("it waits").isEmpty();
        MopLease second = due(60, "n2").get(0).lease();
        assertThat(second.fence()).isEqualTo(2);
        executions().advance(second, "verify", second(61));
        assertThat(load("x1").startedAt()).as("the first step").contains(second(1));
        MopExecution over = executions()
                .release(
                        second,
                        load("x1").progress().ended(MopExecutionState.FAILED, Optional.of(ANY_UNICODE)),
                        second(62));

        assertThat(over).isEqualTo(load("x1"));
        assertThat(over.progress())
                .isEqualTo(new MopProgress(
                        MopExecutionState.FAILED, Optional.of("verify"), Optional.empty(), Optional.of(ANY_UNICODE)));
        assertThat(over.endedAt()).contains(second(62));
        assertThat(due(100_000, "n3")).isEmpty();
        assertThat(executions().claim(new MopExecutionId("x1"), second(100_000), "n3", CLAIM))
                .isEmpty();
        assertThat(executions().wake(new MopExecutionId("x1"), second(100_000))).isFalse();
    }

    @Test
    default void of_many_that_claim_at_once_each_execution_goes_to_one() {
        IntStream.range(0, 40).forEach(number -> begin("x" + number, "m1", number));

        List<List<MopClaim>> claims =
                StorageRace.run(32, number -> executions().claimDue(second(50), "n" + number, CLAIM, 5));

        List<MopClaim> all = claims.stream().flatMap(List::stream).toList();
        assertThat(all.stream().map(claim -> claim.execution().id()).distinct()).hasSize(all.size());
        assertThat(all).allSatisfy(claim -> {
            assertThat(claim.lease().fence()).isEqualTo(1);
            assertThat(load(claim.execution().id().value()).lease()).contains(claim.lease());
        });
        assertThat(due(50, "rest").size() + all.size()).isEqualTo(40);
    }

    @Test
    default void of_many_that_claim_what_a_lost_owner_had_one_gets_it() {
        MopLease lost = taken("x1");

        List<List<MopClaim>> claims =
                StorageRace.run(32, number -> executions().claimDue(second(300), "n" + number, CLAIM, 5));
        List<Optional<MopClaim>> asked = StorageRace.run(
                8, number -> executions().claim(new MopExecutionId("x1"), second(600), "p" + number, CLAIM));

        assertThat(claims.stream().flatMap(List::stream))
                .singleElement()
                .satisfies(claim -> assertThat(claim.lease().fence()).isEqualTo(lost.fence() + 1));
        assertThat(asked.stream().flatMap(Optional::stream)).hasSize(1);
        assertThat(load("x1").fence()).isEqualTo(3);
    }

    @Test
    default void the_longest_due_are_claimed_first_and_at_most_so_many() {
        begin("late", "m1", 20);
        begin("early", "m1", 10);
        begin("middle", "m1", 15);

        assertThat(executions().claimDue(second(30), "n1", CLAIM, 2))
                .extracting(claim -> claim.execution().id())
                .containsExactly(new MopExecutionId("early"), new MopExecutionId("middle"));
        assertThat(executions().claimDue(second(30), "n1", CLAIM, 0)).isEmpty();
        assertThat(executions().claimDue(second(30), "n1", CLAIM, 2))
                .extracting(claim -> claim.execution().id())
                .containsExactly(new MopExecutionId("late"));
    }

    @Test
    default void whatever_a_stale_owner_writes_is_refused_and_changes_nothing() {
        MopLease stale = taken("x1");
        long open = executions().begin(stale, change("drain", 1)).sequence();
        MopLease fresh = due(300, "n2").get(0).lease();
        MopExecution before = load("x1");

        refusesAll(stale, open);

        assertThat(load("x1")).isEqualTo(before);
        assertThat(runs("x1")).hasSize(1);
        assertThat(openRuns("x1")).hasSize(1);
        assertThat(executions().memory(new MopExecutionId("x1"))).isEmpty();
        executions().finish(fresh, open, new MopStepResult(MopStepOutcome.UNKNOWN, "n1 was lost", second(301)));
        executions().release(fresh, MopProgress.unknown("drain", "n1 was lost"), second(302));
        refusesAll(fresh, open);
        assertThat(load("x1").state()).isEqualTo(MopExecutionState.UNKNOWN);
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
        MopLease lease = taken("x1");

        assertThat(executions().renew(lease, second(1000)).lease()).contains(lease.until(second(1000)));
        assertThat(due(999, "n2")).isEmpty();
        executions().advance(lease, "late", second(2000));

        assertThat(load("x1").progress().step()).contains("late");
        assertThat(due(2000, "n2")).hasSize(1);
    }

    @Test
    default void an_execution_that_waits_for_people_is_due_when_it_is_woken_or_its_time_is_over() {
        MopLease first = taken("x1");
        executions().release(first, MopProgress.waitingForApproval("ask", Optional.of(second(1800))), second(1));
        assertThat(due(1799, "n2")).isEmpty();

        assertThat(executions().wake(new MopExecutionId("x1"), second(30))).isTrue();
        assertThat(executions().wake(new MopExecutionId("x1"), second(40)))
                .as("later does not undo earlier")
                .isTrue();
        assertThat(executions().wake(new MopExecutionId("unknown"), second(40))).isFalse();

        MopClaim woken = due(30, "n2").get(0);
        assertThat(woken.execution().state()).isEqualTo(MopExecutionState.WAITING_APPROVAL);
        executions().release(woken.lease(), MopProgress.waitingForApproval("ask", Optional.empty()), second(31));
        assertThat(due(1_000_000, "n3")).as("no time, nobody woke it").isEmpty();
        assertThat(executions().claim(new MopExecutionId("x1"), second(1_000_000), "n3", CLAIM))
                .isPresent();
    }

    @Test
    default void a_decision_wakes_the_executions_that_wait_for_it() {
        for (String id : List.of("x1", "x2", "x3")) {
            MopLease lease = taken(id);
            MopStepRun ask = MopStepRun.reading("ask", "approval", second(1))
                    .approvedBy(new ApprovalId(id.equals("x3") ? "a2" : "a1"));
            executions().begin(lease, ask);
            executions().release(lease, MopProgress.waitingForApproval("ask", Optional.empty()), second(1));
        }
        MopLease again = executions()
                .claim(new MopExecutionId("x2"), second(2), "n1", CLAIM)
                .orElseThrow()
                .lease();
        executions().finish(again, 1, succeeded(2));
        executions().release(again, MopProgress.waitingForApproval("another", Optional.empty()), second(2));

        assertThat(executions().wakeWaitingFor(new ApprovalId("unknown"), second(3)))
                .isZero();
        assertThat(executions().wakeWaitingFor(new ApprovalId("a1"), second(3))).isEqualTo(1);

        assertThat(due(3, "n2"))
                .singleElement()
                .satisfies(claim -> assertThat(claim.execution().id()).isEqualTo(new MopExecutionId("x1")));
    }

    @Test
    default void a_wake_up_that_comes_while_the_owner_is_about_to_give_back_is_not_lost() {
        MopLease lease = taken("x1");

        executions().wake(new MopExecutionId("x1"), second(1));
        assertThat(due(2, "n2")).as("somebody has it").isEmpty();
        executions().advance(lease, "ask", second(2));
        executions().release(lease, MopProgress.waitingForApproval("ask", Optional.of(second(1800))), second(3));

        MopLease next = due(3, "n2").get(0).lease();
        executions().release(next, MopProgress.waiting("ask", second(1800)), second(4));
        assertThat(due(1799, "n2")).as("it counts once").isEmpty();
    }

    @Test
    default void a_wish_to_cancel_is_seen_by_the_owner_and_wakes_what_waits() {
        MopLease lease = taken("x1");
        MopCancelRequest wish = new MopCancelRequest("user:" + ANY_UNICODE, ANY_UNICODE, second(5));

        assertThat(executions().requestCancel(new MopExecutionId("x1"), wish)).isTrue();
        assertThat(executions()
                        .requestCancel(new MopExecutionId("x1"), new MopCancelRequest("user:late", "", second(6))))
                .isTrue();
        assertThat(executions().requestCancel(new MopExecutionId("unknown"), wish))
                .isFalse();

        assertThat(executions().renew(lease, second(600)).cancel()).contains(wish);
        assertThat(load("x1").state()).as("the owner decides").isEqualTo(MopExecutionState.PENDING);
        end(lease, MopExecutionState.CANCELLED, 7);
        assertThat(load("x1").cancel()).contains(wish);
        assertThat(executions().requestCancel(new MopExecutionId("x1"), wish))
                .as("it is over")
                .isFalse();

        MopLease waits = taken("x2");
        executions().release(waits, MopProgress.waiting("settle", second(100_000)), second(8));
        executions().requestCancel(new MopExecutionId("x2"), new MopCancelRequest("user:kim", "", second(9)));
        assertThat(due(9, "n2"))
                .singleElement()
                .satisfies(claim -> assertThat(claim.execution().cancel()).isPresent());
    }

    @Test
    default void an_execution_goes_only_where_it_may() {
        MopLease lease = taken("x1");
        long open = executions().begin(lease, change("drain", 1)).sequence();
        MopProgress completed =
                new MopProgress(MopExecutionState.COMPLETED, Optional.of("drain"), Optional.empty(), Optional.empty());

        assertThatThrownBy(() -> executions().release(lease, completed, second(2)))
                .as("nothing was run yet")
                .isInstanceOf(InvalidInputException.class);
        executions().advance(lease, "drain", second(1));
        assertThatThrownBy(() -> executions().release(lease, completed, second(2)))
                .as("a step run is open")
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("step run 1");
        assertThatThrownBy(() -> executions().release(lease, MopProgress.pending(second(2)), second(2)))
                .isInstanceOf(InvalidInputException.class);
        MopProgress forever = MopProgress.waiting("drain", second(2)).wakingAt(Optional.empty());
        assertThatThrownBy(() -> executions().release(lease, forever, second(2)))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> completed.wakingAt(Optional.of(second(3)))).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> executions().claim(new MopExecutionId("x1"), second(1000), "n2", Duration.ZERO))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> executions().claimDue(second(1000), " ", CLAIM, 1))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> executions().claim(new MopExecutionId("unknown"), second(0), "n2", CLAIM))
                .isInstanceOf(NotFoundException.class);

        executions().finish(lease, open, succeeded(2));
        executions().release(lease, completed, second(3));
        assertThat(load("x1").state()).isEqualTo(MopExecutionState.COMPLETED);
    }

    @Test
    default void what_an_execution_remembers_is_there_for_the_next_owner() {
        MopLease lease = taken("x1");
        executions().remember(lease, MopText.of("first"));
        String memory = "{\"saved\":\"" + ANY_UNICODE + "\"}" + "x".repeat(300_000);
        executions().remember(lease, MopText.of(memory));

        assertThat(executions().memory(new MopExecutionId("x1"))).contains(MopText.of(memory));
        MopLease next = due(300, "n2").get(0).lease();
        executions().remember(next, MopText.of(""));
        assertThat(executions().memory(new MopExecutionId("x1"))).contains(MopText.of(""));
    }

    @Test
    default void a_step_run_comes_back_with_every_part_before_and_after() {
        MopLease lease = taken("x1");
        MopStepRun begun = MopStepRun.changing("drain " + ANY_UNICODE, "configure", second(1))
                .on("r1 " + ANY_UNICODE)
                .visited(3, 2)
                .undoing(7)
                .approvedBy(new ApprovalId("a1 " + ANY_UNICODE));
        MopStepResult result = new MopStepResult(MopStepOutcome.FAILED, ANY_UNICODE, second(9));

        Sequenced<MopStepRun> first = executions().begin(lease, begun);
        assertThat(first).isEqualTo(new Sequenced<>(1, begun));
        assertThat(runs("x1")).containsExactly(first);
        assertThat(openRuns("x1")).containsExactly(first);
        Sequenced<MopStepRun> ended = executions().finish(lease, 1, result, MopText.of(ANY_UNICODE));

        assertThat(ended).isEqualTo(new Sequenced<>(1, begun.ended(result)));
        assertThat(runs("x1")).containsExactly(ended);
        assertThat(openRuns("x1")).isEmpty();
        assertThat(executions().output(new MopExecutionId("x1"), 1)).contains(MopText.of(ANY_UNICODE));
        assertThat(executions().output(new MopExecutionId("x1"), 2)).isEmpty();
        Sequenced<MopStepRun> look = executions().begin(lease, MopStepRun.reading("look", "command", second(10)));
        executions().finish(lease, look.sequence(), succeeded(11));
        assertThat(executions().output(new MopExecutionId("x1"), 2)).isEmpty();
    }

    @Test
    default void a_step_run_ends_once() {
        MopLease lease = taken("x1");
        executions().begin(lease, change("drain", 1));
        executions().finish(lease, 1, succeeded(2), MopText.of("first"));

        assertThatThrownBy(() -> executions().finish(lease, 1, succeeded(3), MopText.of("second")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("ended already");
        assertThatThrownBy(() -> executions().finish(lease, 2, succeeded(3))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> executions().begin(lease, change("drain", 1).ended(succeeded(2))))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> executions().finish(lease, 1, succeeded(3), MopText.of("x".repeat(100_001))))
                .isInstanceOf(InvalidInputException.class);

        assertThat(runs("x1"))
                .singleElement()
                .satisfies(run -> assertThat(run.value().result()).contains(succeeded(2)));
        assertThat(executions().output(new MopExecutionId("x1"), 1)).contains(MopText.of("first"));
    }

    @Test
    default void step_runs_that_are_added_at_once_get_numbers_without_gaps_and_doubles() {
        MopLease lease = taken("x1");
        MopLease other = taken("x2");

        List<Long> numbers = StorageRace.run(32, thread -> {
            MopLease mine = thread % 2 == 0 ? lease : other;
            long number = executions()
                    .begin(mine, change("s" + thread, 1).on("r" + thread))
                    .sequence();
            executions().finish(mine, number, succeeded(2));
            return number;
        });

        List<Long> all = LongStream.rangeClosed(1, 16).boxed().toList();
        assertThat(numbers).hasSize(32).containsOnly(all.toArray(Long[]::new));
        for (String id : List.of("x1", "x2")) {
            assertThat(runs(id)).extracting(Sequenced::sequence).containsExactlyElementsOf(all);
            assertThat(openRuns(id)).isEmpty();
        }
        assertThat(runs("x1").stream().map(run -> run.value().step()).distinct())
                .hasSize(16);
    }

    @Test
    default void a_step_run_that_many_finish_at_once_is_finished_by_one() {
        MopLease lease = taken("x1");
        executions().begin(lease, change("drain", 1));

        List<Boolean> won = StorageRace.run(16, thread -> {
            try {
                executions().finish(lease, 1, succeeded(thread), MopText.of("by " + thread));
                return true;
            } catch (ConflictException e) {
                return false;
            }
        });

        assertThat(won).containsOnlyOnce(true);
        assertThat(executions().output(new MopExecutionId("x1"), 1)).contains(MopText.of("by " + won.indexOf(true)));
    }

    @Test
    default void a_step_and_where_it_leads_are_written_together_or_not_at_all() {
        MopLease lease = taken("x1");
        executions().begin(lease, change("drain", 1));

        assertThatThrownBy(() -> stores().inTransaction(tx -> {
                    tx.mopExecutions().finish(lease, 1, succeeded(2), MopText.of("seen"));
                    tx.mopExecutions().remember(lease, MopText.of("{}"));
                    tx.mopExecutions().advance(lease, "next", second(2));
                    tx.mopExecutions().begin(lease, change("next", 2));
                    throw new IllegalStateException("mine");
                }))
                .hasMessage("mine");

        assertThat(load("x1").state()).isEqualTo(MopExecutionState.PENDING);
        assertThat(openRuns("x1")).extracting(Sequenced::sequence).containsExactly(1L);
        assertThat(executions().output(new MopExecutionId("x1"), 1)).isEmpty();
        assertThat(executions().memory(new MopExecutionId("x1"))).isEmpty();
        assertThat(executions().begin(lease, change("next", 2)).sequence())
                .as("no gap")
                .isEqualTo(2);
    }

    @Test
    default void changes_of_lost_owners_are_evidence_until_somebody_has_looked() {
        MopLease lost = taken("x1");
        executions().begin(lost, MopStepRun.reading("look", "command", second(1)));
        executions().begin(lost, change("drain", 2).on("r1"));
        executions().begin(lost, change("drain", 3).on("r2"));
        executions().finish(lost, 3, succeeded(4));
        MopLease alive = taken("x2");
        executions().begin(alive, change("other", 5));
        executions().renew(alive, second(10_000));

        assertThat(executions()
                        .abandonedChanges(second(299), PageRequest.first())
                        .items())
                .as("everybody is at work")
                .isEmpty();
        assertThat(executions()
                        .abandonedChanges(second(300), PageRequest.first())
                        .items())
                .containsExactly(new MopStepEvidence(
                        new MopExecutionId("x1"), 2, change("drain", 2).on("r1")));
        assertThat(openRuns("x1")).extracting(Sequenced::sequence).containsExactly(1L, 2L);

        MopLease next = due(300, "n2").get(0).lease();
        assertThat(executions()
                        .abandonedChanges(second(301), PageRequest.first())
                        .items())
                .as("somebody looks")
                .isEmpty();
        executions().release(next, MopProgress.unknown("drain", "look at r1"), second(302));
        assertThat(executions()
                        .abandonedChanges(second(303), PageRequest.first())
                        .items())
                .as("nobody is at it")
                .hasSize(1);
        MopLease person = executions()
                .claim(new MopExecutionId("x1"), second(304), "p1", CLAIM)
                .orElseThrow()
                .lease();
        executions().finish(person, 2, new MopStepResult(MopStepOutcome.UNKNOWN, "seen by kim", second(305)));
        executions().release(person, load("x1").progress().wakingAt(Optional.empty()), second(306));
        assertThat(executions()
                        .abandonedChanges(second(100_000), PageRequest.first())
                        .items())
                .extracting(MopStepEvidence::executionId)
                .containsExactly(new MopExecutionId("x2"));
    }

    @Test
    default void evidence_and_step_runs_are_listed_page_by_page() {
        MopLease lease = taken("x1");
        for (int i = 1; i <= 7; i++) {
            executions().begin(lease, change("s" + i, i));
        }

        assertThat(StorageSubject.allPages(3, page -> executions().runs(new MopExecutionId("x1"), page), () -> {}))
                .extracting(Sequenced::sequence)
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        executions().finish(lease, 4, succeeded(8));
        assertThat(StorageSubject.allPages(2, page -> executions().openRuns(new MopExecutionId("x1"), page), () -> {}))
                .extracting(Sequenced::sequence)
                .containsExactly(1L, 2L, 3L, 5L, 6L, 7L);
        assertThat(StorageSubject.allPages(4, page -> executions().abandonedChanges(second(1000), page), () -> {}))
                .extracting(MopStepEvidence::number)
                .containsExactly(7L, 6L, 5L, 3L, 2L, 1L);
    }

    @Test
    default void executions_are_listed_the_newest_first_and_counted_by_state() {
        begin("a1", "a", 1);
        begin("b1", "b", 2);
        begin("a2", "a", 3);
        executions()
                .start(new NewMopExecution(
                        start("b2", mop("b"), 4), List.of("r7", "r8 " + ANY_UNICODE), MopVariables.NONE));
        end(
                executions()
                        .claim(new MopExecutionId("a1"), second(5), "n1", CLAIM)
                        .orElseThrow()
                        .lease(),
                MopExecutionState.COMPLETED_WITH_HANDLED_FAILURES,
                5);

        MopExecutionQuery all = MopExecutionQuery.all();
        assertThat(ids(all)).containsExactly("b2", "a2", "b1", "a1");
        assertThat(ids(all.of(new MopId("a")))).containsExactly("a2", "a1");
        assertThat(ids(all.in(MopExecutionState.PENDING))).containsExactly("b2", "a2", "b1");
        assertThat(ids(all.of(new MopId("a")).in(MopExecutionState.COMPLETED_WITH_HANDLED_FAILURES)))
                .containsExactly("a1");
        assertThat(ids(all.on("r8 " + ANY_UNICODE))).containsExactly("b2");
        assertThat(ids(all.askedSince(second(3)))).containsExactly("b2", "a2");
        assertThat(executions().countByState())
                .isEqualTo(
                        Map.of(MopExecutionState.PENDING, 3L, MopExecutionState.COMPLETED_WITH_HANDLED_FAILURES, 1L));
    }

    @Test
    default void turning_pages_of_executions_skips_and_doubles_none_while_some_are_added() {
        IntStream.range(0, 7).forEach(number -> begin("x" + number, "m1", number / 3));
        int[] more = {0};

        List<MopExecution> seen = StorageSubject.allPages(
                2,
                page -> executions().list(MopExecutionQuery.all().of(new MopId("m1")), page),
                () -> begin("new" + more[0]++, "m1", 100));

        assertThat(seen)
                .extracting(MopExecution::id)
                .containsExactly(
                        new MopExecutionId("x6"),
                        new MopExecutionId("x5"),
                        new MopExecutionId("x4"),
                        new MopExecutionId("x3"),
                        new MopExecutionId("x2"),
                        new MopExecutionId("x1"),
                        new MopExecutionId("x0"));
    }

    @Test
    default void a_mop_with_an_open_execution_is_not_deleted_and_afterwards_everything_goes() {
        MopLease lease = taken("x1");
        executions().begin(lease, change("drain", 1));
        executions().finish(lease, 1, succeeded(2), MopText.of("seen"));
        executions().remember(lease, MopText.of("{}"));
        begin("other", "m2", 0);

        assertThatThrownBy(() -> stores().mops().delete(new MopId("m1")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("x1");
        end(lease, MopExecutionState.ROLLED_BACK, 3);
        assertThat(stores().mops().delete(new MopId("m1"))).isTrue();

        assertThat(executions().find(new MopExecutionId("x1"))).isEmpty();
        assertThat(executions().targets(new MopExecutionId("x1"))).isEmpty();
        assertThat(executions().variables(new MopExecutionId("x1"))).isEmpty();
        assertThat(executions().memory(new MopExecutionId("x1"))).isEmpty();
        assertThat(executions().output(new MopExecutionId("x1"), 1)).isEmpty();
        assertThat(runs("x1")).isEmpty();
        assertThat(ids(MopExecutionQuery.all())).containsExactly("other");
        assertThatThrownBy(() -> executions().renew(lease, second(900))).isInstanceOf(ConflictException.class);
    }

    @Test
    default void a_mop_is_deleted_or_executed_but_never_both() {
        Mop mop = mop("m1");

        List<Boolean> done = StorageRace.run(8, number -> {
            try {
                if (number % 2 == 0) {
                    return stores().mops().delete(new MopId("m1"));
                }
                executions().start(new NewMopExecution(start("x" + number, mop, 0), List.of(), MopVariables.NONE));
                return true;
            } catch (ConflictException | NotFoundException e) {
                return false;
            }
        });

        boolean deleted = stores().mops().find(new MopId("m1")).isEmpty();
        assertThat(done).contains(true);
        assertThat(ids(MopExecutionQuery.all())).hasSize(deleted ? 0 : 4);
    }

    @Test
    default void old_executions_are_deleted_with_everything_and_open_ones_stay() {
        MopLease old = taken("old");
        executions().begin(old, change("drain", 1));
        executions().finish(old, 1, succeeded(2), MopText.of("seen"));
        end(old, MopExecutionState.COMPLETED, 10);
        end(taken("young"), MopExecutionState.COMPLETED, 20);
        begin("open", "m1", 0);

        assertThat(executions().deleteEnded(second(20))).isEqualTo(1);
        assertThat(executions().deleteEnded(second(20))).isZero();

        assertThat(ids(MopExecutionQuery.all())).containsExactlyInAnyOrder("young", "open");
        assertThat(runs("old")).isEmpty();
        assertThat(executions().output(new MopExecutionId("old"), 1)).isEmpty();
    }

    @Test
    default void texts_of_executions_are_encrypted_with_the_keys_of_the_store() {
        MopVariables variables = MopVariables.of(Map.of("a", "b"));
        executions().start(new NewMopExecution(start("x1", mop("m1"), 0), List.of(), variables));
        MopLease lease = executions()
                .claim(new MopExecutionId("x1"), second(0), "n1", CLAIM)
                .orElseThrow()
                .lease();
        executions().begin(lease, change("drain", 1));
        executions().finish(lease, 1, succeeded(2), MopText.of("seen"));
        executions().remember(lease, MopText.of("memory"));
        keys().rotate();

        assertThat(stores().mops().rotate()).as("a document, and these three").isEqualTo(encrypts() ? 4 : 0);
        keys().forgetOlder();
        assertThat(executions().variables(new MopExecutionId("x1"))).contains(variables);
        assertThat(executions().memory(new MopExecutionId("x1"))).contains(MopText.of("memory"));
        assertThat(executions().output(new MopExecutionId("x1"), 1)).contains(MopText.of("seen"));

        keys().rotate();
        keys().forgetOlder();
        if (encrypts()) {
            assertThatThrownBy(() -> executions().variables(new MopExecutionId("x1")))
                    .isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> executions().memory(new MopExecutionId("x1")))
                    .isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> executions().output(new MopExecutionId("x1"), 1))
                    .isInstanceOf(StoreException.class);
            assertThat(load("x1").state()).as("the rest is readable").isEqualTo(MopExecutionState.PENDING);
        }
    }

    @Test
    default void times_of_executions_round_trip_at_microseconds() {
        Mop mop = mop("m1");
        MopStart exact = start("x1", mop, 0);
        MopStart nanos = new MopStart(
                exact.id(),
                exact.mopId(),
                exact.mopVersion(),
                exact.mopHash(),
                exact.startedBy(),
                exact.correlationId(),
                exact.trigger(),
                exact.triggerId(),
                NOW);

        assertThat(executions().start(new NewMopExecution(nanos, List.of(), MopVariables.NONE)))
                .isEqualTo(load("x1"));
        MopLease lease = executions().claimDue(NOW, "n1", CLAIM, 1).get(0).lease();
        assertThat(load("x1").lease()).contains(lease);
        assertThat(executions().renew(lease, NOW.plusSeconds(5))).isEqualTo(load("x1"));
        Sequenced<MopStepRun> run = executions().begin(lease, MopStepRun.changing("s", "configure", NOW));
        assertThat(runs("x1")).containsExactly(run);
        assertThat(executions().finish(lease, 1, new MopStepResult(MopStepOutcome.SUCCEEDED, "", NOW)))
                .isEqualTo(runs("x1").get(0));
        assertThat(executions().advance(lease, "s", NOW)).isEqualTo(load("x1"));
        assertThat(executions().release(lease, MopProgress.waiting("s", NOW), NOW))
                .isEqualTo(load("x1"));
        assertThat(executions().claimDue(NOW, "n2", CLAIM, 1)).hasSize(1);
        executions().requestCancel(new MopExecutionId("x1"), new MopCancelRequest("user:kim", "", NOW));
        assertThat(load("x1").cancel().orElseThrow().at()).isEqualTo(second(0));
    }

    @Test
    default void an_execution_is_refused_with_a_target_twice_or_too_much_of_anything() {
        MopStart start = start("x1", mop("m1"), 0);

        assertThatThrownBy(() -> new NewMopExecution(start, List.of("r1", "r2", "r1"), MopVariables.NONE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("r1");
        assertThatThrownBy(() -> MopVariables.of(Map.of("a", "x".repeat(100_001))))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> MopVariables.of(Map.of(" ", "x"))).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> new MopStepResult(MopStepOutcome.FAILED, "x".repeat(10_001), second(0)))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> change("s", 0).visited(0, 1)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    default void many_targets_are_kept_in_their_order() {
        List<String> targets = IntStream.range(0, 5000)
                .mapToObj(number -> "r" + (number * 7919) % 5000)
                .toList();

        executions().start(new NewMopExecution(start("x1", mop("m1"), 0), targets, MopVariables.NONE));

        assertThat(executions().targets(new MopExecutionId("x1"))).isEqualTo(targets);
        assertThat(load("x1").targetCount()).isEqualTo(5000);
    }
}
