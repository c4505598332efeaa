package io.netstacks.spi.device;

import io.netstacks.spi.error.InvalidInputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies values of variables into the few types that every store keeps as they are. Confined: one thread at a time. */
final class OverrideVariables {

    private static final int MOST_LEVELS = 20;
    private static final int MOST_CHARACTERS = 100_000;

    private final String what;
    private int characters;

    private OverrideVariables(String what) {
        this.what = what;
    }

    /**
     * Returns an unmodifiable copy, in the same order.
     *
     * @throws InvalidInputException if there is another type in it, or it is too deep or too large
     */
    static Map<String, Object> copy(String what, Map<String, ?> variables) {
        return new OverrideVariables(what).map(variables, 1);
    }

    private Map<String, Object> map(Map<?, ?> values, int level) {
        if (level > MOST_LEVELS) {
            throw InvalidInputException.of(what + " must have at most " + MOST_LEVELS + " levels");
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw InvalidInputException.of(what + " must have text for keys, not " + typeOf(key));
            }
            count(name.length());
            copy.put(name, value(value, level));
        });
        return Collections.unmodifiableMap(copy);
    }

    private Object value(@Nullable Object value, int level) {
        if (value instanceof String text) {
            count(text.length());
            return text;
        }
        count(1);
        if (value instanceof Boolean) {
            return value;
        } else if (value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Byte) {
            return ((Number) value).longValue();
        } else if (value instanceof Double || value instanceof Float) {
            return finite(((Number) value).doubleValue());
        } else if (value instanceof Map<?, ?> values) {
            return map(values, level + 1);
        } else if (value instanceof List<?> values) {
            return list(values, level + 1);
        }
        throw InvalidInputException.of(
                what + " must be text, numbers, booleans, lists and maps; there is " + typeOf(value));
    }

    private List<Object> list(List<?> values, int level) {
        if (level > MOST_LEVELS) {
            throw InvalidInputException.of(what + " must have at most " + MOST_LEVELS + " levels");
        }
        List<Object> copy = new ArrayList<>(values.size());
        values.forEach(value -> copy.add(value(value, level)));
        return Collections.unmodifiableList(copy);
    }

    private double finite(double number) {
        if (!Double.isFinite(number)) {
            throw InvalidInputException.of(what + " must be finite numbers, not " + number);
        }
        return number;
    }

    private void count(int more) {
        characters += more;
        if (characters > MOST_CHARACTERS) {
            throw InvalidInputException.of(what + " must have at most " + MOST_CHARACTERS + " characters");
        }
    }

    private static String typeOf(@Nullable Object value) {
        return value == null ? "null" : value.getClass().getName();
    }
}
