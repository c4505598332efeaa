package io.netstacks.spi.platform;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.error.InvalidInputException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ConfigRulesTest {

    @Test
    void a_pattern_that_does_not_say_what_to_mask_is_refused() {
        List<Pattern> secrets = List.of(Pattern.compile("key (?<s>\\S+)"), Pattern.compile("password (\\S+)"));

        assertThatThrownBy(() -> new ConfigRules(Map.of(), false, List.of(), List.of(), secrets, Optional.empty(), 2))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("password (\\S+)");
    }
}
