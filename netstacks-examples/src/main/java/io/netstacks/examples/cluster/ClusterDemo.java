package io.netstacks.examples.cluster;

import io.netstacks.core.store.KeyProviders;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.task.TaskId;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.tasks.device.GetConfig;
import io.netstacks.tasks.device.SetConfig;
import io.netstacks.tasks.run.TaskHandle;
import io.netstacks.tasks.run.TaskRequest;
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeDevices;
import io.netstacks.testkit.fake.FakeFarm;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Starts a PostgreSQL, simulated devices and two workers in JVMs of their own, submits reads and changes, kills a worker
 * when somebody asks for it, and tells at the end what came of every task and what the devices saw.
 */
public final class ClusterDemo {

    private static final int WORKERS = 2;

    /** One more than a worker does at once, so that each worker has one. */
    private static final int LONG_PUSHES = DemoWorker.DEVICES_AT_ONCE + 1;

    /** Long enough that a worker is killed in the middle of it. */
    private static final int LINES_OF_LONG_PUSH = 3000;

    private static final int LINES_UNTIL_MIDDLE = 20;

    /** How often it looks whether all is over, and how many looks later it says how far it is. */
    private static final long LOOK_MILLIS = 20;

    private static final int LOOKS_UNTIL_TOLD = 50;

    /**
     * How much is done.
     *
     * @param tasks how many tasks
     * @param devices on how many devices
     */
    record Size(int tasks, int devices) {

        Size {
            if (devices < LONG_PUSHES || devices > 500 || tasks < devices || tasks > 50_000) {
                throw new IllegalArgumentException("take " + LONG_PUSHES
                        + " to 500 devices and at most 50,000 tasks, but" + " not fewer than devices");
            }
        }
    }

    private final PrintStream out;
    private final Size size;
    private final BlockingQueue<String> killed = new LinkedBlockingQueue<>();
    private final Map<String, WorkerProcess> workers = new LinkedHashMap<>();
    private final Map<String, FakeDevice> longPushes = new LinkedHashMap<>();
    private final List<TaskHandle<?>> handles = new ArrayList<>();
    private final AtomicInteger over = new AtomicInteger();

    ClusterDemo(PrintStream out, Size size) {
        this.out = out;
        this.size = size;
    }

    /**
     * Runs it. The property {@code cluster.kill} names the worker that is killed in the middle of a change; a line {@code
     * kill worker-2} on the standard input kills one at once. {@code cluster.tasks} and {@code cluster.devices} are 400 and
     * 20 when not set. The exit code is 1 if a promise was broken.
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        ClusterDemo demo = new ClusterDemo(
                System.out,
                new Size(Integer.getInteger("cluster.tasks", 400), Integer.getInteger("cluster.devices", 20)));
        Path folder = Files.createTempDirectory("netstacks-cluster");
        DemoReport report;
        try {
            report = demo.run(
                    folder,
                    System.getProperty("cluster.kill", ""),
                    new InputStreamReader(System.in, Charset.defaultCharset()));
        } finally {
            delete(folder);
        }
        System.exit(report.kept() ? 0 : 1);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /**
     * Runs it in a folder that is empty.
     *
     * @param victim the worker to be killed in the middle of a change; empty for none
     * @param commands what somebody types meanwhile
     */
    DemoReport run(Path folder, String victim, Reader commands) throws IOException, InterruptedException {
        say("Starting PostgreSQL, " + size.devices() + " simulated devices, and " + WORKERS + " workers");
        Path keys = folder.resolve("keys");
        try (EmbeddedPostgres postgres = postgres(folder);
                FakeFarm farm = FakeFarm.open()) {
            String database = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
            try (DemoNode submitter = new DemoNode(database, KeyProviders.file(keys), "submitter", 0, event -> {})) {
                startDevices(submitter, farm);
                for (int i = 1; i <= WORKERS; i++) {
                    workers.put("worker-" + i, new WorkerProcess("worker-" + i, database, keys));
                }
                for (WorkerProcess worker : workers.values()) {
                    worker.awaitReady();
                    out.println("  " + worker.name() + " works, process " + worker.pid());
                }
                listenTo(commands);
                submitAll(submitter, farm);
                awaitAll(victim);
                DemoReport report =
                        DemoReport.of(handles.stream().map(TaskHandle::record).toList(), farm.devices());
                tell(report);
                return report;
            } finally {
                workers.values().forEach(WorkerProcess::close);
            }
        }
    }

