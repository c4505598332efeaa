package io.netstacks.core.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.OperationCancelledException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFsmTemplateTest {

    private static final TextFsmTemplate PAIRS = TextFsmTemplate.compile("""
            Value Required NAME (\\w+)
            Value List TAGS (\\w+)
            Value Filldown SITE (\\w+)

            Start
              ^site ${SITE}
              ^name ${NAME}
              ^tag ${TAGS}
              ^end -> Record
              ^bad -> Error "bad line"
            """);

    @Test
    void rows_hold_text_and_lists_and_keep_what_is_filled_down() {
        TextFsmResult result = PAIRS.parse("site a\nname x\ntag t1\ntag t2\nend\nname y\nend\n");

        assertThat(result.header()).containsExactly("NAME", "TAGS", "SITE");
        assertThat(result.rows()).containsExactly(List.of("x", List.of("t1", "t2"), "a"), List.of("y", List.of(), "a"));
        assertThat(result.asMaps().get(1)).isEqualTo(Map.of("NAME", "y", "TAGS", List.of(), "SITE", "a"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Value Bogus A (.)\\n\\nStart\\n                   | 1 | 7  | Bogus",
                "Value A (.)\\n\\nStart\\n  ^a $B\\n               | 4 | 6  | ^a $B",
                "Value A (.)\\n\\nStart\\n  ^(\\n                  | 4 | 4  | ^(",
                "Value A ((.)\\n\\nStart\\n                        | 1 | 9  | ((.)",
                "Value A (.)\\n\\nStart\\n   ^a\\n                 | 4 | 1  | ^a",
                "Value A (.)\\n\\nStart\\n  ^a -> Nowhere\\n       | 4 | 1  | Nowhere",
                "Value A (.)\\n\\nStart\\n  ^a -> Continue Start\\n | 4 | 3  | Continue",
                "Value A (.)\\nhello\\n                             | 2 | 1  | hello",
            })
    void an_error_tells_line_column_and_text(String template, int line, int column, String text) {
        assertThatThrownBy(() -> TextFsmTemplate.compile("t.textfsm", template.replace("\\n", "\n")))
                .isInstanceOfSatisfying(TextFsmTemplateException.class, e -> {
                    assertThat(e.line()).isEqualTo(line);
                    assertThat(e.column()).isEqualTo(column);
                    assertThat(e.offending()).contains(text);
                    assertThat(e.reason()).contains("t.textfsm, line " + line, text);
                    assertThat(e.code()).isEqualTo(ErrorCode.TEMPLATE);
                });
    }

    @Test
    void an_error_rule_tells_its_line_and_that_of_the_text_but_does_not_quote_the_device() {
        assertThatThrownBy(() -> PAIRS.parse("name x\nbad password hunter2\n"))
                .isInstanceOfSatisfying(TextFsmParseException.class, e -> {
                    assertThat(e.ruleLine()).isEqualTo(10);
                    assertThat(e.inputLineNumber()).isEqualTo(2);
                    assertThat(e.inputLine()).isEqualTo("bad password hunter2");
                    assertThat(e.reason()).contains("bad line").doesNotContain("hunter2");
                });
    }

    @Test
    void a_rule_that_explodes_ends_with_the_deadline() {
        TextFsmTemplate hostile = TextFsmTemplate.compile("Value A (.)\n\nStart\n  ^(x+x+)+(\\1)?y -> Record\n");

        assertThatThrownBy(() -> hostile.parse("x".repeat(5_000), Deadline.after(Duration.ofMillis(100))))
                .isInstanceOfSatisfying(TextFsmParseException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
                    assertThat(e.ruleLine()).isEqualTo(4);
                });
    }

    @Test
    void a_deadline_also_ends_a_long_text_that_no_rule_matches() {
        String text = "nothing here\n".repeat(5_000);

        assertThatThrownBy(() -> PAIRS.parse(text, Deadline.after(Duration.ZERO)))
                .isInstanceOfSatisfying(
                        TextFsmParseException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED));
    }

    @Test
    void an_interrupt_cancels_and_stays_set() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> PAIRS.parse("nothing here\n".repeat(5_000)))
                .isInstanceOf(OperationCancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_list_that_grows_without_end_is_refused_before_memory_is() {
        TextFsmTemplate growing = TextFsmTemplate.compile("Value Filldown,List L (.+)\n\nStart\n  ^${L} -> Record\n");

        assertThatThrownBy(() -> growing.parse("x\n".repeat(30_000)))
                .isInstanceOf(TextFsmParseException.class)
                .hasMessageContaining("more rows than can be held");
    }

    @Test
    void more_rules_than_fit_into_one_word_keep_their_order() {
        StringBuilder template = new StringBuilder("Value N (\\w+)\n\nStart\n");
        IntStream.range(0, 200).forEach(i -> template.append("  ^r").append(i).append(" ${N} -> Record\n"));
        TextFsmTemplate many =
                TextFsmTemplate.compile(template.append("  ^r\\d+ -> Error\n").toString());

        assertThat(many.parse("r0 a\nr63 b\nr64 c\nr127 d\nr199 e\n").rows())
                .containsExactly(List.of("a"), List.of("b"), List.of("c"), List.of("d"), List.of("e"));
        assertThatThrownBy(() -> many.parse("r200 x\n")).isInstanceOf(TextFsmParseException.class);
    }

    @Test
    void empty_and_binary_text_is_taken() {
        StringBuilder binary = new StringBuilder();
        IntStream.range(0, 70_000).forEach(i -> binary.append((char) i));

        assertThat(PAIRS.parse("").rows()).isEmpty();
        assertThat(PAIRS.parse(binary.toString()).rows()).isEmpty();
    }

    @Test
    void one_template_serves_many_threads() throws Exception {
        String text = "site a\nname x\ntag t1\nend\n".repeat(200);
        TextFsmResult expected = PAIRS.parse(text);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<TextFsmResult> parse = () -> PAIRS.parse(text);
            for (Future<TextFsmResult> result : threads.invokeAll(Collections.nCopies(40, parse))) {
                assertThat(result.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_run_goes_on_after_its_text_until_it_is_reset() {
        TextFsmRun run = PAIRS.newRun();

        run.feed("name x\n", false);
        run.feed("end\r", false).feed("\nname y\nen", false).feed("d", true);
        assertThat(run.result().rows()).containsExactly(List.of("x", List.of(), ""), List.of("y", List.of(), ""));
        run.reset();
        assertThat(run.result().rows()).isEmpty();
    }
}
