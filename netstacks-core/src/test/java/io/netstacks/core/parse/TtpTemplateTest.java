package io.netstacks.core.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class TtpTemplateTest {

    private static final String CONFIG = """
            hostname edge-1
            interface Loopback0
             description Router id
             ip address 10.0.0.1 255.255.255.255
            !
            interface Gi0/1
             ip address 192.0.2.1 255.255.255.0
             shutdown
            !
            """;

    private static String json(String template, String... texts) {
        return TtpTemplate.compile(template).parse(texts).toJson();
    }

    private static TtpTemplateException wrong(String template) {
        return wrong(template, TtpOptions.defaults());
    }

    private static TtpTemplateException wrong(String template, TtpOptions options) {
        return Assertions.catchThrowableOfType(
                TtpTemplateException.class, () -> TtpTemplate.compile(template, options));
    }

    @Test
    void lines_become_records() {
        assertThat(json("""
                <group name="interfaces*">
                interface {{ name }}
                 description {{ description | ORPHRASE }}
                 ip address {{ ip | IP }} {{ mask }}
                 shutdown {{ down | set(true) }}
                </group>
                """, CONFIG))
                .isEqualTo(
                        "[[{\"interfaces\":[{\"ip\":\"10.0.0.1\",\"mask\":\"255.255.255.255\",\"description\":\"Router id\","
                                + "\"name\":\"Loopback0\"},{\"down\":true,\"ip\":\"192.0.2.1\",\"mask\":\"255.255.255.0\","
                                + "\"name\":\"Gi0/1\"}]}]]");
    }

    @Test
    void each_text_is_an_input_even_if_two_are_alike() {
        assertThat(json("n {{ n }}", "n 1", "n 1", "n 2")).isEqualTo("[[{\"n\":\"1\"},{\"n\":\"1\"},{\"n\":\"2\"}]]");
    }

    @Test
    void a_result_has_three_structures() {
        TtpResult result = TtpTemplate.compile("<template name=\"t\"><group>\nn {{ n }}\n</group></template>")
                .parse("n 1\nn 2", "n 3");
        assertThat(result.json(TtpStructure.LIST)).hasToString("[[[{n=1}, {n=2}], [{n=3}]]]");
        assertThat(result.json(TtpStructure.DICTIONARY)).hasToString("{t=[[{n=1}, {n=2}], [{n=3}]]}");
        assertThat(result.json(TtpStructure.FLAT_LIST)).hasToString("[{n=1}, {n=2}, {n=3}]");
    }

    @Test
    void options_choose_the_structure() {
        TtpOptions options = TtpOptions.defaults().withStructure(TtpStructure.FLAT_LIST);
        assertThat(TtpTemplate.compile("n {{ n }}", options).parse("n 1").toJson())
                .isEqualTo("[{\"n\":\"1\"}]");
    }

    @Test
    void results_are_written_in_formats() {
        TtpResult result = TtpTemplate.compile("n {{ n }}\n ip {{ ip }}").parse("n 1\n ip 10.0.0.1");
        assertThat(result.format("yaml").json()).isEqualTo(List.of("- ip: 10.0.0.1\n  n: '1'\n"));
        assertThat(result.format("csv").json()).isEqualTo(List.of("\"ip\",\"n\"\n\"10.0.0.1\",\"1\""));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> result.format("excel"))
                .withMessageContaining("excel");
    }

    @Test
    void python_is_never_run_and_a_macro_without_a_function_is_named() {
        String template = """
                <macro>
                def twice(data):
                    return data * 2
                </macro>
                <group>
                n {{ n | macro("twice") }}
                </group>
                """;
        assertThat(wrong(template)).hasMessageContaining("register a function").hasMessageContaining("twice");
        TtpOptions options = TtpOptions.defaults().withMacro("twice", value -> TtpMacro.Result.of("" + value + value));
        assertThat(TtpTemplate.compile(template, options).parse("n 5").json(TtpStructure.FLAT_LIST))
                .hasToString("[{n=55}]");
    }

    @Test
    void macros_drop_matches_and_add_fields() {
        TtpOptions options = TtpOptions.defaults()
                .withMacro(
                        "even",
                        value -> Integer.parseInt(String.valueOf(value)) % 2 == 0
                                ? TtpMacro.Result.with(value, Map.of("parity", "even"))
                                : TtpMacro.Result.drop());
        assertThat(TtpTemplate.compile("n {{ n | macro(even) }}", options)
                        .parse("n 1\nn 2\nn 3\nn 4")
                        .json(TtpStructure.FLAT_LIST))
                .hasToString("[{n=2, parity=even}, {n=4, parity=even}]");
    }

    @Test
    void macros_work_on_records_inputs_and_outputs() {
        TtpOptions options = TtpOptions.defaults()
                .withMacro("record", value -> TtpMacro.Result.with(value, Map.of("seen", true)))
                .withMacro(
                        "input",
                        value -> TtpMacro.Result.of(String.valueOf(value).toLowerCase(Locale.ROOT)))
                .withMacro("output", value -> TtpMacro.Result.of(Map.of("all", value)));
        assertThat(TtpTemplate.compile("""
                        <input load="text" macro="input">
                        N 1
                        </input>
                        <group name="ns*" macro="record">
                        n {{ n }}
                        </group>
                        <output macro="output"/>
                        """, options).parse().toJson())
                .isEqualTo("[{\"all\":[{\"ns\":[{\"n\":\"1\",\"seen\":true}]}]}]");
    }

    @Test
    void files_are_those_that_the_host_gives() {
        TtpOptions options = TtpOptions.defaults()
                .withFiles(TtpFiles.of(Map.of("vlan.txt", "<group name=\"v*\">\nvlan {{ id }}\n</group>")));
        assertThat(TtpTemplate.compile("<extend template=\"vlan.txt\"/>", options)
                        .parse("vlan 7")
                        .toJson())
                .isEqualTo("[[{\"v\":[{\"id\":\"7\"}]}]]");
        TtpTemplateException none = wrong("<extend template=\"/etc/passwd\"/>");
        assertThat(none).hasMessageContaining("/etc/passwd");
        assertThat(none.line()).isEqualTo(1);
    }

    @Test
    void templates_that_extend_each_other_are_an_error() {
        TtpOptions options = TtpOptions.defaults()
                .withFiles(TtpFiles.of(Map.of("a", "<extend template=\"b\"/>", "b", "<extend template=\"a\"/>")));
        assertThat(wrong("<extend template=\"a\"/>", options)).hasMessageContaining("a -> b -> a".substring(0, 6));
    }

    @Test
    void host_variables_are_the_templates_own() {
        TtpOptions options = TtpOptions.defaults().withVariables(Map.of("INTF", "Gi\\S+", "site", "NYC"));
        assertThat(TtpTemplate.compile("interface {{ name | re(INTF) }}\n{{ site | set(site) }}", options)
                        .parse(CONFIG)
                        .json(TtpStructure.FLAT_LIST))
                .hasToString("[{name=Gi0/1, site=NYC}]");
    }

    @Test
    void time_comes_from_the_clock_of_the_options() {
        TtpOptions options = TtpOptions.defaults()
                .withClock(Clock.fixed(Instant.parse("2026-11-23T09:05:07Z"), ZoneOffset.ofHours(1)));
        assertThat(TtpTemplate.compile("""
                        <vars name="when">
                        date = "get_date"
                        time = "get_time"
                        iso = "get_timestamp_iso"
                        </vars>
                        <group name="_">
                        n {{ n }}
                        </group>
                        """, options).parse("n 1").toJson())
                .contains("\"date\":\"2026-11-23\"", "\"time\":\"10:05:07\"", "2026-11-23T09:05:07.000000+00:00");
    }

    @Test
    void errors_name_line_and_text() {
        assertThat(wrong("<group>\na {{ x }} b {{ x }}\n</group>").line()).isEqualTo(2);
        assertThat(wrong("<group>\na {{ x }} b {{ x }}\n</group>")).hasMessageContaining("used twice");
        assertThat(wrong("a {{ x | re(\"[\") }}")).hasMessageContaining("regular expression");
        assertThat(wrong("a & b {{ x }}")).hasMessageContaining("&amp;");
        assertThat(wrong("<group contians=\"x\">\na {{ x }}\n</group>")).hasMessageContaining("did you mean contains");
        assertThat(wrong("<vars>\nx = open('/etc/passwd')\n</vars>\n<group>\na {{ x }}\n</group>"))
                .hasMessageContaining("only literals");
        assertThat(wrong("a {{ x | dns }}")).hasMessageContaining("not available");
        assertThat(wrong("<output format=\"excel\"/>")).hasMessageContaining("excel");
        assertThat(wrong("<lookup name=\"l\" load=\"toml\">a</lookup>")).hasMessageContaining("unknown loader");
    }

    @Test
    void entities_and_document_types_are_refused() {
        assertThat(wrong("<!DOCTYPE t [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><template>{{ a }} &x;</template>"))
                .isNotNull();
    }

    @Test
    void oddities_are_warnings() {
        TtpTemplate template = TtpTemplate.compile("""
                <group>
                interface {{ name | uper }}
                no variable here
                </group>
                <colour/>
                """);
        assertThat(template.warnings()).hasSize(3);
        assertThat(template.warnings()).anyMatch(w -> w.startsWith("line 2") && w.contains("uper"));
        assertThat(template.warnings()).anyMatch(w -> w.startsWith("line 3") && w.contains("variable"));
        assertThat(template.warnings()).anyMatch(w -> w.contains("<colour>"));
    }

    @Test
    void a_runaway_expression_ends_with_its_deadline() {
        TtpTemplate template = TtpTemplate.compile("{{ x | re(\"(x+x+)+y\") }}");
        assertThatExceptionOfType(TtpParseException.class)
                .isThrownBy(() -> template.parse(List.of("x".repeat(5000)), Deadline.after(Duration.ofMillis(100))))
                .satisfies(e -> assertThat(e.code()).isIn(ErrorCode.DEADLINE_EXCEEDED, ErrorCode.INVALID_INPUT))
                .satisfies(e -> assertThat(e.templateLine()).isEqualTo(1));
    }

    @Test
    void a_function_that_fails_says_which_line() {
        TtpParseException failure = Assertions.catchThrowableOfType(
                TtpParseException.class,
                () -> TtpTemplate.compile("a {{ a }}\n ip {{ ip | to_ip }}").parse("a 1\n ip x"));
        assertThat(failure.templateLine()).isEqualTo(2);
        assertThat(failure).hasMessageContaining("\"x\" is not an IP address");
    }

    @Test
    void inputs_templates_and_tables_can_be_added_to_a_run() {
        TtpTemplate first =
                TtpTemplate.compile("<template name=\"one\"><group>\nn {{ n | lookup(names) }}\n</group></template>");
        TtpTemplate second = TtpTemplate.compile("<template name=\"two\"><group>\nm {{ m }}\n</group></template>");
        TtpRun run = first.newRun()
                .addTemplate(second)
                .addLookup("names", Map.of("1", "uno"))
                .addInput(TtpRunInput.of("n 1").forTemplate("one"))
                .addInput(TtpRunInput.of("m 2").forTemplate("two"))
                .parse();
        assertThat(run.result().json(TtpStructure.DICTIONARY))
                .hasToString("{one=[{n=uno}], two=[{m=2}]}"
                        .replace("[{n=uno}]", "[[{n=uno}]]")
                        .replace("[{m=2}]", "[[{m=2}]]"));
        assertThat(run.clearResults("one").result().of("one").toJson()).isEqualTo("[[]]");
        assertThat(run.result().of("two").toJson()).isEqualTo("[[[{\"m\":\"2\"}]]]");
    }

    @Test
    void empty_and_binary_texts_give_nothing() {
        byte[] bytes = new byte[1000];
        Arrays.fill(bytes, (byte) 0xfe);
        assertThat(json("n {{ n }}", "")).isEqualTo("[[{}]]");
        assertThat(json("n {{ n }}", new String(bytes, StandardCharsets.ISO_8859_1) + "\u0000\uffff"))
                .isEqualTo("[[{}]]");
        assertThat(json("n {{ n }}")).isEqualTo("[[]]");
    }

    @Test
    void a_text_in_other_line_ends_gives_the_same() {
        TtpTemplate template = TtpTemplate.compile("interface {{ name }}\n description {{ description | ORPHRASE }}");
        assertThat(template.parse(CONFIG.replace("\n", "\r\n")).json())
                .isEqualTo(template.parse(CONFIG).json());
    }
}
