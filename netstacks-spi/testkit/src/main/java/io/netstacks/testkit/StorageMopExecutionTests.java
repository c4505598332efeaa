package io.netstacks.testkit;

import static io.netstacks.testkit.MopWork.change;
import static io.netstacks.testkit.MopWork.second;
import static io.netstacks.testkit.MopWork.start;
import static io.netstacks.testkit.MopWork.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.Actor;
import io.netstacks.spi.Sequenced;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.error.StoreException;
import io.netstacks.spi.mop.Mop;
import io.netstacks.spi.mop.MopCancelRequest;
import io.netstacks.spi.mop.MopClaim;
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
import io.netstacks.spi.mop.MopStepOutcome;
import io.netstacks.spi.mop.MopStepResult;
import io.netstacks.spi.mop.MopStepRun;
import io.netstacks.spi.mop.MopText;
import io.netstacks.spi.mop.MopTrigger;
import io.netstacks.spi.mop.MopVariables;
import io.netstacks.spi.mop.NewMopExecution;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The part of {@link StorageContract} about executions of MOPs from their beginning to their end. */
interface StorageMopExecutionTests extends StorageSubject {

    private MopExecutionStore executions() {
        return stores().mopExecutions();
    }

    private MopWork work() {
        return new MopWork(stores());
    }

    @Test
    default void an_execution_comes_back_with_everything_that_was_frozen() {
        Mop mop = work().mop("m1 " + ANY_UNICODE);
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

        assertThat(work().load(start.id().value())).isEqualTo(begun);
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
        assertThat(executions().variables(work().begin("x2", "m2", 0).id())).contains(MopVariables.NONE);
    }

