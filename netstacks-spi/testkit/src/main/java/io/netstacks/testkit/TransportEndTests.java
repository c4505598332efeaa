package io.netstacks.testkit;

import static io.netstacks.testkit.TransportBytes.readToTheEnd;
import static io.netstacks.testkit.TransportBytes.write;
import static io.netstacks.testkit.TransportSubject.box;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.error.SessionFailedException;
import io.netstacks.spi.transport.Connection;
import io.netstacks.spi.transport.ShellChannel;
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeReply;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The part of {@link TransportContract} about how a session ends, and who is told. */
interface TransportEndTests extends TransportSubject {

    @Test
    default void the_end_of_the_session_is_told() {
        try (FakeDevice device = FakeDevice.start(
                        box().command("exit", FakeReply.logout()).build());
                Connection connection = transport().connect(device);
                ShellChannel shell = transport().openShell(connection, device)) {
            write(shell, "exit\r");
            assertThat(readToTheEnd(shell))
                    .as("read() says -1 or SESSION_LOST when the device has logged out")
                    .isTrue();
        }
    }

    @Test
    default void a_broken_connection_is_told() {
        try (FakeDevice device = FakeDevice.start(box().build());
                Connection connection = transport().connect(device);
                ShellChannel shell = transport().openShell(connection, device)) {
            device.dropConnections();
            assertThat(readToTheEnd(shell))
                    .as("read() says -1 or SESSION_LOST when the connection is broken")
                    .isTrue();
        }
    }

    @Test
    default void close_wakes_a_blocked_reader_and_frees_thread_and_socket() throws InterruptedException {
        try (FakeDevice device = FakeDevice.start(box().build())) {
            transport().connect(device).close();
            assertThat(device.awaitNoConnections(SOON))
                    .as("the socket is closed after close()")
                    .isTrue();
            ClientThreads before = ClientThreads.running();
            Connection connection = transport().connect(device);
            ShellChannel shell = transport().openShell(connection, device);
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
    default void an_interrupt_ends_a_read_and_keeps_the_flag() throws InterruptedException {
        try (FakeDevice device = FakeDevice.start(box().build());
                Connection connection = transport().connect(device);
                ShellChannel shell = transport().openShell(connection, device)) {
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
}
