package io.netstacks.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.NetStacks;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.tasks.run.TaskHandle;
import io.netstacks.tasks.run.TaskOperation;
import io.netstacks.tasks.run.TaskRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a host tells the builder is what its tasks go by. */
@Timeout(60)
class TaskBuilderTest {

    private final NetStacks net = NetStacks.builder().storage("memory").build();
    private final List<String> begun = new CopyOnWriteArrayList<>();
    private final CountDownLatch busy = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void close() {
        net.close();
    }

    /** Waits until all may go on. */
    private record Waiting(String subject) implements TaskRequest<String> {

        @Override
        public String taskName() {
            return "tests.waiting";
        }

        @Override
        public boolean mutating() {
            return false;
        }
    }

    private final class WaitingOperation implements TaskOperation<Waiting, String> {

        @Override
        public String name() {
            return "tests.waiting";
        }

        @Override
        public Class<Waiting> requestType() {
            return Waiting.class;
        }

        @Override
        public String run(Waiting request, OperationContext context) {
            begun.add(request.subject());
            busy.countDown();
            try {
                release.await();
                return request.subject();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new OperationCancelledException("interrupted");
            }
        }

        @Override
        public TaskOutcome outcome(String result) {
            return TaskOutcome.SUCCEEDED;
        }

        @Override
        public Map<String, Object> summary(String result) {
            return Map.of();
        }
    }

    private static OperationContext kim() {
        return OperationContext.as(Actor.user("kim"));
    }

    @Test
    void the_host_says_which_task_is_urgent() throws InterruptedException {
        try (NetStacksTasks tasks = NetStacksTasks.over(net)
                .workers(1)
                .prioritised((request, context) -> request.subject().equals("urgent") ? 1 : 0)
                .register(new WaitingOperation())
                .build()) {
            tasks.submit(new Waiting("first"), kim());
            busy.await();
            List<TaskHandle<String>> handles =
                    List.of(tasks.submit(new Waiting("patient"), kim()), tasks.submit(new Waiting("urgent"), kim()));
            release.countDown();
            handles.forEach(TaskHandle::join);
        }
        assertThat(begun).containsExactly("first", "urgent", "patient");
    }

    @Test
    void the_host_says_how_long_a_task_may_take() {
        try (NetStacksTasks tasks = NetStacksTasks.over(net)
                .timeLimits(Duration.ofMillis(100), Duration.ofMillis(200))
                .register(new WaitingOperation())
                .build()) {
            TaskHandle<String> handle = tasks.submit(new Waiting("slow"), kim());
            assertThatThrownBy(handle::join).isInstanceOf(DeadlineExceededException.class);
            assertThat(handle.record().outcome()).contains(TaskOutcome.TIMED_OUT);
        }
    }
}
