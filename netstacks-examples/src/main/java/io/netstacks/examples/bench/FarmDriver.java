package io.netstacks.examples.bench;

import com.sun.management.OperatingSystemMXBean;
import io.netstacks.core.NetStacks;
import io.netstacks.core.credential.CredentialSources;
import io.netstacks.core.fleet.DeviceResult;
import io.netstacks.core.fleet.FleetResult;
import io.netstacks.core.text.Json;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.Secret;
import io.netstacks.spi.command.CommandResult;
import io.netstacks.spi.config.ChangeResult;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.session.DeviceSession;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Runs one workload against devices that listen on consecutive ports, and prints one JSON line: wall and CPU time from the
 * first connect to the last disconnect, after a warm-up. The workloads are W1 (show version), W2 and W5 (running
 * configuration), W3 (many short commands in one session), W4 and W4B (200 configuration lines, one by one and pipelined).
 */
public final class FarmDriver {

    private final FarmOptions options;
    private final String workload;
    private final AtomicInteger errors = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private volatile String firstError = "";

    private FarmDriver(FarmOptions options) {
        this.options = options;
        workload = options.text("workload", "W1");
    }

    /** Runs it. */
    public static void main(String[] args) throws IOException {
        System.exit(new FarmDriver(FarmOptions.parse(args)).run());
    }

    private int run() throws IOException {
        Credentials credentials = Credentials.of(options.text("user", "bench"))
                .password(Secret.of(options.text("password", "bench")))
                .build();
        int concurrency = options.number("concurrency", 1);
        try (NetStacks net = NetStacks.builder()
                .storage("memory")
                .credentials(CredentialSources.of(credentials))
                .loginsPerRealm(Math.max(concurrency, 16))
                .build()) {
            measure(net, concurrency);
        }
        return 0;
    }

    private void measure(NetStacks net, int concurrency) throws IOException {
        int warmup = options.number("warmup", 0);
        int port = options.number("port", 20_000);
        int devices = options.number("devices", 1);
        int units = workload.equals("W3") ? options.number("commands", 500) : devices;
        long[] latencies = new long[units];
        long startCpu;
        long start;
        if (workload.equals("W3")) {
            net.inventory().save(device(port, 0));
            try (DeviceSession session = net.device("farm0").session(OperationContext.as(Actor.system()))) {
                sequence(session, new long[Math.max(warmup, 1)]);
                settle();
                startCpu = cpuNanos();
                start = System.nanoTime();
                sequence(session, latencies);
            }
        } else {
            Function<DeviceSession, Boolean> work = work();
            many(net, options.number("warmup-port", port), Math.max(concurrency, 16), new long[warmup], work);
            settle();
            startCpu = cpuNanos();
            start = System.nanoTime();
            many(net, port, concurrency, latencies, work);
        }
        print(units, concurrency, System.nanoTime() - start, cpuNanos() - startCpu, startCpu, latencies);
    }

    private Device device(int port, int index) {
        return Device.named("farm" + index)
                .at(options.text("host", "127.0.0.1"), port + index)
                .platform(options.text("platform", "cisco_ios"))
                .build();
    }

    private void many(
            NetStacks net, int port, int concurrency, long[] latencies, Function<DeviceSession, Boolean> work) {
        if (latencies.length == 0) {
            return;
        }
        errors.set(0);
        bytes.set(0);
        int listening = options.number("devices", 1);
        List<Device> devices = new ArrayList<>();
        for (int i = 0; i < latencies.length; i++) {
            devices.add(Device.named("unit" + i)
                    .at(options.text("host", "127.0.0.1"), port + i % listening)
                    .platform(options.text("platform", "cisco_ios"))
                    .build());
        }
        FleetResult<Boolean> results = net.devices(devices)
                .parallelism(concurrency)
                .within(Duration.ofMinutes(5))
                .apply(OperationContext.as(Actor.system()), work);
        for (int i = 0; i < latencies.length; i++) {
            latencies[i] = results.results()
                    .get(i)
                    .fold(DeviceResult.Ok::elapsed, DeviceResult.Failed::elapsed, s -> Duration.ZERO)
                    .toNanos();
        }
        results.failed().values().forEach(e -> failed(e.code() + ": " + e.reason()));
    }

