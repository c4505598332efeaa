package io.netstacks.testkit;

import static io.netstacks.testkit.TransportBytes.latin;
import static io.netstacks.testkit.TransportBytes.readAll;
import static io.netstacks.testkit.TransportBytes.readToTheEnd;
import static io.netstacks.testkit.TransportBytes.readUntil;
import static io.netstacks.testkit.TransportBytes.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.Settings;
import io.netstacks.spi.SpiVersion;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.error.ConnectionFailedException;
import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.error.SessionFailedException;
import io.netstacks.spi.error.UnsupportedCapabilityException;
import io.netstacks.spi.transport.ByteStream;
import io.netstacks.spi.transport.ConnectRequest;
import io.netstacks.spi.transport.Connection;
import io.netstacks.spi.transport.ConnectionReport;
import io.netstacks.spi.transport.HostKey;
import io.netstacks.spi.transport.HostKeyPolicy;
import io.netstacks.spi.transport.HostKeyStore;
import io.netstacks.spi.transport.PtySpec;
import io.netstacks.spi.transport.ShellChannel;
import io.netstacks.spi.transport.TransportCapability;
import io.netstacks.spi.transport.TransportProvider;
import io.netstacks.testkit.fake.DeviceScript;
import io.netstacks.testkit.fake.FakeArrival;
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeLogin;
import io.netstacks.testkit.fake.FakeReply;
import io.netstacks.testkit.fake.FakeWire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link TransportProvider} has to do, as tests: extend it, return the provider, and say where it reaches a
 * simulated device. A provider that does not log in by itself (no {@link TransportCapability#AUTHENTICATION}) is answered
 * with a login dialogue inside the shell.
 *
 * <pre>{@code
 * class ConsoleServerTransportTest extends TransportContract {
 *     @Override protected TransportProvider provider() { return new ConsoleServerTransport(); }
 *     @Override protected Endpoint endpoint(FakeDevice device) { return device.telnetEndpoint(); }
 * }
 * }</pre>
 *
 * <p>Long because it is a list of independent promises. Confined: one thread at a time, as test classes are.
 */
@Timeout(60)
public abstract class TransportContract {

    /** How long something may take that should happen soon. */
    static final Duration SOON = Duration.ofSeconds(15);

    private static final String PROMPT = "box#";

    /** Returns the provider under test. */
    protected abstract TransportProvider provider();

    /** Returns where the provider reaches the device; its SSH server unless overridden. */
    protected Endpoint endpoint(FakeDevice device) {
        return device.endpoint();
    }

    /** Returns a request for the device; override it where the provider needs more. */
    protected ConnectRequest.Builder request(FakeDevice device, Credentials credentials, HostKeyStore hostKeys) {
        return ConnectRequest.to(endpoint(device), credentials, hostKeys).device(device.hostname());
    }

    /** Returns what the provider is given to work with: default settings, the system's clock, no secrets. */
    protected ProviderContext context() {
        return new ProviderContext(Settings.defaults(), Clock.systemUTC(), reference -> {
            throw new NotFoundException("no secret for " + reference + " in this test");
        });
    }

    /** Creates the contract. */
    protected TransportContract() {}

    @Test
    void says_who_it_is_and_what_it_was_built_against() {
        assertThat(provider().id()).as("id()").matches("[a-z][a-z0-9-]*");
        assertThat(provider().builtAgainst())
                .as("builtAgainst() works with the SPI %s that is running", SpiVersion.running())
                .matches(built -> built.worksWith(SpiVersion.running()));
        assertThat(provider().capabilities()).as("capabilities()").contains(TransportCapability.SHELL);
    }

    @Test
    void bytes_from_the_device_survive_any_chunking() {
        byte[] all = allBytes();
        List<FakeWire> wires = List.of(
                FakeWire.instant(),
                FakeWire.instant().inChunksOf(1),
                FakeWire.instant().inChunksOf(2),
                FakeWire.instant().inChunksOf(7),
                FakeWire.instant().inRandomChunks(50, 42));
        for (FakeWire wire : wires) {
            DeviceScript script = box().wire(wire)
                    .command("show bytes", FakeReply.bytes(all).then(FakeReply.raw("<end>")))
                    .build();
            try (FakeDevice device = FakeDevice.start(script);
                    Connection connection = connect(device);
                    ShellChannel shell = openShell(connection, device)) {
                write(shell, "show bytes\r");
                byte[] seen = readUntil(shell, "<end>");
                assertThat(latin(seen))
                        .as("each of the 256 bytes three times, then <end>, with %s", wire)
                        .contains(latin(all) + "<end>");
            }
        }
    }

    @Test
    void bytes_to_the_device_survive_any_chunking() throws InterruptedException {
        Random random = new Random(4711);
        String line = "x".repeat(300) + " last";
        try (FakeDevice device = FakeDevice.start(box().build());
                Connection connection = connect(device);
                ShellChannel shell = openShell(connection, device)) {
            byte[] bytes = (line + "\r").getBytes(StandardCharsets.UTF_8);
            for (int at = 0; at < bytes.length; ) {
                int size = Math.min(1 + random.nextInt(9), bytes.length - at);
                shell.write(bytes, at, size, soon());
                at += size;
            }
            assertThat(device.awaitTyped(line::equals, SOON))
                    .as("typed: %s", device.typed())
                    .isTrue();
        }
    }

    @Test
    void a_deadline_ends_a_silent_read() {
        try (FakeDevice device = FakeDevice.start(box().build());
                Connection connection = connect(device);
                ShellChannel shell = openShell(connection, device)) {
            long start = System.nanoTime();
            int count = shell.read(new byte[10], 0, 10, Deadline.after(Duration.ofMillis(150)));
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            assertThat(count).as("what read() returned at its deadline").isZero();
            assertThat(took).as("how long read() took for its 150 ms").isBetween(Duration.ofMillis(140), SOON);
            write(shell, "\r");
            assertThat(latin(readUntil(shell, PROMPT)))
                    .as("still usable afterwards")
                    .contains(PROMPT);
        }
    }

    @Test
    void a_write_that_the_device_does_not_take_ends_at_its_deadline() throws InterruptedException {
        try (FakeDevice device = FakeDevice.start(box().build())) {
            Connection connection = connect(device);
            ShellChannel shell = openShell(connection, device);
            device.freeze();
            byte[] much = new byte[1024 * 1024];
            long start = System.nanoTime();
            assertThatThrownBy(() -> {
                        for (int megabytes = 0; megabytes < 256; megabytes++) {
                            shell.write(much, 0, much.length, Deadline.after(Duration.ofMillis(400)));
                        }
                    })
                    .as("256 MiB to a device that reads nothing, 400 ms for each write()")
                    .isInstanceOf(DeadlineExceededException.class);
            shell.close();
            connection.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("how long write() and close() took")
                    .isLessThan(SOON);
            assertThat(connection.isOpen()).as("isOpen() after close()").isFalse();
        }
    }

    @Test
    void the_end_of_the_session_is_told() {
        try (FakeDevice device = FakeDevice.start(
                        box().command("exit", FakeReply.logout()).build());
                Connection connection = connect(device);
                ShellChannel shell = openShell(connection, device)) {
            write(shell, "exit\r");
            assertThat(readToTheEnd(shell))
                    .as("read() says -1 or SESSION_LOST when the device has logged out")
                    .isTrue();
        }
    }

    @Test
    void a_broken_connection_is_told() {
        try (FakeDevice device = FakeDevice.start(box().build());
                Connection connection = connect(device);
                ShellChannel shell = openShell(connection, device)) {
            device.dropConnections();
            assertThat(readToTheEnd(shell))
                    .as("read() says -1 or SESSION_LOST when the connection is broken")
                    .isTrue();
        }
    }

    @Test
    void close_wakes_a_blocked_reader_and_frees_thread_and_socket() throws InterruptedException {
        try (FakeDevice device = FakeDevice.start(box().build())) {
            connect(device).close();
            assertThat(device.awaitNoConnections(SOON))
                    .as("the socket is closed after close()")
                    .isTrue();
            ClientThreads before = ClientThreads.running();
            Connection connection = connect(device);
            ShellChannel shell = openShell(connection, device);
            AtomicReference<Throwable> seen = new AtomicReference<>(new AssertionError("the reader did not end"));
            AtomicInteger count = new AtomicInteger(Integer.MIN_VALUE);
            CountDownLatch reading = new CountDownLatch(1);
            Thread reader = new Thread(() -> {
                reading.countDown();
                seen.set(catchThrowable(
                        () -> count.set(shell.read(new byte[10], 0, 10, Deadline.after(Duration.ofMinutes(5))))));
            });
            reader.start();
            reading.await();
            ClientThreads.awaitBlocked(reader);
            connection.close();
            reader.join(SOON.toMillis());
            assertThat(reader.isAlive()).as("the reader still waits").isFalse();
            if (seen.get() != null) {
                assertThat(seen.get()).isInstanceOf(SessionFailedException.class);
            } else {
                assertThat(count.get()).isEqualTo(-1);
            }
            assertThat(connection.isOpen()).as("isOpen() after close()").isFalse();
            assertThat(device.awaitNoConnections(SOON))
                    .as("the socket is closed")
                    .isTrue();
            assertThat(before.leftOver()).as("threads left").isEmpty();
            connection.close();
        }
    }

    @Test
    void an_interrupt_ends_a_read_and_keeps_the_flag() throws InterruptedException {
        try (FakeDevice device = FakeDevice.start(box().build());
                Connection connection = connect(device);
                ShellChannel shell = openShell(connection, device)) {
            AtomicReference<Throwable> seen = new AtomicReference<>();
            AtomicReference<Boolean> flag = new AtomicReference<>(false);
            Thread reader = new Thread(() -> {
                seen.set(catchThrowable(() -> shell.read(new byte[10], 0, 10, Deadline.after(Duration.ofMinutes(5)))));
                flag.set(Thread.currentThread().isInterrupted());
            });
            reader.start();
            reader.interrupt();
            reader.join(SOON.toMillis());
            assertThat(reader.isAlive())
                    .as("read() goes on although its thread was interrupted")
                    .isFalse();
            assertThat(seen.get())
                    .as("what an interrupted read() threw")
                    .isInstanceOf(OperationCancelledException.class);
            assertThat(flag.get())
                    .as("the thread is still interrupted after read()")
                    .isTrue();
        }
    }

    @Test
    void failed_logins_leave_no_thread_and_no_socket() throws InterruptedException {
        assumeTrue(has(TransportCapability.AUTHENTICATION), "this transport does not log in by itself");
        try (FakeDevice device = FakeDevice.start(box().build())) {
            connect(device).close();
            assertThat(device.awaitNoConnections(SOON))
                    .as("the socket is closed after close()")
                    .isTrue();
            ClientThreads before = ClientThreads.running();
            for (int i = 0; i < 20; i++) {
                assertThatThrownBy(() -> connect(device, Credentials.password("admin", "wrong")))
                        .as("a login with a wrong password")
                        .isInstanceOfSatisfying(
                                ConnectionFailedException.class,
                                e -> assertThat(e.code()).as("code").isEqualTo(ErrorCode.AUTHENTICATION_FAILED));
            }
            assertThat(device.awaitNoConnections(SOON)).as("sockets left").isTrue();
            assertThat(before.leftOver()).as("threads left").isEmpty();
        }
    }

    @Test
    void a_failed_password_is_not_tried_again() {
        assumeTrue(has(TransportCapability.AUTHENTICATION), "this transport does not log in by itself");
        try (FakeDevice device = FakeDevice.start(box().build())) {
            assertThatThrownBy(() -> connect(device, Credentials.password("admin", "wrong")))
                    .as("a login with a wrong password")
                    .isInstanceOf(ConnectionFailedException.class);
            assertThat(device.loginAttempts())
                    .as("how often the wrong password was tried")
                    .isEqualTo(1);
        }
    }

    @Test
    void the_host_key_is_asked_before_credentials_are_sent() {
        assumeTrue(has(TransportCapability.HOST_KEYS), "this transport has no host keys");
        try (FakeDevice device = FakeDevice.start(box().build())) {
            AtomicInteger attemptsWhenAsked = new AtomicInteger(-1);
            RecordingHostKeys keys = RecordingHostKeys.calling(() -> attemptsWhenAsked.set(device.loginAttempts()));
            try (Connection connection = connect(request(device, device.credentials(), keys))) {
                assertThat(attemptsWhenAsked.get())
                        .as("logins before the host keys were asked for; -1 if they never were")
                        .isZero();
                assertThat(connection.report().hostKey())
                        .as("hostKey() of the report")
                        .contains(device.hostKey());
                assertThat(connection.report().hostKeyFirstSeen())
                        .as("hostKeyFirstSeen() of the report")
                        .isTrue();
                assertThat(keys.find(endpoint(device)))
                        .as("the keys that are trusted now")
                        .containsExactly(device.hostKey());
            }
        }
    }

    @Test
    void a_changed_host_key_is_refused_before_credentials_are_sent() throws InterruptedException {
        assumeTrue(has(TransportCapability.HOST_KEYS), "this transport has no host keys");
        try (FakeDevice device = FakeDevice.start(box().build())) {
            RecordingHostKeys keys = RecordingHostKeys.empty();
            connect(request(device, device.credentials(), keys)).close();
            int attempts = device.loginAttempts();
            HostKey old = device.hostKey();
            HostKey changed = device.changeHostKey();
            assertThatThrownBy(() -> connect(request(device, device.credentials(), keys)))
                    .as("a login at a device with another host key than the trusted one")
                    .isInstanceOfSatisfying(ConnectionFailedException.class, e -> {
                        assertThat(e.code()).as("code").isEqualTo(ErrorCode.HOST_KEY_REJECTED);
                        assertThat(e.reason())
                                .as("the message names the new key")
                                .contains(changed.fingerprint());
                    });
            assertThat(device.loginAttempts())
                    .as("logins tried at the wrong device")
                    .isEqualTo(attempts);
            assertThat(keys.find(endpoint(device)))
                    .as("the keys that are trusted afterwards")
                    .containsExactly(old);
            assertThat(device.awaitNoConnections(SOON))
                    .as("the sockets are closed")
                    .isTrue();
        }
    }

    @Test
    void an_unknown_host_key_is_refused_when_strict_and_a_pin_decides_alone() {
        assumeTrue(has(TransportCapability.HOST_KEYS), "this transport has no host keys");
        try (FakeDevice device = FakeDevice.start(box().build())) {
            assertThatThrownBy(() -> connect(request(device, device.credentials(), RecordingHostKeys.empty())
                            .hostKeyPolicy(HostKeyPolicy.STRICT)))
                    .as("a login at an unknown device when host keys are strict")
                    .isInstanceOfSatisfying(
                            ConnectionFailedException.class,
                            e -> assertThat(e.code()).as("code").isEqualTo(ErrorCode.HOST_KEY_REJECTED));
            assertThatThrownBy(() -> connect(request(device, device.credentials(), RecordingHostKeys.empty())
                            .hostKeyPin("SHA256:" + "A".repeat(43))))
                    .as("a login at a device for which another key is pinned")
                    .isInstanceOfSatisfying(
                            ConnectionFailedException.class,
                            e -> assertThat(e.code()).as("code").isEqualTo(ErrorCode.HOST_KEY_REJECTED));
            assertThat(device.loginAttempts()).as("logins tried").isZero();
            connect(request(device, device.credentials(), RecordingHostKeys.empty())
                            .hostKeyPolicy(HostKeyPolicy.STRICT)
                            .hostKeyPin(device.hostKey().fingerprint()))
                    .close();
        }
    }

    @Test
    void exec_works_exactly_if_it_is_declared() {
        DeviceScript script =
                box().execChannel(true).command("show answer", "forty-two").build();
        try (FakeDevice device = FakeDevice.start(script);
                Connection connection = connect(device)) {
            if (!has(TransportCapability.EXEC)) {
                assertThatThrownBy(() -> connection.exec("show answer", soon()))
                        .as("exec() of a transport that does not declare EXEC")
                        .isInstanceOf(UnsupportedCapabilityException.class);
                return;
            }
            try (var exec = connection.exec("show answer", soon())) {
                assertThat(latin(readAll(exec))).as("output of exec()").isEqualTo("forty-two\r\n");
                assertThat(exec.exitStatus()).as("exit status").hasValue(0);
            }
            try (var exec = connection.exec("show nonsense", soon())) {
                readAll(exec);
                assertThat(exec.exitStatus())
                        .as("exit status of a refused command")
                        .hasValue(1);
            }
        }
    }

    @Test
    void forwarding_works_exactly_if_it_is_declared() {
        try (FakeDevice jump = FakeDevice.start(box().forwarding(true).build());
                FakeDevice target =
                        FakeDevice.start(box().identification("Behind_1.0").build());
                Connection connection = connect(jump)) {
            if (!has(TransportCapability.FORWARD)) {
                assertThatThrownBy(() -> connection.forward(target.endpoint(), soon()))
                        .as("forward() of a transport that does not declare FORWARD")
                        .isInstanceOf(UnsupportedCapabilityException.class);
                return;
            }
            try (ByteStream stream = connection.forward(target.endpoint(), soon())) {
                assertThat(latin(readUntil(stream, "\n"))).startsWith("SSH-2.0-Behind_1.0");
            }
        }
    }

    @Test
    void a_port_where_nobody_listens_is_unreachable() throws IOException {
        Endpoint nobody = freePort();
        ConnectRequest request = ConnectRequest.to(nobody, canary().credentials("kim"), RecordingHostKeys.empty())
                .build();
        Throwable failure = catchThrowable(() -> provider().connect(request, context(), soon()));
        assertThat(failure).isInstanceOfSatisfying(ConnectionFailedException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.UNREACHABLE);
            assertThat(e.reason()).contains(nobody.toString());
        });
    }

    @Test
    void a_peer_that_says_nothing_ends_at_the_deadline() {
        assumeTrue(has(TransportCapability.AUTHENTICATION), "this transport waits for nothing while it connects");
        try (FakeDevice device =
                FakeDevice.start(box().arrival(FakeArrival.SILENT).build())) {
            ConnectRequest request = ConnectRequest.to(
                            device.endpoint(), device.credentials(), RecordingHostKeys.empty())
                    .build();
            long start = System.nanoTime();
            Throwable failure = catchThrowable(
                    () -> provider().connect(request, context(), Deadline.after(Duration.ofMillis(500))));
            assertThat(failure).isInstanceOfAny(DeadlineExceededException.class, ConnectionFailedException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("how long connect() took for its 500 ms")
                    .isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void no_secret_is_in_any_text() throws IOException {
        CanarySecrets canary = canary();
        List<Object> texts = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        DeviceScript script =
                box().login(FakeLogin.as("kim").withPassword(canary.password())).build();
        try (FakeDevice device = FakeDevice.start(script)) {
            ConnectRequest request = request(device, canary.credentials("kim"), RecordingHostKeys.empty())
                    .build();
            try (Connection connection = provider().connect(request, context(), soon())) {
                texts.addAll(List.of(request, connection, connection.report(), provider()));
                ShellChannel shell = connection.openShell(PtySpec.WIDE, soon());
                texts.add(shell);
                shell.close();
                failures.add(catchThrowable(() -> shell.read(new byte[1], 0, 1, soon())));
            }
        }
        for (FakeArrival arrival : List.of(FakeArrival.CLOSE, FakeArrival.GARBAGE)) {
            try (FakeDevice device = FakeDevice.start(box().arrival(arrival).build())) {
                failures.add(failureOf(device.endpoint(), canary.credentials("kim")));
            }
        }
        try (FakeDevice device = FakeDevice.start(box().build())) {
            failures.add(failureOf(endpoint(device), canary.credentials("admin")));
            failures.add(failureOf(endpoint(device), canary.credentialsWithBrokenKey("admin")));
        }
        failures.add(failureOf(freePort(), canary.credentials("kim")));
        for (Throwable failure : failures) {
            if (failure != null) {
                assertThat(failure).isInstanceOf(NetStacksException.class);
                canary.assertNotIn(failure);
            }
        }
        canary.assertNotIn(texts);
    }

    @Test
    void the_report_tells_how_the_connection_came_about() {
        try (FakeDevice device = FakeDevice.start(box().build());
                Connection connection = connect(device)) {
            ConnectionReport report = connection.report();
            assertThat(report.transport())
                    .as("transport() of the report")
                    .isEqualTo(provider().id());
            assertThat(report.endpoint()).as("endpoint() of the report").isEqualTo(endpoint(device));
            assertThat(report.phases()).as("phases() of the report").containsKey("connect");
            assertThat(report.hostKey().isPresent())
                    .as("the report has a host key, as HOST_KEYS says")
                    .isEqualTo(has(TransportCapability.HOST_KEYS));
            assertThat(report.authentication().isPresent())
                    .as("the report has the method of the login, as AUTHENTICATION says")
                    .isEqualTo(has(TransportCapability.AUTHENTICATION));
            assertThat(connection.isOpen()).as("isOpen()").isTrue();
        }
    }

    /** Connects with the device's own credentials, trusting its host key. */
    private Connection connect(FakeDevice device) {
        return connect(device, device.credentials());
    }

    /** Opens a shell and, where the transport does not log in, answers the login; returns it at the prompt. */
    private ShellChannel openShell(Connection connection, FakeDevice device) {
        ShellChannel shell = connection.openShell(PtySpec.WIDE, soon());
        if (!has(TransportCapability.AUTHENTICATION)) {
            readUntil(shell, "Username: ");
            write(shell, device.script().login().user() + "\r");
            readUntil(shell, "Password: ");
            write(shell, device.script().login().password().orElse("") + "\r");
        }
        readUntil(shell, PROMPT);
        return shell;
    }

    private Throwable failureOf(Endpoint endpoint, Credentials credentials) {
        ConnectRequest request = ConnectRequest.to(endpoint, credentials, RecordingHostKeys.empty())
                .build();
        return catchThrowable(() -> provider()
                .connect(request, context(), Deadline.after(Duration.ofSeconds(5)))
                .close());
    }

    private Connection connect(FakeDevice device, Credentials credentials) {
        return connect(request(device, credentials, RecordingHostKeys.empty()));
    }

    private Connection connect(ConnectRequest.Builder request) {
        return provider().connect(request.build(), context(), soon());
    }

    private boolean has(TransportCapability capability) {
        return provider().capabilities().contains(capability);
    }

    private static DeviceScript.Builder box() {
        return DeviceScript.named("box").mode("exec", PROMPT, "% Unknown command: ${line}");
    }

    private static CanarySecrets canary() {
        return CanarySecrets.planted(20261102);
    }

    private static Deadline soon() {
        return Deadline.after(SOON);
    }

    private static Endpoint freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Endpoint("127.0.0.1", socket.getLocalPort());
        }
    }

    private static byte[] allBytes() {
        byte[] bytes = new byte[3 * 256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }
}
