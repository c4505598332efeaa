package io.netstacks.tasks.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.core.NetStacks;
import io.netstacks.core.event.EventPublisher;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.Secret;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.OperationCancelledException;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;

/** A dispatcher with a clock and a timer that only the test moves, and operations that do what the test says. */
abstract class InProcessDispatcherFixture {

    static final Duration SOFT = Duration.ofMinutes(9);
    static final Duration HARD = Duration.ofMinutes(10);
    static final Duration GRACE = Duration.ofSeconds(10);
    static final Duration HOUSEKEEPING = Duration.ofMinutes(5);
    static final Duration RETRY = Duration.ZERO;

    /** The groups of those whose names begin with theirs. */
    static final List<TaskGroup> GROUPS = List.of(new TaskGroup("slow", 2), new TaskGroup("narrow", 1));

    /** What the test makes of it. */
    record Work(
            String subject,
            boolean mutating,
            TaskQueue queue,
            Map<String, String> metadata,
            Function<OperationContext, String> what)
            implements TaskRequest<String> {

        Work(String subject, boolean mutating, Map<String, String> metadata, Function<OperationContext, String> what) {
            this(subject, mutating, TaskQueue.DEVICE_TASKS, metadata, what);
        }

        @Override
        public String taskName() {
            return "tests.work";
        }
    }

    static final class WorkOperation implements TaskOperation<Work, String> {
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

    /**
     * A task that has begun and works until the test lets it go.
     *
     * @param task its handle
     * @param release what it waits for
     */
    record AtWork(TaskHandle<String> task, CountDownLatch release) {
        void letGo() {
            release.countDown();
        }
    }

    /** A history that can be taken away. */
    static final class Shaky implements TaskHistoryStore {
        private final TaskHistoryStore store;
        final AtomicInteger down = new AtomicInteger();

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
        public int expireResults(Instant before) {
            return store.expireResults(before);
        }
    }

    final ExecutorService threads = Executors.newCachedThreadPool();
    final MutableClock clock = MutableClock.at("2026-11-23T10:00:00Z");
    final NetStacks net = NetStacks.builder().storage("memory").discovery(false).build();
    final Stores stores = net.stores();
    final Shaky history = new Shaky(stores.tasks());
    final Queue<NetStacksEvent> news = new ConcurrentLinkedQueue<>();
    final ManualTimer timer = new ManualTimer();
    InProcessDispatcher dispatcher = dispatcher(4, 100, SOFT);

    InProcessDispatcher dispatcher(int workers, int queue, Duration soft) {
        return dispatcher(workers, queue, soft, threads);
    }

    InProcessDispatcher dispatcher(int workers, int queue, Duration soft, Executor executor) {
        return new InProcessDispatcher(
                new TaskRunner(
                        new TaskRegistry(List.of(new WorkOperation())),
                        history,
                        stores.taskMetadata(),
                        new EventPublisher(List.of(news::add), clock),
                        clock),
                executor,
                new TaskRules(
                        new TaskLimits(workers, 1, queue, soft, HARD),
                        new RetryPolicy(3, RETRY),
                        TaskPriority.byActor(),
                        request -> GROUPS.stream()
                                .filter(group -> request.subject().startsWith(group.name()))
                                .findFirst()),
                new SplittableRandom(1),
                timer);
    }

    @AfterEach
    void close() {
        dispatcher.close();
        net.close();
        threads.shutdownNow();
    }

    TaskHandle<String> submit(Work work) {
        return dispatcher.submit(work, OperationContext.as(Actor.user("kim")));
    }

    /** Submits a task that reads, and waits until it is at work. */
    AtWork begin(String subject) {
        return begin(subject, false);
    }

    /** Submits a task that changes, and waits until it is at work. */
    AtWork beginChange(String subject) {
        return begin(subject, true);
    }

    private AtWork begin(String subject, boolean mutating) {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        TaskHandle<String> task = submit(new Work(subject, mutating, Map.of(), context -> {
            begun.countDown();
            return await(release);
        }));
        await(begun);
        return new AtWork(task, release);
    }

    static Work reading(String subject, Function<OperationContext, String> what) {
        return new Work(subject, false, Map.of(), what);
    }

    static Work changing(String subject, Function<OperationContext, String> what) {
        return new Work(subject, true, Map.of(), what);
    }

    /** What every operation of ours does when it is interrupted. */
    static String await(CountDownLatch latch) {
        try {
            latch.await();
            return "done";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationCancelledException("interrupted while it worked");
        }
    }

    void assertEnds(TaskHandle<String> handle, TaskOutcome outcome) {
        assertThat(handle.future()).isDone();
        assertThat(history.find(handle.id()).orElseThrow().outcome()).contains(outcome);
        assertThat(handle.cancel()).isFalse();
    }

    void assertSubjectIsFree(String subject) {
        assertThat(submit(reading(subject, context -> "next")).join()).isEqualTo("next");
    }

    static SessionFailedException lost() {
        return new SessionFailedException(ErrorCode.SESSION_LOST, "edge1: lost", "");
    }

    void awaitRetry() {
        while (timer.waiting(RETRY) == 0) {
            Thread.onSpinWait();
        }
    }
}
