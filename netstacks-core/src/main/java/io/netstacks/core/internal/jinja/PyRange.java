package io.netstacks.core.internal.jinja;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** Numbers from a start to before a stop, made when they are asked for. */
record PyRange(long start, long stop, long step) implements Iterable<Object> {

    long size() {
        if (step > 0 ? start >= stop : start <= stop) {
            return 0;
        }
        long distance = step > 0 ? stop - start : start - stop;
        return (distance - 1) / Math.abs(step) + 1;
    }

    Object at(long index) {
        return start + index * step;
    }

    boolean contains(long value) {
        boolean inside = step > 0 ? value >= start && value < stop : value <= start && value > stop;
        return inside && (value - start) % step == 0;
    }

    @Override
    public Iterator<Object> iterator() {
        long size = size();
        return new Iterator<>() {
            private long next;

            @Override
            public boolean hasNext() {
                return next < size;
            }

            @Override
            public Object next() {
                if (next >= size) {
                    throw new NoSuchElementException();
                }
                return at(next++);
            }
        };
    }
}