    /** What is typed is made once, for all devices and before anything is measured. */
    private Function<DeviceSession, Boolean> work() throws IOException {
        if (workload.startsWith("W4")) {
            ConfigChange change = ConfigChange.builder()
                    .lines(Files.readAllLines(Path.of(options.text("config", ""))))
                    .pipelined(workload.equals("W4B"))
                    .build();
            return session -> {
                ChangeResult result = session.configure(change, OperationContext.as(Actor.system()));
                return result.isOk() || failed(result.status() + ": " + result.message());
            };
        }
        boolean version = workload.equals("W1");
        String config = options.text("platform", "cisco_ios").equals("juniper_junos")
                ? "show configuration"
                : "show running-config";
        int expected = version ? 300 : options.number("expect-bytes", 0);
        return session -> {
            CommandResult result = session.run(version ? "show version" : config);
            bytes.addAndGet(result.output().length());
            return result.output().length() >= expected
                    || failed("wrong output: " + result.output().length() + " characters");
        };
    }

    private void sequence(DeviceSession session, long[] latencies) {
        for (int i = 0; i < latencies.length; i++) {
            long start = System.nanoTime();
            if (!session.run("show clock").output().contains("UTC")) {
                failed("no clock");
            }
            latencies[i] = System.nanoTime() - start;
        }
    }

    private boolean failed(String why) {
        if (errors.getAndIncrement() == 0) {
            firstError = why;
        }
        return false;
    }

    /** Waits until the compiler has done what the warm-up made it want, at most eight seconds. */
    private static void settle() {
        var compiler = ManagementFactory.getCompilationMXBean();
        long last = -1;
        for (int i = 0; i < 16 && compiler.getTotalCompilationTime() != last; i++) {
            last = compiler.getTotalCompilationTime();
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        }
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private void print(int units, int concurrency, long wall, long cpu, long startCpu, long[] latencies)
            throws IOException {
        Arrays.sort(latencies);
        double rss = 0;
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM")) {
                rss = Double.parseDouble(line.replaceAll("\\D", "")) / 1024;
            }
        }
        double started = (System.currentTimeMillis()
                        - ManagementFactory.getRuntimeMXBean().getStartTime())
                / 1e3;
        System.out.printf(
                Locale.ROOT,
                "{\"driver\": \"%s\", \"version\": \"0.1.0 on Java %s\", \"workload\": \"%s\", \"platform\": \"%s\","
                        + " \"devices\": %d, \"concurrency\": %d, \"units\": %d, \"wall_s\": %.4f, \"cpu_s\": %.4f,"
                        + " \"cpu_children_s\": 0, \"cpu_ms_per_unit\": %.4f, \"p50_ms\": %.3f, \"p99_ms\": %.3f,"
                        + " \"peak_rss_mb\": %.1f, \"child_rss_mb\": 0, \"errors\": %d, \"first_error\": %s,"
                        + " \"warmup\": %d, \"startup_s\": %.3f, \"startup_cpu_s\": %.3f, \"bytes\": %d}%n",
                options.text("label", "netstacks"),
                Runtime.version().feature(),
                workload,
                options.text("platform", "cisco_ios"),
                options.number("devices", 1),
                concurrency,
                units,
                wall / 1e9,
                cpu / 1e9,
                cpu / 1e6 / units,
                latencies[units / 2] / 1e6,
                latencies[Math.min(units - 1, (int) (units * .99))] / 1e6,
                rss,
                errors.get(),
                firstError.isEmpty() ? "null" : Json.write(firstError),
                options.number("warmup", 0),
                Math.max(0, started - wall / 1e9),
                startCpu / 1e9,
                bytes.get());
    }
}
