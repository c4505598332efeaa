package io.netstacks.core.internal.textfsm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netstacks.core.internal.clitable.CliIndex;
import io.netstacks.core.internal.clitable.CliIndexException;
import io.netstacks.core.internal.clitable.CliIndexRow;
import io.netstacks.core.parse.CliTable;
import io.netstacks.core.parse.CliTableException;
import io.netstacks.core.parse.CliTables;
import io.netstacks.core.parse.ParsePacks;
import io.netstacks.core.parse.TextFsmParseException;
import io.netstacks.core.parse.TextFsmResult;
import io.netstacks.core.parse.TextFsmRun;
import io.netstacks.core.parse.TextFsmTemplate;
import io.netstacks.core.parse.TextFsmTemplateException;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.error.NetStacksException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Holds the engine to what TextFSM 2.1 for Python made of the same cases. */
class TextFsmConformanceTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Deadline AMPLE = Deadline.after(Duration.ofMinutes(5));

    @Test
    void agrees_with_the_reference_on_every_core_case() {
        List<String> wrong = new ArrayList<>();
        Map<String, int[]> tally = new TreeMap<>();
        for (JsonNode row : ParsePacks.rows("textfsm-public.jsonl")) {
            String problem = difference(row);
            String level = row.get("level").asText();
            int[] counts = tally.computeIfAbsent(level, k -> new int[2]);
            counts[0] += problem.isEmpty() ? 1 : 0;
            counts[1]++;
            if (!problem.isEmpty()) {
                wrong.add(level + " " + row.get("id").asText() + ": " + problem);
            }
        }
        List<String> counted = new ArrayList<>();
        tally.forEach((level, counts) -> counted.add(level + " " + counts[0] + "/" + counts[1]));
        LoggerFactory.getLogger(getClass()).info("TextFSM cases equal to the reference: {}", counted);
        assertThat(wrong).isEmpty();
    }

    private static String difference(JsonNode row) {
        JsonNode expected = row.get("expected");
        JsonNode actual;
        try {
            actual = run(row, expected);
        } catch (NetStacksException e) {
            if (!expected.has("error")) {
                return "failed: " + e;
            }
            return sameError(expected.get("error"), e) ? "" : "other error: " + e + " for " + expected;
        }
        if (expected.has("error")) {
            return row.get("level").asText().equals("core") ? "no error: " + expected : "";
        }
        for (Map.Entry<String, JsonNode> part : expected.properties()) {
            JsonNode found = actual.get(part.getKey());
            if (found != null && !found.equals(part.getValue())) {
                return part.getKey() + ": " + found + " for " + part.getValue();
            }
        }
        return "";
    }

    private static boolean sameError(JsonNode error, NetStacksException e) {
        int line = error.path("line").asInt(0);
        return switch (error.get("kind").asText()) {
            case "TemplateError" ->
                e instanceof TextFsmTemplateException t
                        ? line <= 0 || t.line() == line
                        : e instanceof FsmSyntaxException;
            case "ParseError" -> e instanceof TextFsmParseException p && (line <= 0 || p.ruleLine() == line);
            case "CliTableError" -> e instanceof CliTableException || e instanceof CliIndexException;
            default -> true;
        };
    }

    private static JsonNode run(JsonNode row, JsonNode expected) {
        return switch (row.get("kind").asText()) {
            case "fsm" -> fsm(row);
            case "compile" -> compile(row);
            case "value" -> value(row.get("line").asText());
            case "rule" -> rule(row.get("line").asText());
            case "index" -> index(row);
            case "clitable" -> cliTable(row, expected);
            default -> throw new IllegalArgumentException(row.toString());
        };
    }

    private static JsonNode fsm(JsonNode row) {
        TextFsmRun run = TextFsmTemplate.compile(row.get("template").asText()).newRun();
        if (row.has("input")) {
            run.feed(row.get("input").asText(), row.path("eof").asBoolean(true));
        }
        for (JsonNode step : row.path("steps")) {
            if (step.has("reset")) {
                run.reset();
            } else {
                run.feed(step.get("parse").asText(), step.path("eof").asBoolean(true));
            }
        }
        TextFsmResult result = run.result();
        ObjectNode out = JSON.createObjectNode();
        out.set("header", JSON.valueToTree(result.header()));
        out.set("rows", JSON.valueToTree(result.rows()));
        return out;
    }

    private static JsonNode compile(JsonNode row) {
        TextFsmTemplate template = TextFsmTemplate.compile(row.get("template").asText());
        FsmDefinition definition = FsmDefinition.read(row.get("template").asText());
        ObjectNode out = JSON.createObjectNode();
        out.set("header", JSON.valueToTree(template.header()));
        out.put("dump", template.dump());
        ObjectNode states = out.putObject("states");
        definition.states().forEach((name, state) -> {
            ArrayNode rules = states.putArray(name);
            state.rules().forEach(rule -> rules.add(parts(rule).put("line", rule.line())));
        });
        return out;
    }

    private static ObjectNode parts(FsmRule rule) {
        return JSON.createObjectNode()
                .put("match", rule.match())
                .put("line_op", rule.lineOp().toString())
                .put("record_op", rule.recordOp().toString())
                .put("new_state", rule.target());
    }

    private static JsonNode value(String line) {
        FsmValue value = new FsmValueReader(1).read(line);
        ObjectNode out = JSON.createObjectNode()
                .put("name", value.name())
                .put("regex", value.pattern())
                .put("dump", value.toString());
        out.set(
                "options",
                JSON.valueToTree(
                        value.options().stream().map(FsmOption::toString).toList()));
        return out;
    }

    private static JsonNode rule(String line) {
        FsmRule rule = new FsmRuleReader(Map.of(), 1).read(line);
        return parts(rule).put("dump", rule.toString());
    }

    private static JsonNode index(JsonNode row) {
        CliIndex index = CliIndex.read(row.get("index").asText());
        ObjectNode out = JSON.createObjectNode();
        out.set("header", JSON.valueToTree(index.header()));
        out.set(
                "rows",
                JSON.valueToTree(index.rows().stream().map(CliIndexRow::cells).toList()));
        ArrayNode matches = out.putArray("matches");
        for (JsonNode query : row.get("queries")) {
            Optional<CliIndexRow> found = index.find(texts(query), AMPLE);
            matches.add(found.map(CliIndexRow::number).orElse(0));
        }
        return out;
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
        return texts;
    }

    private static JsonNode cliTable(JsonNode row, JsonNode expected) {
        Map<String, String> files = new HashMap<>(texts(row.get("templates")));
        CliTables tables = CliTables.of(row.get("index").asText(), name -> Optional.ofNullable(files.get(name)));
        CliTable table = CliTable.empty();
        for (JsonNode step : row.get("steps")) {
            if (step.has("parse")) {
                String output = step.get("parse").asText();
                table = step.has("templates")
                        ? tables.parseWith(step.get("templates").asText(), output, AMPLE)
                        : tables.parse(texts(step.get("attributes")), output, AMPLE);
            } else if (step.has("add_keys")) {
                table = table.withKeys(JSON.convertValue(step.get("add_keys"), String[].class));
            } else if (step.has("clear_keys")) {
                table = table.withoutKeys();
            } else if (step.has("sort")) {
                table = table.sorted();
            } else {
                throw new IllegalArgumentException(step.toString());
            }
        }
        ObjectNode out = JSON.createObjectNode();
        out.set("header", JSON.valueToTree(table.header()));
        out.set("rows", JSON.valueToTree(table.rows()));
        out.set("superkey", JSON.valueToTree(table.superkey()));
        out.put("text", table.text());
        if (expected.has("label_value")) {
            out.put("label_value", table.labelValueText());
        }
        ArrayNode keys = out.putArray("key_values");
        for (int i = 0; i < table.rows().size(); i++) {
            keys.add(JSON.<JsonNode>valueToTree(table.keyValue(i)));
        }
        return out;
    }
}
