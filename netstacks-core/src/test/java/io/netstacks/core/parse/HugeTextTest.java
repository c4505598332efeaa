package io.netstacks.core.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.NetStacksException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What devices should not print and sometimes do: a hundred megabytes, in lines or in a single one. */
class HugeTextTest {

    private static final int SIZE = 100_000_000;

    private static final TextFsmTemplate FSM =
            TextFsmTemplate.compile("Value NAME (\\S+)\n\nStart\n  ^name ${NAME} -> Record\n");
    private static final TtpTemplate TTP = TtpTemplate.compile("name {{ name }}\n speed {{ speed }}");

    @Test
    void a_hundred_megabytes_of_lines_are_parsed() {
        String text = "nothing that a template looks for stands here\n".repeat(SIZE / 46) + "name last\n";
        assertThat(FSM.parse(text).rows()).isEqualTo(List.of(List.of("last")));
        assertThat(TTP.parse(text).toJson()).isEqualTo("[[{\"name\":\"last\"}]]");
    }

    @Test
    void a_single_line_of_a_hundred_megabytes_is_parsed_or_refused_in_time() {
        String text = "name " + "x".repeat(SIZE);
        for (Runnable parse : List.<Runnable>of(() -> FSM.parse(text), () -> TTP.parse(text))) {
            try {
                parse.run();
            } catch (NetStacksException e) {
                assertThat(e.code()).isIn(ErrorCode.INVALID_INPUT, ErrorCode.DEADLINE_EXCEEDED);
            }
        }
    }

    @Test
    void a_rule_that_explodes_ends_with_its_deadline() {
        TextFsmTemplate explosive = TextFsmTemplate.compile("Value X ((x+x+)+y)\n\nStart\n  ^${X} -> Record\n");
        String text = "x".repeat(20_000);
        long start = System.nanoTime();
        try {
            explosive.parse(text, Deadline.after(Duration.ofMillis(200)));
        } catch (NetStacksException e) {
            assertThat(e.code()).isIn(ErrorCode.INVALID_INPUT, ErrorCode.DEADLINE_EXCEEDED);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }
}
