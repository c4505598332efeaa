package io.netstacks.adapter.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netstacks.spi.SecretReference;
import io.netstacks.spi.template.VariableValues;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values of variables as JSON. A secret reference is an object with the one field {@code $secret}; of other objects, a name
 * that begins with {@code $} gets a second one, so that nothing else looks like a secret reference. Without state.
 */
final class VariableJson {

    private static final String MARK = "$";
    private static final String SECRET = "$secret";

    private VariableJson() {}

    static ObjectNode write(VariableValues values) {
        return object(values.asMap());
    }

    private static ObjectNode object(Map<?, ?> values) {
        ObjectNode object = JdbcJson.object();
        values.forEach((name, value) -> {
            String field = (String) name;
            object.set(field.startsWith(MARK) ? MARK + field : field, value(value));
        });
        return object;
    }

    static JsonNode value(Object value) {
        if (value instanceof SecretReference secret) {
            return JdbcJson.object().put(SECRET, secret.text());
        } else if (value instanceof Map<?, ?> map) {
            return object(map);
        } else if (value instanceof List<?> list) {
            ArrayNode array = JdbcJson.object().arrayNode();
            list.forEach(part -> array.add(value(part)));
            return array;
        } else if (value instanceof Long number) {
            return JdbcJson.object().numberNode(number);
        } else if (value instanceof BigInteger number) {
            return JdbcJson.object().numberNode(number);
        } else if (value instanceof Double number) {
            return JdbcJson.object().numberNode(number);
        } else if (value instanceof Boolean flag) {
            return JdbcJson.object().booleanNode(flag);
        }
        return JdbcJson.object().textNode((String) value);
    }

    static VariableValues read(JsonNode object) {
        return VariableValues.of(map(object));
    }

    private static Map<String, Object> map(JsonNode object) {
        Map<String, Object> values = new LinkedHashMap<>();
        object.properties().forEach(field -> {
            String name = field.getKey();
            values.put(name.startsWith(MARK) ? name.substring(1) : name, value(field.getValue()));
        });
        return values;
    }

    static Object value(JsonNode node) {
        if (node.isObject()) {
            return node.has(SECRET) ? new SecretReference(node.get(SECRET).asText()) : map(node);
        } else if (node.isArray()) {
            List<Object> list = new ArrayList<>();
            node.forEach(part -> list.add(value(part)));
            return list;
        } else if (node.isBigInteger()) {
            return node.bigIntegerValue();
        } else if (node.isIntegralNumber()) {
            return node.longValue();
        } else if (node.isNumber()) {
            return node.doubleValue();
        } else if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.asText();
    }
}
