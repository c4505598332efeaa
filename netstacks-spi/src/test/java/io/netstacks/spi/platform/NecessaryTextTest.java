package io.netstacks.spi.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NecessaryTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            (?m)^[ \\t]*snmp-server community (?<s>\\S+); `snmp-server community `
            (?m)^enable (?:password|secret) (?<s>.+)$; `enable `
            key\\.file: (?<s>x); `key.file: `
            colou?rs; `colo`
            abcd{0,2}efgh; `efgh`
            [a-z]{10,200}://x; `://x`
            abcd+x; `abcd`
            abcde*; `abcd`
            [^\\]x]long part[a]; `long part`
            (a(b[)])c)outer; `outer`
            (?s)BEGIN.*?END KEY; `END KEY`
            one\\Wtwo three; `two three`
            """)
    void finds_the_longest_text_that_no_match_can_do_without(String regex, String required) {
        assertThat(NecessaryText.of(Pattern.compile(regex))).containsExactly(required);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password|x\\d",
                "(?:password|x\\d)",
                "(?:password|secret){0,2}",
                "(?!password|secret)",
                "(?=password)x",
                "(?<=password)x",
                "(?i)password",
                "(?x)pass word",
                "pass(?i)word",
                "(?i:password)",
                "\\Qpassword\\E",
                "passw\\x6frd",
                "passw\\p{L}rd",
                "[a-z&&[^b]]password",
                "(x)\\1password",
                "ab",
                "(?:password)?",
                "\uD83D\uDE80?"
            })
    void finds_none_where_there_is_none_or_it_cannot_be_read(String regex) {
        assertThat(NecessaryText.of(Pattern.compile(regex))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            password|secret; password,secret
            (?m)^[ \\t]+(?:password|secret)(?: \\d{1,2})? (?<s>.+)$; password,secret
            (?:standby \\d+ auth(?: md5)?|vrrp \\d+ (?:text|md5)) x; `standby ,vrrp `
            (?:pass(?:word|phrase)|x(?:abc|def))+; pass,abc,def
            (?:one|two) three|four; ` three,four`
            """)
    void finds_one_for_each_alternative(String regex, String required) {
        assertThat(NecessaryText.of(Pattern.compile(regex))).containsExactly(required.split(","));
    }

    @Test
    void flags_of_the_pattern_count() {
        assertThat(NecessaryText.of(Pattern.compile("password", Pattern.CASE_INSENSITIVE)))
                .isEmpty();
        assertThat(NecessaryText.of(Pattern.compile("password", Pattern.LITERAL)))
                .isEmpty();
        assertThat(NecessaryText.of(Pattern.compile("password", Pattern.MULTILINE)))
                .containsExactly("password");
    }
}
