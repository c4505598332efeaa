package io.netstacks.adapter.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netstacks.spi.error.StoreException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
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

    static String write(Map<String, String> values) {
        ObjectNode object = object();
        values.forEach(object::put);
        return write(object);
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

    /** Returns a tree as maps, lists and plain values; empty for anything but an object. */
    static Map<String, Object> values(JsonNode tree) {
        return tree.isObject() ? JSON.convertValue(tree, new TypeReference<Map<String, Object>>() {}) : Map.of();
    }

    static String write(Collection<String> values) {
        ArrayNode array = JSON.createArrayNode();
        values.forEach(array::add);
        return write(array);
    }

    static List<String> list(JsonNode array) {
        List<String> values = new ArrayList<>();
        array.forEach(value -> values.add(value.asText()));
        return values;
    }
}
