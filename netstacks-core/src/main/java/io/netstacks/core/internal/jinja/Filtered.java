package io.netstacks.core.internal.jinja;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The items that pass a test, each tested when it is asked for: what a template does with one may decide about the next. */
final class Filtered implements Iterator<Object> {

    private final Iterator<Object> items;
    private final Predicate<Object> test;
    private @Nullable Object next;

    Filtered(Iterator<Object> items, Predicate<Object> test) {
        this.items = items;
        this.test = test;
    }

    @Override
    public boolean hasNext() {
        while (next == null && items.hasNext()) {
            Object item = items.next();
            next = test.test(item) ? item : null;
        }
        return next != null;
    }

    @Override
    public Object next() {
        Object item = hasNext() ? next : null;
        if (item == null) {
            throw new NoSuchElementException();
        }
        next = null;
        return item;
    }
}
