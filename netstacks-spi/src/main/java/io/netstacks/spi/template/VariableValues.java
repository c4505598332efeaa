package io.netstacks.spi.template;

import io.netstacks.spi.Limits;
import io.netstacks.spi.SecretReference;
import io.netstacks.spi.error.InvalidInputException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Values of variables by name. A value is a text, a whole number (kept as {@code Long}, or {@code BigInteger} where that is
 * too small), a {@code Double}, a {@code Boolean}, a {@link SecretReference}, or a list or a map of values. A secret is
 * never a text here. At most 1 000 000 characters and 100 000 values in 20 levels. The order of the names is kept.
 * Immutable; {@code toString} shows the names only.
 */
public final class VariableValues {

    private static final int DEPTH = 20;
    private static final int MOST = 100_000;
    private static final VariableValues NONE = new VariableValues(Map.of(), 0);

    private final Map<String, Object> values;
    private final long characters;

    private VariableValues(Map<String, Object> values, long characters) {
        this.values = values;
        this.characters = characters;
    }

    /** Returns no variables. */
    public static VariableValues none() {
        return NONE;
    }

    /**
     * Returns a deep copy of the values.
     *
     * @throws InvalidInputException if a value is of another type, naming each by its path and quoting none
     */
    public static VariableValues of(Map<String, ?> values) {
        Copier copier = new Copier();
        Map<String, Object> copy = copier.map("", values, 1);
        copier.check();
        return new VariableValues(copy, copier.characters);
    }

    /** Returns the values; none of the lists and maps in it can be changed. */
    public Map<String, Object> asMap() {
        return values;
    }

    /** Returns how many characters all names and texts have together. */
    public long characters() {
        return characters;
    }

    /** Returns where the secrets are, by the path of each: {@code snmp.communities[0]}. */
    public Map<String, SecretReference> secrets() {
        Map<String, SecretReference> found = new TreeMap<>();
        values.forEach((name, value) -> collect(name, value, found));
        return Collections.unmodifiableMap(found);
    }

    private static void collect(String path, Object value, Map<String, SecretReference> found) {
        if (value instanceof SecretReference secret) {
            found.put(path, secret);
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((name, part) -> collect(path + "." + name, part, found));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                collect(path + "[" + i + "]", list.get(i), found);
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VariableValues that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "VariableValues" + values.keySet();
    }

    /** Copies values and finds out what is wrong with them. Confined: one thread. */
    private static final class Copier {

        private final List<String> problems = new ArrayList<>();
        private long characters;
        private int count;

        Map<String, Object> map(String path, Map<?, ?> given, int depth) {
            Map<String, Object> copy = new LinkedHashMap<>();
            if (tooDeep(path, depth)) {
                return copy;
            }
            given.forEach((key, value) -> {
                String name = key instanceof String text ? text : "";
                if (name.isBlank() || name.length() > Limits.KEY) {
                    problems.add("the names" + (path.isEmpty() ? " of variables" : " in " + path) + " have 1 to "
                            + Limits.KEY + " characters");
                } else {
                    characters += name.length();
                    copy.put(name, value(path.isEmpty() ? name : path + "." + name, value, depth));
                }
            });
            return Collections.unmodifiableMap(copy);
        }

        private List<Object> list(String path, List<?> given, int depth) {
            List<Object> copy = new ArrayList<>();
            if (!tooDeep(path, depth)) {
                for (Object value : given) {
                    copy.add(value(path + "[" + copy.size() + "]", value, depth));
                }
            }
            return Collections.unmodifiableList(copy);
        }

        private Object value(String path, @Nullable Object given, int depth) {
            count++;
            if (given instanceof String text) {
                characters += text.length();
                return text;
            } else if (given instanceof SecretReference secret) {
                characters += secret.text().length();
                return secret;
            } else if (given instanceof Boolean) {
                return given;
            } else if (given instanceof Number number) {
                return number(path, number);
            } else if (given instanceof Map<?, ?> map) {
                return map(path, map, depth + 1);
            } else if (given instanceof List<?> list) {
                return list(path, list, depth + 1);
            }
            return wrong(
                    path, given == null ? "nothing" : "a " + given.getClass().getSimpleName());
        }

        private Object number(String path, Number number) {
            if (number instanceof Long
                    || number instanceof Integer
                    || number instanceof Short
                    || number instanceof Byte) {
                return number.longValue();
            } else if (number instanceof BigInteger big) {
                characters += big.bitLength() / 3;
                return big.bitLength() < Long.SIZE ? (Object) big.longValue() : big;
            } else if ((number instanceof Double || number instanceof Float) && Double.isFinite(number.doubleValue())) {
                return number.doubleValue();
            }
            return wrong(path, "a " + number.getClass().getSimpleName() + " that is no finite double or whole number");
        }

        private Object wrong(String path, String what) {
            problems.add("variable " + path
                    + " must be a text, a number, a boolean, a secret reference, or a list or map of them, not "
                    + what);
            return "";
        }

        private boolean tooDeep(String path, int depth) {
            if (depth > DEPTH) {
                problems.add("variable " + path + " is nested more than " + DEPTH + " levels deep");
            }
            return depth > DEPTH;
        }

        void check() {
            if (characters > Limits.TEXT) {
                problems.add("variables have at most " + Limits.TEXT + " characters but these have " + characters);
            }
            if (count > MOST) {
                problems.add("there may be at most " + MOST + " values of variables but are " + count);
            }
            if (!problems.isEmpty()) {
                throw new InvalidInputException(problems);
            }
        }
    }
}
