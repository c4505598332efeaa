package io.netstacks.tasks.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.spi.error.InvalidInputException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorTextTest {

    private static DeviceSelector any(Random random, int depth) {
        String word = " a-*?ü, ".substring(random.nextInt(4)) + random.nextInt(100);
        return switch (random.nextInt(depth == 0 ? 7 : 10)) {
            case 0 -> DeviceSelector.all();
            case 1 -> DeviceSelector.names(word, "names 7", "all");
            case 2 -> DeviceSelector.glob(word);
            case 3 -> DeviceSelector.tag(word);
            case 4 -> DeviceSelector.site(word);
            case 5 -> DeviceSelector.platform(word);
            case 6 -> DeviceSelector.enabled(random.nextBoolean());
            case 7 -> any(random, depth - 1).or(any(random, depth - 1));
            case 8 -> any(random, depth - 1).and(any(random, depth - 1));
            default -> any(random, depth - 1).except(any(random, depth - 1));
        };
    }

    @Test
    void every_selector_comes_back() {
        for (long seed = 0; seed < 2000; seed++) {
            DeviceSelector selector = any(new Random(seed), 5);
            assertThat(SelectorText.read(SelectorText.write(selector)))
                    .as("seed %d", seed)
                    .isEqualTo(selector);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "everything",
                "both\nall",
                "names 2\na",
                "names x",
                "all\nall",
                "enabled",
                "enabled maybe",
                "either\nall"
            })
    void broken_text_is_refused(String text) {
        assertThatThrownBy(() -> SelectorText.read(text)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void a_name_with_a_line_break_cannot_be_stored() {
        assertThatThrownBy(() -> SelectorText.write(DeviceSelector.names("a\nall")))
                .isInstanceOf(InvalidInputException.class);
    }
}
