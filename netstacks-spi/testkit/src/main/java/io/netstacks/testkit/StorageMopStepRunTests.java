package io.netstacks.testkit;

import static io.netstacks.testkit.MopWork.change;
import static io.netstacks.testkit.MopWork.second;
import static io.netstacks.testkit.MopWork.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.PageRequest;
import io.netstacks.spi.Sequenced;
import io.netstacks.spi.agent.ApprovalId;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.mop.MopExecutionId;
import io.netstacks.spi.mop.MopExecutionState;
import io.netstacks.spi.mop.MopExecutionStore;
import io.netstacks.spi.mop.MopLease;
import io.netstacks.spi.mop.MopProgress;
import io.netstacks.spi.mop.MopStepEvidence;
import io.netstacks.spi.mop.MopStepOutcome;
import io.netstacks.spi.mop.MopStepResult;
import io.netstacks.spi.mop.MopStepRun;
import io.netstacks.spi.mop.MopText;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The part of {@link StorageContract} about what the steps of an execution did. */
interface StorageMopStepRunTests extends StorageSubject {

    private MopExecutionStore executions() {
        return stores().mopExecutions();
    }

    private MopWork work() {
        return new MopWork(stores());
    }

    @Test
    default void a_step_run_comes_back_with_every_part_before_and_after() {
        MopLease lease = work().taken("x1");
        MopStepRun begun = MopStepRun.changing("drain " + ANY_UNICODE, "configure", second(1))
                .on("r1 " + ANY_UNICODE)
                .visited(3, 2)
                .undoing(7)
                .approvedBy(new ApprovalId("a1 " + ANY_UNICODE));
        MopStepResult result = new MopStepResult(MopStepOutcome.FAILED, ANY_UNICODE, second(9));

        Sequenced<MopStepRun> first = executions().begin(lease, begun);
        assertThat(first).isEqualTo(new Sequenced<>(1, begun));
        assertThat(work().runs("x1")).containsExactly(first);
        assertThat(work().openRuns("x1")).containsExactly(first);
        Sequenced<MopStepRun> ended = executions().finish(lease, 1, result, MopText.of(ANY_UNICODE));

        assertThat(ended).isEqualTo(new Sequenced<>(1, begun.ended(result)));
        assertThat(work().runs("x1")).containsExactly(ended);
        assertThat(work().openRuns("x1")).isEmpty();
        assertThat(executions().output(new MopExecutionId("x1"), 1)).contains(MopText.of(ANY_UNICODE));
        assertThat(executions().output(new MopExecutionId("x1"), 2)).isEmpty();
        Sequenced<MopStepRun> look = executions().begin(lease, MopStepRun.reading("look", "command", second(10)));
        executions().finish(lease, look.sequence(), succeeded(11));
        assertThat(executions().output(new MopExecutionId("x1"), 2)).isEmpty();
    }

    @Test
    default void a_step_run_ends_once() {
        MopLease lease = work().taken("x1");
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

        assertThat(work().runs("x1"))
                .singleElement()
                .satisfies(run -> assertThat(run.value().result()).contains(succeeded(2)));
        assertThat(executions().output(new MopExecutionId("x1"), 1)).contains(MopText.of("first"));
    }

    @Test
    default void step_runs_that_are_added_at_once_get_numbers_without_gaps_and_doubles() {
        MopLease lease = work().taken("x1");
        MopLease other = work().taken("x2");

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
            assertThat(work().runs(id)).extracting(Sequenced::sequence).containsExactlyElementsOf(all);
            assertThat(work().openRuns(id)).isEmpty();
        }
        assertThat(work().runs("x1").stream().map(run -> run.value().step()).distinct())
                .hasSize(16);
    }

    @Test
    default void a_step_run_that_many_finish_at_once_is_finished_by_one() {
        MopLease lease = work().taken("x1");
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
        MopLease lease = work().taken("x1");
        executions().begin(lease, change("drain", 1));

        assertThatThrownBy(() -> stores().inTransaction(tx -> {
                    tx.mopExecutions().finish(lease, 1, succeeded(2), MopText.of("seen"));
                    tx.mopExecutions().remember(lease, MopText.of("{}"));
                    tx.mopExecutions().advance(lease, "next", second(2));
                    tx.mopExecutions().begin(lease, change("next", 2));
                    throw new IllegalStateException("mine");
                }))
                .hasMessage("mine");

        assertThat(work().load("x1").state()).isEqualTo(MopExecutionState.PENDING);
        assertThat(work().openRuns("x1")).extracting(Sequenced::sequence).containsExactly(1L);
        assertThat(executions().output(new MopExecutionId("x1"), 1)).isEmpty();
        assertThat(executions().memory(new MopExecutionId("x1"))).isEmpty();
        assertThat(executions().begin(lease, change("next", 2)).sequence())
                .as("no gap")
                .isEqualTo(2);
    }

    @Test
    default void changes_of_lost_owners_are_evidence_until_somebody_has_looked() {
        MopLease lost = work().taken("x1");
        executions().begin(lost, MopStepRun.reading("look", "command", second(1)));
        executions().begin(lost, change("drain", 2).on("r1"));
        executions().begin(lost, change("drain", 3).on("r2"));
        executions().finish(lost, 3, succeeded(4));
        MopLease alive = work().taken("x2");
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
        assertThat(work().openRuns("x1")).extracting(Sequenced::sequence).containsExactly(1L, 2L);

        MopLease next = work().due(300, "n2").get(0).lease();
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
                .claim(new MopExecutionId("x1"), second(304), "p1", MopWork.CLAIM)
                .orElseThrow()
                .lease();
        executions().finish(person, 2, new MopStepResult(MopStepOutcome.UNKNOWN, "seen by kim", second(305)));
        executions().release(person, work().load("x1").progress().wakingAt(Optional.empty()), second(306));
        assertThat(executions()
                        .abandonedChanges(second(100_000), PageRequest.first())
                        .items())
                .extracting(MopStepEvidence::executionId)
                .containsExactly(new MopExecutionId("x2"));
    }

    @Test
    default void evidence_and_step_runs_are_listed_page_by_page() {
        MopLease lease = work().taken("x1");
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
}
