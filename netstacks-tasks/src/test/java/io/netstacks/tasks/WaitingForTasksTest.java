package io.netstacks.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netstacks.spi.PageRequest;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.spi.task.TaskQuery;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.tasks.device.CommandReport;
import io.netstacks.tasks.device.GetConfig;
import io.netstacks.tasks.run.TaskHandle;
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeDevices;
import io.netstacks.testkit.fake.FakeReply;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WaitingForTasksTest extends TasksOnDevices {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final FakeDevice silent = FakeDevice.start(
            FakeDevices.ciscoIos("silent1").with(script -> script.command("show silence", FakeReply.silence())));

    @BeforeEach
    void saveSilent() {
        net.inventory().save(silent.asDevice().credential("edge1").build());
    }

    @AfterEach
    void closeSilent() {
        silent.close();
    }

    @Test
    void an_interrupt_of_who_runs_a_task_cancels_it_and_is_kept() throws InterruptedException {
        @Nullable Throwable seen = interruptedWhile(() -> tasks.run(GetConfig.of("silent1", "show silence"), kim()));

        assertThat(seen).isInstanceOf(OperationCancelledException.class);
        assertThat(silent.awaitNoConnections(SOON)).isTrue();
        tasks.drain(SOON);
        assertThat(tasks.history(TaskQuery.ended(TaskOutcome.CANCELLED), PageRequest.first())
                        .items())
                .extracting(TaskRecord::subject)
                .containsExactly("silent1");
    }

    @Test
    void an_interrupt_of_who_waits_for_a_handle_ends_only_the_waiting() throws InterruptedException {
        TaskHandle<CommandReport> handle = tasks.submit(GetConfig.of("silent1", "show silence"), kim());

        @Nullable Throwable seen = interruptedWhile(handle::join);

        assertThat(seen)
                .isInstanceOf(OperationCancelledException.class)
                .hasMessageContaining(handle.id().value());
        assertThat(handle.future()).isNotDone();
        assertThat(handle.cancel()).isTrue();
    }

    private @Nullable Throwable interruptedWhile(Runnable waiting) throws InterruptedException {
        AtomicReference<Throwable> seen = new AtomicReference<>();
        AtomicReference<Boolean> kept = new AtomicReference<>(false);
        Thread waiter = new Thread(() -> {
            seen.set(catchThrowable(waiting::run));
            kept.set(Thread.currentThread().isInterrupted());
        });
        waiter.start();
        assertThat(silent.awaitTyped("show silence"::equals, SOON)).isTrue();
        waiter.interrupt();
        waiter.join(SOON.toMillis());
        assertThat(waiter.isAlive()).as("still waits").isFalse();
        assertThat(kept.get()).as("the interrupt is kept").isTrue();
        return seen.get();
    }
}
