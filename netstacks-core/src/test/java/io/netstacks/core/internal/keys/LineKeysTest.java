package io.netstacks.core.internal.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.core.platform.Platforms;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineKeysTest {

    private static LineKeys keys(String platform) {
        return new LineKeys(Platforms.builtIn().get(platform));
    }

    private static List<String> problems(String platform, String line) {
        List<String> problems = new ArrayList<>();
        keys(platform).check(line, shown -> shown.replace("s3cret", "***"), problems);
        return problems;
    }

    private static String visible(String keys) {
        return keys.replace("\t", "<TAB>").replace("\u0016", "<V>").replace("\u0003", "<C>");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "cisco_ios, description why?, description why<V>?",
                "cisco_ios, a<TAB>b \"c<TAB>d\"<TAB>e, a b \"c<V><TAB>d\" e",
                "cisco_ios, banner motd <C>, banner motd <V><C>",
                "linux, ls *.t?t, ls *.t?t",
                "linux, awk -F'<TAB>' \"it's<TAB>\"<TAB>x, awk -F'<V><TAB>' \"it's<V><TAB>\" x",
                "linux, echo a\\<TAB>b, echo a\\<V><TAB>b",
                "juniper_junos, set x \"why?\", set x \"why?\"",
                "juniper_junos, set x \"a\\\"b?\", set x \"a\\\"b?\"",
                "mikrotik_routeros, /log info why\\?, /log info why\\?",
                "hp_procurve, <TAB>name<TAB>x, ` name x`",
            })
    void a_line_is_typed_so_that_the_device_takes_it(String platform, String line, String keys) {
        String text = line.replace("<TAB>", "\t").replace("<C>", "\u0003");
        assertThat(problems(platform, text)).isEmpty();
        assertThat(visible(keys(platform).line(text))).isEqualTo(keys);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "hp_procurve, name why?, help",
                "hp_procurve, name \"a<TAB>b\", tab",
                "hp_procurve, banner motd <C>, Ctrl-C",
                "juniper_junos, set x why?, help",
                "juniper_junos, set x \"a\" why?, help",
                "juniper_junos, set x why\\?, help",
                "mikrotik_routeros, /log info why?, write \\?",
                "mikrotik_routeros, /log info \"a<TAB>b\", tab",
            })
    void a_line_that_it_would_not_take_is_a_problem(String platform, String line, String why) {
        assertThat(problems(platform, line.replace("<TAB>", "\t").replace("<C>", "\u0003")))
                .singleElement()
                .asString()
                .startsWith(platform)
                .contains(why);
    }

    @Test
    void characters_without_bytes_are_a_problem_because_the_device_would_get_question_marks() {
        assertThat(problems("cisco_ios", "description caf\u00e9 \u2713")).isEmpty();
        assertThat(problems("cisco_ios", "description \ud800"))
                .singleElement()
                .asString()
                .contains("UTF-8");
    }

    @Test
    void a_problem_shows_no_secret() {
        assertThat(problems("hp_procurve", "key s3cret?").toString())
                .doesNotContain("s3cret")
                .contains("***");
    }
}
