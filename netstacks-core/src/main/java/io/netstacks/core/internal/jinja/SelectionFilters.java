package io.netstacks.core.internal.jinja;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Jinja2's filters that work through items one by one: map, select and its kin, and those about one value's attributes. */
final class SelectionFilters {

    private SelectionFilters() {}

    static void addTo(JinjaLibrary.Builder library) {
        library.filter("map", PyMethodTable.ANY, SelectionFilters::map);
        library.filter("select", PyMethodTable.ANY, a -> select(a, "select", true, false));
        library.filter("reject", PyMethodTable.ANY, a -> select(a, "reject", false, false));
        library.filter("selectattr", PyMethodTable.ANY, a -> select(a, "selectattr", true, true));
        library.filter("rejectattr", PyMethodTable.ANY, a -> select(a, "rejectattr", false, true));
        library.filter("default", "value ?default_value boolean", SelectionFilters::otherwise);
        library.filterAlias("d", "default");
        library.filter("attr", "obj name", SelectionFilters::attr);
    }

    private static Object otherwise(CallBinding a) {
        Object value = a.get(0);
        boolean replace = value instanceof JinjaUndefined || (a.truth(2, false) && !PyOps.truth(a.run(), value));
        return replace ? a.get(1, "") : value;
    }

    private static Object attr(CallBinding a) {
        if (!PyTypes.isText(a.get(1))) {
            throw JinjaFault.type("attribute name must be string, not '" + PyTypes.name(a.get(1)) + "'");
        }
        String name = a.text(1);
        Object value = a.get(0);
        if (value instanceof JinjaUndefined jinjaUndefined) {
            return jinjaUndefined.member();
        }
        Object found = PyAccess.own(a.run(), value, name);
        return found != null
                ? found
                : new JinjaUndefined(
                        a.run(), name, "'" + PyTypes.name(value) + " object' has no attribute '" + name + "'");
    }

    private static Object map(CallBinding a) {
        CallArguments given = a.all();
        UnaryOperator<Object> change =
                given.values().size() == 1 && given.named().containsKey("attribute")
                        ? byAttribute(a)
                        : byFilter(a, given);
        return lazily(a, "map", given.values().get(0), change, item -> true);
    }

    private static UnaryOperator<Object> byAttribute(CallBinding a) {
        Map<String, Object> named = new LinkedHashMap<>(a.all().named());
        Object attribute = named.remove("attribute");
        Object otherwise = named.remove("default");
        if (!named.isEmpty()) {
            throw JinjaFault.value(
                    "Unexpected keyword argument '" + named.keySet().iterator().next() + "'");
        }
        ItemKey key = ItemKey.of(a, attribute == null ? "" : attribute)
                .withDefault(otherwise == PyNone.NONE ? null : otherwise);
        return key::of;
    }

    private static UnaryOperator<Object> byFilter(CallBinding a, CallArguments given) {
        if (given.values().size() < 2) {
            throw JinjaFault.value("map requires a filter argument");
        }
        JinjaCallable filter =
                a.run().library().filter(PyPrinting.str(a.run(), given.values().get(1)));
        List<Object> rest = given.values().subList(2, given.values().size());
        return item -> filter.call(a.run(), before(item, rest, given.named()));
    }

    private static CallArguments before(Object first, List<Object> rest, Map<String, Object> named) {
        List<Object> values = new ArrayList<>(rest.size() + 1);
        values.add(first);
        values.addAll(rest);
        return new CallArguments(values, named);
    }

    private static Object select(CallBinding a, String name, boolean keep, boolean byAttribute) {
        CallArguments given = a.all();
        int at = byAttribute ? 2 : 1;
        if (given.values().size() < at) {
            throw JinjaFault.value("Missing parameter for attribute name");
        }
        ItemKey key = byAttribute ? ItemKey.of(a, given.values().get(1)) : null;
        Predicate<Object> test = test(a.run(), given, at);
        Predicate<Object> kept = item -> test.test(key == null ? item : key.of(item)) == keep;
        return lazily(a, name, given.values().get(0), item -> item, kept);
    }

    private static Predicate<Object> test(RenderRun run, CallArguments given, int at) {
        if (given.values().size() <= at) {
            return item -> PyOps.truth(run, item);
        }
        JinjaCallable test =
                run.library().test(PyPrinting.str(run, given.values().get(at)));
        List<Object> rest = given.values().subList(at + 1, given.values().size());
        return item -> PyOps.truth(run, test.call(run, before(item, rest, given.named())));
    }

    private static Object lazily(
            CallBinding a, String name, Object value, UnaryOperator<Object> change, Predicate<Object> kept) {
        RenderRun run = a.run();
        // Jinja2 asks for truth first, so that a missing list gives no items, and strictly a failure
        Iterator<Object> items =
                PyOps.truth(run, value) ? PySequences.iterate(run, value) : new ArrayList<>().iterator();
        Iterator<Object> wanted = new Filtered(items, item -> {
            run.step();
            return kept.test(item);
        });
        return new PyIterator(name, new Iterator<>() {
            @Override
            public boolean hasNext() {
                return wanted.hasNext();
            }

            @Override
            public Object next() {
                return change.apply(wanted.next());
            }
        });
    }
}
