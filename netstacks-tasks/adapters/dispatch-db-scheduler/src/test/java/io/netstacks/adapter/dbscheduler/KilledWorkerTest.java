package io.netstacks.adapter.dbscheduler;

import static io.netstacks.adapter.dbscheduler.TestCluster.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.netstacks.core.NetStacks;
import io.netstacks.core.store.KeyProviders;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.store.KeyProvider;
import io.netstacks.spi.task.TaskId;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.spi.task.TaskQuery;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.spi.task.TaskState;
import io.netstacks.tasks.NetStacksTasks;
import io.netstacks.tasks.device.GetConfig;
import io.netstacks.tasks.device.SetConfig;
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeDevices;
import io.netstacks.testkit.fake.FakeFarm;
import io.netstacks.testkit.fake.FakeInput;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Two workers in JVMs of their own, simulated devices in this one, which only submits; one of the workers is killed while it
 * pushes. Needs seconds for two hundred jobs; a thousand are behind the tag.
 */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KilledWorkerTest {

    /** So long that it is still going on when its worker is found and killed. */
    private static final int LONG = 4000;

    private static final int LONG_PUSHES = 4;

    @TempDir
    private Path directory;

    private final ClusterDatabase database = new ClusterDatabase();
    private final FakeFarm farm = FakeFarm.open();
    private final Map<String, Process> workers = new HashMap<>();
    private final OperationContext kim = OperationContext.as(Actor.user("kim")).within(Duration.ofMinutes(5));

    @AfterEach
    void close() throws InterruptedException {
        for (Process worker : workers.values()) {
            worker.toHandle().destroyForcibly();
            worker.waitFor();
        }
        farm.close();
        database.close();
    }

    @Test
    void two_hundred_jobs_survive_the_death_of_a_worker() throws Exception {
        survive(200, 20);
    }

    @Test
    @Tag("kill")
    void a_thousand_jobs_survive_the_death_of_a_worker() throws Exception {
        survive(1000, 100);
    }

    private void survive(int jobs, int devices) throws Exception {
        long begun = System.nanoTime();
        KeyProvider keys = KeyProviders.file(directory.resolve("keys"));
        try (HikariDataSource pool = ClusterWorkerMain.pool(database.url());
                NetStacks net = ClusterWorkerMain.net(pool, database.schema(), keys);
                NetStacksTasks tasks = NetStacksTasks.over(net)
                        .dispatcher(ClusterWorkerMain.settings(pool, database.schema(), keys, "submitter")
                                .atOnce(0))
                        .build()) {
            startDevices(net, devices);
            Map<TaskId, SetConfig> pushes = new HashMap<>();
            submitLongPushes(tasks, pushes);
            startWorker("one");
            startWorker("two");
            submit(tasks, jobs - LONG_PUSHES, devices, pushes);

            String victim = pushingInTheMiddle(pushes);
            Optional.ofNullable(workers.get(victim)).orElseThrow().toHandle().destroyForcibly();
            await(
                    "all jobs are over",
                    () -> history(tasks, TaskQuery.in(TaskState.FINISHED)).size() == jobs);

            List<TaskRecord> records = history(tasks, TaskQuery.all());
            assertThat(records).hasSize(jobs);
            assertReads(records);
            assertPushes(records, pushes, victim);
            LoggerFactory.getLogger(KilledWorkerTest.class)
                    .info(
                            "jobs={} devices={} unknown={} seconds={}",
                            jobs,
                            devices,
                            records.stream()
                                    .filter(record -> record.outcome().equals(Optional.of(TaskOutcome.UNKNOWN)))
                                    .count(),
                            (System.nanoTime() - begun) / 1_000_000_000.0);
        }
        assertThat(farm.devices()).allSatisfy(KilledWorkerTest::assertOneSessionAfterTheOther);
    }

    /** A device may see the next one come before it has closed the one that logged out, but no two ever type. */
    private static void assertOneSessionAfterTheOther(FakeDevice device) {
        assertThat(device.inputs().stream()
                        .filter(input -> !input.text().equals("exit"))
                        .map(FakeInput::session))
                .as(device.hostname())
                .isSorted();
        assertThat(device.mostSessions()).as(device.hostname()).isLessThanOrEqualTo(2);
    }

    private void startDevices(NetStacks net, int devices) {
        for (int i = 0; i < devices; i++) {
            FakeDevice device = farm.start(FakeDevices.ciscoIos("edge" + i));
            net.inventory()
                    .save(device.asDevice()
                            .at("127.0.0.1", device.telnetEndpoint().port())
                            .transport("telnet")
                            .credential("lab")
                            .build());
        }
    }

    private void startWorker(String name) throws IOException {
        workers.put(
                name,
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                // What starts fastest
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                ClusterWorkerMain.class.getName(),
                                database.url(),
                                database.schema(),
                                directory.resolve("keys").toString(),
                                name)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
    }

    private void submitLongPushes(NetStacksTasks tasks, Map<TaskId, SetConfig> pushes) {
        for (int i = 0; i < LONG_PUSHES; i++) {
            int device = i;
            ConfigChange change = ConfigChange.builder()
                    .lines(IntStream.range(0, LONG)
                            .mapToObj(line -> "interface Loopback" + device + line)
                            .toList())
                    .pipelined(false)
                    .build();
            push(tasks, new SetConfig("edge" + i, change, false, List.of()), pushes);
        }
    }

    private void submit(NetStacksTasks tasks, int jobs, int devices, Map<TaskId, SetConfig> pushes) {
        for (int i = 0; i < jobs; i++) {
            String device = "edge" + i % devices;
            if (i % 7 == 3) {
                ConfigChange change = ConfigChange.of("interface Tunnel" + i, "description job " + i);
                push(tasks, new SetConfig(device, change, false, List.of()), pushes);
            } else {
                tasks.submit(GetConfig.of(device, "show version"), kim);
            }
        }
    }

    private void push(NetStacksTasks tasks, SetConfig push, Map<TaskId, SetConfig> pushes) {
        pushes.put(tasks.submit(push, kim).id(), push);
    }

    /** Waits until a worker has sent the first lines of a long push, and returns its name. */
    private String pushingInTheMiddle(Map<TaskId, SetConfig> pushes) throws InterruptedException {
        List<String> found = new ArrayList<>();
        await("a long push is in its middle", () -> {
            IntStream.range(0, LONG_PUSHES)
                    .filter(device -> farm.devices().get(device).typed().contains("interface Loopback" + device + 20))
                    .mapToObj(device -> workerOf(pushes, "edge" + device))
                    .flatMap(Optional::stream)
                    .forEach(found::add);
            return !found.isEmpty();
        });
        return found.get(0);
    }

    private Optional<String> workerOf(Map<TaskId, SetConfig> pushes, String device) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT task_id, worker FROM \"" + database.schema()
                        + "\".netstacks_dispatch_queue WHERE worker IS NOT NULL AND subject = '" + device + "'")) {
            return row.next() && isLong(Optional.ofNullable(pushes.get(new TaskId(row.getString(1)))))
                    ? Optional.of(row.getString(2))
                    : Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException("the queue cannot be read", e);
        }
    }

    private static boolean isLong(Optional<SetConfig> push) {
        return push.filter(one -> one.change().lines().size() == LONG).isPresent();
    }

    private static List<TaskRecord> history(NetStacksTasks tasks, TaskQuery query) {
        List<TaskRecord> all = new ArrayList<>();
        Optional<PageRequest> next = Optional.of(PageRequest.first(500));
        while (next.isPresent()) {
            Page<TaskRecord> page = tasks.history(query, next.get());
            all.addAll(page.items());
            next = page.next().map(after -> new PageRequest(500, Optional.of(after)));
        }
        return all;
    }

    private static void assertReads(List<TaskRecord> records) {
        assertThat(records.stream().filter(record -> !record.mutating()))
                .isNotEmpty()
                .allSatisfy(record ->
                        assertThat(record.outcome()).as(record.toString()).contains(TaskOutcome.SUCCEEDED));
    }

    private void assertPushes(List<TaskRecord> records, Map<TaskId, SetConfig> pushes, String victim) {
        Map<String, List<String>> typed = new HashMap<>();
        farm.devices().forEach(device -> typed.put(device.hostname(), device.typed()));
        long unknown = 0;
        for (Map.Entry<TaskId, SetConfig> push : pushes.entrySet()) {
            TaskRecord record = records.stream()
                    .filter(one -> one.id().equals(push.getKey()))
                    .findFirst()
                    .orElseThrow();
            String marker = push.getValue().change().lines().get(0).text();
            long sent = typed.getOrDefault(push.getValue().device(), List.of()).stream()
                    .filter(marker::equals)
                    .count();
            if (record.outcome().equals(Optional.of(TaskOutcome.UNKNOWN))) {
                unknown++;
                assertThat(record.message().orElseThrow())
                        .contains("worker " + victim)
                        .contains("did not repeat it");
                assertThat(sent).as(marker).isLessThanOrEqualTo(1);
            } else {
                assertThat(record.outcome()).as(record.toString()).contains(TaskOutcome.SUCCEEDED);
                assertThat(sent).as(marker).isEqualTo(1);
            }
        }
        assertThat(unknown).as("pushes in flight").isBetween(1L, 10L);
    }
}
