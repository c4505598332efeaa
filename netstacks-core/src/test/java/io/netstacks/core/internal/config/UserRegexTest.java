package io.netstacks.core.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserRegexTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "abc 3",
                "[a-z{9}]x 2",
                "[]{9}]x 2",
                "(ab){3} 9",
                "a{3} 3",
                "a{0,50} 50",
                "(a{10}){10} 101",
                "\\d{4} 4",
                "\\Qa{9}\\E 6",
                "a{,5} 5",
                "\\[{3} 3"
            })
    void repetitions_count_as_if_they_were_written_out(String expression, int least) {
        assertThat(UserRegex.compile(expression, false).size()).isBetween(least, least + 12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a{1000}){1000}", "((a{0,50}){0,50}){0,50}", "(((((a+){100}){100}){100}){100})"})
    void what_is_too_large_is_refused_before_it_is_compiled(String expression) {
        assertThatThrownBy(() -> UserRegex.compile(expression, false))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("too large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "\\", "a{2", "\\Q", ")", "(?<", "[^", "a**", "{3}", "[[:x:]]", "\\p{Nope}"})
    void what_is_malformed_is_refused_or_found_literally_and_never_breaks(String expression) {
        try {
            assertThat(UserRegex.compile(expression, false).isIn("")).isIn(true, false);
        } catch (InvalidInputException e) {
            assertThat(e).hasMessageContaining("not a regular expression");
        }
    }

    @Test
    void capital_letters_may_count_as_small_ones() {
        assertThat(UserRegex.compile("VLAN \\d+", true).isIn(" vlan 10")).isTrue();
        assertThat(UserRegex.compile("VLAN \\d+", false).isIn(" vlan 10")).isFalse();
    }
}
