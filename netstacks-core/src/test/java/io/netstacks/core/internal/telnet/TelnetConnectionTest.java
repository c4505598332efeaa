package io.netstacks.core.internal.telnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.SessionFailedException;
import io.netstacks.spi.transport.ByteStream;
import io.netstacks.spi.transport.ConnectionReport;
import io.netstacks.spi.transport.PtySpec;
import io.netstacks.spi.transport.ShellChannel;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Options are negotiated while somebody reads, whose time may be over. */
@Timeout(20)
class TelnetConnectionTest {

    private static final byte[] DO_SUPPRESS_GO_AHEAD = HexFormat.of().parseHex("fffd03");
    private static final byte[] ON_AND_OFF = HexFormat.of().parseHex("fffd18fffe18");

    /** A device that sends the same bytes whenever somebody reads. */
    private static final class Repeating implements ByteStream {

        private final byte[] bytes;
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private boolean takesNothing;

        Repeating(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read(byte[] buffer, int offset, int length, Deadline deadline) {
            System.arraycopy(bytes, 0, buffer, offset, bytes.length);
            return bytes.length;
        }

        @Override
        public void write(byte[] buffer, int offset, int length, Deadline deadline) {
            deadline.check("writing");
            if (takesNothing) {
                throw new DeadlineExceededException("the device takes no more input");
            }
            written.write(buffer, offset, length);
        }

        @Override
        public void close() {
            // nothing to close
        }
    }

    private static ShellChannel shell(ByteStream stream) {
        ConnectionReport report = new ConnectionReport(
                "telnet",
                new Endpoint("192.0.2.1", 23),
                List.of(),
                "",
                "",
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                Map.of());
        return new TelnetConnection(stream, report).openShell(PtySpec.WIDE, Deadline.after(Duration.ofSeconds(1)));
    }

    private static int read(ShellChannel shell, Duration time) {
        return shell.read(new byte[100], 0, 100, Deadline.after(time));
    }

    @Test
    void an_option_is_answered_although_the_time_of_the_read_is_over() {
        Repeating device = new Repeating(DO_SUPPRESS_GO_AHEAD);
        assertThat(read(shell(device), Duration.ZERO)).isZero();
        assertThat(device.written.toByteArray()).isEqualTo(HexFormat.of().parseHex("fffb03"));
    }

    @Test
    void options_without_end_do_not_hold_a_read_beyond_its_time() {
        assertThat(read(shell(new Repeating(ON_AND_OFF)), Duration.ofMillis(50)))
                .isZero();
    }

    @Test
    void a_device_that_takes_no_answer_is_lost_and_not_slow() {
        Repeating device = new Repeating(DO_SUPPRESS_GO_AHEAD);
        device.takesNothing = true;
        assertThatThrownBy(() -> read(shell(device), Duration.ofSeconds(5)))
                .isInstanceOfSatisfying(
                        SessionFailedException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SESSION_LOST))
                .hasMessageContaining("options");
    }
}
