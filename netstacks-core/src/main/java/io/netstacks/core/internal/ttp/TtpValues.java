package io.netstacks.core.internal.ttp;

import io.netstacks.core.internal.jinja.PythonValues;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Values of results as Python treats them: text of them, equality, truth, copies. Pure functions. */
final class TtpValues {

    private TtpValues() {}

    /** Returns what {@code str()} gives. */
    static String text(@Nullable Object value) {
        return value instanceof String s ? s : PythonValues.text(plain(value));
    }

    /** Tells whether two values are equal in Python's eyes, where 1, 1.0 and True are the same. */
    static boolean same(@Nullable Object x, @Nullable Object y) {
        if (numeric(x) && numeric(y)) {
            return number(x).compareTo(number(y)) == 0;
        }
        if (x instanceof List<?> a && y instanceof List<?> b) {
            return a.size() == b.size() && IntStream.range(0, a.size()).allMatch(i -> same(a.get(i), b.get(i)));
        }
        if (x instanceof Map<?, ?> a && y instanceof Map<?, ?> b) {
            return a.keySet().equals(b.keySet()) && a.keySet().stream().allMatch(key -> same(a.get(key), b.get(key)));
        }
        return Objects.equals(x, y);
    }

    private static boolean numeric(@Nullable Object value) {
        return value instanceof Number || value instanceof Boolean;
    }

    private static BigDecimal number(@Nullable Object value) {
        return new BigDecimal(value instanceof Boolean b ? (b ? "1" : "0") : String.valueOf(value));
    }

    static boolean isTrue(@Nullable Object value) {
        return value != null
                && !Boolean.FALSE.equals(value)
                && !"".equals(value)
                && !(value instanceof Number n && n.doubleValue() == 0)
                && !(value instanceof Collection<?> c && c.isEmpty())
                && !(value instanceof Map<?, ?> m && m.isEmpty());
    }

    /** Tells what {@code in} tells: part of a text, element of a list, key of a mapping. */
    static boolean contains(@Nullable Object whole, @Nullable Object part) {
        if (whole instanceof Collection<?> all) {
            return all.stream().anyMatch(item -> same(item, part));
        }
        if (whole instanceof Map<?, ?> map) {
            return map.containsKey(part);
        }
        return text(whole).contains(text(part));
    }

    /** Returns a copy down to the leaves, which may be changed. */
    static @Nullable Object copy(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put(key, copy(item)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            list.forEach(item -> copy.add(copy(item)));
            return copy;
        }
        return value;
    }

    /** Returns a copy for the outside: keys are text, addresses are text. */
    static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put(key instanceof String s ? s : text(key), plain(item)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            list.forEach(item -> copy.add(plain(item)));
            return copy;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        return value instanceof TtpAddress address ? address.toString() : value;
    }

    /** Returns the same as {@link #plain}, made of the value itself: nobody may use that any more. */
    static @Nullable Object settled(@Nullable Object value) {
        if (value instanceof LinkedHashMap<?, ?> && allText(((Map<?, ?>) value).keySet())) {
            Map<Object, @Nullable Object> map = map(value);
            if (map != null) {
                map.replaceAll((key, item) -> settled(item));
            }
            return map;
        }
        if (value instanceof ArrayList<?>) {
            List<@Nullable Object> list = list(value);
            if (list != null) {
                list.replaceAll(TtpValues::settled);
            }
            return list;
        }
        return plain(value);
    }

    private static boolean allText(Collection<?> keys) {
        for (Object key : keys) {
            if (!(key instanceof String)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the mapping as one that may be changed; null if the value is none. */
    @SuppressWarnings("unchecked")
    static @Nullable Map<Object, @Nullable Object> map(@Nullable Object value) {
        return value instanceof Map<?, ?> ? (Map<Object, @Nullable Object>) value : null;
    }

    /** Returns the list as one that may be changed; null if the value is none. */
    @SuppressWarnings("unchecked")
    static @Nullable List<@Nullable Object> list(@Nullable Object value) {
        return value instanceof List<?> ? (List<@Nullable Object>) value : null;
    }

    /** Returns what {@code int()} makes of a value; null if it makes nothing of it. */
    static @Nullable Object whole(@Nullable Object value) {
        if (value instanceof Boolean b) {
            return b ? 1L : 0L;
        }
        if (value instanceof Double d) {
            return d.longValue();
        }
        if (value instanceof Number) {
            return value;
        }
        String digits = value instanceof String s ? s.strip() : "";
        return digits.matches("[+-]?\\d+(_\\d+)*") ? TtpLiterals.whole(new BigInteger(digits.replace("_", ""))) : null;
    }

    /** Returns what {@code float()} makes of a value; null if it makes nothing of it. */
    static @Nullable Double fraction(@Nullable Object value) {
        if (value instanceof Number n) {
            return n.doubleValue();
        }
        String digits = value instanceof String s ? s.strip() : "";
        if (digits.matches("[+-]?(\\d+(_\\d+)*\\.?(\\d+)?|\\.\\d+)([eE][+-]?\\d+)?")) {
            return Double.valueOf(digits.replace("_", ""));
        }
        return digits.matches("(?i)[+-]?inf(inity)?")
                ? Double.valueOf(digits.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY)
                : null;
    }
}
