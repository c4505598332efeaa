package io.netstacks.tasks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.tasks.run.TaskHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tasks that take too long or are cancelled stop, and leave nothing taken behind them. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InProcessDispatcherStoppingTest extends InProcessDispatcherFixture {

    @Test
    void the_soft_limit_asks_to_stop_and_waits_for_the_clean_up() {
        dispatcher = dispatcher(4, 100, Duration.ofMillis(20));
        List<String> steps = new ArrayList<>();

        TaskHandle<String> handle = submit(changing("edge1", context -> {
            try {
                while (true) {
                    context.deadline().check("waiting for edge1");
                    Thread.onSpinWait();
                }
            } finally {
                steps.add(Thread.currentThread().isInterrupted() ? "interrupted" : "logged out");
            }
        }));

        assertThatThrownBy(handle::join).isInstanceOf(DeadlineExceededException.class);
        assertThat(steps).containsExactly("logged out");
        assertEnds(handle, TaskOutcome.UNKNOWN);
        assertSubjectIsFree("edge1");
    }

    @Test
    void the_hard_limit_interrupts_and_frees_the_subject() {
        TaskHandle<String> handle = begin("edge1").task();

        timer.fire(HARD);

        assertThatThrownBy(handle::join)
                .isInstanceOf(DeadlineExceededException.class)
                .hasMessageContaining("tests.work of edge1: stopped at the hard limit of PT10M")
                .hasCauseInstanceOf(OperationCancelledException.class);
        assertEnds(handle, TaskOutcome.TIMED_OUT);
        assertSubjectIsFree("edge1");
    }

    @Test
    void work_that_does_not_heed_the_hard_limit_keeps_nobody_waiting() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean stop = new AtomicBoolean();
        TaskHandle<String> handle = submit(changing("edge1", context -> {
            begun.countDown();
            while (!stop.get()) {
                Thread.onSpinWait();
            }
            return "at last";
        }));
        begun.await();

        timer.fire(HARD);
        assertThat(handle.future()).isNotDone();
        timer.fire(HARD.plus(GRACE));

        assertThatThrownBy(handle::join)
                .isInstanceOf(DeadlineExceededException.class)
                .hasMessageContaining("may still be at work");
        assertEnds(handle, TaskOutcome.UNKNOWN);
        stop.set(true);
        assertSubjectIsFree("edge1");
        assertEnds(handle, TaskOutcome.UNKNOWN);
    }

    @Test
    void the_thread_of_a_stopped_task_comes_back_without_the_interrupt() {
        ExecutorService one = Executors.newSingleThreadExecutor();
        dispatcher = dispatcher(1, 10, SOFT, one);
        try {
            TaskHandle<String> first = begin("edge1").task();
            assertThat(first.cancel()).isTrue();
            TaskHandle<String> second = submit(reading(
                    "edge2", context -> "interrupted " + Thread.currentThread().isInterrupted()));

            assertThat(second.join()).isEqualTo("interrupted false");
        } finally {
            one.shutdownNow();
        }
    }

    @Test
    void a_running_task_that_is_cancelled_stops_and_frees_the_subject() {
        TaskHandle<String> handle = begin("edge1").task();

        assertThat(handle.cancel()).isTrue();

        assertThatThrownBy(handle::join).isInstanceOf(OperationCancelledException.class);
        assertEnds(handle, TaskOutcome.CANCELLED);
        assertSubjectIsFree("edge1");
    }

    @Test
    void a_change_that_is_cancelled_after_it_began_is_unknown() {
        TaskHandle<String> handle = beginChange("edge1").task();
        handle.cancel();

        assertThatThrownBy(handle::join).isInstanceOf(OperationCancelledException.class);
        assertEnds(handle, TaskOutcome.UNKNOWN);
    }

    @Test
    void a_waiting_task_that_is_cancelled_never_begins() {
        AtWork first = begin("edge1");
        AtomicInteger ran = new AtomicInteger();
        TaskHandle<String> second = submit(changing("edge1", context -> "ran " + ran.incrementAndGet()));

        assertThat(second.cancel()).isTrue();

        assertThatThrownBy(second::join).isInstanceOf(OperationCancelledException.class);
        assertEnds(second, TaskOutcome.CANCELLED);
        first.letGo();
        assertThat(first.task().join()).isEqualTo("done");
        assertSubjectIsFree("edge1");
        assertThat(ran).hasValue(0);
    }

    @Test
    void a_task_that_is_cancelled_between_two_attempts_ends_at_once() throws Exception {
        CountDownLatch tried = new CountDownLatch(1);
        TaskHandle<String> handle = submit(reading("edge1", context -> {
            tried.countDown();
            throw lost();
        }));
        tried.await();
        awaitRetry();

        assertThat(handle.cancel()).isTrue();

        assertThatThrownBy(handle::join).isInstanceOf(OperationCancelledException.class);
        timer.fire(RETRY);
        assertEnds(handle, TaskOutcome.CANCELLED);
        assertSubjectIsFree("edge1");
    }

    @Test
    void cancelling_at_any_moment_ends_the_task() {
        for (int i = 0; i < 500; i++) {
            TaskHandle<String> handle = submit(reading("edge" + i % 7, context -> await(new CountDownLatch(1))));
            assertThat(handle.cancel()).isTrue();
            assertThatThrownBy(handle::join).isInstanceOf(OperationCancelledException.class);
        }
        assertSubjectIsFree("edge1");
    }
}
