package io.netstacks.adapter.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.netstacks.adapter.jdbc.JdbcStorage;
import io.netstacks.core.NetStacks;
import io.netstacks.core.store.KeyProviders;
import io.netstacks.core.store.SecretBox;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.Secret;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.store.KeyProvider;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.spi.task.TaskQuery;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.spi.task.TaskState;
import io.netstacks.tasks.NetStacksTasks;
import io.netstacks.tasks.run.TaskBench;
import io.netstacks.tasks.run.TaskDispatcher;
import io.netstacks.tasks.run.TaskHandle;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two processes' worth of dispatchers over one PostgreSQL. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClusterDispatcherTest {

    private static final KeyProvider KEYS = KeyProviders.of(KeyProviders.generate());

    private final OperationContext kim = OperationContext.as(Actor.user("kim"));
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final ProbeWork work = new ProbeWork();
    private final String database = "t" + System.nanoTime();
    private DataSource source = postgres().getPostgresDatabase();

    /** The JVM starts it once, and only if it is asked for; it stops with the JVM. */
    private static final class Running {
        private static final EmbeddedPostgres POSTGRES = begin();

        private static EmbeddedPostgres begin() {
            try {
                return EmbeddedPostgres.start();
            } catch (IOException e) {
                throw new UncheckedIOException("PostgreSQL did not start", e);
            }
        }
    }

    private static EmbeddedPostgres postgres() {
        Assumptions.assumeTrue(
                System.getProperty("os.name").equals("Linux")
                        && System.getProperty("os.arch").equals("amd64"),
                "the PostgreSQL for tests runs on Linux on amd64 only");
        return Running.POSTGRES;
    }

    @BeforeEach
    void createDatabase() throws SQLException {
        try (Connection connection = postgres().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database);
        }
        HikariDataSource pool = new HikariDataSource();
        pool.setDataSource(postgres().getDatabase("postgres", database));
        pool.setMaximumPoolSize(20);
        opened.add(pool);
        source = pool;
    }

    @AfterEach
    void close() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    private NetStacksTasks node(TaskDispatcher.Factory factory) {
        NetStacks net = NetStacks.builder()
                .use(JdbcStorage.at("jdbc:postgresql://127.0.0.1:" + postgres().getPort() + "/" + database)
                        .as("postgres", Secret.of("postgres")))
                .keys(KEYS)
                .discovery(false)
                .build();
        opened.add(net);
        NetStacksTasks tasks = NetStacksTasks.over(net)
                .workers(10)
                .register(work)
                .dispatcher(factory)
                .build();
        opened.add(tasks);
        return tasks;
    }

    private ClusterDispatch worker(String name) {
        return ClusterDispatch.over(source, KEYS).as(name).looking(Duration.ofMillis(100), Duration.ofMillis(200), 4);
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline of: " + what).isLessThan(end);
            boolean unused = never.await(20, TimeUnit.MILLISECONDS);
        }
    }

    private static TaskRecord record(NetStacksTasks tasks, String id) {
        return tasks.find(id).orElseThrow();
    }

    @Test
    void two_workers_share_two_hundred_tasks_and_no_device_has_two_at_once() throws Exception {
        Map<String, AtomicInteger> inside = new ConcurrentHashMap<>();
        AtomicInteger overlaps = new AtomicInteger();
        work.doing((request, context) -> {
            AtomicInteger here = inside.computeIfAbsent(request.subject(), name -> new AtomicInteger());
            if (here.incrementAndGet() > 1) {
                overlaps.incrementAndGet();
            }
            LockSupport.parkNanos(1_000_000);
            here.decrementAndGet();
        });
        NetStacksTasks one = node(worker("one"));
        NetStacksTasks two = node(worker("two"));

        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            ids.add((i % 2 == 0 ? one : two)
                    .submit(new ProbeWork.Probe("edge" + i % 40, i % 3 == 0, "job" + i), kim)
                    .id());
        }
        await(
                "all are over",
                () -> one.history(TaskQuery.in(TaskState.FINISHED), PageRequest.first(500))
                                .items()
                                .size()
                        == 200);

        assertThat(overlaps).hasValue(0);
        assertThat(work.runs())
                .hasSize(200)
                .allSatisfy((job, runs) -> assertThat(runs).hasValue(1));
        assertThat(ids).allSatisfy(id -> assertThat(record(two, id).outcome()).contains(TaskOutcome.SUCCEEDED));
    }

    @Test
    void a_change_whose_worker_died_is_unknown_and_a_read_is_done_again() throws Exception {
        List<TaskBench> benches = new ArrayList<>();
        NetStacksTasks dead = node(bench -> {
            benches.add(bench);
            return worker("dead").open(bench);
        });
        String change = left(dead, benches.get(0), new ProbeWork.Probe("edge1", true, "change"));
        String read = left(dead, benches.get(0), new ProbeWork.Probe("edge2", false, "read"));
        NetStacksTasks alive = node(worker("alive"));
        TaskHandle<String> next = alive.submit(new ProbeWork.Probe("edge1", true, "next"), kim);

        await("the change is over", () -> record(alive, change).state() == TaskState.FINISHED);
        await("the read is over", () -> record(alive, read).state() == TaskState.FINISHED);
        await("the device goes on", () -> next.record().state() == TaskState.FINISHED);

        assertThat(record(alive, change).outcome()).contains(TaskOutcome.UNKNOWN);
        assertThat(record(alive, change).message().orElseThrow())
                .contains("worker gone")
                .contains("did not repeat it");
        assertThat(record(alive, read).outcome()).contains(TaskOutcome.SUCCEEDED);
        assertThat(work.runs()).containsOnlyKeys("read", "next");
        assertThat(work.runs().get("read")).hasValue(1);
    }

    /** Leaves what a worker leaves that is killed while it does a task: records, and a lease without heartbeats. */
    private String left(NetStacksTasks tasks, TaskBench bench, ProbeWork.Probe request) throws SQLException {
        DispatchQueue queue = new DispatchQueue(source, SecretBox.with(KEYS), Clock.systemUTC());
        TaskRecord waiting = bench.accept(request, kim);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO netstacks_dispatch (task_name, task_instance, execution_time, picked,"
                    + " picked_by, last_heartbeat, version) VALUES ('netstacks-subject', '" + request.subject()
                    + "', now(), TRUE, 'gone', now(), 1)");
        }
        queue.add(waiting.id(), request.subject(), bench.requests().write(request), kim);
        assertThat(queue.take(request.subject(), "gone")).isPresent();
        NetStacks net = (NetStacks) opened.get(1);
        assertThat(net.stores().tasks().advance(TaskState.PENDING, waiting.started(Instant.now())))
                .isTrue();
        assertThat(tasks.find(waiting.id()).orElseThrow().state()).isEqualTo(TaskState.RUNNING);
        return waiting.id();
    }

    @Test
    void a_task_at_work_elsewhere_is_cancelled_there() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        work.doing((request, context) -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new OperationCancelledException("stopped");
            }
        });
        NetStacksTasks one = node(worker("one"));
        NetStacksTasks two = node(worker("two"));
        TaskHandle<String> handle = one.submit(new ProbeWork.Probe("edge1", true, "job"), kim);
        begun.await();

        assertThat(handle.cancel()).isTrue();

        assertThatThrownBy(handle::join).isInstanceOf(io.netstacks.spi.error.NetStacksException.class);
        assertThat(record(two, handle.id()).outcome()).contains(TaskOutcome.UNKNOWN);
    }
}
