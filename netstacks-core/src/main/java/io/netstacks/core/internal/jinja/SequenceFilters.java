package io.netstacks.core.internal.jinja;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;

/** Jinja2's filters on lists and dictionaries. */
final class SequenceFilters {

    private SequenceFilters() {}

    static void addTo(JinjaLibrary.Builder library) {
        library.filter("list", "value", a -> PySequences.list(a.run(), a.get(0)));
        library.filter("length", "obj", a -> (long) PySequences.size(a.run(), a.get(0)));
        library.filterAlias("count", "length");
        library.filter("first", "seq", SequenceFilters::first);
        library.filter("last", "seq", SequenceFilters::last);
        library.filter("random", "seq", SequenceFilters::random);
        library.filter("join", "value ?d attribute", SequenceFilters::join);
        library.filter("reverse", "value", SequenceFilters::reverse);
        library.filter("sort", "value ?reverse case_sensitive attribute", SequenceFilters::sort);
        library.filter("unique", "value ?case_sensitive attribute", SequenceFilters::unique);
        library.filter("min", "value ?case_sensitive attribute", a -> extreme(a, "min"));
        library.filter("max", "value ?case_sensitive attribute", a -> extreme(a, "max"));
        library.filter("sum", "iterable ?attribute start", SequenceFilters::sum);
        library.filter("batch", "value linecount ?fill_with", SequenceFilters::batch);
        library.filter("slice", "value slices ?fill_with", SequenceFilters::slice);
        library.filter("items", "value", SequenceFilters::items);
        library.filter("dictsort", "value ?case_sensitive by reverse", SequenceFilters::dictsort);
        library.filter("groupby", "value attribute ?default case_sensitive", SequenceFilters::groupby);
    }

    private static Object first(CallBinding a) {
        Iterator<Object> items = PySequences.iterate(a.run(), a.get(0));
        return items.hasNext() ? items.next() : none(a, "No first item, sequence was empty.");
    }

    private static Object last(CallBinding a) {
        Object value = a.get(0);
        if (value instanceof PyIterator) {
            throw JinjaFault.type("'generator' object is not reversible");
        }
        List<Object> all = PySequences.list(a.run(), value);
        return all.isEmpty() ? none(a, "No last item, sequence was empty.") : all.get(all.size() - 1);
    }

    private static Object none(CallBinding a, String hint) {
        return new JinjaUndefined(a.run(), "(empty sequence)", hint);
    }

    private static Object random(CallBinding a) {
        List<Object> all = PySequences.list(a.run(), a.get(0));
        return all.isEmpty()
                ? none(a, "No random item, sequence was empty.")
                : all.get(ThreadLocalRandom.current().nextInt(all.size()));
    }

    private static Object join(CallBinding a) {
        RenderRun run = a.run();
        ItemKey key = ItemKey.of(a, 2);
        String separator = a.has(1) ? a.soft(1) : "";
        List<Object> items = new ArrayList<>();
        for (Iterator<Object> all = PySequences.iterate(run, a.get(0)); all.hasNext(); ) {
            items.add(key.of(all.next()));
            run.step();
        }
        // Where nothing is safe already, the whole is escaped when it is printed
        boolean separatorSafe = a.has(1) && a.get(1) instanceof Markup;
        boolean escape = run.autoescape() && (separatorSafe || items.stream().anyMatch(Markup.class::isInstance));
        String between = escape && !separatorSafe ? Markup.escape(separator) : separator;
        StringBuilder out = new StringBuilder();
        String before = "";
        for (Object item : items) {
            String text = PyPrinting.str(run, item);
            out.append(before).append(escape && !(item instanceof Markup) ? Markup.escape(text) : text);
            before = between;
            run.checkLength(out);
        }
        run.reserve(out.length());
        return escape ? new Markup(out.toString()) : out.toString();
    }

    private static Object reverse(CallBinding a) {
        Object value = a.get(0);
        if (PyTypes.isText(value)) {
            List<Object> points = PyStrings.characters(a.soft(0));
            Collections.reverse(points);
            StringBuilder out = new StringBuilder();
            points.forEach(out::append);
            return out.toString();
        }
        List<Object> all = PySequences.list(a.run(), value);
        Collections.reverse(all);
        return new PyIterator("reverse", all.iterator());
    }

    private static Object sort(CallBinding a) {
        List<Object> all = PySequences.list(a.run(), a.get(0));
        boolean caseSensitive = a.truth(2, false);
        List<ItemKey> keys = ItemKey.several(a, 3);
        return sorted(a.run(), all, item -> sortKey(keys, item, caseSensitive), a.flag(1));
    }

    private static Object sortKey(List<ItemKey> keys, Object item, boolean caseSensitive) {
        if (keys.isEmpty()) {
            return ItemKey.folded(item, caseSensitive);
        }
        List<Object> values = new ArrayList<>();
        keys.forEach(key -> values.add(ItemKey.folded(key.of(item), caseSensitive)));
        return values;
    }

    /** Sorts by a key, keeping the order of equal ones also when reversed. */
    static List<Object> sorted(RenderRun run, List<Object> items, UnaryOperator<Object> key, boolean reverse) {
        List<Object[]> decorated = new ArrayList<>();
        items.forEach(item -> decorated.add(new Object[] {key.apply(item), item}));
        decorated.sort((x, y) -> {
            run.step();
            int order = PyCompare.compare(run, x[0], y[0], "<");
            return reverse ? -order : order;
        });
        List<Object> sorted = new ArrayList<>();
        decorated.forEach(pair -> sorted.add(pair[1]));
        return sorted;
    }

