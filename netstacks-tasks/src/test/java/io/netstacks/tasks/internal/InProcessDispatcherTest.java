package io.netstacks.tasks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.netstacks.core.NetStacks;
import io.netstacks.core.event.EventPublisher;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.Secret;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.error.ProviderException;
import io.netstacks.spi.error.SessionFailedException;
import io.netstacks.spi.error.StoreException;
import io.netstacks.spi.event.NetStacksEvent;
import io.netstacks.spi.store.Stores;
import io.netstacks.spi.task.TaskHistoryStore;
import io.netstacks.spi.task.TaskId;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.spi.task.TaskQuery;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.spi.task.TaskState;
import io.netstacks.tasks.run.RetryPolicy;
import io.netstacks.tasks.run.TaskHandle;
import io.netstacks.tasks.run.TaskOperation;
import io.netstacks.tasks.run.TaskPriority;
import io.netstacks.tasks.run.TaskQueue;
import io.netstacks.tasks.run.TaskRegistry;
import io.netstacks.tasks.run.TaskRequest;
import io.netstacks.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

/** Every accepted task ends, in bounded time, and its handle and its record say the same about how. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InProcessDispatcherTest {

    private static final Duration SOFT = Duration.ofMinutes(9);
    private static final Duration HARD = Duration.ofMinutes(10);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration HOUSEKEEPING = Duration.ofMinutes(5);
    private static final Duration RETRY = Duration.ZERO;

    /** The groups of those whose names begin with theirs. */
    private static final List<TaskGroup> GROUPS = List.of(new TaskGroup("slow", 2), new TaskGroup("narrow", 1));

    /** What the test makes of it. */
    private record Work(
            String subject,
            boolean mutating,
            TaskQueue queue,
            Map<String, String> metadata,
            Function<OperationContext, String> what)
            implements TaskRequest<String> {

        private Work(
                String subject,
                boolean mutating,
                Map<String, String> metadata,
                Function<OperationContext, String> what) {
            this(subject, mutating, TaskQueue.DEVICE_TASKS, metadata, what);
        }

        @Override
        public String taskName() {
            return "tests.work";
        }
    }

    private static final class WorkOperation implements TaskOperation<Work, String> {
        @Override
        public String name() {
            return "tests.work";
        }

        @Override
        public Class<Work> requestType() {
            return Work.class;
        }

        @Override
        public String run(Work request, OperationContext context) {
            return request.what().apply(context);
        }

        @Override
        public TaskOutcome outcome(String result) {
            if (result.equals("unheard of")) {
                throw new IllegalStateException("no outcome for that");
            }
            return TaskOutcome.SUCCEEDED;
        }

        @Override
        public Map<String, Object> summary(String result) {
            return Map.of("length", result.length());
        }
    }

    /** A history that can be taken away. */
    private static final class Shaky implements TaskHistoryStore {
        private final TaskHistoryStore store;
        private final AtomicInteger down = new AtomicInteger();

        private Shaky(TaskHistoryStore store) {
            this.store = store;
        }

        @Override
        public void add(TaskRecord task) {
            store.add(task);
        }

        @Override
        public void add(TaskRecord task, Secret request) {
            store.add(task, request);
        }

        @Override
        public Optional<Secret> request(TaskId id) {
            return store.request(id);
        }

        @Override
        public int expireRequests(Instant before) {
            return store.expireRequests(before);
        }

        @Override
        public boolean advance(TaskState expected, TaskRecord task) {
            if (down.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new StoreException("the database is away", null);
            }
            return store.advance(expected, task);
        }

        @Override
        public Optional<TaskRecord> find(TaskId id) {
            return store.find(id);
        }

        @Override
        public Page<TaskRecord> list(TaskQuery query, PageRequest page) {
            return store.list(query, page);
        }

        @Override
        public int expireResults(java.time.Instant before) {
            return store.expireResults(before);
        }
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final MutableClock clock = MutableClock.at("2026-11-23T10:00:00Z");
    private final NetStacks net =
            NetStacks.builder().storage("memory").discovery(false).build();
    private final Stores stores = net.stores();
    private final Shaky history = new Shaky(stores.tasks());
    private final Queue<NetStacksEvent> news = new ConcurrentLinkedQueue<>();
    private final ManualTimer timer = new ManualTimer();
    private InProcessDispatcher dispatcher = dispatcher(4, 100, SOFT);

    private InProcessDispatcher dispatcher(int workers, int queue, Duration soft) {
        return dispatcher(workers, queue, soft, threads);
    }

    private InProcessDispatcher dispatcher(int workers, int queue, Duration soft, Executor executor) {
        return new InProcessDispatcher(
                new TaskRunner(
                        new TaskRegistry(List.of(new WorkOperation())),
                        history,
                        stores.taskMetadata(),
                        new EventPublisher(List.of(news::add), clock),
                        clock),
                executor,
                new TaskLimits(workers, 1, queue, soft, HARD),
                new RetryPolicy(3, RETRY),
                TaskPriority.byActor(),
                request -> GROUPS.stream()
                        .filter(group -> request.subject().startsWith(group.name()))
                        .findFirst(),
                new SplittableRandom(1),
                timer);
    }

    @AfterEach
    void close() {
        dispatcher.close();
        net.close();
        threads.shutdownNow();
    }

    private TaskHandle<String> submit(Work work) {
        return dispatcher.submit(work, OperationContext.as(Actor.user("kim")));
    }

    private static Work reading(String subject, Function<OperationContext, String> what) {
        return new Work(subject, false, Map.of(), what);
    }

    private static Work changing(String subject, Function<OperationContext, String> what) {
        return new Work(subject, true, Map.of(), what);
    }

    /** What every operation of ours does when it is interrupted. */
    private static String await(CountDownLatch latch) {
        try {
            latch.await();
            return "done";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationCancelledException("interrupted while it worked");
        }
    }

    private void assertEnds(TaskHandle<String> handle, TaskOutcome outcome) {
        assertThat(handle.future()).isDone();
        assertThat(history.find(handle.id()).orElseThrow().outcome()).contains(outcome);
        assertThat(handle.cancel()).isFalse();
    }

    @Test
    void each_step_of_a_task_is_told_with_how_long_it_took() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        TaskHandle<String> first = submit(reading("edge1", context -> {
            begun.countDown();
            return await(release);
        }));
        begun.await();
        TaskHandle<String> second = submit(reading("edge1", context -> {
            clock.advance(Duration.ofMillis(250));
            return "two";
        }));
        clock.advance(Duration.ofSeconds(3));
        release.countDown();

        assertThat(first.join()).isEqualTo("done");
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

    private void assertSubjectIsFree(String subject) {
        assertThat(submit(reading(subject, context -> "next")).join()).isEqualTo("next");
    }

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
    void a_task_between_two_attempts_has_no_place_in_its_group() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch release = new CountDownLatch(1);
        TaskHandle<String> retried = submit(reading("slow1", context -> {
            if (attempts.incrementAndGet() == 1) {
                throw lost();
            }
            return "again";
        }));
        awaitRetry();
        List<TaskHandle<String>> others = IntStream.of(2, 3)
                .mapToObj(i -> submit(reading("slow" + i, context -> {
                    begun.countDown();
                    return await(release);
                })))
                .toList();
        begun.await();

        timer.fire(RETRY);
        assertThat(attempts).hasValue(1);
        assertThat(retried.future()).isNotDone();

        release.countDown();
        assertThat(others).extracting(TaskHandle::join).containsOnly("done");
        assertThat(retried.join()).isEqualTo("again");
    }

    @Test
    void a_task_that_is_cancelled_while_its_group_is_full_never_begins() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch release = new CountDownLatch(1);
        List<TaskHandle<String>> atWork = IntStream.of(1, 2)
                .mapToObj(i -> submit(reading("slow" + i, context -> {
                    begun.countDown();
                    return await(release);
                })))
                .toList();
        begun.await();
        TaskHandle<String> cancelled = submit(changing("slow3", context -> "never"));
        TaskHandle<String> next = submit(changing("slow4", context -> "next"));

        assertThat(cancelled.cancel()).isTrue();
        release.countDown();

        assertThat(next.join()).isEqualTo("next");
        assertThat(atWork).extracting(TaskHandle::join).containsOnly("done");
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
    void the_hard_limit_interrupts_and_frees_the_subject() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        TaskHandle<String> handle = submit(reading("edge1", context -> {
            begun.countDown();
            return await(new CountDownLatch(1));
        }));
        begun.await();

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
    void the_thread_of_a_stopped_task_comes_back_without_the_interrupt() throws Exception {
        ExecutorService one = Executors.newSingleThreadExecutor();
        CountDownLatch begun = new CountDownLatch(1);
        try (InProcessDispatcher single = dispatcher(1, 10, SOFT, one)) {
            TaskHandle<String> first = single.submit(
                    reading("edge1", context -> {
                        begun.countDown();
                        return await(new CountDownLatch(1));
                    }),
                    OperationContext.as(Actor.user("kim")));
            begun.await();
            assertThat(first.cancel()).isTrue();
            TaskHandle<String> second = single.submit(
                    reading(
                            "edge2",
                            context -> "interrupted " + Thread.currentThread().isInterrupted()),
                    OperationContext.as(Actor.user("kim")));

            assertThat(second.join()).isEqualTo("interrupted false");
        } finally {
            one.shutdownNow();
        }
    }

    @Test
    void a_running_task_that_is_cancelled_stops_and_frees_the_subject() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        TaskHandle<String> handle = submit(reading("edge1", context -> {
            begun.countDown();
            return await(new CountDownLatch(1));
        }));
        begun.await();

        assertThat(handle.cancel()).isTrue();

        assertThatThrownBy(handle::join).isInstanceOf(OperationCancelledException.class);
        assertEnds(handle, TaskOutcome.CANCELLED);
        assertSubjectIsFree("edge1");
    }

    @Test
    void a_change_that_is_cancelled_after_it_began_is_unknown() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        TaskHandle<String> handle = submit(changing("edge1", context -> {
            begun.countDown();
            return await(new CountDownLatch(1));
        }));
        begun.await();
        handle.cancel();

        assertThatThrownBy(handle::join).isInstanceOf(OperationCancelledException.class);
        assertEnds(handle, TaskOutcome.UNKNOWN);
    }

    @Test
    void a_waiting_task_that_is_cancelled_never_begins() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        TaskHandle<String> first = submit(reading("edge1", context -> {
            begun.countDown();
            return await(release);
        }));
        begun.await();
        AtomicInteger ran = new AtomicInteger();
        TaskHandle<String> second = submit(changing("edge1", context -> "ran " + ran.incrementAndGet()));

        assertThat(second.cancel()).isTrue();

        assertThatThrownBy(second::join).isInstanceOf(OperationCancelledException.class);
        assertEnds(second, TaskOutcome.CANCELLED);
        release.countDown();
        assertThat(first.join()).isEqualTo("done");
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

    private static SessionFailedException lost() {
        return new SessionFailedException(ErrorCode.SESSION_LOST, "edge1: lost", "");
    }

    private void awaitRetry() {
        while (timer.waiting(RETRY) == 0) {
            Thread.onSpinWait();
        }
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
    void what_steers_runs_while_all_workers_for_devices_are_busy() throws Exception {
        dispatcher = dispatcher(1, 10, SOFT);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        TaskHandle<String> long1 = submit(reading("edge1", context -> {
            begun.countDown();
            return await(release);
        }));
        begun.await();
        TaskHandle<String> long2 = submit(reading("edge2", context -> "two"));

        TaskHandle<String> control =
                submit(new Work("backups", false, TaskQueue.CONTROL, Map.of(), context -> "cleaned up"));

        assertThat(control.join()).isEqualTo("cleaned up");
        assertThat(long2.future()).isNotDone();
        release.countDown();
        assertThat(long1.join()).isEqualTo("done");
        assertThat(long2.join()).isEqualTo("two");
    }

    @Test
    void tasks_of_a_device_take_turns_also_when_they_are_in_two_queues() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        TaskHandle<String> first = submit(reading("edge1", context -> {
            begun.countDown();
            return await(release);
        }));
        begun.await();
        TaskHandle<String> second = submit(new Work("edge1", false, TaskQueue.CONTROL, Map.of(), context -> "two"));
        TaskHandle<String> other = submit(new Work("edge2", false, TaskQueue.CONTROL, Map.of(), context -> "other"));

        assertThat(other.join()).isEqualTo("other");
        assertThat(history.find(second.id()).orElseThrow().state()).isEqualTo(TaskState.PENDING);
        release.countDown();
        assertThat(first.join()).isEqualTo("done");
        assertThat(second.join()).isEqualTo("two");
    }

    @Test
    void a_worker_goes_on_with_what_waits_and_gives_its_thread_back_now_and_then() throws Exception {
        AtomicInteger given = new AtomicInteger();
        dispatcher = dispatcher(1, 200, SOFT, work -> {
            given.incrementAndGet();
            threads.execute(work);
        });
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        TaskHandle<String> first = submit(reading("edge0", context -> {
            begun.countDown();
            return await(release);
        }));
        begun.await();
        List<TaskHandle<String>> others = IntStream.range(1, 130)
                .mapToObj(number -> submit(reading("edge" + number, context -> "done")))
                .toList();

        release.countDown();

        assertThat(first.join()).isEqualTo("done");
        assertThat(others).allSatisfy(other -> assertThat(other.join()).isEqualTo("done"));
        assertThat(given).hasValue(3); // 64 and 64 and 2
    }

    @Test
    void a_worker_that_goes_on_in_the_other_queue_leaves_its_place_to_who_waits_for_it() throws Exception {
        dispatcher = dispatcher(1, 10, SOFT);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch both = new CountDownLatch(2);
        Function<OperationContext, String> meeting = context -> {
            both.countDown();
            return await(both);
        };
        TaskHandle<String> first = submit(reading("edge1", context -> {
            begun.countDown();
            return await(release);
        }));
        begun.await();
        TaskHandle<String> control = submit(new Work("edge1", false, TaskQueue.CONTROL, Map.of(), meeting));
        TaskHandle<String> device = submit(reading("edge2", meeting));

        release.countDown();

        assertThat(first.join()).isEqualTo("done");
        assertThat(control.join()).isEqualTo("done");
        assertThat(device.join()).isEqualTo("done");
    }

    @Test
    void a_full_queue_refuses_and_says_so() throws Exception {
        dispatcher = dispatcher(1, 1, SOFT);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        TaskHandle<String> first = submit(reading("edge1", context -> {
            begun.countDown();
            return await(release);
        }));
        begun.await();
        TaskHandle<String> second = submit(reading("edge2", context -> "two"));

        assertThatThrownBy(() -> submit(reading("edge3", context -> "three")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("1 tasks are waiting already");

        assertThat(stores.tasks().list(TaskQuery.all(), PageRequest.first(10)).items())
                .filteredOn(task -> task.subject().equals("edge3"))
                .singleElement()
                .satisfies(task -> assertThat(task.outcome()).contains(TaskOutcome.FAILED));
        release.countDown();
        assertThat(first.join()).isEqualTo("done");
        assertThat(second.join()).isEqualTo("two");
        assertSubjectIsFree("edge3");
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
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        TaskHandle<String> first = submit(reading("edge1", context -> {
            begun.countDown();
            return await(release);
        }));
        TaskHandle<String> second = submit(reading("edge1", context -> "two"));
        begun.await();

        assertThat(dispatcher.drain(Duration.ofMillis(1))).isFalse();
        assertThatThrownBy(() -> submit(reading("edge2", context -> "late")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("closed");
        release.countDown();
        assertThat(dispatcher.drain(Duration.ofSeconds(20))).isTrue();

        assertEnds(first, TaskOutcome.SUCCEEDED);
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
