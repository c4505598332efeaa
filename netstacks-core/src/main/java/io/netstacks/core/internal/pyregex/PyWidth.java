package io.netstacks.core.internal.pyregex;

import java.util.List;

/**
 * How many characters a part of a pattern can take, for look-behinds and to find what may take nothing. Immutable.
 *
 * @param min the fewest
 * @param max the most; {@link #ENDLESS} and more when there is no bound
 */
record PyWidth(long min, long max) {

    static final long ENDLESS = 1L << 40;

    /** Anything at all. */
    static final PyWidth UNKNOWN = new PyWidth(0, ENDLESS);

    private static final PyWidth NOTHING = new PyWidth(0, 0);
    private static final PyWidth ONE = new PyWidth(1, 1);

    /** Measures a part; the groups are the widths of those that a back reference may mean, by index from 0. */
    static PyWidth of(PyNode node, List<PyWidth> groups) {
        if (node instanceof PyNode.Literal || node instanceof PyNode.AnyChar || node instanceof PyNode.CharClass) {
            return ONE;
        }
        if (node instanceof PyNode.Sequence sequence) {
            return sequence.parts().stream().map(p -> of(p, groups)).reduce(NOTHING, PyWidth::then);
        }
        if (node instanceof PyNode.Alternation alternation) {
            return alternation.branches().stream()
                    .map(b -> of(b, groups))
                    .reduce(PyWidth::or)
                    .orElse(NOTHING);
        }
        if (node instanceof PyNode.Repeat repeat) {
            return of(repeat.body(), groups).times(repeat.min(), repeat.max());
        }
        if (node instanceof PyNode.Capture capture) {
            return of(capture.body(), groups);
        }
        if (node instanceof PyNode.Plain plain) {
            return of(plain.body(), groups);
        }
        if (node instanceof PyNode.CaseScope scope) {
            return of(scope.body(), groups);
        }
        if (node instanceof PyNode.Atomic atomic) {
            return of(atomic.body(), groups);
        }
        if (node instanceof PyNode.BackReference reference) {
            return reference.index() <= groups.size() ? groups.get(reference.index() - 1) : UNKNOWN;
        }
        if (node instanceof PyNode.Conditional conditional) {
            return of(conditional.yes(), groups).or(of(conditional.no(), groups));
        }
        return NOTHING;
    }

    private PyWidth then(PyWidth next) {
        return new PyWidth(bounded(min + next.min), bounded(max + next.max));
    }

    private PyWidth or(PyWidth other) {
        return new PyWidth(Math.min(min, other.min), Math.max(max, other.max));
    }

    private PyWidth times(int least, int most) {
        long top = most == PyNode.UNBOUNDED ? (max == 0 ? 0 : ENDLESS) : bounded(saturated(max, most));
        return new PyWidth(bounded(saturated(min, least)), top);
    }

    private static long saturated(long a, long b) {
        return a != 0 && b > ENDLESS / a ? ENDLESS : a * b;
    }

    private static long bounded(long width) {
        return Math.min(width, ENDLESS);
    }
}
