package io.netstacks.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearMatchesTest {

    private static final List<String> NAMES = List.of("cisco_ios", "cisco_xr", "juniper_junos", "arista_eos");

    @Test
    void the_nearest_come_first() {
        assertThat(NearMatches.of("cisco_iso", NAMES)).startsWith("cisco_ios");
        assertThat(NearMatches.of("junos", NAMES)).containsExactly("juniper_junos");
    }

    @Test
    void nothing_near_gives_nothing() {
        assertThat(NearMatches.of("zzz", NAMES)).isEmpty();
    }

    @Test
    void swapped_letters_are_one_slip_and_a_begun_name_is_near() {
        assertThat(NearMatches.of("ha", List.of("ah", "hb", "zzzzz"))).containsExactly("ah", "hb");
        assertThat(NearMatches.of("cisco", NAMES)).containsExactly("cisco_ios", "cisco_xr");
        assertThat(NearMatches.of("CISCO_IOS", List.of("cisco_ios"))).containsExactly("cisco_ios");
    }

    @Test
    void there_are_three_at_the_most_and_doubles_count_once() {
        assertThat(NearMatches.of("edge", List.of("edge1", "edge2", "edge2", "edge3", "edge4")))
                .containsExactly("edge1", "edge2", "edge3");
    }

    @Test
    void a_text_of_any_length_is_no_work() {
        assertThat(NearMatches.of("x".repeat(1_000_000), NAMES)).isEmpty();
        assertThat(NearMatches.of("junos", List.of("y".repeat(1_000_000)))).isEmpty();
        assertThat(NearMatches.of("", NAMES)).isEmpty();
    }
}
