package io.netstacks.core.internal.jinja;

import java.math.BigInteger;

/** A slice's three parts, each a whole number or None. */
record PySlice(Object start, Object stop, Object step) {

    /** Returns start, stop and step for a sequence of that size, as Python's {@code slice.indices}. */
    int[] bounds(int size) {
        int by = step == PyNone.NONE ? 1 : number(step);
        if (by == 0) {
            throw JinjaFault.value("slice step cannot be zero");
        }
        int low = by > 0 ? 0 : -1;
        int high = by > 0 ? size : size - 1;
        int from = start == PyNone.NONE ? (by > 0 ? low : high) : clamp(number(start), size, low, high);
        int to = stop == PyNone.NONE ? (by > 0 ? high : low) : clamp(number(stop), size, low, high);
        return new int[] {from, to, Math.max(-Integer.MAX_VALUE / 2, Math.min(by, Integer.MAX_VALUE / 2))};
    }

    private static int clamp(int index, int size, int low, int high) {
        long place = index < 0 ? (long) index + size : index;
        return (int) Math.max(low, Math.min(place, high));
    }

    private static int number(Object value) {
        if (value instanceof JinjaUndefined jinjaUndefined) {
            jinjaUndefined.useAlways();
        }
        if (!PyTypes.isIntLike(value)) {
            throw JinjaFault.type("slice indices must be integers or None or have an __index__ method");
        }
        BigInteger big = PyInt.big(value);
        int half = Integer.MAX_VALUE / 2;
        return big.bitLength() < 31 ? big.intValue() : big.signum() < 0 ? -half : half;
    }
}
