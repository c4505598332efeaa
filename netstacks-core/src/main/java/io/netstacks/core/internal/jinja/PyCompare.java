package io.netstacks.core.internal.jinja;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Equality and order of values, as Python sees them. */
final class PyCompare {

    private PyCompare() {}

    static boolean equal(RenderRun run, Object a, Object b) {
        if (a instanceof JinjaUndefined || b instanceof JinjaUndefined) {
            useStrictly(a);
            useStrictly(b);
            return a instanceof JinjaUndefined && b instanceof JinjaUndefined;
        }
        if (a == b) {
            return !isNaN(a);
        }
        if (PyTypes.isNumber(a) && PyTypes.isNumber(b)) {
            return numbersEqual(a, b);
        }
        if (PyTypes.isText(a) && PyTypes.isText(b)) {
            return PyPrinting.str(run, a).equals(PyPrinting.str(run, b));
        }
        List<Object> left = items(a);
        List<Object> right = items(b);
        if (left != null && right != null) {
            return a instanceof List == b instanceof List && listsEqual(run, left, right);
        }
        if (a instanceof PyDict x && b instanceof PyDict y) {
            return dictsEqual(run, x, y);
        }
        if (a instanceof PyView x && b instanceof PyView y) {
            return viewsEqual(run, x, y);
        }
        return a.equals(b);
    }

    private static void useStrictly(Object value) {
        if (value instanceof JinjaUndefined undefined) {
            undefined.useStrictly();
        }
    }

    private static boolean numbersEqual(Object a, Object b) {
        if (a instanceof Long x && b instanceof Long y) {
            return x.longValue() == y.longValue();
        }
        if (a instanceof Double x && b instanceof Double y) {
            return x.doubleValue() == y.doubleValue();
        }
        return compareNumbers(a, b) == 0;
    }

    private static boolean listsEqual(RenderRun run, List<Object> a, List<Object> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            run.step();
            if (!equal(run, a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean dictsEqual(RenderRun run, PyDict a, PyDict b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (Map.Entry<Object, Object> entry : a.entries()) {
            Object other = b.get(entry.getKey());
            run.step();
            if (other == null || !equal(run, entry.getValue(), other)) {
                return false;
            }
        }
        return true;
    }

    private static boolean viewsEqual(RenderRun run, PyView a, PyView b) {
        if (a.kind() != b.kind() || a.kind() == PyView.Kind.VALUES) {
            return false;
        }
        return a.kind() == PyView.Kind.ITEMS
                ? dictsEqual(run, a.dict(), b.dict())
                : a.dict().keys().equals(b.dict().keys());
    }

    /** Returns what to compare one by one; null if the value is no list and no tuple. */
    private static @Nullable List<Object> items(Object value) {
        if (value instanceof PyTuple tuple) {
            return tuple.items();
        }
        if (value instanceof List) {
            @SuppressWarnings("unchecked")
            List<Object> list = (List<Object>) value;
            return list;
        }
        return null;
    }

    /** Compares for order; fails for values that have none between them. */
    static int compare(RenderRun run, Object a, Object b, String operator) {
        if (a instanceof Long x && b instanceof Long y) {
            return Long.compare(x, y);
        }
        if (PyTypes.isNumber(a) && PyTypes.isNumber(b)) {
            return compareNumbers(a, b);
        }
        if (PyTypes.isText(a) && PyTypes.isText(b)) {
            return compareText(PyPrinting.str(run, a), PyPrinting.str(run, b));
        }
        List<Object> left = items(a);
        List<Object> right = items(b);
        if (left != null && right != null && a instanceof List == b instanceof List) {
            return compareLists(run, left, right, operator);
        }
        if (a instanceof JinjaUndefined || b instanceof JinjaUndefined) {
            PyOps.useAlways(a, b);
            return 0;
        }
        throw JinjaFault.type("'" + operator + "' not supported between instances of '" + PyTypes.name(a) + "' and '"
                + PyTypes.name(b) + "'");
    }

    /** Tells whether an order comparison of two numbers holds; one with NaN never does. */
    static boolean unordered(Object a, Object b) {
        return isNaN(a) || isNaN(b);
    }

    private static boolean isNaN(Object value) {
        return value instanceof Double number && number.isNaN();
    }

    private static int compareNumbers(Object a, Object b) {
        if (unordered(a, b)) {
            return -1;
        }
        if (isInfinite(a) || isInfinite(b)) {
            return Double.compare(finite(a), finite(b));
        }
        return decimal(a).compareTo(decimal(b));
    }

    private static boolean isInfinite(Object value) {
        return value instanceof Double number && number.isInfinite();
    }

    private static double finite(Object number) {
        return number instanceof Double real ? real : 0;
    }

    private static BigDecimal decimal(Object number) {
        return number instanceof Double real ? new BigDecimal(real) : new BigDecimal(PyInt.big(number));
    }

    /** Orders by code points; UTF-16 units would put characters beyond the basic plane too early. */
    static int compareText(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        for (int i = 0; i < shorter; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean mixed = Character.isSurrogate(x) != Character.isSurrogate(y);
                return mixed ? (Character.isSurrogate(x) ? 1 : -1) : x - y;
            }
        }
        return a.length() - b.length();
    }

    private static int compareLists(RenderRun run, List<Object> a, List<Object> b, String operator) {
        Iterator<Object> right = b.iterator();
        for (Object x : a) {
            if (!right.hasNext()) {
                return 1;
            }
            Object y = right.next();
            run.step();
            if (!equal(run, x, y)) {
                return compare(run, x, y, operator);
            }
        }
        return right.hasNext() ? -1 : 0;
    }
}
