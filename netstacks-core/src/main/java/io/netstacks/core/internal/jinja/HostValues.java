package io.netstacks.core.internal.jinja;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The border between a host's objects and templates. What goes in is copied, so that a template can change nothing of the
 * host's, and only maps, lists and scalars pass, so that no code of the host can be reached.
 */
final class HostValues {

    private static final int MAX_DEPTH = 100;

    private HostValues() {}

    static Map<String, Object> variables(Map<String, ?> given) {
        Map<String, Object> copy = new LinkedHashMap<>(given.size() * 2);
        given.forEach((name, value) -> copy.put(name.intern(), in(value, name, 0)));
        return copy;
    }

    static Object in(@Nullable Object value, String path, int depth) {
        if (value instanceof String || value instanceof Long || value instanceof Boolean || value instanceof Double) {
            return value;
        }
        if (value == null) {
            return PyNone.NONE;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (depth > MAX_DEPTH) {
            throw JinjaFault.value("variable " + path + " is nested more than " + MAX_DEPTH + " levels deep");
        }
        if (value instanceof Map) {
            return map((Map<?, ?>) value, path, depth);
        }
        if (value instanceof Iterable) {
            List<Object> copy = new ArrayList<>();
            for (Object item : (Iterable<?>) value) {
                copy.add(in(item, path, depth + 1));
            }
            return copy;
        }
        return scalar(value, path);
    }

    private static Object map(Map<?, ?> map, String path, int depth) {
        PyDict copy = new PyDict(map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object key = in(entry.getKey(), path, depth + 1);
            copy.put(key, in(entry.getValue(), path, depth + 1));
        }
        return copy;
    }

    private static Object scalar(Object value, String path) {
        if (value instanceof BigInteger bigInteger) {
            return PyInt.of(bigInteger);
        }
        if (value instanceof Float || value instanceof BigDecimal) {
            return value instanceof Float ? Double.parseDouble(value.toString()) : ((BigDecimal) value).doubleValue();
        }
        if (value instanceof CharSequence || value instanceof Character) {
            return value.toString();
        }
        throw JinjaFault.type("variable " + path + " is a " + value.getClass().getName()
                + "; templates take maps, lists, text, numbers and booleans only");
    }

    /** Returns a value as hosts see it. */
    static @Nullable Object out(RenderRun run, Object value) {
        if (value == PyNone.NONE || value instanceof JinjaUndefined) {
            if (value instanceof JinjaUndefined jinjaUndefined) {
                jinjaUndefined.useStrictly();
            }
            return null;
        }
        if (value instanceof PyDict pyDict) {
            Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
            pyDict.entries().forEach(e -> copy.put(e.getKey(), out(run, e.getValue())));
            return copy;
        }
        if (value instanceof Markup markup) {
            return markup.text();
        }
        if (PyTypes.isNumber(value) || value instanceof String) {
            return value;
        }
        if (PySequences.isIterable(value)) {
            List<@Nullable Object> copy = new ArrayList<>();
            PySequences.list(run, value).forEach(item -> copy.add(out(run, item)));
            return copy;
        }
        return PyPrinting.str(run, value);
    }
}
