package io.netstacks.adapter.jinjava;

import io.netstacks.spi.error.TemplateException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies of a host's values. Only maps, lists and scalars pass: jinjava would call any public method of anything else. */
final class JinjavaValues {

    private JinjavaValues() {}

    static Map<String, Object> copy(Map<String, Object> variables) {
        Map<String, Object> copy = new LinkedHashMap<>();
        variables.forEach((name, value) -> {
            Object copied = value(name, value);
            if (copied != null) {
                copy.put(name, copied);
            }
        });
        return copy;
    }

    private static @Nullable Object value(String path, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, inner) -> copy.put(String.valueOf(key), value(path, inner)));
            return copy;
        }
        if (value instanceof Iterable<?> items) {
            List<@Nullable Object> copy = new ArrayList<>();
            items.forEach(item -> copy.add(value(path, item)));
            return copy;
        }
        // One kind of whole number, as jinjava cannot sort two
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value == null || value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        throw new TemplateException(
                TemplateException.Phase.RENDER,
                "variable " + path + " is a " + value.getClass().getName()
                        + "; templates take maps, lists, text, numbers and booleans only",
                "<template>",
                0,
                0,
                List.of(),
                null);
    }
}
