package io.netstacks.core.internal.jinja;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What can be walked through, counted, searched and cut. */
final class PySequences {

    private PySequences() {}

    /** Tells whether it has a length. */
    static boolean isSized(Object value) {
        return PyTypes.isText(value)
                || value instanceof List
                || value instanceof PyDict
                || value instanceof PyTuple
                || value instanceof PyRange
                || value instanceof PyView
                || value instanceof JinjaUndefined
                || value instanceof LoopState;
    }

    static int size(RenderRun run, Object value) {
        if (PyTypes.isText(value)) {
            return PyStrings.length(PyPrinting.str(run, value));
        }
        if (value instanceof List) {
            return ((List<?>) value).size();
        }
        if (value instanceof PyDict pyDict) {
            return pyDict.size();
        }
        if (value instanceof PyTuple pyTuple) {
            return pyTuple.items().size();
        }
        if (value instanceof PyRange pyRange) {
            return (int) Math.min(Integer.MAX_VALUE, pyRange.size());
        }
        if (value instanceof PyView pyView) {
            return pyView.dict().size();
        }
        if (value instanceof LoopState loopState) {
            return loopState.length();
        }
        if (value instanceof JinjaUndefined jinjaUndefined) {
            jinjaUndefined.useStrictly();
            return 0;
        }
        throw JinjaFault.type("object of type '" + PyTypes.name(value) + "' has no len()");
    }

    static boolean isIterable(Object value) {
        return value instanceof PyIterator || value instanceof Iterable || isSized(value);
    }

    /** Returns an iterator over items, keys or characters. */
    static Iterator<Object> iterate(RenderRun run, Object value) {
        if (value instanceof List) {
            return items((List<?>) value);
        }
        if (value instanceof PyDict pyDict) {
            return PyView.guarded(pyDict, pyDict.keys().iterator());
        }
        if (value instanceof PyIterator pyIterator) {
            return pyIterator.iterator();
        }
        if (PyTypes.isText(value)) {
            return PyStrings.characters(PyPrinting.str(run, value)).iterator();
        }
        if (value instanceof JinjaUndefined jinjaUndefined) {
            jinjaUndefined.useStrictly();
            return Collections.emptyIterator();
        }
        if (value instanceof LoopState loopState) {
            return loopState.rest();
        }
        if (value instanceof Iterable) {
            @SuppressWarnings("unchecked")
            Iterable<Object> iterable = (Iterable<Object>) value;
            return iterable.iterator();
        }
        throw JinjaFault.type("'" + PyTypes.name(value) + "' object is not iterable");
    }

    // By index, so that a list may grow while it is walked through, as in Python
    private static Iterator<Object> items(List<?> list) {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < list.size();
            }

            @Override
            public Object next() {
                return list.get(next++);
            }
        };
    }

    /** Returns all items as a new list. */
    static List<Object> list(RenderRun run, Object value) {
        if (isSized(value) && !(value instanceof LoopState)) {
            run.reserve(value instanceof JinjaUndefined ? 0 : size(run, value));
        }
        List<Object> all = new ArrayList<>();
        for (Iterator<Object> items = iterate(run, value); items.hasNext(); ) {
            run.step();
            all.add(items.next());
            if ((all.size() & 0xfff) == 0) {
                run.reserve(all.size() / 8);
            }
        }
        return all;
    }

    static boolean contains(RenderRun run, Object container, Object item) {
        if (PyTypes.isText(container)) {
            if (item instanceof JinjaUndefined jinjaUndefined) {
                jinjaUndefined.useAlways();
                return false;
            }
            if (!PyTypes.isText(item)) {
                throw JinjaFault.type("'in <string>' requires string as left operand, not " + PyTypes.name(item));
            }
            return PyPrinting.str(run, container).contains(PyPrinting.str(run, item));
        }
        if (container instanceof PyDict pyDict) {
            return pyDict.containsKey(item);
        }
        if (container instanceof PyView pyView && pyView.kind() == PyView.Kind.KEYS) {
            return pyView.dict().containsKey(item);
        }
        if (container instanceof PyRange pyRange && PyTypes.isIntLike(item)) {
            Object number = PyOps.asInt(item);
            return number instanceof Long l && pyRange.contains(l);
        }
        if (!isIterable(container)) {
            throw JinjaFault.type("argument of type '" + PyTypes.name(container) + "' is not iterable");
        }
        for (Iterator<Object> items = iterate(run, container); items.hasNext(); ) {
            run.step();
            if (PyCompare.equal(run, item, items.next())) {
                return true;
            }
        }
        return false;
    }

    /** Cuts {@code [start:stop:step]}; a bound that is None is the end of its side. */
    static Object slice(RenderRun run, Object value, PySlice cut) {
        boolean text = PyTypes.isText(value);
        if (value instanceof PyRange range) {
            int[] bounds = cut.bounds(size(run, value));

            long start = range.start() + bounds[0] * range.step();
            return new PyRange(start, range.start() + bounds[1] * range.step(), range.step() * bounds[2]);
        }
        if (text) {
            String cutText = PyStrings.slice(PyPrinting.str(run, value), cut);
            run.reserve(cutText.length());
            return value instanceof Markup ? new Markup(cutText) : cutText;
        }
        List<?> items = value instanceof PyTuple pyTuple ? pyTuple.items() : (List<?>) value;
        int[] bounds = cut.bounds(items.size());
        List<Object> part = new ArrayList<>();
        for (int i = bounds[0]; bounds[2] > 0 ? i < bounds[1] : i > bounds[1]; i += bounds[2]) {
            part.add(items.get(i));
        }
        run.reserve(part.size());
        return value instanceof PyTuple ? PyTuple.copyOf(part) : part;
    }

    /** Returns a dictionary as Python's {@code dict(value)} makes it: a copy, or from pairs. */
    static PyDict dict(RenderRun run, Object value) {
        if (value instanceof PyDict pyDict) {
            run.reserve(pyDict.size());
            return new PyDict(pyDict);
        }
        PyDict made = new PyDict();
        int index = 0;
        for (Iterator<Object> items = iterate(run, value); items.hasNext(); index++) {
            run.step();
            Object item = items.next();
            if (!isIterable(item)) {
                throw JinjaFault.type("cannot convert dictionary update sequence element #" + index + " to a sequence");
            }
            List<Object> pair = list(run, item);
            if (pair.size() != 2) {
                throw JinjaFault.value("dictionary update sequence element #" + index + " has length " + pair.size()
                        + "; 2 is required");
            }
            made.put(pair.get(0), pair.get(1));
        }
        return made;
    }

    /** Returns the dictionary with string keys as Java map. */
    static Map<String, Object> named(RenderRun run, PyDict dict) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (Map.Entry<Object, Object> entry : dict.entries()) {
            if (!(entry.getKey() instanceof String)) {
                throw JinjaFault.type("keywords must be strings");
            }
            named.put((String) entry.getKey(), entry.getValue());
            run.step();
        }
        return named;
    }
}