    private static Object unique(CallBinding a) {
        ItemKey key = ItemKey.of(a, 2);
        boolean caseSensitive = a.truth(1, false);
        PyDict seen = new PyDict();
        List<Object> kept = new ArrayList<>();
        for (Object item : PySequences.list(a.run(), a.get(0))) {
            Object mark = ItemKey.folded(key.of(item), caseSensitive);
            if (!seen.containsKey(mark)) {
                seen.put(mark, true);
                kept.add(item);
            }
        }
        return new PyIterator("unique", kept.iterator());
    }

    private static Object extreme(CallBinding a, String which) {
        ItemKey key = ItemKey.of(a, 2);
        boolean caseSensitive = a.truth(1, false);
        Object best = null;
        Object bestKey = PyNone.NONE;
        for (Object item : PySequences.list(a.run(), a.get(0))) {
            Object itemKey = ItemKey.folded(key.of(item), caseSensitive);
            String operator = which.equals("max") ? ">" : "<";
            if (best == null || JinjaExpr.Compare.holds(a.run(), operator, itemKey, bestKey)) {
                best = item;
                bestKey = itemKey;
            }
        }
        return best == null ? none(a, "No aggregated item, sequence was empty.") : best;
    }

    private static Object sum(CallBinding a) {
        ItemKey key = ItemKey.of(a, 1);
        Object total = a.get(2, 0L);
        if (PyTypes.isText(total)) {
            throw JinjaFault.type("sum() can't sum strings [use ''.join(seq) instead]");
        }
        for (Iterator<Object> items = PySequences.iterate(a.run(), a.get(0)); items.hasNext(); ) {
            a.run().step();
            total = PyOps.add(a.run(), total, key.of(items.next()));
        }
        return total;
    }

    private static Object batch(CallBinding a) {
        int size = a.number(1);
        List<Object> rows = new ArrayList<>();
        List<Object> row = new ArrayList<>();
        for (Object item : PySequences.list(a.run(), a.get(0))) {
            if (row.size() == size) {
                rows.add(row);
                row = new ArrayList<>();
            }
            row.add(item);
        }
        if (!row.isEmpty()) {
            if (a.hasValue(2) && row.size() < size) {
                a.run().reserve(size);
                row.addAll(Collections.nCopies(size - row.size(), a.get(2)));
            }
            rows.add(row);
        }
        return new PyIterator("batch", rows.iterator());
    }

    private static Object slice(CallBinding a) {
        List<Object> all = PySequences.list(a.run(), a.get(0));
        int slices = a.number(1);
        if (slices == 0) {
            throw JinjaFault.value("integer division or modulo by zero");
        }
        a.run().reserve(Math.max(0, slices));
        int per = Math.floorDiv(all.size(), slices);
        int extra = Math.floorMod(all.size(), slices);
        List<Object> rows = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < slices; i++) {
            int end = at + per + (i < extra ? 1 : 0);
            List<Object> row = new ArrayList<>(all.subList(at, end));
            if (a.hasValue(2) && i >= extra) {
                row.add(a.get(2));
            }
            rows.add(row);
            at = end;
        }
        return new PyIterator("slice", rows.iterator());
    }

    private static Object items(CallBinding a) {
        Object value = a.get(0);
        if (value instanceof JinjaUndefined) {
            return new PyIterator("items", Collections.emptyIterator());
        }
        if (!(value instanceof PyDict pyDict)) {
            throw JinjaFault.type("Can only get item pairs from a mapping.");
        }
        return new PyIterator("items", new PyView(PyView.Kind.ITEMS, pyDict).iterator());
    }

    private static Object dictsort(CallBinding a) {
        String by = a.text(2, "key");
        if (!by.equals("key") && !by.equals("value")) {
            throw JinjaFault.value("You can only sort by either \"key\" or \"value\"");
        }
        Object value = a.get(0);
        if (value instanceof JinjaUndefined jinjaUndefined) {
            jinjaUndefined.useAlways();
            return new ArrayList<>();
        }
        if (!(value instanceof PyDict pyDict)) {
            throw JinjaFault.type("'" + PyTypes.name(value) + "' object has no attribute 'items'");
        }
        int place = by.equals("key") ? 0 : 1;
        boolean caseSensitive = a.truth(1, false);
        List<Object> pairs = PySequences.list(a.run(), new PyView(PyView.Kind.ITEMS, pyDict));
        return sorted(
                a.run(), pairs, pair -> ItemKey.folded(((PyTuple) pair).items().get(place), caseSensitive), a.flag(3));
    }

    private static Object groupby(CallBinding a) {
        ItemKey key = ItemKey.of(a, 1).withDefault(a.hasValue(2) ? a.get(2) : null);
        boolean caseSensitive = a.truth(3, false);
        List<Object> all = sorted(
                a.run(), PySequences.list(a.run(), a.get(0)), i -> ItemKey.folded(key.of(i), caseSensitive), false);
        List<Object> groups = new ArrayList<>();
        List<Object> group = new ArrayList<>();
        Object current = PyNone.NONE;
        for (Object item : all) {
            Object value = ItemKey.folded(key.of(item), caseSensitive);
            if (group.isEmpty() || !PyCompare.equal(a.run(), value, current)) {
                group = new ArrayList<>();
                groups.add(PyTuple.named(List.of("grouper", "list"), key.of(item), group));
                current = value;
            }
            group.add(item);
        }
        return groups;
    }
}
