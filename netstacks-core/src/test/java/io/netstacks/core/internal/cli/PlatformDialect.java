package io.netstacks.core.internal.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How a device of one platform talks, as {@code dialects.yaml} has it. */
record PlatformDialect(JsonNode node) {

    private static final JsonNode ALL = read();

    private static JsonNode read() {
        try (InputStream in = PlatformDialect.class.getResourceAsStream("dialects.yaml")) {
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> platforms() {
        List<String> ids = new ArrayList<>();
        ALL.fieldNames().forEachRemaining(ids::add);
        return ids;
    }

    static PlatformDialect of(String platform) {
        return new PlatformDialect(ALL.required(platform));
    }

    String text(String key, String otherwise) {
        return node.path(key).asText(otherwise);
    }

    String text(String key) {
        return text(key, "");
    }

    boolean has(String key) {
        return node.has(key);
    }

    List<String> list(String key) {
        List<String> all = new ArrayList<>();
        node.path(key).forEach(item -> all.add(item.asText()));
        return all;
    }

    String prompt(String level) {
        return node.path("levels").required(level).asText();
    }

    boolean hasLevel(String level) {
        return node.path("levels").has(level);
    }

    String firstLevel() {
        return levels().get(0);
    }

    List<String> levels() {
        return node.path("levels").properties().stream().map(Map.Entry::getKey).toList();
    }
}
