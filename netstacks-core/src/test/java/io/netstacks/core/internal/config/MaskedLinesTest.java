package io.netstacks.core.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.core.platform.Platforms;
import io.netstacks.spi.platform.ConfigRules;
import io.netstacks.spi.platform.Platform;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MaskedLinesTest {

    private static Platform masking(String... patterns) {
        Platform ios = Platforms.builtIn().get("cisco_ios");
        ConfigRules rules = new ConfigRules(
                Map.of(),
                false,
                List.of(),
                List.of(),
                List.of(patterns).stream().map(Pattern::compile).toList(),
                Optional.empty(),
                0);
        return Platform.named("masking", ios.levels(), ios.session(), ios.paging(), ios.commit(), rules, ios.detect())
                .build();
    }

    @Test
    void a_secret_over_several_lines_is_masked_in_each_and_no_line_moves() {
        Platform platform = masking("(?s)BEGIN KEY\n(?<s>.*?)\nEND KEY", "password (?<s>\\S+)");

        assertThat(MaskedLines.of(
                        platform,
                        List.of(
                                "before",
                                "BEGIN KEY",
                                "canary1",
                                "canary2",
                                "END KEY",
                                "password canary3",
                                "",
                                "after")))
                .containsExactly(
                        "before",
                        "BEGIN KEY",
                        Platform.MASK,
                        Platform.MASK,
                        "END KEY",
                        "password " + Platform.MASK,
                        "",
                        "after");
    }

    @Test
    void no_lines_stay_no_lines() {
        assertThat(MaskedLines.of(masking("(?<s>x)"), List.of())).isEmpty();
        assertThat(MaskedLines.of(masking("(?<s>x)"), List.of(""))).containsExactly("");
    }
}
