package io.netstacks.adapter.dbscheduler.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.netstacks.adapter.dbscheduler.ClusterDispatch;
import io.netstacks.adapter.jdbc.JdbcStorage;
import io.netstacks.core.NetStacks;
import io.netstacks.core.store.KeyProviders;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.store.KeyProvider;
import io.netstacks.tasks.NetStacksTasks;
import io.netstacks.tasks.run.TaskHandle;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures dispatching with jobs that do nothing: in one process, and over PostgreSQL with fsync on, from the submission to
 * the recorded end. Arguments: {@code process}, {@code throughput} or {@code latency}, each with its number of jobs.
 */
final class DispatchBenchmark {

    private static final Logger LOG = LoggerFactory.getLogger(DispatchBenchmark.class);
    private static final int ROUNDS = 5;
    private static final int SUBMITTERS = 16;
    private static final int SUBJECTS = 500;
    private static final double NANOS = 1e9;
    private static final OperationContext KIM = OperationContext.as(Actor.user("kim"));

    private DispatchBenchmark() {}

    public static void main(String[] args) throws Exception {
        int jobs = Integer.parseInt(args[1]);
        switch (args[0]) {
            case "process" -> process(jobs);
            case "throughput" -> cluster((net, pool, keys) -> throughput(net, pool, keys, jobs));
            case "latency" -> cluster((net, pool, keys) -> latency(net, pool, keys, jobs));
            default -> throw new IllegalArgumentException("process, throughput or latency, not " + args[0]);
        }
    }

    /** In one process, history in memory; what is kept of earlier rounds is dropped with their store. */
    private static void process(int jobs) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            NoWork work = new NoWork(jobs);
            try (NetStacks net = NetStacks.builder()
                            .storage("memory")
                            .discovery(false)
                            .build();
                    NetStacksTasks tasks = NetStacksTasks.over(net)
                            .workers(4)
                            .queue(jobs)
                            .register(work)
                            .build()) {
                report("process", round, jobs, submitAndJoin(tasks, jobs, 2));
            }
        }
    }

    private interface Measurement {
        void run(NetStacks net, HikariDataSource pool, KeyProvider keys)
                throws InterruptedException, ExecutionException;
    }

    private static void cluster(Measurement measurement) throws IOException, InterruptedException, ExecutionException {
        KeyProvider keys = KeyProviders.of(KeyProviders.generate());
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("full_page_writes", "on")
                        .setServerConfig("max_connections", "200")
                        .start();
                HikariDataSource pool = new HikariDataSource()) {
            pool.setDataSource(postgres.getPostgresDatabase());
            pool.setMaximumPoolSize(64);
            try (NetStacks net = NetStacks.builder()
                    .use(JdbcStorage.over(pool))
                    .keys(keys)
                    .discovery(false)
                    .build()) {
                measurement.run(net, pool, keys);
            }
        }
    }

    private static void throughput(NetStacks net, HikariDataSource pool, KeyProvider keys, int jobs)
            throws InterruptedException, ExecutionException {
        NoWork work = new NoWork(jobs);
        try (NetStacksTasks tasks = NetStacksTasks.over(net)
                .workers(24)
                .register(work)
                .dispatcher(ClusterDispatch.over(pool, keys).as("bench").atOnce(24))
                .build()) {
            for (int round = 0; round < ROUNDS; round++) {
                report("throughput", round, jobs, submitAndJoin(tasks, jobs, SUBMITTERS));
            }
        }
    }

    /** Returns the seconds from the first submission to the last end. */
    private static double submitAndJoin(NetStacksTasks tasks, int jobs, int submitters)
            throws InterruptedException, ExecutionException {
        ExecutorService clients = Executors.newFixedThreadPool(submitters);
        try {
            long begun = System.nanoTime();
            List<Callable<Integer>> parts = IntStream.range(0, submitters)
                    .mapToObj(part -> (Callable<Integer>) () -> {
                        List<TaskHandle<String>> handles = IntStream.range(0, jobs)
                                .filter(job -> job % submitters == part)
                                .mapToObj(job -> tasks.submit(new NoWork.Job("edge" + job % SUBJECTS, job), KIM))
                                .toList();
                        handles.forEach(TaskHandle::join);
                        return handles.size();
                    })
                    .toList();
            int done = 0;
            for (Future<Integer> part : clients.invokeAll(parts)) {
                done += part.get();
            }
            if (done != jobs) {
                throw new IllegalStateException("only " + done + " of " + jobs + " jobs ended");
            }
            return (System.nanoTime() - begun) / NANOS;
        } finally {
            clients.shutdownNow();
        }
    }

    /** A hundred jobs a second for idle workers, in the process that submits and in another one's place. */
    private static void latency(NetStacks net, HikariDataSource pool, KeyProvider keys, int jobs) {
        for (boolean elsewhere : List.of(false, true)) {
            NoWork work = new NoWork(jobs);
            ClusterDispatch here = ClusterDispatch.over(pool, keys).as("here");
            try (NetStacksTasks submitting = NetStacksTasks.over(net)
                            .register(work)
                            .dispatcher(elsewhere ? here.atOnce(0) : here)
                            .build();
                    NetStacksTasks other = NetStacksTasks.over(net)
                            .register(work)
                            .dispatcher(here.as("other").atOnce(elsewhere ? 10 : 0))
                            .build()) {
                long[] waits = new long[jobs];
                long next = System.nanoTime();
                for (int job = 0; job < jobs; job++) {
                    while (System.nanoTime() < next) {
                        LockSupport.parkNanos(next - System.nanoTime());
                    }
                    waits[job] = -System.nanoTime();
                    TaskHandle<String> unused = submitting.submit(new NoWork.Job("edge" + job % SUBJECTS, job), KIM);
                    next += Duration.ofMillis(10).toNanos();
                }
                boolean ended = submitting.drain(Duration.ofMinutes(1)) && other.drain(Duration.ofMinutes(1));
                for (int job = 0; job < jobs; job++) {
                    waits[job] += work.begun(job);
                }
                Arrays.sort(waits);
                LOG.info(
                        "latency elsewhere={} ended={} jobs={} p50_ms={} p99_ms={} max_ms={}",
                        elsewhere,
                        ended,
                        jobs,
                        waits[jobs / 2] / 1e6,
                        waits[jobs * 99 / 100] / 1e6,
                        waits[jobs - 1] / 1e6);
            }
        }
    }

    private static void report(String what, int round, int jobs, double seconds) {
        LOG.info(
                "{} round={} jobs={} seconds={} jobs_per_second={}",
                what,
                round,
                jobs,
                seconds,
                Math.round(jobs / seconds));
    }
}
