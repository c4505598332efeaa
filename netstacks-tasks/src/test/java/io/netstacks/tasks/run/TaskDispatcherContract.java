package io.netstacks.tasks.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.NetStacks;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.ConnectionFailedException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.task.TaskHistoryStore;
import io.netstacks.spi.task.TaskId;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.spi.task.TaskQuery;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.spi.task.TaskState;
import io.netstacks.tasks.NetStacksTasks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every dispatcher keeps; a subclass says which one. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class TaskDispatcherContract {

    private static final int WAITING = 8;

    /** A request that names what the test does for it, so that it can be stored. */
    protected record Probe(String subject, boolean mutating, String deed) implements TaskRequest<String> {
        @Override
        public String taskName() {
            return "tests.probe";
        }
    }

    private final Map<String, Supplier<String>> deeds = new ConcurrentHashMap<>();
    private final NetStacks net =
            NetStacks.builder().storage("memory").discovery(false).build();
    private final OperationContext kim = OperationContext.as(Actor.user("kim"));
    private NetStacksTasks tasks = NetStacksTasks.over(net).build();

    /** Returns the builder with the dispatcher that is looked at. */
    protected abstract NetStacksTasks.Builder with(NetStacksTasks.Builder builder);

    @BeforeEach
    void open() {
        tasks.close();
        tasks = with(NetStacksTasks.over(net)
                        .workers(4)
                        .queue(WAITING)
                        .retries(new RetryPolicy(3, Duration.ZERO))
                        .register(new ProbeOperation()))
                .build();
    }

    /** Closes what the dispatcher was given, after the dispatcher. */
    protected void closeRest() {}

    @AfterEach
    void close() {
        tasks.close();
        net.close();
        closeRest();
    }

    private final class ProbeOperation implements TaskOperation<Probe, String>, TaskCodec<Probe> {
        @Override
        public String name() {
            return "tests.probe";
        }

        @Override
        public Class<Probe> requestType() {
            return Probe.class;
        }

        @Override
        public String run(Probe request, OperationContext context) {
            return deeds.getOrDefault(request.deed(), () -> "nothing").get();
        }

        @Override
        public TaskOutcome outcome(String result) {
            return TaskOutcome.SUCCEEDED;
        }

        @Override
        public Map<String, Object> summary(String result) {
            return Map.of("answer", result);
        }

        @Override
        public Optional<TaskCodec<Probe>> codec() {
            return Optional.of(this);
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public Map<String, Object> write(Probe request) {
            return Map.of("subject", request.subject(), "mutating", request.mutating(), "deed", request.deed());
        }

        @Override
        public Probe read(int version, Map<String, Object> values) {
            return new Probe(
                    String.valueOf(values.get("subject")),
                    Boolean.TRUE.equals(values.get("mutating")),
                    String.valueOf(values.get("deed")));
        }
    }

    private TaskHandle<String> submit(String subject, boolean mutating, Supplier<String> deed) {
        String name = "deed-" + deeds.size();
        deeds.put(name, deed);
        return tasks.submit(new Probe(subject, mutating, name), kim);
    }

    private static String await(CountDownLatch latch) {
        try {
            latch.await();
            return "done";
        } catch (InterruptedException e) {
            throw new OperationCancelledException("stopped while waiting");
        }
    }

    @Test
    void a_task_runs_once_and_its_record_says_what_its_handle_says() {
        AtomicInteger runs = new AtomicInteger();

        TaskHandle<String> handle = submit("edge1", true, () -> "run " + runs.incrementAndGet());

        assertThat(handle.join()).isEqualTo("run 1");
        assertThat(runs).hasValue(1);
        assertThat(handle.record()).satisfies(record -> {
            assertThat(record.state()).isEqualTo(TaskState.FINISHED);
            assertThat(record.outcome()).contains(TaskOutcome.SUCCEEDED);
            assertThat(record.result()).contains("{\"answer\":\"run 1\"}");
            assertThat(record.actor()).isEqualTo("user:kim");
            assertThat(record.correlationId()).isEqualTo(kim.correlationId());
        });
    }

    @Test
    void one_subject_never_has_two_tasks_at_once_and_keeps_their_order() {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Integer> order = new ArrayList<>();
        List<TaskHandle<String>> handles = new ArrayList<>();

        for (int i = 0; i < WAITING; i++) {
            int number = i;
            handles.add(submit("edge1", i % 2 == 0, () -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                synchronized (order) {
                    order.add(number);
                }
                inside.decrementAndGet();
                return "done";
            }));
        }
        handles.forEach(TaskHandle::join);

        assertThat(most).hasValue(1);
        assertThat(order).isSorted().hasSize(WAITING);
    }

    @Test
    void different_subjects_run_side_by_side() {
        CountDownLatch both = new CountDownLatch(2);
        Supplier<String> meeting = () -> {
            both.countDown();
            return await(both);
        };

        TaskHandle<String> one = submit("edge1", false, meeting);
        TaskHandle<String> two = submit("edge2", false, meeting);

        assertThat(one.join()).isEqualTo(two.join()).isEqualTo("done");
    }

    @Test
    void what_waits_and_is_cancelled_never_runs() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger runs = new AtomicInteger();
        TaskHandle<String> first = submit("edge1", false, () -> {
            begun.countDown();
            return await(release);
        });
        begun.await();
        TaskHandle<String> second = submit("edge1", true, () -> "run " + runs.incrementAndGet());

        assertThat(second.cancel()).isTrue();
        release.countDown();

        assertThat(first.join()).isEqualTo("done");
        assertThatThrownBy(second::join).isInstanceOf(OperationCancelledException.class);
        assertThat(second.record().outcome()).contains(TaskOutcome.CANCELLED);
        assertThat(second.cancel()).isFalse();
        assertThat(submit("edge1", false, () -> "after").join()).isEqualTo("after");
        assertThat(runs).hasValue(0);
    }

    @Test
    void a_task_is_cancelled_by_its_id_whether_it_waits_or_is_at_work() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger runs = new AtomicInteger();
        TaskHandle<String> first = submit("edge1", false, () -> {
            begun.countDown();
            return await(new CountDownLatch(1));
        });
        begun.await();
        TaskHandle<String> second = submit("edge1", true, () -> "run " + runs.incrementAndGet());

        assertThat(tasks.cancel(second.id())).isTrue();
        assertThat(tasks.cancel(first.id())).isTrue();

        assertThatThrownBy(first::join).isInstanceOf(OperationCancelledException.class);
        assertThatThrownBy(second::join).isInstanceOf(OperationCancelledException.class);
        assertThat(first.record().outcome()).contains(TaskOutcome.CANCELLED);
        assertThat(second.record().outcome()).contains(TaskOutcome.CANCELLED);
        assertThat(tasks.cancel(first.id())).isFalse();
        assertThatThrownBy(() -> tasks.cancel(new TaskId("t-0")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("t-0");
        assertThat(runs).hasValue(0);
    }

    private TaskRecord left(String id, boolean mutating) {
        return new TaskRecord(
                new TaskId(id),
                "tests.probe",
                "edge1",
                "user:kim",
                "c-1",
                mutating,
                TaskState.PENDING,
                Optional.empty(),
                Instant.now(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void what_a_process_that_died_left_open_is_ended_and_what_lives_is_not() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        TaskHandle<String> working = submit("edge1", true, () -> {
            begun.countDown();
            return await(end);
        });
        begun.await();
        TaskHandle<String> waiting = submit("edge1", false, () -> "waited");
        TaskHistoryStore history = net.stores().tasks();
        history.add(left("accepted", true));
        history.add(left("reading", false).started(Instant.now()));
        history.add(left("changing", true).started(Instant.parse("2026-03-01T02:00:00Z")));
        Instant later = Instant.now().plusSeconds(60);

        assertThat(tasks.endLost(Instant.parse("2026-03-01T02:00:00Z"))).isEmpty();
        assertThat(tasks.endLost(later))
                .extracting(TaskRecord::id)
                .containsExactlyInAnyOrder(new TaskId("accepted"), new TaskId("reading"), new TaskId("changing"));
        assertThat(tasks.endLost(later)).isEmpty();

        assertThat(tasks.find(new TaskId("accepted")).orElseThrow().outcome()).contains(TaskOutcome.FAILED);
        assertThat(tasks.find(new TaskId("reading")).orElseThrow().outcome()).contains(TaskOutcome.FAILED);
        TaskRecord change = tasks.find(new TaskId("changing")).orElseThrow();
        assertThat(change.outcome()).contains(TaskOutcome.UNKNOWN);
        assertThat(change.message().orElseThrow()).contains("2026-03-01T02:00:00Z", "Look what the device holds");
        assertThat(tasks.history(TaskQuery.ended(TaskOutcome.UNKNOWN), PageRequest.first())
                        .items())
                .containsExactly(change);
        end.countDown();
        assertThat(working.join()).isEqualTo("done");
        assertThat(waiting.join()).isEqualTo("waited");
    }

    @Test
    void a_task_that_is_over_is_asked_for_again_by_its_id() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        TaskHandle<String> first = submit("edge1", false, () -> {
            begun.countDown();
            await(end);
            return "run " + runs.incrementAndGet();
        });
        begun.await();
        assertThatThrownBy(() -> tasks.retry(first.id(), kim))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("not over");
        end.countDown();
        assertThat(first.join()).isEqualTo("run 1");

        TaskHandle<?> second = tasks.retry(first.id(), kim);

        assertThat(second.join()).isEqualTo("run 2");
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.record().name()).isEqualTo("tests.probe");
        assertThatThrownBy(() -> tasks.retry(new TaskId("t-0"), kim)).isInstanceOf(NotFoundException.class);
        net.stores().tasks().expireRequests(Instant.now().plusSeconds(1));
        assertThatThrownBy(() -> tasks.retry(first.id(), kim))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("is not kept");
    }

    @Test
    void a_change_that_is_cancelled_at_work_is_unknown() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        TaskHandle<String> handle = submit("edge1", true, () -> {
            begun.countDown();
            return await(new CountDownLatch(1));
        });
        begun.await();

        assertThat(handle.cancel()).isTrue();

        assertThatThrownBy(handle::join).isInstanceOf(OperationCancelledException.class);
        assertThat(handle.record().outcome()).contains(TaskOutcome.UNKNOWN);
    }

    @Test
    void a_read_is_tried_again_and_a_change_never() {
        AtomicInteger reads = new AtomicInteger();
        AtomicInteger changes = new AtomicInteger();

        TaskHandle<String> read = submit("edge1", false, () -> {
            if (reads.incrementAndGet() < 3) {
                throw refused();
            }
            return "at last";
        });
        TaskHandle<String> change = submit("edge2", true, () -> {
            changes.incrementAndGet();
            throw refused();
        });

        assertThat(read.join()).isEqualTo("at last");
        assertThatThrownBy(change::join).isInstanceOf(NetStacksException.class);
        assertThat(change.record().outcome()).contains(TaskOutcome.FAILED);
        assertThat(changes).hasValue(1);
    }

    private static ConnectionFailedException refused() {
        return new ConnectionFailedException(ErrorCode.UNREACHABLE, "edge refused the connection");
    }

    @Test
    void too_many_are_refused_and_the_record_says_so() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        List<TaskHandle<String>> accepted = new ArrayList<>();
        accepted.add(submit("edge1", false, () -> {
            begun.countDown();
            return await(release);
        }));
        begun.await();
        for (int i = 0; i < WAITING; i++) {
            accepted.add(submit("edge1", false, () -> "done"));
        }

        assertThatThrownBy(() -> submit("edge1", false, () -> "one too many"))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("waiting");
        assertThat(tasks.waiting()).isEqualTo(WAITING);
        release.countDown();

        accepted.forEach(TaskHandle::join);
        assertThat(tasks.waiting()).isZero();
        assertThat(tasks.history(TaskQuery.in(TaskState.PENDING), PageRequest.first(10))
                        .items())
                .isEmpty();
    }

    @Test
    void draining_lets_what_was_accepted_end_and_refuses_the_rest() {
        List<TaskHandle<String>> handles = new ArrayList<>();
        for (int i = 0; i < WAITING; i++) {
            handles.add(submit("edge" + i, true, () -> "done"));
        }

        assertThat(tasks.drain(Duration.ofSeconds(30))).isTrue();

        assertThatThrownBy(() -> submit("edge1", false, () -> "late")).isInstanceOf(ConflictException.class);
        assertThat(handles)
                .allSatisfy(handle -> assertThat(handle.record().outcome()).contains(TaskOutcome.SUCCEEDED));
    }
}
