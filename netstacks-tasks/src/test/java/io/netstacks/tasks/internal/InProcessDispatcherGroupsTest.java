package io.netstacks.tasks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.error.ProviderException;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.spi.task.TaskState;
import io.netstacks.tasks.run.TaskHandle;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tasks of a full group wait without holding a worker, in their order. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InProcessDispatcherGroupsTest extends InProcessDispatcherFixture {

    @Test
    void tasks_of_a_full_group_wait_without_a_worker() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger atWork = new AtomicInteger();
        Queue<Integer> most = new ConcurrentLinkedQueue<>();
        List<TaskHandle<String>> slow = IntStream.range(0, 50)
                .mapToObj(i -> submit(reading("slow" + i, context -> {
                    most.add(atWork.incrementAndGet());
                    begun.countDown();
                    try {
                        return await(release);
                    } finally {
                        atWork.decrementAndGet();
                    }
                })))
                .toList();
        begun.await();

        assertThat(submit(reading("edge1", context -> "elsewhere")).join()).isEqualTo("elsewhere");
        assertThat(slow)
                .filteredOn(handle -> handle.record().state() == TaskState.PENDING)
                .hasSize(48);
        assertThat(dispatcher.waiting()).isEqualTo(48);

        release.countDown();
        assertThat(slow).extracting(TaskHandle::join).hasSize(50).containsOnly("done");
        assertThat(most).hasSize(50).allSatisfy(together -> assertThat(together).isLessThanOrEqualTo(2));
    }

    @Test
    void tasks_of_a_group_begin_in_their_order_as_its_place_gets_free() {
        CountDownLatch release = new CountDownLatch(1);
        Queue<Integer> order = new ConcurrentLinkedQueue<>();
        List<TaskHandle<String>> narrow = IntStream.range(0, 20)
                .mapToObj(i -> submit(reading("narrow" + i, context -> {
                    order.add(i);
                    return await(release);
                })))
                .toList();

        release.countDown();

        assertThat(narrow).extracting(TaskHandle::join).containsOnly("done");
        assertThat(order)
                .containsExactlyElementsOf(IntStream.range(0, 20).boxed().toList());
    }

    @Test
    void a_task_between_two_attempts_has_no_place_in_its_group() {
        AtomicInteger attempts = new AtomicInteger();
        TaskHandle<String> retried = submit(reading("slow1", context -> {
            if (attempts.incrementAndGet() == 1) {
                throw lost();
            }
            return "again";
        }));
        awaitRetry();
        List<AtWork> others = List.of(begin("slow2"), begin("slow3"));

        timer.fire(RETRY);
        assertThat(attempts).hasValue(1);
        assertThat(retried.future()).isNotDone();

        others.forEach(AtWork::letGo);
        assertThat(others).extracting(other -> other.task().join()).containsOnly("done");
        assertThat(retried.join()).isEqualTo("again");
    }

    @Test
    void a_task_that_is_cancelled_while_its_group_is_full_never_begins() {
        List<AtWork> full = List.of(begin("slow1"), begin("slow2"));
        TaskHandle<String> cancelled = submit(changing("slow3", context -> "never"));
        TaskHandle<String> next = submit(changing("slow4", context -> "next"));

        assertThat(cancelled.cancel()).isTrue();
        full.forEach(AtWork::letGo);

        assertThat(next.join()).isEqualTo("next");
        assertThat(full).extracting(other -> other.task().join()).containsOnly("done");
        assertThatThrownBy(cancelled::join).isInstanceOf(OperationCancelledException.class);
        assertEnds(cancelled, TaskOutcome.CANCELLED);
    }

    @Test
    void an_executor_that_takes_no_work_leaves_no_place_of_a_group_taken() {
        AtomicInteger refused = new AtomicInteger();
        dispatcher = dispatcher(4, 100, SOFT, work -> {
            if (refused.getAndIncrement() < 2) {
                throw new RejectedExecutionException("not now");
            }
            work.run();
        });

        for (int i = 0; i < 2; i++) {
            TaskHandle<String> handle = submit(reading("slow" + i, context -> "never"));
            assertThatThrownBy(handle::join).isInstanceOf(ProviderException.class);
        }

        assertThat(submit(reading("slow9", context -> "done")).join()).isEqualTo("done");
    }
}
