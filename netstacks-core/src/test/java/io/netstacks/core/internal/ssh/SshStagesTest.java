package io.netstacks.core.internal.ssh;

import static io.netstacks.core.internal.ssh.SshBench.box;
import static io.netstacks.core.internal.ssh.SshBench.connect;
import static io.netstacks.core.internal.ssh.SshBench.context;
import static io.netstacks.core.internal.ssh.SshBench.failure;
import static io.netstacks.core.internal.ssh.SshBench.soon;
import static io.netstacks.core.internal.ssh.SshBench.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.error.SessionFailedException;
import io.netstacks.spi.transport.ConnectRequest;
import io.netstacks.spi.transport.ConnectTimeouts;
import io.netstacks.spi.transport.Connection;
import io.netstacks.spi.transport.PtySpec;
import io.netstacks.spi.transport.ShellChannel;
import io.netstacks.testkit.fake.FakeArrival;
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeReply;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import net.schmizz.keepalive.KeepAlive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SshStagesTest {

    private static final Duration SHORT = Duration.ofMillis(300);

    private final SshjTransportProvider ssh = new SshjTransportProvider();

    @AfterEach
    void close() {
        ssh.close();
    }

    private static ConnectTimeouts handshakeWithin(Duration limit) {
        return new ConnectTimeouts(SshBench.SOON, limit, SshBench.SOON, Duration.ZERO);
    }

    private static ConnectTimeouts authenticationWithin(Duration limit) {
        return new ConnectTimeouts(SshBench.SOON, SshBench.SOON, limit, Duration.ZERO);
    }

    private static FakeDevice silent() {
        return FakeDevice.start(box().arrival(FakeArrival.SILENT).build());
    }

    private static FakeDevice slowLogin() {
        return FakeDevice.start(box().loginDelay(Duration.ofMinutes(5)).build());
    }

    @Test
    void a_peer_that_says_nothing_has_the_time_of_the_handshake() throws InterruptedException {
        try (FakeDevice device = silent()) {
            assertThat(failure(ssh, to(device).timeouts(handshakeWithin(SHORT)), ErrorCode.UNREACHABLE)
                            .reason())
                    .contains("handshake", SHORT.toString());
            assertThat(device.awaitNoConnections(SshBench.SOON)).isTrue();
        }
    }

    @Test
    void a_peer_that_does_not_judge_the_login_has_the_time_of_the_authentication() throws InterruptedException {
        try (FakeDevice device = slowLogin()) {
            assertThat(failure(ssh, to(device).timeouts(authenticationWithin(SHORT)), ErrorCode.UNREACHABLE)
                            .reason())
                    .contains("authentication", SHORT.toString());
            assertThat(device.awaitNoConnections(SshBench.SOON)).isTrue();
        }
    }

    @Test
    void the_deadline_of_the_caller_comes_before_the_times_of_the_stages() {
        try (FakeDevice silent = silent();
                FakeDevice slow = slowLogin()) {
            for (FakeDevice device : new FakeDevice[] {silent, slow}) {
                assertThat(failure(ssh, to(device), Deadline.after(SHORT)))
                        .isInstanceOf(DeadlineExceededException.class);
            }
        }
    }

    @Test
    void a_deadline_that_has_passed_makes_no_connection() {
        try (FakeDevice device = FakeDevice.start(box().build())) {
            assertThat(failure(ssh, to(device), Deadline.after(Duration.ZERO)))
                    .isInstanceOf(DeadlineExceededException.class);
            assertThat(device.connectionsOpened()).isZero();
        }
    }

    @Test
    void an_interrupt_ends_the_handshake_and_the_login() throws InterruptedException {
        try (FakeDevice silent = silent();
                FakeDevice slow = slowLogin()) {
            assertInterruptible(to(silent), () -> silent.openConnections() > 0);
            assertThat(silent.awaitNoConnections(SshBench.SOON)).isTrue();
            assertInterruptible(to(slow), () -> slow.loginAttempts() > 0);
            assertThat(slow.awaitNoConnections(SshBench.SOON)).isTrue();
        }
    }

    private void assertInterruptible(ConnectRequest.Builder request, BooleanSupplier underWay)
            throws InterruptedException {
        AtomicReference<Throwable> seen = new AtomicReference<>();
        AtomicBoolean flag = new AtomicBoolean();
        Thread connecting = new Thread(() -> {
            seen.set(catchThrowable(() -> ssh.connect(request.build(), context(), soon())));
            flag.set(Thread.currentThread().isInterrupted());
        });
        connecting.start();
        Deadline deadline = soon();
        while (!underWay.getAsBoolean() && !deadline.hasPassed()) {
            Thread.onSpinWait();
        }
        connecting.interrupt();
        connecting.join(SshBench.SOON.toMillis());
        assertThat(seen.get()).isInstanceOf(OperationCancelledException.class);
        assertThat(flag).isTrue();
    }

    @Test
    void a_peer_that_died_is_noticed_by_its_silence_and_the_others_go_on_without_a_thread_each() {
        ConnectTimeouts often =
                new ConnectTimeouts(SshBench.SOON, SshBench.SOON, SshBench.SOON, Duration.ofMillis(200));
        try (FakeDevice device = FakeDevice.start(box().build());
                FakeDevice other = FakeDevice.start(box().build());
                Connection connection = connect(ssh, to(device).timeouts(often));
                Connection healthy = connect(ssh, to(other).timeouts(often));
                ShellChannel shell = connection.openShell(PtySpec.WIDE, soon());
                ShellChannel healthyShell = healthy.openShell(PtySpec.WIDE, soon())) {
            SshBench.readUntil(shell, SshBench.PROMPT);
            device.freeze();
            assertThatThrownBy(() -> shell.read(new byte[10], 0, 10, Deadline.after(Duration.ofSeconds(30))))
                    .isInstanceOfSatisfying(
                            SessionFailedException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.SESSION_LOST));
            Deadline deadline = soon();
            while (connection.isOpen() && !deadline.hasPassed()) {
                Thread.onSpinWait(); // the reader is told a moment before the connection is closed
            }
            assertThat(connection.isOpen()).isFalse();
            assertThat(healthy.isOpen()).isTrue();
            SshBench.readUntil(healthyShell, SshBench.PROMPT);
            assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(thread -> thread instanceof KeepAlive && thread.isAlive());
        }
    }

    @Test
    void a_connection_that_was_closed_is_asked_no_more() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
        timer.setRemoveOnCancelPolicy(true);
        try (FakeDevice device = FakeDevice.start(box().build());
                KeepAlives keepAlives = new KeepAlives(timer)) {
            SshjConnection connection = (SshjConnection) ssh.connect(to(device).build(), context(), soon());
            keepAlives.begin(connection.link(), Duration.ZERO);
            assertThat(timer.getQueue()).isEmpty();
            KeepAlives.KeepAlive keepAlive = keepAlives.begin(connection.link(), Duration.ofHours(1));
            assertThat(timer.getQueue()).hasSize(1);
            keepAlive.stop();
            assertThat(timer.getQueue()).isEmpty();
            keepAlives.begin(connection.link(), Duration.ofMillis(1));
            connection.close();
            Deadline deadline = soon();
            while (!timer.getQueue().isEmpty() && !deadline.hasPassed()) {
                Thread.onSpinWait();
            }
            assertThat(timer.getQueue()).isEmpty();
        } finally {
            timer.shutdownNow();
        }
    }

    @Test
    void two_megabytes_arrive_whole_when_the_reader_is_slow_to_begin() {
        int size = 2 * 1024 * 1024;
        try (FakeDevice device = FakeDevice.start(
                        box().command("show all", FakeReply.flood(size).then(FakeReply.raw("<end>")))
                                .build());
                Connection connection = connect(ssh, to(device));
                ShellChannel shell = connection.openShell(PtySpec.WIDE, soon())) {
            SshBench.readUntil(shell, SshBench.PROMPT);
            SshBench.type(shell, "show all\r");
            long seen = 0;
            byte[] buffer = new byte[32 * 1024];
            String tail = "";
            while (!tail.contains("<end>")) {
                int count = shell.read(buffer, 0, buffer.length, soon());
                assertThat(count).as("after %s bytes", seen).isPositive();
                seen += count;
                String text = tail + new String(buffer, 0, count, java.nio.charset.StandardCharsets.ISO_8859_1);
                tail = text.substring(Math.max(0, text.length() - 20));
            }
            assertThat(seen).isGreaterThanOrEqualTo(size);
        }
    }

    @Test
    void closing_a_shell_does_not_wait_for_a_peer_that_answers_no_more() {
        try (FakeDevice device = FakeDevice.start(box().build());
                Connection connection = connect(ssh, to(device))) {
            ShellChannel shell = connection.openShell(PtySpec.WIDE, soon());
            SshBench.readUntil(shell, SshBench.PROMPT);
            device.freeze();
            long start = System.nanoTime();
            shell.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            assertThat(shell.read(new byte[1], 0, 1, soon())).isEqualTo(-1);
        }
    }
}
