package io.netstacks.tasks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.NetStacks;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.WriteGuard;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.task.TaskHistoryStore;
import io.netstacks.spi.task.TaskId;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.spi.task.TaskState;
import io.netstacks.tasks.NetStacksTasks;
import io.netstacks.tasks.device.GetConfig;
import io.netstacks.tasks.device.SetConfig;
import io.netstacks.tasks.run.TaskBench;
import io.netstacks.tasks.run.TaskDispatcher;
import io.netstacks.tasks.run.TaskHandle;
import io.netstacks.tasks.run.TaskRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of tasks whose worker is lost. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LocalBenchTest {

    private static final Instant THEN = Instant.parse("2026-11-23T10:00:00Z");

    private final List<TaskBench> benches = new ArrayList<>();
    private final OperationContext kim = OperationContext.as(Actor.user("kim"));
    private final NetStacks net =
            NetStacks.builder().storage("memory").discovery(false).build();
    private final NetStacksTasks tasks =
            NetStacksTasks.over(net).dispatcher(Nowhere::new).build();
    private final TaskBench bench = benches.get(0);
    private final TaskHistoryStore history = net.stores().tasks();

    /** Only hands the bench out. */
    private final class Nowhere implements TaskDispatcher {
        private Nowhere(TaskBench bench) {
            benches.add(bench);
        }

        @Override
        public <R> TaskHandle<R> submit(TaskRequest<R> request, OperationContext context) {
            throw new ConflictException("nothing is accepted here");
        }

        @Override
        public boolean cancel(TaskId taskId) {
            return false;
        }

        @Override
        public Set<TaskId> gone(Collection<TaskId> taskIds) {
            return Set.copyOf(taskIds);
        }

        @Override
        public int waiting() {
            return 0;
        }

        @Override
        public boolean drain(Duration patience) {
            return true;
        }

        @Override
        public void close() {
            benches.clear();
        }
    }

    @AfterEach
    void close() {
        tasks.close();
        net.close();
    }

    private TaskRecord begun(TaskRequest<?> request) {
        TaskRecord running = bench.accept(request, kim).started(THEN);
        assertThat(history.advance(TaskState.PENDING, running)).isTrue();
        return running;
    }

    /** A store keeps times to the microsecond, so that records are compared without them. */
    private static List<Object> end(TaskRecord record) {
        return List.of(record.id(), record.state(), record.outcome(), record.message());
    }

    private List<Object> known(TaskRecord record) {
        return end(bench.find(record.id()).orElseThrow());
    }

    @Test
    void a_change_that_had_begun_is_unknown_with_the_evidence() {
        TaskRecord running = begun(SetConfig.of("edge1", "hostname edge1"));

        TaskRecord over = bench.abandon(running, "worker a stopped after it began");

        assertThat(over.outcome()).contains(TaskOutcome.UNKNOWN);
        assertThat(over.message()).contains("worker a stopped after it began");
        assertThat(known(running)).isEqualTo(end(over));
    }

    @Test
    void a_change_that_had_begun_is_never_run_again() {
        SetConfig change = SetConfig.of("edge1", "hostname edge1");
        TaskRecord running = begun(change);

        assertThatThrownBy(() -> bench.run(running, change, kim))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("may not be run again");
        assertThat(known(running)).isEqualTo(end(running));
    }

    @Test
    void a_change_that_waits_in_an_old_record_but_has_begun_is_not_run_either() {
        SetConfig change = SetConfig.of("edge1", "hostname edge1");
        TaskRecord waiting = bench.accept(change, kim);
        TaskRecord running = waiting.started(THEN);
        history.advance(TaskState.PENDING, running);

        assertThatThrownBy(() -> bench.run(waiting, change, kim).join())
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("is not begun");
        assertThat(known(waiting)).isEqualTo(end(running));
    }

    @Test
    void a_read_that_had_begun_is_delivered_again() {
        GetConfig read = GetConfig.of("nowhere", "show version");
        TaskRecord running = begun(read);

        assertThatThrownBy(() -> bench.run(running, read, kim).join()).hasMessageContaining("nowhere");
        assertThat(bench.find(running.id()).orElseThrow().outcome()).contains(TaskOutcome.FAILED);
    }

    @Test
    void what_had_not_begun_has_failed_and_what_is_over_stays() {
        TaskRecord waiting = bench.accept(SetConfig.of("edge1", "hostname edge1"), kim);

        TaskRecord over = bench.abandon(waiting, "its request cannot be read");

        assertThat(over.outcome()).contains(TaskOutcome.FAILED);
        assertThat(end(bench.abandon(waiting, "once more"))).isEqualTo(end(over));
        assertThat(bench.abandon(over, "once more")).isEqualTo(over);
    }

    @Test
    void what_nobody_has_begun_can_be_cancelled_and_nothing_else() {
        TaskRecord waiting = bench.accept(SetConfig.of("edge1", "hostname edge1"), kim);
        TaskRecord running = begun(SetConfig.of("edge2", "hostname edge2"));

        assertThat(bench.cancel(waiting, "by kim")).isTrue();

        assertThat(bench.find(waiting.id()).orElseThrow().outcome()).contains(TaskOutcome.CANCELLED);
        assertThat(bench.cancel(waiting, "by kim")).isFalse();
        assertThat(bench.cancel(running, "by kim")).isFalse();
        assertThat(known(running)).isEqualTo(end(running));
    }

    @Test
    void work_that_lost_its_lease_leaves_the_record_to_who_has_it() {
        GetConfig read = GetConfig.of("nowhere", "show version");
        TaskRecord running = begun(read);
        OperationContext lost = kim.withDeadline(kim.deadline().guardedBy(new WriteGuard() {
            @Override
            public void check() {
                throw new OperationCancelledException("the lease is lost");
            }

            @Override
            public boolean isLost() {
                return true;
            }
        }));

        assertThatThrownBy(() -> bench.run(running, read, lost).join())
                .isInstanceOf(OperationCancelledException.class)
                .hasMessageContaining("lost its lease");
        assertThat(known(running)).isEqualTo(end(running));
    }
}
