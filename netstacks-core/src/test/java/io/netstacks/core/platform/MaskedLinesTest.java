package io.netstacks.core.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.spi.platform.ConfigRules;
import io.netstacks.spi.platform.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
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

        assertThat(platform.maskSecrets(List.of(
                        "before", "BEGIN KEY", "canary1", "canary2", "END KEY", "password canary3", "", "after")))
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
        assertThat(masking("(?<s>x)").maskSecrets(List.of())).isEmpty();
        assertThat(masking("(?<s>x)").maskSecrets(List.of(""))).containsExactly("");
    }

    /** Trying only patterns whose text is there at all must not change anything. */
    @Test
    void what_is_masked_is_what_trying_every_pattern_masks() {
        Random random = new Random(7);
        int masked = 0;
        for (Platform platform : Platforms.builtIn().all()) {
            List<String> pieces = pieces(platform);
            for (int round = 0; round < 60; round++) {
                String text = text(random, pieces);
                String expected = everyPattern(platform, text);

                assertThat(platform.maskSecrets(text)).as(platform.id()).isEqualTo(expected);
                masked += expected.equals(text) ? 0 : 1;
            }
        }
        assertThat(masked).as("texts with something to mask").isGreaterThan(1000);
    }

    private static List<String> pieces(Platform platform) {
        List<String> pieces = new ArrayList<>(List.of(" ", "Xv9Q", "7 ", "\"Xv9Q\"", "\t", " {", ";", "{Xv9Q}"));
        for (Pattern secret : platform.config().secrets()) {
            pieces.addAll(
                    List.of(secret.pattern().split("\\\\[a-zA-Z]|\\(\\?<?[a-z]*[:!>)]?|[()\\[\\]|*+^$\\\\?{}]+")));
        }
        return pieces.stream().filter(piece -> !piece.isEmpty()).distinct().toList();
    }

    private static String text(Random random, List<String> pieces) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            text.append(random.nextInt(5) == 0 ? "\n" : pieces.get(random.nextInt(pieces.size())));
        }
        return text.toString();
    }

    private static String everyPattern(Platform platform, String text) {
        String masked = text;
        for (Pattern secret : platform.config().secrets()) {
            StringBuilder next = new StringBuilder();
            Matcher matcher = secret.matcher(masked);
            int copied = 0;
            while (matcher.find()) {
                if (matcher.start("s") >= copied) {
                    next.append(masked, copied, matcher.start("s")).append(Platform.MASK);
                    copied = matcher.end("s");
                }
            }
            masked = next.append(masked.substring(copied)).toString();
        }
        return masked;
    }
}
