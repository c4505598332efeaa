package io.netstacks.core.internal.jinja;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** A tuple: values that belong together and never change. */
final class PyTuple implements Iterable<Object> {

    private final List<Object> items;
    private final List<String> fields;

    private PyTuple(List<Object> items, List<String> fields) {
        this.items = items;
        this.fields = fields;
    }

    static PyTuple of(Object... items) {
        return new PyTuple(List.of(items), List.of());
    }

    static PyTuple copyOf(List<Object> items) {
        return new PyTuple(List.copyOf(items), List.of());
    }

    /** Returns a tuple whose items also have names, as the groups of {@code groupby} have. */
    static PyTuple named(List<String> fields, Object... items) {
        return new PyTuple(List.of(items), fields);
    }

    List<Object> items() {
        return items;
    }

    /** Returns the names of the items; empty for a plain tuple. */
    List<String> fields() {
        return fields;
    }

    @Override
    public Iterator<Object> iterator() {
        return Collections.unmodifiableList(items).iterator();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PyTuple pyTuple && items.equals(pyTuple.items);
    }

    @Override
    public int hashCode() {
        return items.hashCode();
    }
}
