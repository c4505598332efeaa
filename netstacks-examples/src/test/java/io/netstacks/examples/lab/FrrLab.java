package io.netstacks.examples.lab;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netstacks.core.NetStacks;
import io.netstacks.core.credential.CredentialSources;
import io.netstacks.core.text.Json;
import io.netstacks.spi.Secret;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Device;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The lab's routers: where they are, the truth about them, and the faults that can be put on the way. */
final class FrrLab {

    private final Path home;
    private final Map<String, Map<String, Object>> doors = new LinkedHashMap<>();

    private FrrLab(Path home) {
        this.home = home;
    }

    /** Returns the lab, started if need be; the test is skipped where it cannot be. */
    static FrrLab start() {
        Optional<Path> home = find();
        assumeTrue(home.isPresent(), "no lab: set NETSTACKS_LAB to its folder");
        FrrLab lab = new FrrLab(home.orElseThrow());
        Ran up = lab.run(List.of("./up"));
        assumeTrue(up.status() != 77, "this machine does not allow the lab: " + up.output());
        if (up.status() != 0) {
            throw new IllegalStateException("the lab did not start: " + up.output());
        }
        if (Json.readObject(up.output()).get("devices") instanceof List<?> entries) {
            for (Object entry : entries) {
                Map<String, Object> door = new LinkedHashMap<>();
                ((Map<?, ?>) entry).forEach((key, value) -> door.put(String.valueOf(key), value));
                lab.doors.put(String.valueOf(door.get("name")), door);
            }
        }
        assumeTrue(!lab.doors.isEmpty(), "the lab has no doors: " + up.output());
        return lab;
    }

    private static Optional<Path> find() {
        String named = System.getenv("NETSTACKS_LAB");
        List<Path> candidates = new ArrayList<>();
        if (named != null) {
            candidates.add(Path.of(named));
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            candidates.add(folder.resolve("shared/lab"));
        }
        return candidates.stream()
                .filter(path -> Files.isExecutable(path.resolve("up")))
                .findFirst();
    }

    /** Returns a device for a door, for example {@code r1} or {@code r1-legacy}. */
    Device.Builder device(String door) {
        Map<String, Object> entry = entry(door);
        Device.Builder device = Device.named(door)
                .at(String.valueOf(entry.get("host")), ((Number) entry.getOrDefault("port", 22)).intValue())
                .platform(String.valueOf(entry.get("device_type")))
                .credential(door);
        return "telnet".equals(entry.get("protocol")) ? device.transport("telnet") : device;
    }

    Credentials credentials(String door) {
        Map<String, Object> entry = entry(door);
        Credentials.Builder credentials = Credentials.of(String.valueOf(entry.getOrDefault("username", "")))
                .password(Secret.of(String.valueOf(entry.get("password"))));
        if (entry.get("secret") != null) {
            credentials.enableSecret(Secret.of(String.valueOf(entry.get("secret"))));
        }
        return credentials.build();
    }

    /** Returns an entry whose inventory has every door. */
    NetStacks open() {
        Map<String, Credentials> credentials = new LinkedHashMap<>();
        doors.keySet().forEach(door -> credentials.put(door, credentials(door)));
        NetStacks net = NetStacks.builder()
                .storage("memory")
                .credentials(CredentialSources.of(credentials))
                .build();
        doors.keySet().forEach(door -> net.inventory().save(device(door).build()));
        return net;
    }

    List<String> doors() {
        return List.copyOf(doors.keySet());
    }

    private Map<String, Object> entry(String door) {
        Map<String, Object> entry = doors.get(door);
        if (entry == null) {
            throw new IllegalArgumentException("no door " + door + "; there are " + doors.keySet());
        }
        return entry;
    }

    /** Asks a node itself, beside everything that is tested: the truth. */
    String ask(String node, String vtyshCommand) {
        return run(List.of("./exec", node, "vtysh", "-c", vtyshCommand)).output();
    }

    /** Puts a fault on, and gives what takes it away. */
    AutoCloseable fault(String door, String... what) {
        must("fault", door, what);
        return () -> must("fault", door, "clear");
    }

    void must(String tool, String door, String... what) {
        List<String> command = new ArrayList<>(List.of("./" + tool, door));
        command.addAll(List.of(what));
        Ran ran = run(command);
        if (ran.status() != 0) {
            throw new IllegalStateException(command + ": " + ran.output());
        }
    }

    /** Runs a tool that has nothing to do in some cases. */
    void mayFail(String tool, String door, String... what) {
        List<String> command = new ArrayList<>(List.of("./" + tool, door));
        command.addAll(List.of(what));
        run(command);
    }

    /** Waits until something is so, asking again and again. */
    static boolean eventually(Duration patience, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            if (condition.getAsBoolean()) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(250);
        }
        return condition.getAsBoolean();
    }

    private record Ran(int status, String output) {}

    private Ran run(List<String> command) {
        try {
            Path talk = Files.createTempFile("lab", ".err");
            Process process = new ProcessBuilder(command)
                    .directory(home.toFile())
                    .redirectError(talk.toFile())
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            return new Ran(status, status == 0 ? output : output + Files.readString(talk));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
