package io.netstacks.core.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netstacks.spi.error.TemplateException;
import io.netstacks.spi.template.RenderOptions;
import io.netstacks.spi.template.TemplateLoader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Templates that a generator put together at random (expressions, filters, methods, formats, tests, statements, whole
 * configurations), with what Jinja2 3.1.6 on Python 3.11 made of each: its text, or the phase in which it failed. Values as YAML
 * are held to PyYAML 6.0.3.
 */
class JinjaCasesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JinjaTemplateEngine engine = new JinjaTemplateEngine();

    @Test
    void every_case_gives_what_jinja2_gives() throws IOException {
        List<String> wrong = new ArrayList<>();
        int cases = 0;
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(JinjaCasesTest.class.getResourceAsStream("jinja-cases.jsonl")),
                StandardCharsets.UTF_8))) {
            JsonNode inputs = JSON.readTree(in.readLine()).get("inputs");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                JsonNode row = JSON.readTree(line);
                String kind = row.get("kind").asText();
                String expected = row.has("text")
                        ? "text " + row.get("text").asText()
                        : "error " + row.get("error").asText();
                String got = rendered(row, inputs.get(kind.equals("cfg") ? "cfg" : "tmpl"), kind);
                if (!got.equals(expected)) {
                    wrong.add(row.get("template") + "\n  expected " + expected + "\n  got      " + got);
                }
                cases++;
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(cases).isGreaterThan(950);
    }

    private String rendered(JsonNode row, JsonNode input, String kind) {
        List<String> on = JSON.convertValue(row.get("options"), new TypeReference<List<String>>() {});
        Map<String, String> templates =
                JSON.convertValue(input.get("templates"), new TypeReference<Map<String, String>>() {});
        boolean files = kind.equals("cfg") || kind.equals("tmpl");
        RenderOptions options = RenderOptions.jinjaDefaults()
                .withTrimBlocks(on.contains("trim_blocks"))
                .withLstripBlocks(on.contains("lstrip_blocks"))
                .withKeepTrailingNewline(on.contains("keep_trailing_newline"))
                .withStrictUndefined(on.contains("strict_undefined"))
                .withChainableUndefined(on.contains("chainable"))
                .withExtensions(on.contains("ext"))
                .withLoader(TemplateLoader.of(files ? templates : Map.of()));
        Map<String, Object> variables = JSON.convertValue(
                row.has("vars") ? row.get("vars") : input.get("vars"), new TypeReference<Map<String, Object>>() {});
        try {
            return "text " + engine.render(row.get("template").asText(), variables, options);
        } catch (TemplateException e) {
            return "error " + e.phase().name().toLowerCase(Locale.ROOT);
        }
    }
}
