package io.netstacks.testkit;

import static io.netstacks.testkit.TransportBytes.latin;
import static io.netstacks.testkit.TransportBytes.readUntil;
import static io.netstacks.testkit.TransportBytes.write;
import static io.netstacks.testkit.TransportSubject.box;
import static io.netstacks.testkit.TransportSubject.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.transport.Connection;
import io.netstacks.spi.transport.ShellChannel;
import io.netstacks.testkit.fake.DeviceScript;
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeReply;
import io.netstacks.testkit.fake.FakeWire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The part of {@link TransportContract} about bytes, which come and go whole and within their time. */
interface TransportByteTests extends TransportSubject {

    private static byte[] allBytes() {
        byte[] bytes = new byte[3 * 256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    @Test
    default void bytes_from_the_device_survive_any_chunking() {
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
                    Connection connection = transport().connect(device);
                    ShellChannel shell = transport().openShell(connection, device)) {
                write(shell, "show bytes\r");
                byte[] seen = readUntil(shell, "<end>");
                assertThat(latin(seen))
                        .as("each of the 256 bytes three times, then <end>, with %s", wire)
                        .contains(latin(all) + "<end>");
            }
        }
    }

    @Test
    default void bytes_to_the_device_survive_any_chunking() throws InterruptedException {
        Random random = new Random(4711);
        String line = "x".repeat(300) + " last";
        try (FakeDevice device = FakeDevice.start(box().build());
                Connection connection = transport().connect(device);
                ShellChannel shell = transport().openShell(connection, device)) {
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
    default void a_deadline_ends_a_silent_read() {
        try (FakeDevice device = FakeDevice.start(box().build());
                Connection connection = transport().connect(device);
                ShellChannel shell = transport().openShell(connection, device)) {
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
    default void a_write_that_the_device_does_not_take_ends_at_its_deadline() throws InterruptedException {
        try (FakeDevice device = FakeDevice.start(box().build())) {
            Connection connection = transport().connect(device);
            ShellChannel shell = transport().openShell(connection, device);
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
}