    /** Its programs and its data are in the folder, so that users of one machine do not meet. */
    private static EmbeddedPostgres postgres(Path folder) throws IOException {
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.resolve("postgres").toFile())
                .setDataDirectory(folder.resolve("data"))
                .setServerConfig("max_connections", "100")
                .start();
    }

    private void startDevices(DemoNode node, FakeFarm farm) {
        for (int i = 0; i < size.devices(); i++) {
            FakeDevice device = farm.start(FakeDevices.ciscoIos("edge" + i));
            node.net().inventory().save(device.asDevice().credential("lab").build());
        }
    }

    private void listenTo(Reader commands) {
        Thread listener = new Thread(
                () -> {
                    try (BufferedReader lines = new BufferedReader(commands)) {
                        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                            killed.add(line.strip());
                        }
                    } catch (IOException e) {
                        out.println("  no more commands: " + e.getMessage());
                    }
                },
                "commands");
        listener.setDaemon(true);
        listener.start();
    }

    private void submitAll(DemoNode node, FakeFarm farm) {
        for (int i = LONG_PUSHES; i < size.tasks(); i++) {
            String device = "edge" + i % size.devices();
            submit(
                    node,
                    i % 7 == 3
                            ? new SetConfig(
                                    device,
                                    ConfigChange.of("interface Tunnel" + i, "description task " + i),
                                    false,
                                    List.of())
                            : GetConfig.of(device, "show version"));
        }
        // last, so that they are not over before somebody looks
        for (int i = 0; i < LONG_PUSHES; i++) {
            int number = i;
            ConfigChange change = ConfigChange.builder()
                    .lines(IntStream.range(0, LINES_OF_LONG_PUSH)
                            .mapToObj(line -> "interface Loopback" + number + line)
                            .toList())
                    .pipelined(false)
                    .build();
            TaskId id = submit(node, new SetConfig("edge" + i, change, false, List.of()));
            longPushes.put(id.value(), farm.devices().get(i));
        }
        say("Submitted " + size.tasks() + " reads and changes; type \"kill worker-2\" to kill a worker");
    }

    private TaskId submit(DemoNode node, TaskRequest<?> request) {
        TaskHandle<?> handle = node.tasks().submit(request, OperationContext.as(Actor.user("demo")));
        handles.add(handle);
        var unused = handle.future().whenComplete((result, error) -> over.incrementAndGet());
        return handle.id();
    }

    private void awaitAll(String victim) throws InterruptedException {
        boolean waiting = !victim.isEmpty();
        for (int look = 0; over.get() < size.tasks(); look++) {
            @Nullable String command = killed.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            if (command != null) {
                obey(command);
            }
            if (waiting && isInTheMiddle(victim)) {
                waiting = false;
                obey("kill " + victim);
            }
            if (workers.values().stream().noneMatch(WorkerProcess::isAlive)) {
                throw new IllegalStateException(
                        "nobody is left to work; " + over + " of " + size.tasks() + " are over");
            }
            if (look % LOOKS_UNTIL_TOLD == LOOKS_UNTIL_TOLD - 1 && over.get() < size.tasks()) {
                progress();
            }
        }
        progress();
    }

    private boolean isInTheMiddle(String victim) {
        return longPushes.entrySet().stream()
                .filter(push -> worker(victim).does(push.getKey()))
                .anyMatch(push -> push.getValue().typed().stream()
                                .filter(line -> line.startsWith("interface Loopback"))
                                .count()
                        > LINES_UNTIL_MIDDLE);
    }

    private WorkerProcess worker(String name) {
        WorkerProcess worker = workers.get(name);
        if (worker == null) {
            throw new IllegalArgumentException("no worker \"" + name + "\"; there are " + workers.keySet());
        }
        return worker;
    }

    private void obey(String command) {
        @Nullable WorkerProcess worker = workers.get(command.replaceFirst("^kill +", ""));
        if (!command.startsWith("kill ") || worker == null) {
            out.println("  type \"kill\" and one of " + workers.keySet());
        } else {
            worker.kill();
            out.println("  killed " + worker.name() + ", process " + worker.pid());
        }
    }

    private void progress() {
        StringBuilder line = new StringBuilder("  " + over + " of " + size.tasks() + " are over;");
        workers.values()
                .forEach(worker -> line.append(' ')
                        .append(worker.name())
                        .append(worker.isAlive() ? " did " : " is dead and did ")
                        .append(worker.ended()));
        out.println(line);
    }

    private void tell(DemoReport report) {
        say("What the history says");
        out.println("  " + report.over() + " of " + report.tasks() + " tasks are over, each with one end");
        out.println("  reads: " + report.readsDone() + " succeeded, " + report.readsLost() + " did not");
        out.println("  changes: " + report.pushesDone() + " succeeded, " + report.pushesFailed() + " failed, "
                + report.unknown().size() + " unknown");
        for (TaskRecord record : report.unknown()) {
            out.println("  " + record.subject() + ": " + record.message().orElse(""));
        }
        say("What the devices saw");
        out.println("  lines that came twice: " + listed(report.linesTwice()));
        out.println("  devices with two sessions at work at once: " + listed(report.sharedDevices()));
        out.println(report.kept() ? "All promises were kept." : "A promise was broken.");
    }

    private static String listed(List<String> some) {
        return some.isEmpty() ? "none" : String.join(", ", some);
    }

    private void say(String what) {
        out.println();
        out.println("== " + what);
    }
}
