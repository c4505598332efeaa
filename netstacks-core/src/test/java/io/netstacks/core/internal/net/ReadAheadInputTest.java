package io.netstacks.core.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadAheadInputTest {

    private final List<Integer> asked = new ArrayList<>();

    /** A socket that has these bytes, and then no more. */
    private ReadAheadInput over(byte[] bytes) {
        return new ReadAheadInput(new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                asked.add(length);
                return super.read(target, offset, length);
            }
        });
    }

    @Test
    void what_a_socket_has_is_taken_in_one_go() throws IOException {
        ReadAheadInput input = over("SSH-2.0-x\r\npacket".getBytes(StandardCharsets.US_ASCII));
        StringBuilder line = new StringBuilder();
        for (int c = input.read(); c != '\n'; c = input.read()) {
            line.append((char) c);
        }
        assertThat(line).hasToString("SSH-2.0-x\r");
        assertThat(input.available()).isEqualTo(6);
        assertThat(new String(input.readNBytes(6), StandardCharsets.US_ASCII)).isEqualTo("packet");
        assertThat(asked).hasSize(1);
    }

    @Test
    void a_read_returns_what_is_there_instead_of_waiting_for_more() throws IOException {
        ReadAheadInput input = over(new byte[10]);
        assertThat(input.read(new byte[100], 0, 4)).isEqualTo(4);
        assertThat(input.read(new byte[100], 0, 100)).isEqualTo(6);
        assertThat(asked).hasSize(1);
    }

    @Test
    void a_large_read_goes_to_the_socket_itself() throws IOException {
        byte[] bytes = new byte[40_000];
        bytes[39_999] = 7;
        ReadAheadInput input = over(bytes);
        byte[] target = new byte[40_000];
        assertThat(input.read(target, 0, target.length)).isEqualTo(40_000);
        assertThat(target).isEqualTo(bytes);
        assertThat(asked).containsExactly(40_000);
    }

    @Test
    void the_end_is_the_end_however_it_is_read() throws IOException {
        ReadAheadInput input = over(new byte[] {(byte) 0xff});
        assertThat(input.read()).isEqualTo(0xff);
        assertThat(input.read()).isEqualTo(-1);
        assertThat(input.read(new byte[1], 0, 1)).isEqualTo(-1);
        assertThat(input.read(new byte[1], 0, 0)).isZero();
    }

    @Test
    void closing_it_closes_the_socket() throws IOException {
        boolean[] closed = new boolean[1];
        ByteArrayInputStream socket = new ByteArrayInputStream(new byte[0]) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        new ReadAheadInput(socket).close();
        assertThat(closed[0]).isTrue();
    }
}
