package io.netstacks.core.internal.jinja;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** Python's operators on values. */
final class PyOps {

    private PyOps() {}

    static boolean truth(RenderRun run, Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        if (value instanceof String text) {
            return !text.isEmpty();
        }
        if (value == PyNone.NONE) {
            return false;
        }
        if (value instanceof Long number) {
            return number != 0;
        }
        if (value instanceof Double number) {
            return number != 0;
        }
        if (value instanceof JinjaUndefined undefined) {
            undefined.useStrictly();
            return false;
        }
        return !PySequences.isSized(value) || PySequences.size(run, value) > 0;
    }

    static Object add(RenderRun run, Object a, Object b) {
        if (a instanceof Long x && b instanceof Long y) {
            long sum = x + y;
            if (((x ^ sum) & (y ^ sum)) >= 0) {
                return sum;
            }
        }
        if (PyTypes.isNumber(a) && PyTypes.isNumber(b)) {
            return isFloat(a, b)
                    ? (Object) (toDouble(a) + toDouble(b))
                    : PyInt.of(PyInt.big(a).add(PyInt.big(b)));
        }
        if (a instanceof String x && b instanceof String y) {
            run.reserve(x.length() + (long) y.length());
            return x + y;
        }
        if (PyTypes.isText(a) && PyTypes.isText(b)) {
            return new Markup(escaped(a) + escaped(b));
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            run.reserve(x.size() + (long) y.size());
            List<Object> sum = new ArrayList<>(x);
            sum.addAll(y);
            return sum;
        }
        if (a instanceof PyTuple x && b instanceof PyTuple y) {
            List<Object> sum = new ArrayList<>(x.items());
            sum.addAll(y.items());
            run.reserve(sum.size());
            return PyTuple.copyOf(sum);
        }
        return unsupported("+", a, b);
    }

    private static String escaped(Object text) {
        return text instanceof Markup markup ? markup.text() : Markup.escape((String) text);
    }

    static Object subtract(Object a, Object b) {
        if (PyTypes.isNumber(a) && PyTypes.isNumber(b)) {
            return isFloat(a, b)
                    ? (Object) (toDouble(a) - toDouble(b))
                    : PyInt.of(PyInt.big(a).subtract(PyInt.big(b)));
        }
        if (a instanceof PyView && b instanceof PyView) {
            throw JinjaFault.unsupported("subtracting dictionary views");
        }
        return unsupported("-", a, b);
    }

    static Object multiply(RenderRun run, Object a, Object b) {
        if (PyTypes.isNumber(a) && PyTypes.isNumber(b)) {
            return isFloat(a, b) ? (Object) (toDouble(a) * toDouble(b)) : PyInt.multiply(a, b);
        }
        if (PyTypes.isIntLike(b)) {
            return repeat(run, a, b);
        }
        return PyTypes.isIntLike(a) ? repeat(run, b, a) : unsupported("*", a, b);
    }

    private static Object repeat(RenderRun run, Object value, Object count) {
        boolean sequence = PyTypes.isText(value) || value instanceof List || value instanceof PyTuple;
        if (!sequence) {
            return unsupported("*", value, count);
        }
        int size = value instanceof String text ? text.length() : PySequences.size(run, value);
        double total = Math.max(0, PyInt.big(count).doubleValue()) * size;
        run.reserve((long) Math.min(total, Long.MAX_VALUE));
        int times = size == 0 ? 0 : Math.max(0, PyInt.big(count).intValue());
        if (total == 0) {
            times = 0;
        }
        if (value instanceof String text) {
            return text.repeat(times);
        }
        if (value instanceof Markup markup) {
            return new Markup(markup.text().repeat(times));
        }
        List<Object> all = new ArrayList<>(times * size);
        List<?> once = value instanceof List<?> list ? list : ((PyTuple) value).items();
        for (int i = 0; i < times; i++) {
            all.addAll(once);
        }
        return value instanceof List ? all : PyTuple.copyOf(all);
    }

    static Object divide(Object a, Object b) {
        if (!PyTypes.isNumber(a) || !PyTypes.isNumber(b)) {
            return unsupported("/", a, b);
        }
        double divisor = toDouble(b);
        if (divisor == 0) {
            throw JinjaFault.value(isFloat(a, b) ? "float division by zero" : "division by zero");
        }
        if (isFloat(a, b) || (PyInt.big(a).bitLength() < 53 && PyInt.big(b).bitLength() < 53)) {
            return toDouble(a) / divisor;
        }
        return checked(new BigDecimal(PyInt.big(a))
                .divide(new BigDecimal(PyInt.big(b)), new MathContext(60))
                .doubleValue());
    }

