package io.netstacks.adapter.dbscheduler.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.netstacks.adapter.dbscheduler.ClusterDispatch;
import io.netstacks.adapter.jdbc.JdbcStorage;
import io.netstacks.core.NetStacks;
import io.netstacks.core.store.KeyProviders;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.spi.schedule.Schedule;
import io.netstacks.spi.schedule.SchedulePolicy;
import io.netstacks.spi.schedule.ScheduleStore;
import io.netstacks.spi.schedule.ScheduledOperation;
import io.netstacks.spi.store.KeyProvider;
import io.netstacks.tasks.NetStacksTasks;
import io.netstacks.tasks.schedule.ScheduledJob;
import io.netstacks.tasks.schedule.TickReport;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many operations, one for each device, that are due at the same minute, and two nodes of a cluster that check at the same
 * time, over PostgreSQL with fsync on. The operations select no device, so what is measured is claiming, starting and
 * recording. Argument: how many operations.
 */
final class DueBenchmark {

    private static final Logger LOG = LoggerFactory.getLogger(DueBenchmark.class);
    private static final int WRITERS = 16;
    private static final int AT_ONCE = 10;
    private static final double NANOS = 1e9;

    private DueBenchmark() {}

    public static void main(String[] args) throws Exception {
        int operations = Integer.parseInt(args[0]);
        KeyProvider keys = KeyProviders.of(KeyProviders.generate());
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("max_connections", "200")
                        .start();
                HikariDataSource pool = new HikariDataSource()) {
            pool.setDataSource(postgres.getPostgresDatabase());
            pool.setMaximumPoolSize(64);
            try (NetStacks net = net(pool, keys);
                    NetStacks otherNet = net(pool, keys);
                    NetStacksTasks one = node(net, pool, keys, "one");
                    NetStacksTasks two = node(otherNet, pool, keys, "two")) {
                create(net.stores().schedules(), operations);
                measure(net, one, two, operations);
            }
        }
    }

    private static NetStacks net(HikariDataSource pool, KeyProvider keys) {
        return NetStacks.builder()
                .use(JdbcStorage.over(pool))
                .keys(keys)
                .discovery(false)
                .build();
    }

    private static NetStacksTasks node(NetStacks net, HikariDataSource pool, KeyProvider keys, String name) {
        return NetStacksTasks.over(net)
                .workers(AT_ONCE)
                .controlWorkers(AT_ONCE)
                .dispatcher(ClusterDispatch.over(pool, keys).as(name).atOnce(AT_ONCE))
                .build();
    }

    private static void create(ScheduleStore store, int operations) throws Exception {
        Instant now = Instant.now();
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<?>> written = IntStream.range(0, operations)
                    .<Future<?>>mapToObj(i -> writers.submit(() -> store.create(due(i, now))))
                    .toList();
            for (Future<?> one : written) {
                one.get();
            }
        } finally {
            writers.shutdownNow();
        }
    }

    /** Planned for half a minute ago. */
    private static ScheduledOperation due(int number, Instant now) {
        ScheduledJob job = new ScheduledJob.Backup(DeviceSelector.names("edge" + number), 1);
        return ScheduledOperation.create(
                "edge" + number,
                job.work(),
                job.parameters(),
                Schedule.every(Duration.ofDays(1), now.minusSeconds(30)),
                SchedulePolicy.DEFAULT,
                now.minusSeconds(60));
    }

    private static void measure(NetStacks net, NetStacksTasks one, NetStacksTasks two, int operations)
            throws Exception {
        long begun = System.nanoTime();
        ExecutorService nodes = Executors.newFixedThreadPool(2);
        try {
            Future<TickReport> first = nodes.submit(() -> one.schedules().check());
            Future<TickReport> second = nodes.submit(() -> two.schedules().check());
            LOG.info("one: {}", first.get());
            LOG.info("two: {}", second.get());
            double claimed = (System.nanoTime() - begun) / NANOS;
            CountDownLatch never = new CountDownLatch(1);
            while (one.waiting() > 0) {
                boolean unused = never.await(50, TimeUnit.MILLISECONDS);
            }
            boolean drained = one.drain(Duration.ofMinutes(1)) && two.drain(Duration.ofMinutes(1));
            double over = (System.nanoTime() - begun) / NANOS;
            long right = IntStream.range(0, operations)
                    .filter(i -> {
                        var runs = net.stores()
                                .schedules()
                                .runs("edge" + i, PageRequest.first())
                                .items();
                        return runs.size() == 1
                                && runs.get(0).outcome().isPresent()
                                && runs.get(0).taskId().isPresent();
                    })
                    .count();
            LOG.info(
                    "operations={} right={} drained={} claimed_and_queued_seconds={} over_seconds={} heap_max_mb={}",
                    operations,
                    right,
                    drained,
                    claimed,
                    over,
                    Runtime.getRuntime().maxMemory() / (1 << 20));
        } finally {
            nodes.shutdownNow();
        }
    }
}
