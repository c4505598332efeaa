package io.netstacks.core.internal.jinja;

import java.util.Iterator;

/** Values that are computed one by one and can be walked through once, as Python's generators. */
record PyIterator(String name, Iterator<Object> iterator) implements Iterable<Object> {}
