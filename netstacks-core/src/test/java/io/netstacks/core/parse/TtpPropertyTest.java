package io.netstacks.core.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.netstacks.core.text.Json;
import io.netstacks.spi.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds of any template and any text. */
class TtpPropertyTest {

    private static final List<String> TEMPLATE_PIECES = List.of(
            "<group name=\"a*\">",
            "</group>",
            "<group>",
            "interface {{ name }}",
            " ip {{ ip | IP | to_ip }}",
            "{{ x }}",
            "{{ _start_ }}",
            "!{{ _end_ }}",
            "{{ l | _line_ }}",
            "<vars>\nv = 'x'\n</vars>",
            "\n",
            "\n",
            " ",
            "{{",
            "}}",
            "|",
            "<",
            ">",
            "&amp;",
            "\"",
            " {{ y | re(\"(a|b)+\") | joinmatches(',') }}",
            "{{ z | set(1) }}",
            "<template>",
            "</template>",
            "<output format=\"csv\"/>",
            "{{ h | split(' ') | item(3) }}",
            "a b c {{ _headers_ }}",
            "{{ n | to_int | default(5) }}",
            "name=\"{{ ip }}**\"");

    private static final List<String> TEXT_PIECES = List.of(
            "interface",
            " ",
            "Gi0/1",
            "\n",
            "\n",
            "\r\n",
            " ip ",
            "10.0.0.1",
            "!",
            "a",
            "b",
            "\t",
            "é",
            "\u0000",
            "x y z",
            "{{ name }}",
            "99999999999999999999");

    private static String join(Random random, List<String> pieces, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most); i > 0; i--) {
            text.append(pieces.get(random.nextInt(pieces.size())));
        }
        return text.toString();
    }

    @Test
    void nothing_but_its_own_errors_comes_out() {
        int compiled = 0;
        for (int seed = 0; seed < 4000; seed++) {
            Random random = new Random(seed);
            String template = join(random, TEMPLATE_PIECES, 14);
            try {
                TtpTemplate made = TtpTemplate.compile(template);
                compiled++;
                for (int i = 0; i < 3; i++) {
                    TtpResult result =
                            made.parse(List.of(join(random, TEXT_PIECES, 40)), Deadline.after(Duration.ofSeconds(5)));
                    assertThat(Json.write(result.json(TtpStructure.FLAT_LIST))).startsWith("[");
                }
            } catch (TtpTemplateException | TtpParseException expected) {
                assertThat(expected.getMessage()).isNotBlank();
            } catch (RuntimeException e) {
                fail("seed " + seed + ", template\n" + template, e);
            }
        }
        assertThat(compiled).isGreaterThan(200);
    }

    @Test
    void records_of_texts_in_a_row_are_those_of_each() {
        TtpTemplate template = TtpTemplate.compile("""
                <template results="per_template">
                <group name="interfaces*">
                interface {{ name }}
                 ip {{ ip }}
                !{{ _end_ }}
                </group>
                </template>
                """);
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<String> blocks = new ArrayList<>();
            for (int i = 1 + random.nextInt(20); i > 0; i--) {
                blocks.add("interface Gi" + i + "\n" + (random.nextBoolean() ? " ip 10.0.0." + i + "\n" : "") + "!\n");
            }
            Object whole = template.parse(String.join("", blocks)).json();
            Object pieces = template.parse(blocks.toArray(String[]::new)).json();
            assertThat(pieces).as("seed " + seed).isEqualTo(whole);
        }
    }

    @Test
    void python_literals_round_trip() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            String literal = literal(random, 3);
            TtpTemplate template = TtpTemplate.compile(
                    "<vars name=\"v\">\nx = " + literal + "\n</vars>\n<group name=\"g\">\nn {{ n }}\n</group>");
            assertThat(template.parse("n 1").toJson()).as("seed " + seed).contains("{\"x\":" + asJson(literal) + "}");
        }
    }

    private static String literal(Random random, int depth) {
        int kind = random.nextInt(depth == 0 ? 4 : 6);
        if (kind < 4) {
            return List.of("1", "-25", "'it'", "\"a b\"").get(kind);
        }
        List<String> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            String item = literal(random, depth - 1);
            items.add(kind == 4 ? item : "'k" + i + "': " + item);
        }
        String between = random.nextBoolean() ? ", " : ",\n   ";
        return kind == 4 ? "[" + String.join(between, items) + "]" : "{" + String.join(between, items) + "}";
    }

    private static String asJson(String literal) {
        return literal.replace('\'', '"').replaceAll(",\\s+", ",").replace("\": ", "\":");
    }
}
