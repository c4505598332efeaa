package io.netstacks.core.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalCleanerTest {

    private static String clean(byte[] bytes, Charset charset, Random cuts, int largest) {
        TerminalText text = new TerminalText();
        TerminalCleaner cleaner = new TerminalCleaner(charset, text);
        int at = 0;
        while (at < bytes.length) {
            int count = Math.min(bytes.length - at, 1 + cuts.nextInt(largest));
            cleaner.feed(bytes, at, count);
            at += count;
        }
        return text.toString();
    }

    private static String clean(String raw) {
        return clean(raw.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8, new Random(1), 1 << 20);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "a\\r\\nb\\r\\n|a\\nb\\n",
                "a\\r\\r\\nb|a\\nb",
                "a\\r\\n\\rb|a\\nb",
                "a\\r\\r\\n\\rb|a\\nb",
                "a\\0\\0b|ab",
                "abc\\rX|Xbc",
                "abc\\b\\b  \\b\\bX|aX",
                "--More--\\r        \\rnext|next",
                "x  \\r\\n|x  \\n",
                "\\e[1;31mred\\e[0m|red",
                "\\e]0;title\\arest|rest",
                "\\e]0;title\\e\\\\Z|Z",
                "abcdef\\e[3DX|abcXef",
                "abc\\e[2K\\rnew|new",
                "abc\\rxy\\e[K|xy",
                "sw# sh \\e[1Dow|sw# show",
                "\\e(Bplain|plain",
                "\\e[?2004hprompt|prompt",
                "one\\eEtwo|one\\ntwo",
                "tab\\there|tab\\there",
            })
    void shows_what_a_terminal_would_show(String raw, String shown) {
        assertThat(clean(unescape(raw))).isEqualTo(unescape(shown));
    }

    private static String unescape(String text) {
        return text.replace("\\r", "\r")
                .replace("\\n", "\n")
                .replace("\\0", "\0")
                .replace("\\b", "\b")
                .replace("\\a", "\u0007")
                .replace("\\t", "\t")
                .replace("\\e", "\u001b")
                .replace("\\\\", "\\");
    }

    @Test
    void gives_the_same_text_wherever_the_bytes_are_cut() {
        String[] pieces = {
            "line", " ", "\r\n", "\r\r\n", "\r", "\b", "\b \b", "\u001b[K", "\u001b[2J", "\u001b[10D", "\u001b[1;5H",
            "\u001b]0;t\u0007", "\u001b", "\0", "ü", "日本", "😀", "#", "\u001b[", "\u001b[999999999C", "\u001bE", "\n"
        };
        for (long seed = 1; seed <= 300; seed++) {
            Random random = new Random(seed);
            StringBuilder raw = new StringBuilder();
            for (int i = 0; i < 60; i++) {
                raw.append(pieces[random.nextInt(pieces.length)]);
            }
            byte[] bytes = raw.toString().getBytes(StandardCharsets.UTF_8);
            String whole = clean(bytes, StandardCharsets.UTF_8, random, 1 << 20);
            assertThat(clean(bytes, StandardCharsets.UTF_8, random, 1))
                    .as("seed %s", seed)
                    .isEqualTo(whole);
            assertThat(clean(bytes, StandardCharsets.UTF_8, random, 7))
                    .as("seed %s", seed)
                    .isEqualTo(whole);
        }
    }

    @Test
    void survives_any_bytes_in_any_charset() {
        for (long seed = 1; seed <= 200; seed++) {
            Random random = new Random(seed);
            byte[] bytes = new byte[500];
            random.nextBytes(bytes);
            for (String charset : new String[] {"UTF-8", "GBK", "ISO-8859-1"}) {
                String whole = clean(bytes, Charset.forName(charset), random, 1 << 20);
                assertThat(clean(bytes, Charset.forName(charset), random, 3))
                        .as("seed %s, %s", seed, charset)
                        .isEqualTo(whole);
            }
        }
    }

    @Test
    void cuts_characters_of_several_bytes_anywhere() {
        byte[] gbk = "接口描述\r\n".getBytes(Charset.forName("GBK"));
        assertThat(clean(gbk, Charset.forName("GBK"), new Random(1), 1)).isEqualTo("接口描述\n");
    }
}
