package io.netstacks.core.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What TTP 0.10.1 for Python gives for each template of the conformance pack, this engine gives. */
class TtpConformanceTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What needs a library of Python's or is out of scope; told with its reason, and an error that names it. */
    private static final Map<String, String> MISSES =
            Map.of("output_functions.cerberus_validate_per_input.1", "the schemas of cerberus are not available");

    private static List<JsonNode> rows() throws IOException {
        Optional<Path> pack = ParsePacks.find("ttp-public.jsonl");
        assumeTrue(pack.isPresent(), "the conformance pack ttp-public.jsonl is not here");
        List<JsonNode> rows = new ArrayList<>();
        for (String line : Files.readAllLines(pack.get(), StandardCharsets.UTF_8)) {
            rows.add(JSON.readTree(line));
        }
        return rows;
    }

    @TestFactory
    Stream<DynamicTest> gives_what_python_gives() throws IOException {
        return rows().stream()
                .filter(row -> !MISSES.containsKey(row.get("id").asText()))
                .map(row -> DynamicTest.dynamicTest(row.get("id").asText(), () -> check(row)));
    }

    @Test
    void names_what_it_has_not() throws IOException {
        List<JsonNode> missed = rows().stream()
                .filter(row -> MISSES.containsKey(row.get("id").asText()))
                .toList();
        assertThat(missed).hasSameSizeAs(MISSES.keySet());
        for (JsonNode row : missed) {
            assertThat(problem(row))
                    .as(row.get("id").asText())
                    .isInstanceOf(TtpTemplateException.class)
                    .hasMessageContaining("not available");
        }
    }

    @Test
    void reports_levels() throws IOException {
        Map<String, int[]> levels = new TreeMap<>();
        for (JsonNode row : rows()) {
            int[] counts = levels.computeIfAbsent(row.get("level").asText(), level -> new int[2]);
            counts[1]++;
            try {
                check(row);
                counts[0]++;
            } catch (AssertionError | RuntimeException e) {
                // Counted by what is missing
            }
        }
        StringBuilder report = new StringBuilder();
        levels.forEach((level, counts) -> report.append(level)
                .append(' ')
                .append(counts[0])
                .append(" of ")
                .append(counts[1])
                .append("; "));
        assertThat(report.toString()).contains("core 336 of 336", "error 4 of 4");
    }

    private static @Nullable Throwable problem(JsonNode row) {
        try {
            run(row);
            return null;
        } catch (TtpTemplateException | TtpParseException e) {
            return e;
        }
    }

    private static void check(JsonNode row) {
        JsonNode expected = row.get("expected");
        if (expected.has("raises")) {
            assertThat(problem(row)).isNotNull();
            return;
        }
        Object got;
        try {
            got = run(row);
        } catch (TtpTemplateException | TtpParseException e) {
            fail("fails: " + e.getMessage(), e);
            return;
        }
        assertThat(tree(got)).isEqualTo(expected);
    }

    // Written and read again, so that numbers are of the same types as in the pack
    private static JsonNode tree(@Nullable Object value) {
        try {
            return JSON.readTree(JSON.writeValueAsString(value));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Object run(JsonNode row) {
        TtpOptions options = TtpOptions.defaults()
                .withFiles(TtpFiles.of(texts(row.get("files"))))
                .withVariables(map(row.get("vars")));
        TtpRun run = null;
        if (row.has("ops")) {
            for (JsonNode op : row.get("ops")) {
                run = apply(op, run, options);
            }
        } else {
            TtpTemplate template = TtpTemplate.compile(row.get("template").asText(), options);
            run = template.newRun();
            if (row.get("result_mode").has("get_input_load")) {
                return template.inputParameters();
            }
            addData(run, row.get("data"), TtpRunInput.of(""));
            run.parse();
        }
        JsonNode mode = row.get("result_mode");
        if (mode.has("get_input_load")) {
            return TtpTemplate.compile(row.get("ops").get(0).get("template").asText(), options)
                    .inputParameters();
        }
        return result(run, mode);
    }

    private static @Nullable Object result(@Nullable TtpRun run, JsonNode mode) {
        TtpResult result = run == null ? null : run.result();
        if (result == null || !mode.has("structure")) {
            return null;
        }
        if (mode.has("templates")) {
            result = mode.get("templates").isTextual()
                    ? result.of(mode.get("templates").asText())
                    : result.of(JSON.convertValue(mode.get("templates"), String[].class));
        }
        if (mode.path("output").has("format")) {
            result = result.format(mode.get("output").get("format").asText());
        }
        return result.json(TtpStructure.valueOf(mode.get("structure").asText().toUpperCase(Locale.ROOT)));
    }

    private static @Nullable TtpRun apply(JsonNode op, @Nullable TtpRun run, TtpOptions options) {
        String name = op.get("op").asText();
        if (name.equals("new") || name.equals("add_template")) {
            return op.has("template") ? begin(op, run, options) : null;
        }
        change(name, op, Objects.requireNonNull(run));
        return run;
    }

    private static TtpRun begin(JsonNode op, @Nullable TtpRun run, TtpOptions options) {
        TtpOptions some = op.has("filters")
                ? options.withTemplates(Set.of(JSON.convertValue(op.get("filters"), String[].class)))
                : options;
        TtpTemplate template = TtpTemplate.compile(op.get("template").asText(), some);
        TtpRun made = run == null ? template.newRun() : run.addTemplate(template);
        addData(made, op.get("data"), TtpRunInput.of(""));
        return made;
    }

    private static void change(String name, JsonNode op, TtpRun run) {
        switch (name) {
            case "add_input", "set_input" -> {
                if (name.equals("set_input")) {
                    run.clearInputs();
                }
                TtpRunInput input = TtpRunInput.of("");
                input = op.has("input_name") ? input.named(op.get("input_name").asText()) : input;
                input = op.has("template_name")
                        ? input.forTemplate(op.get("template_name").asText())
                        : input;
                input = op.has("groups")
                        ? input.forGroups(List.of(JSON.convertValue(op.get("groups"), String[].class)))
                        : input;
                addData(run, op.get("data"), input);
            }
            case "clear_input" -> run.clearInputs();
            case "add_vars" -> run.addVariables(map(op.get("vars")));
            case "add_lookup" -> run.addLookup(op.get("name").asText(), map(op.get("data")));
            case "parse" -> run.parse();
            case "clear_result" ->
                run.clearResults(
                        op.has("templates") ? JSON.convertValue(op.get("templates"), String[].class) : new String[0]);
            default -> throw new IllegalArgumentException(op.toString());
        }
    }

    private static void addData(TtpRun run, @Nullable JsonNode data, TtpRunInput input) {
        if (data == null || data.isNull()) {
            return;
        }
        if (data.isTextual()) {
            run.addInput(
                    new TtpRunInput(data.asText(), input.source(), input.input(), input.template(), input.groups()));
            return;
        }
        for (JsonNode file : data.get("files")) {
            run.addInput(new TtpRunInput(
                    file.get("text").asText(),
                    file.get("path").asText(),
                    input.input(),
                    input.template(),
                    input.groups()));
        }
    }

    private static Map<String, Object> map(@Nullable JsonNode node) {
        return node == null || node.isNull()
                ? Map.of()
                : JSON.convertValue(
                        node, JSON.getTypeFactory().constructMapType(LinkedHashMap.class, String.class, Object.class));
    }

    private static Map<String, String> texts(@Nullable JsonNode node) {
        Map<String, String> texts = new LinkedHashMap<>();
        map(node).forEach((path, text) -> texts.put(path, String.valueOf(text)));
        return texts;
    }
}
