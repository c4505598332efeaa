package io.netstacks.core.internal.jinja;

import java.util.ArrayList;
import java.util.List;

/** Ansible's filters that put lists together, as sets or side by side. */
final class ListFilters {

    private ListFilters() {}

    static void addTo(JinjaLibrary.Builder library) {
        library.filter("union", "value other", a -> {
            List<Object> both = new ArrayList<>(distinct(a, items(a, 0)));
            addAbsent(a, both, items(a, 1));
            return both;
        });
        library.filter("intersect", "value other", a -> distinct(a, common(a, items(a, 0), items(a, 1), true)));
        library.filter("difference", "value other", a -> distinct(a, common(a, items(a, 0), items(a, 1), false)));
        library.filter("symmetric_difference", "value other", a -> {
            List<Object> one = common(a, items(a, 0), items(a, 1), false);
            one.addAll(common(a, items(a, 1), items(a, 0), false));
            return distinct(a, one);
        });
        library.filter("zip", PyMethodTable.ANY, a -> zip(a, false));
        library.filter("zip_longest", PyMethodTable.ANY, a -> zip(a, true));
    }

    private static List<Object> items(CallBinding a, int index) {
        return PySequences.list(a.run(), a.get(index));
    }

    static boolean contains(RenderRun run, List<Object> items, Object wanted) {
        for (Object item : items) {
            run.step();
            if (PyCompare.equal(run, item, wanted)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the items that are in the other list too, or those that are not. */
    private static List<Object> common(CallBinding a, List<Object> items, List<Object> others, boolean inBoth) {
        List<Object> kept = new ArrayList<>();
        for (Object item : items) {
            if (contains(a.run(), others, item) == inBoth) {
                kept.add(item);
            }
        }
        return kept;
    }

    private static List<Object> distinct(CallBinding a, List<Object> items) {
        List<Object> kept = new ArrayList<>();
        addAbsent(a, kept, items);
        return kept;
    }

    private static void addAbsent(CallBinding a, List<Object> kept, List<Object> items) {
        for (Object item : items) {
            if (!contains(a.run(), kept, item)) {
                kept.add(item);
            }
        }
    }

    private static Object zip(CallBinding a, boolean longest) {
        List<List<Object>> lists = a.all().values().stream()
                .map(value -> PySequences.list(a.run(), value))
                .toList();
        var sizes = lists.stream().mapToInt(List::size);
        int size = (longest ? sizes.max() : sizes.min()).orElse(0);
        Object fill = a.all().named().getOrDefault("fillvalue", PyNone.NONE);
        List<Object> rows = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int at = i;
            a.run().step();
            rows.add(PyTuple.copyOf(lists.stream()
                    .map(list -> at < list.size() ? list.get(at) : fill)
                    .toList()));
        }
        return new PyIterator(longest ? "zip_longest" : "zip", rows.iterator());
    }
}
