package io.netstacks.adapter.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netstacks.spi.error.StoreException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes and reads the JSON in columns. */
final class JdbcJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private JdbcJson() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static String write(JsonNode node) {
        return node.toString();
    }

    static JsonNode read(String what, String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            e.clearLocation();
            throw StoreException.permanent(what + ": its row holds broken JSON; somebody else wrote it", e);
        }
    }

    static Map<String, String> strings(JsonNode object) {
        Map<String, String> values = new LinkedHashMap<>();
        object.properties()
                .forEach(field -> values.put(field.getKey(), field.getValue().asText()));
        return values;
    }
}
