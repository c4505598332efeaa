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
}
