package io.netstacks.core.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.parse.ParseResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ParsedRowsTest {

    enum State {
        UP,
        ADMIN_DOWN
    }

    record Port(
            String name,
            int mtu,
            long inOctets,
            boolean enabled,
            State state,
            List<Integer> vlans,
            Optional<String> description,
            Optional<Double> load) {}

    record Strict(int mtu) {
        Strict {
            if (mtu < 0) {
                throw new IllegalArgumentException("negative");
            }
        }
    }

    /** Half of all templates have a column that Java has a word for. */
    @SuppressWarnings("MemberName")
    private record Neighbor(String interface_, Optional<String> default_) {}

    @Test
    void a_column_that_is_a_word_of_java_goes_to_a_component_with_an_underscore() {
        ParsedRows rows = ParsedRows.of(List.of(Map.of("interface", "Gi0/1", "default", "yes")));

        assertThat(rows.as(Neighbor.class)).containsExactly(new Neighbor("Gi0/1", Optional.of("yes")));
    }

    @Test
    void a_row_becomes_a_record_by_the_names_of_its_components() {
        ParsedRows rows = ParsedRows.of(List.of(Map.of(
                "name", "eth0",
                "mtu", "1500",
                "in_octets", "12,345,678,901",
                "enabled", "Yes",
                "state", "admin down",
                "vlans", List.of("10", "20"),
                "description", "",
                "load", "0.5")));

        assertThat(rows.as(Port.class))
                .containsExactly(new Port(
                        "eth0",
                        1500,
                        12_345_678_901L,
                        true,
                        State.ADMIN_DOWN,
                        List.of(10, 20),
                        Optional.empty(),
                        Optional.of(0.5)));
    }

    @Test
    void all_that_does_not_fit_is_listed_with_row_and_column() {
        ParsedRows rows = ParsedRows.of(
                List.of(Map.of("mtu", "big"), Map.of("name", "x"), Map.of("mtu", "-1"), Map.of("mtu", "9")));

        assertThatThrownBy(() -> rows.as(Strict.class)).isInstanceOfSatisfying(InvalidInputException.class, e -> {
            assertThat(e.problems()).hasSize(3);
            assertThat(e.problems().get(0)).contains("row 1, column mtu", "a number", "big");
            assertThat(e.problems().get(1)).contains("row 2, column mtu", "no such column");
            assertThat(e.problems().get(2)).contains("row 3", "negative");
        });
    }

    @Test
    void a_result_without_rows_says_why() {
        assertThatThrownBy(() -> ParsedRows.of(new ParseResult.NoTemplate("x", "show y")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("show y");
        assertThatThrownBy(() -> ParsedRows.of(new ParseResult.Failed("rule on line 3", 7)))
                .hasMessageContaining("rule on line 3");
        assertThat(ParsedRows.of(new ParseResult.Parsed(List.of())).as(Strict.class))
                .isEmpty();
    }
}
