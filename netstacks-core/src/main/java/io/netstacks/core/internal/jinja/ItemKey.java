package io.netstacks.core.internal.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What of each item counts: the item itself, or what a dotted path of attributes and numbers leads to. */
final class ItemKey {

    private final RenderRun run;
    private final List<Object> path;
    private final @Nullable Object otherwise;

    private ItemKey(RenderRun run, List<Object> path, @Nullable Object otherwise) {
        this.run = run;
        this.path = path;
        this.otherwise = otherwise;
    }

    /** Returns the key that an argument names; without the argument, the item itself. */
    static ItemKey of(CallBinding a, int index) {
        return new ItemKey(a.run(), a.hasValue(index) ? path(a, a.get(index)) : List.of(), null);
    }

    static ItemKey of(CallBinding a, Object attribute) {
        return new ItemKey(a.run(), path(a, attribute), null);
    }

    /** Returns the keys that an argument names, separated by commas. */
    static List<ItemKey> several(CallBinding a, int index) {
        List<ItemKey> keys = new ArrayList<>();
        if (!a.hasValue(index)) {
            return keys;
        }
        if (!PyTypes.isText(a.get(index))) {
            return List.of(of(a, index));
        }
        for (String part : a.text(index).split(",", -1)) {
            keys.add(new ItemKey(a.run(), path(a, part), null));
        }
        return keys;
    }

    private static List<Object> path(CallBinding a, Object attribute) {
        if (attribute == PyNone.NONE) {
            return List.of();
        }
        if (!PyTypes.isText(attribute)) {
            return List.of(attribute);
        }
        List<Object> path = new ArrayList<>();
        for (String part : PyPrinting.str(a.run(), attribute).split("\\.", -1)) {
            boolean number = !part.isEmpty() && part.chars().allMatch(c -> c >= '0' && c <= '9');
            path.add(number ? PyInt.parse(part, 10) : part);
        }
        return path;
    }

    /** Returns the key with a value for items that do not have it. */
    ItemKey withDefault(@Nullable Object value) {
        return new ItemKey(run, path, value);
    }

    Object of(Object item) {
        Object value = item;
        for (Object part : path) {
            run.step();
            value = PyAccess.item(run, value, part, new JinjaExpr.Name("item." + part, 0, 0));
            if (value instanceof JinjaUndefined && otherwise != null) {
                value = otherwise;
            }
        }
        return value;
    }

    static Object folded(Object value, boolean caseSensitive) {
        if (caseSensitive || !PyTypes.isText(value)) {
            return value;
        }
        String text = value instanceof Markup markup ? markup.text() : (String) value;
        return text.toLowerCase(Locale.ROOT);
    }
}
