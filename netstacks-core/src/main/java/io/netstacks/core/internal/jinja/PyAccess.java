package io.netstacks.core.internal.jinja;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Attributes and items of values, with Jinja2's rule of trying the other where the one is not there. */
final class PyAccess {

    private PyAccess() {}

    /** Returns {@code value.name}: an attribute or method first, then an item of that name. */
    static Object attribute(RenderRun run, Object value, String name, JinjaExpr at) {
        if (value instanceof PyDict dict) {

            if (!PyMethods.DICT.has(name)) {
                Object item = dict.get(name);
                if (item != null) {
                    return item;
                }
            }
        }
        if (value instanceof JinjaUndefined jinjaUndefined && !name.startsWith("__")) {
            return jinjaUndefined.member();
        }
        Object found = own(run, value, name);
        if (found == null) {
            found = subscript(run, value, name);
        }
        return found != null ? found : missing(run, value, name, at);
    }

    /** Returns {@code value[key]}: an item first, then an attribute of that name. */
    static Object item(RenderRun run, Object value, Object key, JinjaExpr at) {
        if (value instanceof JinjaUndefined jinjaUndefined) {
            return jinjaUndefined.member();
        }
        Object found = subscript(run, value, key);
        if (found == null && PyTypes.isText(key)) {
            found = own(run, value, PyPrinting.str(run, key));
        }
        return found != null ? found : missing(run, value, key, at);
    }

    /** Returns an attribute or method; null if there is none. */
    static @Nullable Object own(RenderRun run, Object value, String name) {
        if (value instanceof JinjaObject jinjaObject) {
            return jinjaObject.attribute(run, name);
        }
        if (value instanceof PyTuple pyTuple && !pyTuple.fields().isEmpty()) {
            int index = pyTuple.fields().indexOf(name);
            if (index >= 0) {
                return pyTuple.items().get(index);
            }
        }
        if (value instanceof PyRange range && List.of("start", "stop", "step").contains(name)) {

            return name.equals("start") ? range.start() : name.equals("stop") ? range.stop() : range.step();
        }
        return PyMethods.bound(value, name);
    }

    /** Returns an item; null if the value has no such item or no items at all. */
    static @Nullable Object subscript(RenderRun run, Object value, Object key) {
        if (key instanceof PySlice pySlice) {
            return cut(run, value, pySlice);
        }
        if (value instanceof PyDict pyDict) {
            return key instanceof List || key instanceof PyDict ? null : pyDict.get(key);
        }
        if (!PyTypes.isIntLike(key)) {
            return null;
        }
        Object number = PyOps.asInt(key);
        return number instanceof Long l ? element(value, l) : null;
    }

    // A slice is handed to the value itself, so that a value without slices fails where a missing item would be
    // undefined
    private static Object cut(RenderRun run, Object value, PySlice slice) {
        if (value instanceof PyDict) {
            throw JinjaFault.type("unhashable type: 'slice'");
        }
        if (PyTypes.isText(value) || value instanceof List || value instanceof PyTuple || value instanceof PyRange) {
            return PySequences.slice(run, value, slice);
        }
        throw JinjaFault.type("'" + PyTypes.name(value) + "' object is not subscriptable");
    }

    private static @Nullable Object element(Object value, long index) {
        if (value instanceof List) {
            return pick((List<?>) value, index);
        }
        if (value instanceof PyTuple pyTuple) {
            return pick(pyTuple.items(), index);
        }
        if (value instanceof String || value instanceof Markup) {
            String text = value instanceof String string ? string : ((Markup) value).text();
            int size = PyStrings.length(text);
            long place = index < 0 ? index + size : index;
            return place < 0 || place >= size ? null : PyStrings.at(text, (int) place);
        }
        if (value instanceof PyRange pyRange) {
            long size = pyRange.size();
            long place = index < 0 ? index + size : index;
            return place < 0 || place >= size ? null : pyRange.at(place);
        }
        return null;
    }

    private static @Nullable Object pick(List<?> list, long index) {
        long place = index < 0 ? index + list.size() : index;
        return place < 0 || place >= list.size() ? null : list.get((int) place);
    }

    private static Object missing(RenderRun run, Object value, Object key, JinjaExpr at) {
        if (key instanceof JinjaUndefined jinjaUndefined) {
            jinjaUndefined.useStrictly();
        }
        String owner = value == PyNone.NONE ? "None" : PyTypes.name(value) + " object";
        String hint = PyTypes.isText(key)
                ? "'" + owner + "' has no attribute " + PyPrinting.repr(run, PyPrinting.str(run, key))
                : owner + " has no element " + PyPrinting.repr(run, key);
        return new JinjaUndefined(run, at.source(), hint);
    }
}