    @Test
    default void an_execution_is_of_a_document_that_exists_and_stays_with_it() {
        Mop mop = work().mop("m1");
        stores().mops()
                .revise(new MopId("m1"), 1, mop.details(), new MopRevision(MopText.of("steps: [a]"), "user:kim"));
        MopStart old = start("x1", mop, 0);
        Mop unknown = new Mop(new MopId("m9"), mop.details(), 1, mop.latestHash(), "user:kim");
        Mop forged = new Mop(new MopId("m1"), mop.details(), 2, mop.latestHash(), "user:kim");

        executions().start(new NewMopExecution(old, List.of(), MopVariables.NONE));

        assertThat(work().load("x1").start().mopVersion()).isEqualTo(1);
        assertThat(stores().mops().text(new MopId("m1"), 1)).contains(MopText.of("steps: []"));
        for (Mop missing : List.of(unknown, forged)) {
            NewMopExecution given = new NewMopExecution(start("x2", missing, 0), List.of(), MopVariables.NONE);
            assertThatThrownBy(() -> executions().start(given)).isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> executions().startAlone(given)).isInstanceOf(NotFoundException.class);
        }
        assertThatThrownBy(() -> work().begin("x1", "m1", 0)).isInstanceOf(ConflictException.class);
        assertThat(work().ids(MopExecutionQuery.all())).containsExactly("x1");
    }

    @Test
    default void of_many_that_want_to_be_the_only_execution_one_begins() {
        Mop mop = work().mop("m1");

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
        assertThat(work().ids(MopExecutionQuery.all())).containsExactly(id.value());
        work().end(
                        executions()
                                .claim(id, second(0), "n1", MopWork.CLAIM)
                                .orElseThrow()
                                .lease(),
                        MopExecutionState.COMPLETED,
                        1);
        executions().startAlone(new NewMopExecution(start("next", mop, 2), List.of(), MopVariables.NONE));
        assertThat(work().load("next").state()).isEqualTo(MopExecutionState.PENDING);
    }

    @Test
    default void an_execution_goes_from_its_beginning_to_its_end() {
        work().begin("x1", "m1", 0);
        assertThat(work().due(-1, "n1")).as("before its time").isEmpty();

        MopClaim claim = work().due(0, "n1").get(0);
        MopLease lease = claim.lease();
        assertThat(lease).isEqualTo(new MopLease(new MopExecutionId("x1"), "n1", 1, second(300)));
        assertThat(claim.execution()).isEqualTo(work().load("x1"));
        assertThat(claim.execution().state()).as("as it was left").isEqualTo(MopExecutionState.PENDING);
        assertThat(work().due(299, "n2")).as("somebody has it").isEmpty();

        MopExecution advanced = executions().advance(lease, "reach " + ANY_UNICODE, second(1));
        assertThat(advanced).isEqualTo(work().load("x1"));
        assertThat(advanced.state()).isEqualTo(MopExecutionState.RUNNING);
        assertThat(advanced.startedAt()).contains(second(1));
        MopExecution waiting = executions().release(lease, MopProgress.waiting("settle", second(60)), second(2));
        assertThat(waiting).isEqualTo(work().load("x1"));
        assertThat(waiting.lease()).isEmpty();

        assertThat(work().due(59, "n2")).as("it waits").isEmpty();
        MopLease second = work().due(60, "n2").get(0).lease();
        assertThat(second.fence()).isEqualTo(2);
        executions().advance(second, "verify", second(61));
        assertThat(work().load("x1").startedAt()).as("the first step").contains(second(1));
        MopExecution over = executions()
                .release(
                        second,
                        work().load("x1").progress().ended(MopExecutionState.FAILED, Optional.of(ANY_UNICODE)),
                        second(62));

        assertThat(over).isEqualTo(work().load("x1"));
        assertThat(over.progress())
                .isEqualTo(new MopProgress(
                        MopExecutionState.FAILED, Optional.of("verify"), Optional.empty(), Optional.of(ANY_UNICODE)));
        assertThat(over.endedAt()).contains(second(62));
        assertThat(work().due(100_000, "n3")).isEmpty();
        assertThat(executions().claim(new MopExecutionId("x1"), second(100_000), "n3", MopWork.CLAIM))
                .isEmpty();
        assertThat(executions().wake(new MopExecutionId("x1"), second(100_000))).isFalse();
    }

    @Test
    default void an_execution_goes_only_where_it_may() {
        MopLease lease = work().taken("x1");
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
        assertThatThrownBy(() -> executions().claimDue(second(1000), " ", MopWork.CLAIM, 1))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> executions().claim(new MopExecutionId("unknown"), second(0), "n2", MopWork.CLAIM))
                .isInstanceOf(NotFoundException.class);

        executions().finish(lease, open, succeeded(2));
        executions().release(lease, completed, second(3));
        assertThat(work().load("x1").state()).isEqualTo(MopExecutionState.COMPLETED);
    }

    @Test
    default void what_an_execution_remembers_is_there_for_the_next_owner() {
        MopLease lease = work().taken("x1");
        executions().remember(lease, MopText.of("first"));
        String memory = "{\"saved\":\"" + ANY_UNICODE + "\"}" + "x".repeat(300_000);
        executions().remember(lease, MopText.of(memory));

        assertThat(executions().memory(new MopExecutionId("x1"))).contains(MopText.of(memory));
        MopLease next = work().due(300, "n2").get(0).lease();
        executions().remember(next, MopText.of(""));
        assertThat(executions().memory(new MopExecutionId("x1"))).contains(MopText.of(""));
    }

    @Test
    default void executions_are_listed_the_newest_first_and_counted_by_state() {
        work().begin("a1", "a", 1);
        work().begin("b1", "b", 2);
        work().begin("a2", "a", 3);
        executions()
                .start(new NewMopExecution(
                        start("b2", work().mop("b"), 4), List.of("r7", "r8 " + ANY_UNICODE), MopVariables.NONE));
        work().end(
                        executions()
                                .claim(new MopExecutionId("a1"), second(5), "n1", MopWork.CLAIM)
                                .orElseThrow()
                                .lease(),
                        MopExecutionState.COMPLETED_WITH_HANDLED_FAILURES,
                        5);

        MopExecutionQuery all = MopExecutionQuery.all();
        assertThat(work().ids(all)).containsExactly("b2", "a2", "b1", "a1");
        assertThat(work().ids(all.of(new MopId("a")))).containsExactly("a2", "a1");
        assertThat(work().ids(all.in(MopExecutionState.PENDING))).containsExactly("b2", "a2", "b1");
        assertThat(work().ids(all.of(new MopId("a")).in(MopExecutionState.COMPLETED_WITH_HANDLED_FAILURES)))
                .containsExactly("a1");
        assertThat(work().ids(all.on("r8 " + ANY_UNICODE))).containsExactly("b2");
        assertThat(work().ids(all.askedSince(second(3)))).containsExactly("b2", "a2");
        assertThat(executions().countByState())
                .isEqualTo(
                        Map.of(MopExecutionState.PENDING, 3L, MopExecutionState.COMPLETED_WITH_HANDLED_FAILURES, 1L));
    }

    @Test
    default void turning_pages_of_executions_skips_and_doubles_none_while_some_are_added() {
        IntStream.range(0, 7).forEach(number -> work().begin("x" + number, "m1", number / 3));
        int[] more = {0};

        List<MopExecution> seen = StorageSubject.allPages(
                2,
                page -> executions().list(MopExecutionQuery.all().of(new MopId("m1")), page),
                () -> work().begin("new" + more[0]++, "m1", 100));

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
        MopLease lease = work().taken("x1");
        executions().begin(lease, change("drain", 1));
        executions().finish(lease, 1, succeeded(2), MopText.of("seen"));
        executions().remember(lease, MopText.of("{}"));
        work().begin("other", "m2", 0);

        assertThatThrownBy(() -> stores().mops().delete(new MopId("m1")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("x1");
        work().end(lease, MopExecutionState.ROLLED_BACK, 3);
        assertThat(stores().mops().delete(new MopId("m1"))).isTrue();

        assertThat(executions().find(new MopExecutionId("x1"))).isEmpty();
        assertThat(executions().targets(new MopExecutionId("x1"))).isEmpty();
        assertThat(executions().variables(new MopExecutionId("x1"))).isEmpty();
        assertThat(executions().memory(new MopExecutionId("x1"))).isEmpty();
        assertThat(executions().output(new MopExecutionId("x1"), 1)).isEmpty();
        assertThat(work().runs("x1")).isEmpty();
        assertThat(work().ids(MopExecutionQuery.all())).containsExactly("other");
        assertThatThrownBy(() -> executions().renew(lease, second(900))).isInstanceOf(ConflictException.class);
    }

    @Test
    default void a_mop_is_deleted_or_executed_but_never_both() {
        Mop mop = work().mop("m1");

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
        assertThat(work().ids(MopExecutionQuery.all())).hasSize(deleted ? 0 : 4);
    }

    @Test
    default void old_executions_are_deleted_with_everything_and_open_ones_stay() {
        MopLease old = work().taken("old");
        executions().begin(old, change("drain", 1));
        executions().finish(old, 1, succeeded(2), MopText.of("seen"));
        work().end(old, MopExecutionState.COMPLETED, 10);
        work().end(work().taken("young"), MopExecutionState.COMPLETED, 20);
        work().begin("open", "m1", 0);

        assertThat(executions().deleteEnded(second(20))).isEqualTo(1);
        assertThat(executions().deleteEnded(second(20))).isZero();

        assertThat(work().ids(MopExecutionQuery.all())).containsExactlyInAnyOrder("young", "open");
        assertThat(work().runs("old")).isEmpty();
        assertThat(executions().output(new MopExecutionId("old"), 1)).isEmpty();
    }

    @Test
    default void texts_of_executions_are_encrypted_with_the_keys_of_the_store() {
        MopVariables variables = MopVariables.of(Map.of("a", "b"));
        executions().start(new NewMopExecution(start("x1", work().mop("m1"), 0), List.of(), variables));
        MopLease lease = executions()
                .claim(new MopExecutionId("x1"), second(0), "n1", MopWork.CLAIM)
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
            assertThat(work().load("x1").state()).as("the rest is readable").isEqualTo(MopExecutionState.PENDING);
        }
    }

    @Test
    default void times_of_executions_round_trip_at_microseconds() {
        Mop mop = work().mop("m1");
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
                .isEqualTo(work().load("x1"));
        MopLease lease =
                executions().claimDue(NOW, "n1", MopWork.CLAIM, 1).get(0).lease();
        assertThat(work().load("x1").lease()).contains(lease);
        assertThat(executions().renew(lease, NOW.plusSeconds(5))).isEqualTo(work().load("x1"));
        Sequenced<MopStepRun> run = executions().begin(lease, MopStepRun.changing("s", "configure", NOW));
        assertThat(work().runs("x1")).containsExactly(run);
        assertThat(executions().finish(lease, 1, new MopStepResult(MopStepOutcome.SUCCEEDED, "", NOW)))
                .isEqualTo(work().runs("x1").get(0));
        assertThat(executions().advance(lease, "s", NOW)).isEqualTo(work().load("x1"));
        assertThat(executions().release(lease, MopProgress.waiting("s", NOW), NOW))
                .isEqualTo(work().load("x1"));
        assertThat(executions().claimDue(NOW, "n2", MopWork.CLAIM, 1)).hasSize(1);
        executions().requestCancel(new MopExecutionId("x1"), new MopCancelRequest("user:kim", "", NOW));
        assertThat(work().load("x1").cancel().orElseThrow().at()).isEqualTo(second(0));
    }

    @Test
    default void an_execution_is_refused_with_a_target_twice_or_too_much_of_anything() {
        MopStart start = start("x1", work().mop("m1"), 0);

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

        executions().start(new NewMopExecution(start("x1", work().mop("m1"), 0), targets, MopVariables.NONE));

        assertThat(executions().targets(new MopExecutionId("x1"))).isEqualTo(targets);
        assertThat(work().load("x1").targetCount()).isEqualTo(5000);
    }
}
