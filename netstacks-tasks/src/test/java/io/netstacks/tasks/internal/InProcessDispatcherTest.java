package io.netstacks.tasks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.error.ProviderException;
import io.netstacks.spi.error.SessionFailedException;
import io.netstacks.spi.error.StoreException;
import io.netstacks.spi.event.NetStacksEvent;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.tasks.run.TaskHandle;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

/** Every accepted task ends, in bounded time, and its handle and its record say the same about how. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InProcessDispatcherTest extends InProcessDispatcherFixture {

    @Test
    void each_step_of_a_task_is_told_with_how_long_it_took() {
        AtWork first = begin("edge1");
        TaskHandle<String> second = submit(reading("edge1", context -> {
            clock.advance(Duration.ofMillis(250));
            return "two";
        }));
        clock.advance(Duration.ofSeconds(3));
        first.letGo();

        assertThat(first.task().join()).isEqualTo("done");
        assertThat(second.join()).isEqualTo("two");
        assertThat(second.isRecorded()).isTrue();
        assertThat(news.stream()
                        .filter(event -> event.subject().equals(second.id().value())))
                .extracting(
                        NetStacksEvent::kind,
                        event -> event.details().get("wait_ms"),
                        event -> event.details().get("run_ms"))
                .containsExactly(
                        tuple(NetStacksEvent.Kind.TASK_SUBMITTED, null, null),
                        tuple(NetStacksEvent.Kind.TASK_STARTED, "3000", null),
                        tuple(NetStacksEvent.Kind.TASK_FINISHED, null, "250"));
        assertThat(news).allSatisfy(event -> {
            assertThat(event.correlationId()).isNotEmpty();
            assertThat(event.details()).containsEntry("task", "tests.work").containsEntry("subject", "edge1");
        });
    }

    @Test
    void what_a_task_logs_carries_its_id_subject_and_correlation_id() {
        dispatcher = dispatcher(1, 10, SOFT, Runnable::run);
        OperationContext kim = OperationContext.as(Actor.user("kim"));

        TaskHandle<String> handle = dispatcher.submit(
                reading(
                        "edge1",
                        context -> MDC.get("netstacks.task") + " " + MDC.get("netstacks.subject") + " "
                                + MDC.get("netstacks.correlation")),
                kim);

        assertThat(handle.join()).isEqualTo(handle.id() + " edge1 " + kim.correlationId());
        assertThat(MDC.get("netstacks.task")).isNull();
        assertThat(MDC.get("netstacks.subject")).isNull();
        assertThat(MDC.get("netstacks.correlation")).isNull();
    }

    @Test
    void a_read_is_tried_three_times_and_a_change_once() {
        AtomicInteger reads = new AtomicInteger();
        AtomicInteger changes = new AtomicInteger();
        TaskHandle<String> change = submit(changing("edge2", context -> {
            changes.incrementAndGet();
            throw lost();
        }));
        assertThatThrownBy(change::join).isInstanceOf(SessionFailedException.class);
        TaskHandle<String> read = submit(reading("edge1", context -> {
            reads.incrementAndGet();
            throw lost();
        }));
        for (int i = 0; i < 2; i++) {
            awaitRetry();
            timer.fire(RETRY);
        }

        assertThatThrownBy(read::join).isInstanceOf(SessionFailedException.class);
        assertThat(reads).hasValue(3);
        assertThat(changes).hasValue(1);
        assertEnds(read, TaskOutcome.FAILED);
        assertEnds(change, TaskOutcome.UNKNOWN);
    }

    @Test
    void an_operation_with_a_bug_ends_its_task_and_nothing_else() {
        TaskHandle<String> error = submit(reading("edge1", context -> {
            throw new NoClassDefFoundError("com/acme/Helper");
        }));
        TaskHandle<String> bug = submit(reading("edge1", context -> {
            throw new IllegalStateException("a bug");
        }));
        TaskHandle<String> odd = submit(reading("edge1", context -> "unheard of"));

        assertThatThrownBy(error::join).isInstanceOf(ProviderException.class).hasMessageContaining("com/acme/Helper");
        assertThatThrownBy(bug::join).isInstanceOf(ProviderException.class).hasMessageContaining("a bug");
        assertThatThrownBy(odd::join).isInstanceOf(ProviderException.class).hasMessageContaining("no outcome for that");
        assertEnds(error, TaskOutcome.FAILED);
        assertEnds(odd, TaskOutcome.FAILED);
        assertSubjectIsFree("edge1");
    }

    @Test
    void a_store_that_is_down_at_the_start_fails_a_change_before_it_acts() {
        AtomicInteger ran = new AtomicInteger();
        history.down.set(1);

        TaskHandle<String> handle = submit(changing("edge1", context -> "ran " + ran.incrementAndGet()));

        assertThatThrownBy(handle::join).isInstanceOf(StoreException.class);
        assertThat(ran).hasValue(0);
        assertEnds(handle, TaskOutcome.FAILED);
        assertSubjectIsFree("edge1");
    }

    @Test
    void a_store_that_is_down_at_the_end_does_not_hide_what_happened_nor_make_it_happen_again() {
        AtomicInteger ran = new AtomicInteger();

        TaskHandle<String> handle = submit(reading("edge1", context -> {
            history.down.set(1);
            return "ran " + ran.incrementAndGet();
        }));

        assertThat(handle.join()).isEqualTo("ran 1");
        assertThat(handle.isRecorded()).isFalse();
        assertThat(ran).hasValue(1);
        assertSubjectIsFree("edge1");
    }

    @Test
    void an_executor_that_takes_no_work_fails_the_task() {
        threads.shutdown();

        TaskHandle<String> handle = submit(reading("edge1", context -> "never"));

        assertThatThrownBy(handle::join)
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("the executor takes no work")
                .hasCauseInstanceOf(RejectedExecutionException.class);
        assertEnds(handle, TaskOutcome.FAILED);
    }

    @Test
    void draining_refuses_what_is_new_and_lets_everything_accepted_end() throws Exception {
        AtWork first = begin("edge1");
        TaskHandle<String> second = submit(reading("edge1", context -> "two"));

        assertThat(dispatcher.drain(Duration.ofMillis(1))).isFalse();
        assertThatThrownBy(() -> submit(reading("edge2", context -> "late")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("closed");
        first.letGo();
        assertThat(dispatcher.drain(Duration.ofSeconds(20))).isTrue();

        assertEnds(first.task(), TaskOutcome.SUCCEEDED);
        assertEnds(second, TaskOutcome.SUCCEEDED);
    }

    @Test
    void closing_ends_everything_and_waits_for_the_clean_up() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean cleaned = new AtomicBoolean();
        TaskHandle<String> running = submit(reading("edge1", context -> {
            begun.countDown();
            try {
                return await(new CountDownLatch(1));
            } finally {
                cleaned.set(true);
            }
        }));
        TaskHandle<String> waiting = submit(changing("edge1", context -> "never"));
        TaskHandle<String> between = submit(reading("edge2", context -> {
            throw lost();
        }));
        begun.await();
        awaitRetry();

        dispatcher.close();

        assertThat(cleaned).isTrue();
        for (TaskHandle<String> handle : List.of(running, waiting, between)) {
            assertThatThrownBy(handle::join).isInstanceOf(OperationCancelledException.class);
            assertEnds(handle, TaskOutcome.CANCELLED);
        }
        assertThat(timer.isClosed()).isTrue();
        assertThatThrownBy(() -> submit(reading("edge3", context -> "late"))).isInstanceOf(ConflictException.class);
    }

    @Test
    void a_task_may_close_the_tasks_that_it_is_one_of() {
        TaskHandle<String> handle = submit(reading("edge1", context -> {
            dispatcher.close();
            return "closed";
        }));

        assertThat(handle.join()).isEqualTo("closed");
    }

    @Test
    void results_and_metadata_are_kept_for_an_hour() {
        dispatcher = dispatcher(1, 10, SOFT, Runnable::run);
        TaskHandle<String> handle = submit(new Work("edge1", false, Map.of("ui", "shown"), context -> "four"));
        assertThat(handle.join()).isEqualTo("four");

        clock.advance(Duration.ofMinutes(59));
        timer.fire(HOUSEKEEPING);
        assertThat(history.find(handle.id()).orElseThrow().result()).contains("{\"length\":4}");
        assertThat(stores.taskMetadata().find(handle.id(), clock.instant())).isPresent();

        clock.advance(Duration.ofMinutes(1).plusMillis(1));
        timer.fire(HOUSEKEEPING);
        assertThat(history.find(handle.id()).orElseThrow().result()).isEmpty();
        assertThat(history.find(handle.id()).orElseThrow().outcome()).contains(TaskOutcome.SUCCEEDED);
        assertThat(stores.taskMetadata().find(handle.id(), clock.instant())).isEmpty();
    }
}
