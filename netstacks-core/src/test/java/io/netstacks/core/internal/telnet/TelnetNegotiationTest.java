package io.netstacks.core.internal.telnet;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.spi.transport.PtySpec;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TelnetNegotiationTest {

    private static final int IAC = 255;
    private static final int DONT = 254;
    private static final int DO = 253;
    private static final int WONT = 252;
    private static final int WILL = 251;
    private static final int SB = 250;
    private static final int SE = 240;

    private final TelnetNegotiation telnet = new TelnetNegotiation(PtySpec.WIDE);

    private static byte[] bytes(Object... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Object part : parts) {
            if (part instanceof Integer number) {
                out.write(number);
            } else {
                out.writeBytes(part.toString().getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return out.toByteArray();
    }

    private String data(byte[] arrived) {
        byte[] buffer = arrived.clone();
        int kept = telnet.accept(buffer, 0, buffer.length);
        return new String(buffer, 0, kept, StandardCharsets.ISO_8859_1);
    }

    private byte[] answer(Object... arrived) {
        data(bytes(arrived));
        return telnet.takeAnswers();
    }

    @Test
    void the_peer_may_echo_and_leave_out_go_aheads() {
        assertThat(answer(IAC, WILL, 1, IAC, WILL, 3)).isEqualTo(bytes(IAC, DO, 1, IAC, DO, 3));
    }

    @Test
    void the_window_size_is_told_when_the_peer_wants_it() {
        assertThat(answer(IAC, DO, 31))
                .isEqualTo(bytes(IAC, WILL, 31, IAC, SB, 31, 1, IAC, IAC, 1000 >> 8, 1000 & 0xff, IAC, SE));
    }

    @Test
    void the_terminal_type_is_told_when_the_peer_asks() {
        assertThat(answer(IAC, DO, 24)).isEqualTo(bytes(IAC, WILL, 24));
        assertThat(answer(IAC, SB, 24, 1, IAC, SE)).isEqualTo(bytes(IAC, SB, 24, 0, "vt100", IAC, SE));
    }

    @Test
    void everything_else_is_refused() {
        assertThat(answer(IAC, WILL, 38, IAC, DO, 39, IAC, DO, 1))
                .isEqualTo(bytes(IAC, DONT, 38, IAC, WONT, 39, IAC, WONT, 1));
    }

    @Test
    void what_is_so_already_is_not_answered_so_that_nobody_answers_for_ever() {
        answer(IAC, WILL, 1, IAC, DO, 31, IAC, DO, 39, IAC, WILL, 38);
        assertThat(answer(IAC, WILL, 1, IAC, DO, 31, IAC, DO, 39, IAC, WILL, 38))
                .isEmpty();
        assertThat(answer(IAC, WONT, 38, IAC, DONT, 39)).isEmpty();
        assertThat(answer(IAC, WONT, 1)).isEqualTo(bytes(IAC, DONT, 1));
        assertThat(answer(IAC, WONT, 1)).isEmpty();
    }

    @Test
    void commands_vanish_and_escaped_bytes_stay() {
        assertThat(data(bytes("a", IAC, 241, "b", IAC, IAC, "c\r", 0, "d\r\n"))).isEqualTo("ab\u00ffc\rd\r\n");
    }

    @Test
    void the_result_does_not_depend_on_how_the_bytes_are_cut() {
        byte[] all = bytes(
                IAC, WILL, 1, "login: ", IAC, DO, 24, IAC, SB, 24, 1, IAC, SE, "x\r", 0, "y", IAC, IAC, IAC, DO, 31,
                "\r\nz");
        String whole = data(all);
        byte[] answers = telnet.takeAnswers();
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            TelnetNegotiation cut = new TelnetNegotiation(PtySpec.WIDE);
            StringBuilder seen = new StringBuilder();
            ByteArrayOutputStream answered = new ByteArrayOutputStream();
            for (int at = 0; at < all.length; ) {
                int size = Math.min(1 + random.nextInt(4), all.length - at);
                byte[] part = Arrays.copyOfRange(all, at, at + size);
                seen.append(new String(part, 0, cut.accept(part, 0, size), StandardCharsets.ISO_8859_1));
                answered.writeBytes(cut.takeAnswers());
                at += size;
            }
            assertThat(seen.toString()).as("seed %s", seed).isEqualTo(whole);
            assertThat(answered.toByteArray()).as("seed %s", seed).isEqualTo(answers);
        }
    }

    @Test
    void typed_bytes_are_escaped_and_a_bare_carriage_return_is_padded() {
        byte[] typed = bytes("a", IAC, "b\r\nc\r");
        assertThat(telnet.escape(typed, 0, typed.length)).isEqualTo(bytes("a", IAC, IAC, "b\r\nc\r", 0));
    }
}
