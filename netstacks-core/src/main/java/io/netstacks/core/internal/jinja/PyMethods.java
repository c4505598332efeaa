package io.netstacks.core.internal.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The methods that values have in Python, by type. */
final class PyMethods {

    static final PyMethodTable TEXT = PyTextMethods.table();
    static final PyMethodTable LIST = PyContainerMethods.lists();
    static final PyMethodTable TUPLE = PyContainerMethods.tuples();
    static final PyMethodTable DICT = PyContainerMethods.dicts();
    static final PyMethodTable NUMBER = PyNumberMethods.table();

    private static final Set<String> NUMBER_FIELDS = Set.of("real", "imag", "numerator", "denominator");

    private PyMethods() {}

    /** Returns the method of the value, ready to be called; null if it has none of that name. */
    static @Nullable Object bound(Object value, String name) {
        if (name.startsWith("__")) {
            return special(value, name);
        }
        if (value instanceof String) {
            return TEXT.bind(value, name);
        }
        if (value instanceof Markup markup) {
            return markup(markup, name);
        }
        if (value instanceof List) {
            return LIST.bind(value, name);
        }
        if (value instanceof PyDict) {
            return DICT.bind(value, name);
        }
        if (value instanceof PyTuple) {
            return TUPLE.bind(value, name);
        }
        if (PyTypes.isNumber(value)) {
            return NUMBER_FIELDS.contains(name)
                    ? PyNumberMethods.field(value, name)
                    : NUMBER.bind(PyOps.asInt(value), name);
        }
        if ((value instanceof PyRange && (name.equals("index") || name.equals("count")))
                || (value instanceof PyView && (name.equals("isdisjoint") || name.equals("mapping")))) {
            throw JinjaFault.unsupported("the method " + PyTypes.name(value) + "." + name);
        }
        return null;
    }

    private static @Nullable Object markup(Markup value, String name) {
        JinjaCallable plain = TEXT.bind(value.text(), name);
        if (plain == null || !PyTextMethods.KEEPS_MARKUP.contains(name)) {
            return plain == null ? null : (JinjaCallable) (run, arguments) -> marked(plain.call(run, arguments));
        }
        return (JinjaCallable) (run, arguments) -> {
            List<Object> escaped = arguments.values().stream()
                    .map(v -> v instanceof String string ? (Object) Markup.escape(string) : v)
                    .toList();
            Object result = plain.call(run, new CallArguments(escaped, arguments.named()));
            return result instanceof String string ? new Markup(string) : result;
        };
    }

    private static Object marked(Object parts) {
        if (parts instanceof List) {
            return new ArrayList<>(
                    ((List<?>) parts).stream().map(PyMethods::mark).toList());
        }
        return parts instanceof PyTuple pyTuple
                ? PyTuple.copyOf(pyTuple.items().stream().map(PyMethods::mark).toList())
                : parts;
    }

    private static Object mark(Object part) {
        return part instanceof String string ? new Markup(string) : part;
    }

    // What leads from a value to Python's inside is refused; the few that only compute are the operators by other names
    private static @Nullable Object special(Object value, String name) {
        switch (name) {
            case "__len__" -> {
                return new JinjaFunction(name, "", a -> (long) PySequences.size(a.run(), value));
            }
            case "__contains__" -> {
                return new JinjaFunction(name, "item", a -> PySequences.contains(a.run(), value, a.get(0)));
            }
            case "__str__" -> {
                return new JinjaFunction(name, "", a -> PyPrinting.str(a.run(), value));
            }
            default -> {
                if (value instanceof JinjaUndefined || !name.endsWith("__")) {
                    return null;
                }
                throw JinjaFault.unsupported("the attribute " + name);
            }
        }
    }
}
