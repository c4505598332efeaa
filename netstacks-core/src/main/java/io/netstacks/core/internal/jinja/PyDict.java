package io.netstacks.core.internal.jinja;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A dictionary in the order of insertion. Numbers that are equal are one key, whatever their type: {@code 1}, {@code 1.0}
 * and {@code True}; the first one written stays.
 */
final class PyDict {

    private final LinkedHashMap<Object, Object> entries;

    PyDict() {
        this.entries = new LinkedHashMap<>();
    }

    PyDict(int size) {
        this.entries = new LinkedHashMap<>(size * 2);
    }

    PyDict(PyDict other) {
        this.entries = new LinkedHashMap<>(other.entries);
    }

    @Nullable
    Object get(Object key) {
        Object found = entries.get(key);
        if (found != null || key instanceof String) {
            return found;
        }
        return entries.get(storedKey(key));
    }

    void put(Object key, Object value) {
        entries.put(key instanceof String ? key : storedKey(key), value);
    }

    @Nullable
    Object remove(Object key) {
        return entries.remove(storedKey(key));
    }

    boolean containsKey(Object key) {
        return get(key) != null;
    }

    int size() {
        return entries.size();
    }

    void clear() {
        entries.clear();
    }

    Set<Object> keys() {
        return entries.keySet();
    }

    Iterable<Object> values() {
        return entries.values();
    }

    Set<Map.Entry<Object, Object>> entries() {
        return entries.entrySet();
    }

    void putAll(PyDict other) {
        other.entries.forEach(this::put);
    }

    /** Returns the key under which an equal one is stored already, or the key itself in its plain form. */
    private Object storedKey(Object given) {
        Object key = given instanceof Markup markup ? markup.text() : given;
        checkHashable(key);
        if (!(key instanceof Number || key instanceof Boolean) || entries.containsKey(key)) {
            return key;
        }
        for (Object twin : twins(key)) {
            if (entries.containsKey(twin)) {
                return twin;
            }
        }
        return key;
    }

    private static List<Object> twins(Object key) {
        if (key instanceof Boolean b) {
            long number = b ? 1 : 0;
            return List.of(number, (double) number);
        }
        if (key instanceof Double d) {
            double number = d;
            if (number != Math.rint(number) || Double.isInfinite(number)) {
                return List.of();
            }
            Object whole = PyInt.fromDouble(number);
            return number == 0 || number == 1 ? List.of(whole, number == 1) : List.of(whole);
        }
        if (key instanceof BigInteger bigInteger) {
            return List.of(bigInteger.doubleValue());
        }
        long number = (Long) key;
        return number == 0 || number == 1 ? List.of((double) number, number == 1) : List.of((double) number);
    }

    private static void checkHashable(Object key) {
        boolean view = key instanceof PyView pyView && pyView.kind() != PyView.Kind.VALUES;
        if (view || key instanceof List || key instanceof PyDict) {
            throw JinjaFault.type("unhashable type: '" + PyTypes.name(key) + "'");
        }
        if (key instanceof JinjaUndefined jinjaUndefined) {
            jinjaUndefined.useStrictly();
        }
    }
}
