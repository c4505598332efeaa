package io.netstacks.adapter.dbscheduler;

import static io.netstacks.adapter.dbscheduler.TestCluster.KIM;
import static io.netstacks.adapter.dbscheduler.TestCluster.await;
import static io.netstacks.adapter.dbscheduler.TestCluster.isOver;
import static io.netstacks.adapter.dbscheduler.TestCluster.over;
import static io.netstacks.adapter.dbscheduler.TestCluster.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.adapter.dbscheduler.ProbeWork.Probe;
import io.netstacks.core.NetStacks;
import io.netstacks.core.store.KeyProviders;
import io.netstacks.core.store.SecretBox;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.task.TaskId;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.spi.task.TaskState;
import io.netstacks.tasks.NetStacksTasks;
import io.netstacks.tasks.run.TaskBench;
import io.netstacks.tasks.run.TaskHandle;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several nodes over one PostgreSQL. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClusterDispatcherTest {

    private final TestCluster cluster = new TestCluster();
    private final ProbeWork work = cluster.work();

    @AfterEach
    void close() {
        cluster.close();
    }

    private static Probe read(String subject, String job) {
        return new Probe(subject, false, job);
    }

    private static Probe change(String subject, String job) {
        return new Probe(subject, true, job);
    }

    @Test
    void two_workers_share_the_tasks_and_no_subject_has_two_at_once() throws Exception {
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
        NetStacksTasks one = cluster.node(cluster.named("one"));
        NetStacksTasks two = cluster.node(cluster.named("two"));

        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            ids.add((i % 2 == 0 ? one : two)
                    .submit(new Probe("edge" + i % 40, i % 3 == 0, "job" + i), KIM)
                    .id()
                    .value());
        }
        await("all are over", () -> over(one).size() == 200);

        assertThat(overlaps).hasValue(0);
        assertThat(work.begun()).hasSize(200).doesNotHaveDuplicates();
        assertThat(ids)
                .allSatisfy(
                        id -> assertThat(record(two, new TaskId(id)).outcome()).contains(TaskOutcome.SUCCEEDED));
    }

    @Test
    void a_change_whose_worker_died_is_unknown_and_a_read_is_done_again() throws Exception {
        List<TaskBench> benches = new ArrayList<>();
        NetStacks net = cluster.net(builder -> builder);
        NetStacksTasks submitting = cluster.node(net, bench -> {
            benches.add(bench);
            return cluster.named("submitting").atOnce(0).open(bench);
        });
        TaskId change = left(net, benches.get(0), change("edge1", "change"));
        TaskId read = left(net, benches.get(0), read("edge2", "read"));
        TaskId next = submitting.submit(change("edge1", "next"), KIM).id();

        NetStacksTasks alive = cluster.node(cluster.named("alive"));

        await("the change is over", () -> isOver(alive, change));
        await("the read is over", () -> isOver(alive, read));
        await("the device goes on", () -> isOver(alive, next));
        assertThat(record(alive, change).outcome()).contains(TaskOutcome.UNKNOWN);
        assertThat(record(alive, change).message().orElseThrow())
                .contains("worker gone")
                .contains("fencing number 2")
                .contains("did not repeat it");
        assertThat(record(alive, read).outcome()).contains(TaskOutcome.SUCCEEDED);
        assertThat(record(alive, next).outcome()).contains(TaskOutcome.SUCCEEDED);
        assertThat(work.begun()).containsExactlyInAnyOrder("read", "next");
    }

    /** Leaves what a worker leaves that is killed while it does a task: a record that has begun, and a lease. */
    private TaskId left(NetStacks net, TaskBench bench, Probe request) {
        DispatchQueue queue = new DispatchQueue(
                new DispatchDatabase(cluster.database(), cluster.named("gone").tables()),
                SecretBox.with(cluster.keys()),
                Clock.systemUTC(),
                "gone",
                Duration.ofMillis(300));
        TaskRecord waiting = bench.accept(request, KIM);
        queue.add(waiting, bench.requests().write(request), 1, KIM);
        assertThat(queue.take(request.subject(), 0)).isPresent();
        assertThat(net.stores().tasks().advance(TaskState.PENDING, waiting.started(Instant.now())))
                .isTrue();
        return waiting.id();
    }

    @Test
    void nobody_takes_what_somebody_holds() throws Exception {
        NetStacksTasks submitting = cluster.node(cluster.named("submitting").atOnce(0));
        submitting.submit(read("edge1", "first"), KIM);
        submitting.submit(read("edge1", "second"), KIM);
        DispatchQueue one = queue("one");
        DispatchQueue two = queue("two");

        Optional<QueuedTask> first = one.take("edge1", 0);

        assertThat(first.orElseThrow().fence()).isEqualTo(1);
        assertThat(two.take("edge1", 0)).isEmpty();
        assertThat(one.isHeld(first.get().taskId(), 1)).isTrue();
        one.release(first.get().taskId(), 1);
        assertThat(one.isHeld(first.get().taskId(), 1)).isFalse();
        assertThat(two.take("edge1", 0)).hasValueSatisfying(again -> {
            assertThat(again.taskId()).isEqualTo(first.get().taskId());
            assertThat(again.fence()).isEqualTo(3);
            assertThat(again.before()).contains("one");
        });
        assertThat(one.renew(Map.of(first.get().taskId(), 1L))).isEmpty();
        assertThat(two.renew(Map.of(first.get().taskId(), 3L)))
                .containsEntry(first.get().taskId(), false);
    }

    /** It used to be given an instance that is due when a lease ends that was over already, half a minute later. */
    @Test
    void the_sweep_leaves_a_subject_alone_whose_turn_ends_at_that_moment() throws Exception {
        NetStacksTasks submitting = cluster.node(cluster.named("submitting").atOnce(0));
        submitting.submit(read("edge1", "job"), KIM);
        assertThat(queue("one").take("edge1", 0)).isPresent();
        DispatchTables tables = cluster.named("one").tables();
        SubjectInstances instances = new SubjectInstances(new DispatchDatabase(cluster.database(), tables));
        try (Connection ending = cluster.database().getConnection();
                Statement statement = ending.createStatement()) {
            ending.setAutoCommit(false);
            statement.execute("DELETE FROM " + tables.queue());
            statement.execute("DELETE FROM " + tables.subjects());

            CompletableFuture.runAsync(instances::wakeAll).get(10, TimeUnit.SECONDS);

            ending.commit();
            assertThat(statement
                            .executeQuery("SELECT 1 FROM " + tables.subjects())
                            .next())
                    .isFalse();
        }
    }

    private DispatchQueue queue(String worker) {
        return new DispatchQueue(
                new DispatchDatabase(cluster.database(), cluster.named(worker).tables()),
                SecretBox.with(cluster.keys()),
                Clock.systemUTC(),
                worker,
                Duration.ofMinutes(1));
    }

    @Test
    void what_a_process_recorded_and_never_queued_is_ended_by_another_and_what_the_cluster_has_goes_on()
            throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        work.doing((request, context) -> {
            begun.countDown();
            ProbeWork.await(end);
        });
        NetStacks net = cluster.net(builder -> builder);
        NetStacksTasks submitting =
                cluster.node(net, cluster.named("submitting").atOnce(0));
        cluster.node(cluster.named("working"));
        NetStacksTasks starting = cluster.node(cluster.named("starting").atOnce(0));
        TaskHandle<String> running = submitting.submit(change("edge1", "running"), KIM);
        TaskHandle<String> waiting = submitting.submit(read("edge1", "waiting"), KIM);
        begun.await();
        Instant longAgo = Instant.now().minusSeconds(600);
        Instant justNow = Instant.now().minusSeconds(1);
        net.stores().tasks().add(recorded("died long ago", longAgo));
        net.stores().tasks().add(recorded("is being queued", justNow));

        List<TaskRecord> ended = starting.endLost(Instant.now().minusSeconds(60));

        assertThat(ended).extracting(TaskRecord::id).containsExactly(new TaskId("died long ago"));
        assertThat(ended.get(0).outcome()).contains(TaskOutcome.FAILED);
        assertThat(ended.get(0).message().orElseThrow()).contains("nothing was done, submit it again");
        assertThat(record(submitting, new TaskId("is being queued")).state()).isEqualTo(TaskState.PENDING);
        assertThat(starting.endLost(Instant.now().plusSeconds(60)))
                .as("neither what waits nor what is at work")
                .extracting(TaskRecord::id)
                .containsExactly(new TaskId("is being queued"));
        end.countDown();
        await("both are over", () -> isOver(submitting, running.id()) && isOver(submitting, waiting.id()));
        assertThat(running.record().outcome()).contains(TaskOutcome.SUCCEEDED);
        assertThat(waiting.record().outcome()).contains(TaskOutcome.SUCCEEDED);
        assertThat(work.begun()).containsExactly("running", "waiting");
    }

    private static TaskRecord recorded(String id, Instant at) {
        return new TaskRecord(
                new TaskId(id),
                "tests.probe",
                "edge1",
                "user:kim",
                "c-1",
                true,
                TaskState.PENDING,
                Optional.empty(),
                at,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void a_worker_that_is_closed_hands_its_reads_over_and_owns_up_to_its_changes() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        work.doing((request, context) -> {
            if (begun.getCount() > 0) {
                begun.countDown();
                ProbeWork.await(new CountDownLatch(1));
            }
        });
        NetStacksTasks submitting = cluster.node(cluster.named("submitting").atOnce(0));
        NetStacksTasks old = cluster.node(cluster.named("old").patience(Duration.ofMillis(50)));
        TaskId change = submitting.submit(change("edge1", "change"), KIM).id();
        TaskId read = submitting.submit(read("edge2", "read"), KIM).id();
        begun.await();
        TaskId waiting = submitting.submit(change("edge1", "waiting"), KIM).id();

        old.close();
        NetStacksTasks fresh = cluster.node(cluster.named("fresh"));
        await("all are over", () -> over(fresh).size() == 3);

        assertThat(record(fresh, change).outcome()).contains(TaskOutcome.UNKNOWN);
        assertThat(record(fresh, read).outcome()).contains(TaskOutcome.SUCCEEDED);
        assertThat(record(fresh, waiting).outcome()).contains(TaskOutcome.SUCCEEDED);
        assertThat(work.begun()).containsExactlyInAnyOrder("change", "read", "read", "waiting");
    }

    @Test
    void a_worker_that_is_drained_ends_what_it_does_and_leaves_the_rest() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        work.doing((request, context) -> {
            begun.countDown();
            ProbeWork.await(release);
        });
        NetStacksTasks submitting = cluster.node(cluster.named("submitting").atOnce(0));
        NetStacksTasks old = cluster.node(cluster.named("old"));
        TaskId first = submitting.submit(change("edge1", "first"), KIM).id();
        begun.await();
        TaskId second = submitting.submit(change("edge1", "second"), KIM).id();

        assertThat(old.drain(Duration.ofMillis(50))).isFalse();
        release.countDown();
        assertThat(old.drain(Duration.ofSeconds(30))).isTrue();
        old.close();

        assertThat(record(submitting, first).outcome()).contains(TaskOutcome.SUCCEEDED);
        assertThat(record(submitting, second).state()).isEqualTo(TaskState.PENDING);
        cluster.node(cluster.named("fresh"));
        await("the rest is done", () -> isOver(submitting, second));
        assertThat(work.begun()).containsExactly("first", "second");
    }

    @Test
    void the_database_is_away_for_a_while_and_nothing_is_lost_or_doubled() throws Exception {
        CountDownLatch begun = new CountDownLatch(4);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(4);
        work.doing((request, context) -> {
            begun.countDown();
            ProbeWork.await(release);
            ended.countDown();
        });
        NetStacksTasks one = cluster.node(cluster.named("one").atOnce(4));
        for (int i = 0; i < 10; i++) {
            one.submit(new Probe("edge" + i, i % 2 == 0, "job" + i), KIM);
        }
        begun.await();

        cluster.database().goAway();
        assertThatThrownBy(() -> one.submit(read("edge1", "refused"), KIM)).isInstanceOf(NetStacksException.class);
        release.countDown();
        ended.await();
        int before = cluster.database().refused();
        await("the four could not tell the history", () -> cluster.database().refused() > before + 20);
        cluster.database().comeBack();
        await("all are over", () -> over(one).size() == 10);

        List<String> changes =
                work.begun().stream().filter(job -> job.matches("job[02468]")).toList();
        assertThat(changes).hasSize(5).doesNotHaveDuplicates();
        assertThat(work.begun())
                .contains("job1", "job3", "job5", "job7", "job9")
                .doesNotContain("refused");
        assertThat(over(one))
                .allSatisfy(record -> assertThat(record.outcome().orElseThrow())
                        .as(record.subject())
                        .isIn(TaskOutcome.SUCCEEDED, record.mutating() ? TaskOutcome.UNKNOWN : TaskOutcome.SUCCEEDED));
    }

    @Test
    void what_people_wait_for_comes_before_what_a_schedule_wants() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        work.doing((request, context) -> {
            begun.countDown();
            ProbeWork.await(release);
        });
        OperationContext nightly = OperationContext.as(Actor.schedule("nightly"));
        NetStacksTasks one = cluster.node(cluster.named("one").atOnce(1));
        one.submit(read("edge1", "first"), KIM);
        begun.await();
        one.submit(read("edge1", "scheduled"), nightly);
        one.submit(read("edge2", "scheduled elsewhere"), nightly);
        one.submit(read("edge3", "wanted elsewhere"), KIM);
        one.submit(read("edge1", "wanted"), KIM);

        release.countDown();
        await("all are over", () -> over(one).size() == 5);

        assertThat(work.begun().indexOf("wanted")).isLessThan(work.begun().indexOf("scheduled"));
        assertThat(work.begun().indexOf("wanted elsewhere"))
                .isLessThan(work.begun().indexOf("scheduled elsewhere"));
    }

    @Test
    void a_stored_request_is_sealed_and_who_has_no_key_begins_nothing() throws Exception {
        NetStacksTasks submitting = cluster.node(cluster.named("submitting").atOnce(0));
        TaskId id = submitting.submit(change("edge1", "canary-4711"), KIM).id();

        try (Connection connection = cluster.database().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT q.request, q::text FROM \""
                        + cluster.database().schema() + "\".netstacks_dispatch_queue q")) {
            assertThat(row.next()).isTrue();
            assertThat(new String(row.getBytes(1), StandardCharsets.ISO_8859_1)).doesNotContain("canary");
            assertThat(row.getString(2)).doesNotContain("canary");
        }
        cluster.node(ClusterDispatch.over(cluster.database(), KeyProviders.of(KeyProviders.generate()))
                .inSchema(cluster.database().schema())
                .as("stranger")
                .polling(Duration.ofMillis(50)));
        await("it is given up", () -> isOver(submitting, id));

        assertThat(record(submitting, id).outcome()).contains(TaskOutcome.FAILED);
        assertThat(record(submitting, id).message().orElseThrow()).contains("cannot be begun by worker stranger");
        assertThat(work.begun()).isEmpty();
    }

    @Test
    void a_subject_without_an_instance_is_woken() throws Exception {
        NetStacksTasks submitting = cluster.node(cluster.named("submitting").atOnce(0));
        TaskId id = submitting.submit(read("edge1", "job"), KIM).id();
        assertThat(deleteInstances()).isEqualTo(1);

        cluster.node(cluster.named("working"));

        await("it is done", () -> isOver(submitting, id));
        assertThat(record(submitting, id).outcome()).contains(TaskOutcome.SUCCEEDED);
    }

    private int deleteInstances() throws SQLException {
        return cluster.database().execute("DELETE FROM {subjects}");
    }

    @Test
    void settings_out_of_bounds_are_refused() {
        ClusterDispatch dispatch = cluster.named("one");

        assertThatThrownBy(() -> dispatch.atOnce(-1)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> dispatch.waiting(0)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> dispatch.polling(Duration.ZERO)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> dispatch.heartbeat(Duration.ofSeconds(1), 3))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("4");
        assertThatThrownBy(() -> dispatch.withTablePrefix("Robert'); DROP"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("prefix");
        assertThatThrownBy(() -> dispatch.inSchema("a.b")).isInstanceOf(InvalidInputException.class);
    }
}
