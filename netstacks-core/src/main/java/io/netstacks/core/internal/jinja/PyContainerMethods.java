package io.netstacks.core.internal.jinja;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The methods of lists, tuples and dictionaries. */
final class PyContainerMethods {

    private PyContainerMethods() {}

    static PyMethodTable lists() {
        PyMethodTable t = new PyMethodTable(List.class);
        list(t, "append", "item", (l, a) -> {
            a.run().reserve(1);
            l.add(a.get(0));
            return PyNone.NONE;
        });
        list(t, "extend", "items", (l, a) -> {
            l.addAll(PySequences.list(a.run(), a.get(0)));
            return PyNone.NONE;
        });
        list(t, "insert", "index item", (l, a) -> {
            a.run().reserve(1);
            int at = a.number(0);
            l.add(at < 0 ? Math.max(0, l.size() + at) : Math.min(at, l.size()), a.get(1));
            return PyNone.NONE;
        });
        list(t, "pop", "?index", (l, a) -> l.remove(place(l, a.number(0, -1), "pop")));
        list(t, "remove", "item", (l, a) -> {
            int at = indexOf(l, a, "list.remove(x): x not in list");
            l.remove(at);
            return PyNone.NONE;
        });
        list(t, "index", "item ?start stop", (l, a) -> (long) indexOf(l, a, "item is not in list"));
        list(t, "count", "item", (l, a) -> count(l, a));
        list(t, "reverse", "", (l, a) -> {
            Collections.reverse(l);
            return PyNone.NONE;
        });
        list(t, "sort", "?key reverse", (l, a) -> {
            if (a.hasValue(0)) {
                throw JinjaFault.unsupported("list.sort(key=…)");
            }
            l.sort((x, y) -> compare(a, x, y, a.truth(1, false)));
            return PyNone.NONE;
        });
        list(t, "copy", "", (l, a) -> PySequences.list(a.run(), l));
        list(t, "clear", "", (l, a) -> {
            l.clear();
            return PyNone.NONE;
        });
        return t;
    }

    private static int compare(CallBinding a, Object x, Object y, boolean reverse) {
        a.run().step();
        int order = PyCompare.compare(a.run(), x, y, "<");
        return reverse ? -order : order;
    }

    @SuppressWarnings("unchecked")
    private static void list(PyMethodTable t, String name, String signature, PyMethodTable.Body<List<Object>> body) {
        t.add(List.class, name, signature, (l, a) -> body.apply((List<Object>) l, a));
    }

    private static int place(List<Object> list, int index, String method) {
        int at = index < 0 ? index + list.size() : index;
        if (at < 0 || at >= list.size()) {
            throw JinjaFault.value(list.isEmpty() ? method + " from empty list" : method + " index out of range");
        }
        return at;
    }

    private static int indexOf(List<Object> list, CallBinding a, String absent) {
        int[] range = {0, list.size(), 1};
        if (a.size() > 1) {
            if ((a.has(1) && !a.hasValue(1)) || (a.has(2) && !a.hasValue(2))) {
                throw JinjaFault.type("slice indices must be integers or have an __index__ method");
            }
            range = new PySlice(a.get(1), a.get(2), PyNone.NONE).bounds(list.size());
        }
        for (int i = range[0]; i < range[1]; i++) {
            a.run().step();
            if (PyCompare.equal(a.run(), list.get(i), a.get(0))) {
                return i;
            }
        }
        throw JinjaFault.value(absent);
    }

    private static Object count(List<Object> list, CallBinding a) {
        long count = 0;
        for (Object item : list) {
            a.run().step();
            count += PyCompare.equal(a.run(), item, a.get(0)) ? 1 : 0;
        }
        return count;
    }

    static PyMethodTable tuples() {
        PyMethodTable t = new PyMethodTable(PyTuple.class);
        t.add(PyTuple.class, "index", "item ?start stop", (u, a) ->
                (long) indexOf(u.items(), a, "tuple.index(x): x not in tuple"));
        t.add(PyTuple.class, "count", "item", (u, a) -> count(u.items(), a));
        return t;
    }

    static PyMethodTable dicts() {
        PyMethodTable t = new PyMethodTable(PyDict.class);
        dict(t, "get", "key ?default", (d, a) -> {
            Object value = d.get(a.get(0));
            return value != null ? value : a.get(1);
        });
        dict(t, "keys", "", (d, a) -> new PyView(PyView.Kind.KEYS, d));
        dict(t, "values", "", (d, a) -> new PyView(PyView.Kind.VALUES, d));
        dict(t, "items", "", (d, a) -> new PyView(PyView.Kind.ITEMS, d));
        dict(t, "pop", "key ?default", (d, a) -> {
            Object value = d.remove(a.get(0));
            if (value == null && !a.has(1)) {
                throw JinjaFault.value("no key " + PyPrinting.repr(a.run(), a.get(0)));
            }
            return value != null ? value : a.get(1);
        });
        dict(t, "popitem", "", (d, a) -> {
            if (d.size() == 0) {
                throw JinjaFault.value("popitem(): dictionary is empty");
            }
            Object key = new ArrayList<>(d.keys()).get(d.size() - 1);
            Object value = d.remove(key);
            return PyTuple.of(key, value == null ? PyNone.NONE : value);
        });
        dict(t, "setdefault", "key ?default", (d, a) -> {
            Object value = d.get(a.get(0));
            if (value == null) {
                d.put(a.get(0), a.get(1));
                return a.get(1);
            }
            return value;
        });
        dict(t, "update", PyMethodTable.ANY, (d, a) -> {
            CallArguments given = a.all();
            if (given.values().size() > 1) {
                throw JinjaFault.type("update expected at most 1 argument, got "
                        + given.values().size());
            }
            given.values().forEach(other -> d.putAll(PySequences.dict(a.run(), other)));
            given.named().forEach(d::put);
            a.run().reserve(given.named().size());
            return PyNone.NONE;
        });
        dict(t, "copy", "", (d, a) -> PySequences.dict(a.run(), d));
        dict(t, "clear", "", (d, a) -> {
            d.clear();
            return PyNone.NONE;
        });
        return t.refuse("fromkeys");
    }

    private static void dict(PyMethodTable t, String name, String signature, PyMethodTable.Body<PyDict> body) {
        t.add(PyDict.class, name, signature, body);
    }
}
