package io.netstacks.core.internal.jinja;

import java.math.BigDecimal;
import java.math.BigInteger;

/** The methods and fields of numbers. */
final class PyNumberMethods {

    private PyNumberMethods() {}

    static PyMethodTable table() {
        PyMethodTable t = new PyMethodTable(Number.class);
        t.add(Number.class, "bit_length", "", (n, a) ->
                (long) whole(n, "bit_length").abs().bitLength());
        t.add(Number.class, "bit_count", "", (n, a) ->
                (long) whole(n, "bit_count").abs().bitCount());
        t.add(Number.class, "conjugate", "", (n, a) -> n);
        t.add(Number.class, "is_integer", "", (n, a) -> isInteger(n));
        t.add(Number.class, "as_integer_ratio", "", (n, a) -> ratio(n));
        return t.refuse("to_bytes", "from_bytes", "hex", "fromhex");
    }

    private static Object isInteger(Number number) {
        if (!(number instanceof Double)) {
            throw JinjaFault.type("'int object' has no attribute 'is_integer'");
        }
        double value = number.doubleValue();
        return value == Math.rint(value) && !Double.isInfinite(value);
    }

    private static BigInteger whole(Number number, String method) {
        if (number instanceof Double) {
            throw JinjaFault.type("'float' object has no attribute '" + method + "'");
        }
        return PyInt.big(number);
    }

    private static Object ratio(Number number) {
        if (!(number instanceof Double)) {
            return PyTuple.of(number, 1L);
        }
        double value = number.doubleValue();
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw JinjaFault.value("cannot convert " + PyPrinting.number(value) + " to integer ratio");
        }
        BigDecimal exact = new BigDecimal(value);
        BigInteger divisor = BigInteger.TEN.pow(Math.max(0, exact.scale()));
        BigInteger dividend = exact.multiply(new BigDecimal(divisor)).toBigIntegerExact();
        BigInteger common = dividend.gcd(divisor);
        return PyTuple.of(PyInt.of(dividend.divide(common)), PyInt.of(divisor.divide(common)));
    }

    static Object field(Object number, String name) {
        boolean real = number instanceof Double;
        switch (name) {
            case "real" -> {
                return PyOps.asInt(number);
            }
            case "imag" -> {
                return real ? (Object) 0.0 : (Object) 0L;
            }
            default -> {
                if (real) {
                    throw JinjaFault.type("'float' object has no attribute '" + name + "'");
                }
                return name.equals("numerator") ? PyOps.asInt(number) : 1L;
            }
        }
    }
}
