package io.netstacks.spi.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextFinderTest {

    private static final List<String> SOUGHT = List.of("secret", "pass", "key-string", "snmp", "community ", "ab");

    @Test
    void it_finds_what_contains_finds_wherever_it_stands() {
        TextFinder finder = TextFinder.of(SOUGHT);
        for (String sought : SOUGHT) {
            for (int before = 0; before < 300; before++) {
                assertThat(finder.isAnyIn(".".repeat(before) + sought)).isTrue();
                assertThat(finder.isAnyIn(".".repeat(before) + sought.substring(0, sought.length() - 1)))
                        .isFalse();
            }
        }
    }

    @Test
    void it_agrees_with_contains_on_any_text() {
        TextFinder finder = TextFinder.of(SOUGHT);
        Random random = new Random(1);
        int found = 0;
        for (int i = 0; i < 20_000; i++) {
            String text = random(random);
            boolean expected = SOUGHT.stream().anyMatch(text::contains);
            found += expected ? 1 : 0;
            assertThat(finder.isAnyIn(text)).as(text).isEqualTo(expected);
        }
        assertThat(found).isBetween(1_000, 19_000);
    }

    @Test
    void texts_that_begin_alike_are_all_found_and_characters_beyond_latin_change_nothing() {
        TextFinder finder = TextFinder.of(List.of("key", "keys", "kette", "\u20ac\u20ac"));
        assertThat(finder.isAnyIn("a kette")).isTrue();
        assertThat(finder.isAnyIn("\u20ac and \u20ac\u20ac")).isTrue();
        assertThat(finder.isAnyIn("\u20ac ke ket \ud83d\ude00")).isFalse();
        assertThat(finder.isAnyIn("")).isFalse();
        assertThat(TextFinder.of(List.of()).isAnyIn("anything")).isFalse();
    }

    private static String random(Random random) {
        String letters = "abcepkysrtnmo- \n";
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(300);
        while (text.length() < length) {
            if (random.nextInt(60) == 0) {
                String piece = SOUGHT.get(random.nextInt(SOUGHT.size()));
                text.append(piece, 0, 1 + random.nextInt(piece.length()));
            } else {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
        }
        return text.toString();
    }
}
