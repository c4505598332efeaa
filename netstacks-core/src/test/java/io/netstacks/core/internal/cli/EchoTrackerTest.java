package io.netstacks.core.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.spi.platform.EchoStyle;
import org.junit.jupiter.api.Test;

class EchoTrackerTest {

    private static final EchoTracker CLOCK = EchoTracker.of("show clock", EchoStyle.NORMAL);

    @Test
    void finds_the_exact_echo() {
        assertThat(CLOCK.end("sw1#show clock\nnoon", 4)).isEqualTo("sw1#show clock\n".length());
    }

    @Test
    void waits_for_the_end_of_the_line() {
        assertThat(CLOCK.end("sw1#show clo", 4)).isEqualTo(EchoTracker.PENDING);
        assertThat(CLOCK.end("sw1#show clock", 4)).isEqualTo(EchoTracker.PENDING);
        assertThat(CLOCK.shown("sw1#show clock", 4)).isTrue();
    }

    @Test
    void finds_an_echo_that_was_wrapped_or_spaced() {
        assertThat(CLOCK.end("sw1#show cl\n ock \nnoon", 4)).isEqualTo("sw1#show cl\n ock \n".length());
    }

    @Test
    void finds_an_echo_behind_other_output() {
        String text = "sw1#\n*Mar 1 %SYS-5: s\nsw1#show clock\nnoon";
        assertThat(CLOCK.end(text, 4)).isEqualTo(text.indexOf("noon"));
    }

    @Test
    void does_not_take_a_longer_line_for_the_echo() {
        assertThat(CLOCK.end("sw1#show clock detail\n", 4)).isEqualTo(EchoTracker.PENDING);
    }

    @Test
    void finds_the_end_of_a_line_whose_beginning_has_scrolled_away() {
        EchoTracker longLine = EchoTracker.of("interface GigabitEthernet1/0/1", EchoStyle.REPAINT);
        assertThat(longLine.end("sw1#$Ethernet1/0/1\nnext", 4)).isEqualTo("sw1#$Ethernet1/0/1\n".length());
    }

    @Test
    void expects_nothing_where_nothing_is_shown() {
        assertThat(EchoTracker.of("show clock", EchoStyle.NONE).expected()).isFalse();
        assertThat(EchoTracker.of("\u0003", EchoStyle.NORMAL).expected()).isFalse();
    }

    @Test
    void a_wrapped_line_that_repeats_itself_has_not_scrolled() {
        EchoTracker zeros = EchoTracker.of("key string " + "0".repeat(20), EchoStyle.NORMAL);
        String wrapped = "sw1#key string 000000000\n00000000000\nout\n";
        for (int length = 4; length < wrapped.indexOf("out"); length++) {
            assertThat(zeros.end(wrapped.substring(0, length), 4)).isEqualTo(EchoTracker.PENDING);
        }
        assertThat(zeros.end(wrapped, 4)).isEqualTo(wrapped.indexOf("out"));
    }

    @Test
    void a_line_that_has_scrolled_is_found_before_its_output_is_longer_than_it() {
        String line = "description " + "a long way to the end of it ".repeat(5).strip();
        String scrolled = "sw1#$y to the end of it a long way to the end of it\n";
        assertThat(EchoTracker.of(line, EchoStyle.NORMAL).end(scrolled + "sw1#", 4))
                .isEqualTo(scrolled.length());
    }
}
