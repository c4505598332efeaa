package io.netstacks.core.internal.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.error.SessionFailedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class InboundTest {

    private final Inbound inbound = new Inbound("edge1");

    private static Deadline now() {
        return Deadline.after(Duration.ZERO);
    }

    @Test
    void bytes_come_out_as_they_went_in_however_they_are_cut() {
        for (long seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            byte[] all = new byte[1 + random.nextInt(300_000)];
            random.nextBytes(all);
            Inbound cut = new Inbound("edge1");
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[40_000];
            int at = 0;
            while (out.size() < all.length) {
                if (at < all.length && random.nextBoolean()) {
                    int size = Math.min(1 + random.nextInt(32_768), all.length - at);
                    cut.put(all, at, size);
                    at += size;
                } else {
                    int taken = cut.take(buffer, 0, 1 + random.nextInt(buffer.length), now());
                    out.write(buffer, 0, taken);
                }
            }
            assertThat(out.toByteArray()).as("seed %s", seed).isEqualTo(all);
        }
    }

    @Test
    void nothing_within_the_deadline_is_zero_and_the_end_is_minus_one() {
        assertThat(inbound.take(new byte[1], 0, 1, now())).isZero();
        inbound.put(new byte[] {7}, 0, 1);
        inbound.end();
        assertThat(inbound.take(new byte[1], 0, 1, now())).isEqualTo(1);
        assertThat(inbound.take(new byte[1], 0, 1, now())).isEqualTo(-1);
    }

    @Test
    void what_arrived_before_a_break_is_read_first() {
        inbound.put(new byte[] {7}, 0, 1);
        inbound.fail(new IOException("reset by peer"));
        assertThat(inbound.take(new byte[1], 0, 1, now())).isEqualTo(1);
        assertThatThrownBy(() -> inbound.take(new byte[1], 0, 1, now()))
                .isInstanceOf(SessionFailedException.class)
                .hasMessageContaining("edge1")
                .hasMessageContaining("reset by peer");
    }
}
