package io.netstacks.core.parse;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns cells into values of the types that {@link ParsedRows#as} lists. */
final class CellReader {

    private static final Set<String> TRUE = Set.of("true", "yes", "up", "on", "enabled");
    private static final Set<String> FALSE = Set.of("false", "no", "down", "off", "disabled");

    private CellReader() {}

    /** A cell does not fit its type; says what was expected. */
    static final class Mismatch extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Mismatch(String message) {
            super(message);
        }
    }

    static Object read(Map<String, Object> row, String column, Type type) {
        Object cell = row.get(column);
        if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
            boolean nothing = cell == null || cell.equals("") || (cell instanceof List<?> list && list.isEmpty());
            return nothing ? Optional.empty() : Optional.of(value(cell, generic.getActualTypeArguments()[0]));
        }
        if (!row.containsKey(column)) {
            throw new Mismatch("there is no such column, only " + row.keySet());
        }
        return value(cell, type);
    }

    private static Object value(@Nullable Object cell, Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            return list(cell, generic.getActualTypeArguments()[0]);
        }
        if (type == Object.class && cell != null) {
            return cell;
        }
        if (!(cell instanceof String text)) {
            throw new Mismatch("expected one text and found " + (cell == null ? "nothing" : "a list or a map"));
        }
        if (type instanceof Class<?> target) {
            return target == String.class ? text : scalar(text.strip(), target);
        }
        throw new Mismatch("cannot be read as " + type.getTypeName());
    }

    private static List<Object> list(@Nullable Object cell, Type entryType) {
        List<Object> entries = new ArrayList<>();
        if (cell instanceof List<?> list) {
            list.forEach(entry -> entries.add(value(entry, entryType)));
        } else if (cell != null && !cell.equals("")) {
            entries.add(value(cell, entryType));
        }
        return List.copyOf(entries);
    }

    private static Object scalar(String text, Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return bool(text);
        }
        if (type.isEnum()) {
            return constant(text, type);
        }
        return number(text.replace(",", ""), type);
    }

    private static boolean bool(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        if (!TRUE.contains(word) && !FALSE.contains(word)) {
            throw new Mismatch("expected yes or no and found \"" + text + "\"");
        }
        return TRUE.contains(word);
    }

    private static Object constant(String text, Class<?> type) {
        String name = text.replace('-', '_').replace(' ', '_');
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equalsIgnoreCase(name)) {
                return constant;
            }
        }
        throw new Mismatch("expected a " + type.getSimpleName() + " and found \"" + text + "\"");
    }

    private static Object number(String text, Class<?> type) {
        try {
            if (type == int.class || type == Integer.class) {
                return Integer.parseInt(text);
            }
            if (type == long.class || type == Long.class) {
                return Long.parseLong(text);
            }
            if (type == double.class || type == Double.class) {
                return Double.parseDouble(text);
            }
        } catch (NumberFormatException e) {
            throw new Mismatch("expected a number and found \"" + text + "\"");
        }
        throw new Mismatch("cannot be read as " + type.getName());
    }
}
