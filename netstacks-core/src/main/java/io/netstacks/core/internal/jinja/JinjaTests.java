package io.netstacks.core.internal.jinja;

import java.util.List;

/** Jinja2's tests. */
final class JinjaTests {

    private JinjaTests() {}

    static void addTo(JinjaLibrary.Builder library) {
        library.test("defined", "value", a -> !(a.get(0) instanceof JinjaUndefined));
        library.test("undefined", "value", a -> a.get(0) instanceof JinjaUndefined);
        library.test("none", "value", a -> a.get(0) == PyNone.NONE);
        library.test("boolean", "value", a -> a.get(0) instanceof Boolean);
        library.test("true", "value", a -> Boolean.TRUE.equals(a.get(0)));
        library.test("false", "value", a -> Boolean.FALSE.equals(a.get(0)));
        library.test("integer", "value", a -> PyTypes.isInt(a.get(0)));
        library.test("float", "value", a -> a.get(0) instanceof Double);
        library.test("number", "value", a -> PyTypes.isNumber(a.get(0)));
        library.test("string", "value", a -> PyTypes.isText(a.get(0)));
        library.test("mapping", "value", a -> a.get(0) instanceof PyDict);
        library.test("sequence", "value", a -> isSequence(a));
        library.test("iterable", "value", a -> isIterable(a.get(0)));
        library.test(
                "callable", "object", a -> a.get(0) instanceof JinjaCallable || a.get(0) instanceof JinjaUndefined);
        library.test("escaped", "value", a -> a.get(0) instanceof Markup);
        library.test("upper", "value", a -> PyTextMethods.isUpper(a.soft(0)));
        library.test("lower", "value", a -> PyTextMethods.isLower(a.soft(0)));
        library.test("odd", "value", a -> isRest(a, 2L, 1L));
        library.test("even", "value", a -> isRest(a, 2L, 0L));
        library.test("divisibleby", "value num", a -> isRest(a, a.get(1), 0L));
        library.test("sameas", "value other", a -> same(a.get(0), a.get(1)));
        library.test("in", "value seq", a -> PySequences.contains(a.run(), a.get(1), a.get(0)));
        library.test("filter", "value", a -> a.run().library().hasFilter(name(a)));
        library.test("test", "value", a -> a.run().library().hasTest(name(a)));
        comparison(library, "==", "eq", "equalto", "==");
        comparison(library, "!=", "ne", "!=");
        comparison(library, "<", "lt", "lessthan", "<");
        comparison(library, "<=", "le", "<=");
        comparison(library, ">", "gt", "greaterthan", ">");
        comparison(library, ">=", "ge", ">=");
    }

    private static void comparison(JinjaLibrary.Builder library, String operator, String... names) {
        for (String name : names) {
            library.test(name, "a b", a -> JinjaExpr.Compare.holds(a.run(), operator, a.get(0), a.get(1)));
        }
    }

    private static Object isIterable(Object value) {
        if (value instanceof JinjaUndefined jinjaUndefined) {
            jinjaUndefined.useStrictly();
        }
        return PySequences.isIterable(value);
    }

    private static String name(CallBinding a) {
        if (a.get(0) instanceof JinjaUndefined) {
            ((JinjaUndefined) a.get(0)).useAlways();
        }
        return PyTypes.isText(a.get(0)) ? a.text(0) : "";
    }

    private static Object isSequence(CallBinding a) {
        Object value = a.get(0);
        if (value instanceof JinjaUndefined jinjaUndefined) {
            jinjaUndefined.useStrictly();
            return true;
        }
        return PyTypes.isText(value)
                || value instanceof List
                || value instanceof PyTuple
                || value instanceof PyDict
                || value instanceof PyRange;
    }

    private static Object isRest(CallBinding a, Object divisor, Object rest) {
        return PyCompare.equal(a.run(), PyOps.modulo(a.run(), a.get(0), divisor), rest);
    }

    // Small whole numbers and short texts are one object in Python as well, which this follows where it can be seen
    private static Object same(Object a, Object b) {
        boolean plain = a instanceof Boolean || PyTypes.isInt(a) || a instanceof String;
        return a == b || (plain && a.equals(b));
    }
}
