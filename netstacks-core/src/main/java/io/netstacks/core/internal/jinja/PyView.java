package io.netstacks.core.internal.jinja;

import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.Map;

/** What {@code keys()}, {@code values()} and {@code items()} of a dictionary give: a look at it, not a copy. */
record PyView(Kind kind, PyDict dict) implements Iterable<Object> {

    enum Kind {
        KEYS("dict_keys"),
        VALUES("dict_values"),
        ITEMS("dict_items");

        private final String typeName;

        Kind(String typeName) {
            this.typeName = typeName;
        }

        String typeName() {
            return typeName;
        }
    }

    @Override
    public Iterator<Object> iterator() {
        switch (kind) {
            case KEYS -> {
                return guarded(dict, dict.keys().iterator());
            }
            case VALUES -> {
                return guarded(dict, dict.values().iterator());
            }
            default -> {
                Iterator<Map.Entry<Object, Object>> entries = dict.entries().iterator();
                return guarded(dict, new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return entries.hasNext();
                    }

                    @Override
                    public Object next() {
                        Map.Entry<Object, Object> entry = entries.next();
                        return PyTuple.of(entry.getKey(), entry.getValue());
                    }
                });
            }
        }
    }

    /** Returns an iterator that fails as Python's does when the dictionary changes meanwhile. */
    static Iterator<Object> guarded(PyDict dict, Iterator<Object> plain) {
        int size = dict.size();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                if (dict.size() != size) {
                    throw JinjaFault.value("dictionary changed size during iteration");
                }
                return plain.hasNext();
            }

            @Override
            public Object next() {
                try {
                    return plain.next();
                } catch (ConcurrentModificationException e) {
                    throw JinjaFault.value("dictionary keys changed during iteration");
                }
            }
        };
    }
}