    static Object floorDivide(Object a, Object b) {
        if (!PyTypes.isNumber(a) || !PyTypes.isNumber(b)) {
            return unsupported("//", a, b);
        }
        if (isFloat(a, b)) {
            double divisor = toDouble(b);
            if (divisor == 0) {
                throw JinjaFault.value("float floor division by zero");
            }
            double rest = toDouble(a) % divisor;
            boolean down = rest != 0 && (rest < 0) != (divisor < 0);
            double quotient = Math.rint((toDouble(a) - rest) / divisor - (down ? 1 : 0));
            return quotient == 0 ? Math.copySign(0.0, toDouble(a) / divisor) : quotient;
        }
        if (PyInt.big(b).signum() == 0) {
            throw JinjaFault.value("integer division or modulo by zero");
        }
        return PyInt.floorDivide(asInt(a), asInt(b));
    }

    static Object modulo(RenderRun run, Object a, Object b) {
        if (PyTypes.isText(a)) {
            return PyPercentFormat.apply(run, a, b);
        }
        if (!PyTypes.isNumber(a) || !PyTypes.isNumber(b)) {
            return unsupported("%", a, b);
        }
        if (isFloat(a, b)) {
            if (toDouble(b) == 0) {
                throw JinjaFault.value("float modulo by zero");
            }
            return floatModulo(toDouble(a), toDouble(b));
        }
        if (PyInt.big(b).signum() == 0) {
            throw JinjaFault.value("integer modulo by zero");
        }
        return PyInt.modulo(asInt(a), asInt(b));
    }

    private static double floatModulo(double a, double b) {
        double rest = a % b;
        if (rest != 0 && (rest < 0) != (b < 0)) {
            return rest + b;
        }
        return rest == 0 ? Math.copySign(0.0, b) : rest;
    }

    static Object power(Object a, Object b) {
        if (!PyTypes.isNumber(a) || !PyTypes.isNumber(b)) {
            return unsupported("** or pow()", a, b);
        }
        if (!isFloat(a, b) && PyInt.big(b).signum() >= 0) {
            return PyInt.power(PyInt.big(a), PyInt.big(b));
        }
        double base = toDouble(a);
        double exponent = toDouble(b);
        if (base == 0 && exponent < 0) {
            throw JinjaFault.value("0.0 cannot be raised to a negative power");
        }
        if (base < 0 && exponent != Math.rint(exponent) && !Double.isInfinite(base)) {
            throw JinjaFault.unsupported("a complex number (root of a negative one)");
        }
        double result = Math.pow(base, exponent);
        if (Double.isInfinite(result) && !Double.isInfinite(base) && !Double.isInfinite(exponent)) {
            throw JinjaFault.value("(34, 'Numerical result out of range')");
        }
        return result;
    }

    static Object negate(Object value) {
        if (value instanceof Double number) {
            return -number;
        }
        if (PyTypes.isIntLike(value)) {
            return PyInt.of(PyInt.big(value).negate());
        }
        return unary("-", value);
    }

    static Object plus(Object value) {
        if (value instanceof Double) {
            return value;
        }
        return PyTypes.isIntLike(value) ? asInt(value) : unary("+", value);
    }

    private static Object unary(String operator, Object value) {
        if (value instanceof JinjaUndefined undefined) {
            return undefined.useAlways();
        }
        throw JinjaFault.type("bad operand type for unary " + operator + ": '" + PyTypes.name(value) + "'");
    }

    static Object asInt(Object value) {
        return value instanceof Boolean truth ? (Object) (truth ? 1L : 0L) : value;
    }

    static boolean isFloat(Object a, Object b) {
        return a instanceof Double || b instanceof Double;
    }

    static double toDouble(Object value) {
        if (value instanceof Double number) {
            return number;
        }
        return value instanceof Long number
                ? number.doubleValue()
                : checked(PyInt.big(value).doubleValue());
    }

    private static double checked(double value) {
        if (Double.isInfinite(value)) {
            throw JinjaFault.value("int too large to convert to float");
        }
        return value;
    }

    /** Uses the operand that is undefined; at least one is. */
    static Object useAlways(Object a, Object b) {
        if (a instanceof JinjaUndefined undefined) {
            return undefined.useAlways();
        }
        return ((JinjaUndefined) b).useAlways();
    }

    private static Object unsupported(String operator, Object a, Object b) {
        if (a instanceof JinjaUndefined || b instanceof JinjaUndefined) {
            return useAlways(a, b);
        }
        if (PyTypes.isText(a) && operator.equals("+")) {
            throw JinjaFault.type("can only concatenate str (not \"" + PyTypes.name(b) + "\") to str");
        }
        throw JinjaFault.type("unsupported operand type(s) for " + operator + ": '" + PyTypes.name(a) + "' and '"
                + PyTypes.name(b) + "'");
    }
}
