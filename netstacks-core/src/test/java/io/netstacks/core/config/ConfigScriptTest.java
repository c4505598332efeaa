package io.netstacks.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.config.ConfigLine;
import io.netstacks.spi.error.InvalidInputException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigScriptTest {

    @Test
    void blank_lines_and_bare_comment_lines_are_left_out() {
        assertThat(ConfigScript.parse("hostname a\n\n!\ninterface x\n mtu 9000  \r\n")
                        .lines())
                .containsExactly(ConfigLine.of("hostname a"), ConfigLine.of("interface x"), ConfigLine.of(" mtu 9000"));
    }

    @Test
    void a_banner_keeps_its_body_until_its_delimiter() {
        ConfigScript script = ConfigScript.parse("banner motd ^C\nhello\n\n! not a comment\n^C\nhostname a\n");

        assertThat(script.lines())
                .containsExactly(
                        new ConfigLine("banner motd ^C", List.of("hello", "", "! not a comment", "^C")),
                        ConfigLine.of("hostname a"));
    }

    @Test
    void a_banner_on_one_line_has_no_body() {
        assertThat(ConfigScript.parse("banner motd #hello#\nhostname a").lines())
                .hasSize(2);
    }

    @Test
    void a_banner_of_eos_ends_with_eof() {
        assertThat(ConfigScript.parse("banner motd\nhello\nEOF\nhostname a")
                        .lines()
                        .get(0)
                        .body())
                .containsExactly("hello", "EOF");
    }

    @Test
    void a_certificate_ends_with_quit() {
        ConfigScript script =
                ConfigScript.parse("crypto pki certificate chain x\n certificate self-signed 01\n  3082\n  \tquit\n");

        assertThat(script.lines().get(1).body()).containsExactly("  3082", "  \tquit");
    }

    @Test
    void a_header_of_comware_or_vrp_keeps_its_body_until_its_delimiter() {
        assertThat(ConfigScript.parse("header motd #\nhello\n#\nvlan 5\nheader login information %hi\nthere%\n")
                        .lines())
                .containsExactly(
                        new ConfigLine("header motd #", List.of("hello", "#")),
                        ConfigLine.of("vlan 5"),
                        new ConfigLine("header login information %hi", List.of("there%")));
        assertThat(ConfigScript.parse("header shell %hi%\nheader login file flash:/x.txt\nvlan 5")
                        .lines())
                .hasSize(3)
                .allMatch(line -> line.body().isEmpty());
    }

    @Test
    void a_quoted_text_over_several_lines_ends_with_its_quotes() {
        String key =
                "set private-key \"-----BEGIN X-----\nMII \\\" F\n-----END X-----\"\nset comments \"a\"\nset b \"c\\\"d\"";

        assertThat(ConfigScript.parse(key).lines())
                .containsExactly(
                        new ConfigLine(
                                "set private-key \"-----BEGIN X-----", List.of("MII \\\" F", "-----END X-----\"")),
                        ConfigLine.of("set comments \"a\""),
                        ConfigLine.of("set b \"c\\\"d\""));
    }

    @Test
    void a_single_quote_mark_in_another_place_begins_no_text() {
        assertThat(ConfigScript.parse("description rack 19\"\nset description 19\"\nvlan 5")
                        .lines())
                .hasSize(3);
    }

    @Test
    void a_text_that_never_ends_is_refused_with_its_line() {
        assertThatThrownBy(() -> ConfigScript.parse("hostname a\nbanner motd ^C\nhello\n"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("line 2");
    }

    @Test
    void nothing_to_send_is_refused_when_the_change_is_built() {
        assertThatThrownBy(() -> ConfigScript.parse("\n!\n").change().build())
                .isInstanceOf(InvalidInputException.class);
    }
}
