package io.netstacks.core.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.spi.parse.OutputTemplate;
import io.netstacks.spi.parse.ParseInput;
import io.netstacks.spi.parse.ParseResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutputTemplatesTest {

    private final OutputTemplates templates = new OutputTemplates();

    private ParseResult parse(OutputTemplate template, String output) {
        return templates.parse(template, new ParseInput("cisco_ios", "show x", output));
    }

    @Test
    void text_fsm_gives_rows_with_names_in_lower_case() {
        OutputTemplate template =
                OutputTemplate.textFsm("x", "Value NAME (\\S+)\n\nStart\n  ^name ${NAME} -> Record\n");
        assertThat(parse(template, "name a\nname b\n").parsedRows())
                .contains(List.of(Map.of("name", "a"), Map.of("name", "b")));
    }

    @Test
    void ttp_gives_its_records_as_rows() {
        OutputTemplate template = OutputTemplate.ttp("x", "name {{ name }}\n speed {{ speed | to_int }}\n");
        assertThat(parse(template, "name a\n speed 10\nname b\n").parsedRows())
                .contains(List.of(Map.of("name", "a", "speed", 10L), Map.of("name", "b")));
    }

    @Test
    void nothing_found_is_no_row() {
        assertThat(parse(OutputTemplate.ttp("x", "name {{ name }}"), "nothing").parsedRows())
                .contains(List.of());
    }

    @Test
    void a_wrong_template_is_a_failure_that_says_where() {
        ParseResult result = parse(OutputTemplate.ttp("mine.ttp", "<group>\nname {{ name | to_ip(( }}\n</group>"), "x");
        assertThat(result)
                .isInstanceOfSatisfying(
                        ParseResult.Failed.class,
                        failed -> assertThat(failed.message())
                                .contains("mine.ttp")
                                .contains("line 2"));
    }

    @Test
    void a_template_that_names_a_file_is_a_failure() {
        ParseResult result = parse(OutputTemplate.ttp("mine.ttp", "<extend template=\"/etc/passwd\"/>"), "x");
        assertThat(result)
                .isInstanceOfSatisfying(
                        ParseResult.Failed.class,
                        failed -> assertThat(failed.message()).contains("names a file"));
    }
}
