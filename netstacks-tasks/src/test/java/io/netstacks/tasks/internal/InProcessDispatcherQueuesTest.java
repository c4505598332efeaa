package io.netstacks.tasks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.OperationContext;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.spi.task.TaskQuery;
import io.netstacks.spi.task.TaskState;
import io.netstacks.tasks.run.TaskHandle;
import io.netstacks.tasks.run.TaskQueue;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two queues and their workers: who waits for whom, and who is refused. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InProcessDispatcherQueuesTest extends InProcessDispatcherFixture {

    @Test
    void what_steers_runs_while_all_workers_for_devices_are_busy() {
        dispatcher = dispatcher(1, 10, SOFT);
        AtWork long1 = begin("edge1");
        TaskHandle<String> long2 = submit(reading("edge2", context -> "two"));

        TaskHandle<String> control =
                submit(new Work("backups", false, TaskQueue.CONTROL, Map.of(), context -> "cleaned up"));

        assertThat(control.join()).isEqualTo("cleaned up");
        assertThat(long2.future()).isNotDone();
        long1.letGo();
        assertThat(long1.task().join()).isEqualTo("done");
        assertThat(long2.join()).isEqualTo("two");
    }

    @Test
    void tasks_of_a_device_take_turns_also_when_they_are_in_two_queues() {
        AtWork first = begin("edge1");
        TaskHandle<String> second = submit(new Work("edge1", false, TaskQueue.CONTROL, Map.of(), context -> "two"));
        TaskHandle<String> other = submit(new Work("edge2", false, TaskQueue.CONTROL, Map.of(), context -> "other"));

        assertThat(other.join()).isEqualTo("other");
        assertThat(history.find(second.id()).orElseThrow().state()).isEqualTo(TaskState.PENDING);
        first.letGo();
        assertThat(first.task().join()).isEqualTo("done");
        assertThat(second.join()).isEqualTo("two");
    }

    @Test
    void a_worker_goes_on_with_what_waits_and_gives_its_thread_back_now_and_then() {
        AtomicInteger given = new AtomicInteger();
        dispatcher = dispatcher(1, 200, SOFT, work -> {
            given.incrementAndGet();
            threads.execute(work);
        });
        AtWork first = begin("edge0");
        List<TaskHandle<String>> others = IntStream.range(1, 130)
                .mapToObj(number -> submit(reading("edge" + number, context -> "done")))
                .toList();

        first.letGo();

        assertThat(first.task().join()).isEqualTo("done");
        assertThat(others).allSatisfy(other -> assertThat(other.join()).isEqualTo("done"));
        assertThat(given).hasValue(3); // 64 and 64 and 2
    }

    @Test
    void a_worker_that_goes_on_in_the_other_queue_leaves_its_place_to_who_waits_for_it() {
        dispatcher = dispatcher(1, 10, SOFT);
        CountDownLatch both = new CountDownLatch(2);
        Function<OperationContext, String> meeting = context -> {
            both.countDown();
            return await(both);
        };
        AtWork first = begin("edge1");
        TaskHandle<String> control = submit(new Work("edge1", false, TaskQueue.CONTROL, Map.of(), meeting));
        TaskHandle<String> device = submit(reading("edge2", meeting));

        first.letGo();

        assertThat(first.task().join()).isEqualTo("done");
        assertThat(control.join()).isEqualTo("done");
        assertThat(device.join()).isEqualTo("done");
    }

    @Test
    void a_full_queue_refuses_and_says_so() {
        dispatcher = dispatcher(1, 1, SOFT);
        AtWork first = begin("edge1");
        TaskHandle<String> second = submit(reading("edge2", context -> "two"));

        assertThatThrownBy(() -> submit(reading("edge3", context -> "three")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("1 tasks are waiting already");

        assertThat(stores.tasks().list(TaskQuery.all(), PageRequest.first(10)).items())
                .filteredOn(task -> task.subject().equals("edge3"))
                .singleElement()
                .satisfies(task -> assertThat(task.outcome()).contains(TaskOutcome.FAILED));
        first.letGo();
        assertThat(first.task().join()).isEqualTo("done");
        assertThat(second.join()).isEqualTo("two");
        assertSubjectIsFree("edge3");
    }
}
