package io.netstacks.adapter.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.adapter.jdbc.JdbcStorage;
import io.netstacks.core.NetStacks;
import io.netstacks.core.NetStacksBuilder;
import io.netstacks.core.store.KeyProviders;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.store.KeyProvider;
import io.netstacks.spi.task.TaskId;
import io.netstacks.spi.task.TaskQuery;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.spi.task.TaskState;
import io.netstacks.tasks.NetStacksTasks;
import io.netstacks.tasks.run.TaskDispatcher;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** Several nodes, as processes would be, over one database, which is the store of all of them. */
final class TestCluster implements AutoCloseable {

    static final OperationContext KIM = OperationContext.as(Actor.user("kim"));

    private final KeyProvider keys = KeyProviders.of(KeyProviders.generate());
    private final ClusterDatabase database = new ClusterDatabase();
    private final ProbeWork work = new ProbeWork();
    private final Deque<Runnable> opened = new ArrayDeque<>();

    ClusterDatabase database() {
        return database;
    }

    ProbeWork work() {
        return work;
    }

    KeyProvider keys() {
        return keys;
    }

    /** Returns settings of a node that looks often. */
    ClusterDispatch named(String worker) {
        return ClusterDispatch.over(database, keys)
                .inSchema(database.schema())
                .as(worker)
                .polling(Duration.ofMillis(50))
                .heartbeat(Duration.ofMillis(500), 6);
    }

    NetStacks net(UnaryOperator<NetStacksBuilder> more) {
        NetStacks net = more.apply(NetStacks.builder()
                        .use(JdbcStorage.over(database).inSchema(database.schema()))
                        .keys(keys)
                        .discovery(false))
                .build();
        opened.push(net::close);
        return net;
    }

    NetStacksTasks node(TaskDispatcher.Factory factory) {
        return node(net(builder -> builder), factory);
    }

    NetStacksTasks node(NetStacks net, TaskDispatcher.Factory factory) {
        NetStacksTasks tasks = NetStacksTasks.over(net)
                .workers(10)
                .register(work)
                .dispatcher(factory)
                .build();
        opened.push(tasks::close);
        return tasks;
    }

    static TaskRecord record(NetStacksTasks tasks, TaskId id) {
        return tasks.find(id).orElseThrow();
    }

    static boolean isOver(NetStacksTasks tasks, TaskId id) {
        return record(tasks, id).state() == TaskState.FINISHED;
    }

    static List<TaskRecord> over(NetStacksTasks tasks) {
        return tasks.history(TaskQuery.in(TaskState.FINISHED), PageRequest.first(500))
                .items();
    }

    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline of: " + what).isLessThan(end);
            boolean unused = never.await(10, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            opened.pop().run();
        }
        database.close();
    }
}
