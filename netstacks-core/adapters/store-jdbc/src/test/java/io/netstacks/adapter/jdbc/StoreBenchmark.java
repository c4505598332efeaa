package io.netstacks.adapter.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.netstacks.core.NetStacks;
import io.netstacks.core.backup.ConfigSearch;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.audit.AuditEntry;
import io.netstacks.spi.audit.AuditOutcome;
import io.netstacks.spi.backup.BackupQuery;
import io.netstacks.spi.config.BackupId;
import io.netstacks.spi.store.Stores;
import io.netstacks.spi.task.TaskId;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.spi.task.TaskState;
import io.netstacks.testkit.StorageKeys;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntConsumer;

/**
 * How fast the stores are, on {@code h2} (a file, every commit on disk) or {@code postgres} (fsync on), with so many devices and
 * versions of each: 32 writers of task history and of the audit log, then what people look at. Prints a line for each. It is no test.
 */
final class StoreBenchmark {

    private static final int WRITERS = 32;
    private static final int READS = 2000;

    private StoreBenchmark() {}

    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        boolean postgres = arguments[0].equals("postgres");
        int devices = Integer.parseInt(arguments[1]);
        int versions = Integer.parseInt(arguments[2]);
        Path folder = Files.createTempDirectory("netstacks-store-benchmark");
        try (EmbeddedPostgres server = postgres
                ? EmbeddedPostgres.builder().setServerConfig("fsync", "on").start()
                : null) {
            HikariConfig pool = new HikariConfig();
            pool.setJdbcUrl(server == null ? H2Urls.inDirectory(folder) : server.getJdbcUrl("postgres", "postgres"));
            pool.setMaximumPoolSize(10);
            try (HikariDataSource source = new HikariDataSource(pool);
                    NetStacks net = NetStacks.builder()
                            .use(JdbcStorage.over(source).withTablePrefix("t_"))
                            .keys(new StorageKeys())
                            .build()) {
                Stores stores = net.stores();
                writes("32 writers of task history", folder, times -> write(stores, times));
                writes("32 writers of the audit log", folder, times -> audit(stores, times));
                long start = System.nanoTime();
                LargeStore.fillBackups(stores, source, "t_", devices, versions);
                System.out.printf(
                        "filled in %d s%n",
                        Duration.ofNanos(System.nanoTime() - start).toSeconds());
                reads(net, devices, versions);
            }
        }
    }

    private interface Writer {
        /** Writes once or a few times, and adds how long each took. */
        void write(ConcurrentLinkedQueue<Long> times);
    }

    private static void writes(String what, Path folder, Writer work) throws IOException, InterruptedException {
        for (int round = 0; round < 3; round++) {
            long before = size(folder);
            int each = 200;
            ConcurrentLinkedQueue<Long> times = new ConcurrentLinkedQueue<>();
            CountDownLatch done = new CountDownLatch(WRITERS);
            long start = System.nanoTime();
            for (int writer = 0; writer < WRITERS; writer++) {
                new Thread(() -> {
                            for (int i = 0; i < each; i++) {
                                work.write(times);
                            }
                            done.countDown();
                        })
                        .start();
            }
            done.await();
            double seconds = (System.nanoTime() - start) / 1e9;
            int commits = times.size();
            print(what, times.stream().mapToLong(Long::longValue).toArray());
            System.out.printf(
                    "  %.0f writes/s, %d bytes of file a write%n",
                    commits / seconds, (size(folder) - before) / commits);
        }
    }

    private static void audit(Stores stores, ConcurrentLinkedQueue<Long> times) {
        AuditEntry entry = new AuditEntry(
                Instant.now(),
                "user:kim",
                "device.configure",
                "d1",
                AuditOutcome.DONE,
                UUID.randomUUID().toString(),
                "3 lines, saved",
                Map.of("change", "CHG-1"));
        long start = System.nanoTime();
        stores.audit().append(entry);
        times.add(System.nanoTime() - start);
    }

    /** A task is three writes: accepted, begun, ended. */
    private static void write(Stores stores, ConcurrentLinkedQueue<Long> times) {
        Instant now = Instant.now();
        TaskRecord accepted = new TaskRecord(
                new TaskId(UUID.randomUUID().toString()),
                "tasks.device_tasks.get_config",
                "d1",
                "user:kim",
                UUID.randomUUID().toString(),
                false,
                TaskState.PENDING,
                Optional.empty(),
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        TaskRecord begun = accepted.started(now);
        List<Runnable> commits = List.of(
                () -> stores.tasks().add(accepted),
                () -> stores.tasks().advance(TaskState.PENDING, begun),
                () -> stores.tasks()
                        .advance(
                                TaskState.RUNNING,
                                begun.finished(now, TaskOutcome.SUCCEEDED, "done", Optional.empty())));
        for (Runnable commit : commits) {
            long start = System.nanoTime();
            commit.run();
            times.add(System.nanoTime() - start);
        }
    }

    private static void reads(NetStacks net, int devices, int versions) {
        Stores stores = net.stores();
        measure("latest backup of a device", READS, i -> stores.backups().latest("d" + (1 + i * 7 % devices)));
        measure(
                "its text",
                READS,
                i -> stores.backups().content(new BackupId("b" + (1 + i * 7 % devices) + "-" + versions)));
        measure(
                "history page of a device, 100",
                READS,
                i -> stores.backups().list(BackupQuery.of("d" + (1 + i * 7 % devices)), PageRequest.first(100)));
        measure("newest 100 backups", 200, i -> stores.backups().list(BackupQuery.all(), PageRequest.first(100)));
        measure("devices counted by platform", 50, i -> stores.devices().countByPlatform());
        List<Long> searches = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            long start = System.nanoTime();
            int searched = net.backups()
                    .search(
                            ConfigSearch.regex("^ *ip route 0\\.0\\.0\\.0.*\\.9$"),
                            OperationContext.as(Actor.user("kim")).within(Duration.ofMinutes(10)))
                    .searched();
            searches.add(Duration.ofNanos(System.nanoTime() - start).toMillis());
            System.out.printf("search over %d latest backups: %d ms%n", searched, searches.get(i));
        }
    }

    private static void measure(String what, int times, IntConsumer work) {
        for (int i = 0; i < times / 4; i++) {
            work.accept(i);
        }
        long[] nanos = new long[times];
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            work.accept(i);
            nanos[i] = System.nanoTime() - start;
        }
        print(what, nanos);
    }

    private static void print(String what, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(
                "%s: p50 %.2f ms, p99 %.2f ms%n",
                what, nanos[nanos.length / 2] / 1e6, nanos[nanos.length * 99 / 100] / 1e6);
    }

    private static long size(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
