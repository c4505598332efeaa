package io.netstacks.core.internal.jinja;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Whole numbers of any size: a {@link Long} where it fits, a {@link BigInteger} where not; never a big one that would fit.
 */
final class PyInt {

    /** The longest number that is computed; two times this still multiplies within a blink. */
    private static final int MAX_BITS = 100_000;

    /** Python 3.11 neither reads nor prints longer numbers. */
    private static final int MAX_DIGITS = 4300;

    private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private PyInt() {}

    static Object of(BigInteger value) {
        if (value.bitLength() > MAX_BITS) {
            throw tooLong();
        }
        return value.compareTo(MIN) >= 0 && value.compareTo(MAX) <= 0 ? value.longValue() : value;
    }

    static BigInteger big(Object value) {
        if (value instanceof BigInteger big) {
            return big;
        }
        if (value instanceof Boolean truth) {
            return truth ? BigInteger.ONE : BigInteger.ZERO;
        }
        return BigInteger.valueOf((Long) value);
    }

    /** Cuts off the fraction. */
    static Object fromDouble(double value) {
        if (Double.isNaN(value)) {
            throw JinjaFault.value("cannot convert float NaN to integer");
        }
        if (Double.isInfinite(value)) {
            throw JinjaFault.value("cannot convert float infinity to integer");
        }
        return Math.abs(value) < 1e18 ? (Object) (long) value : of(new BigDecimal(value).toBigInteger());
    }

    static Object parse(String digits, int radix) {
        if (digits.length() > MAX_DIGITS) {
            throw tooLong();
        }
        return of(new BigInteger(digits, radix));
    }

    static String text(BigInteger value) {
        if (value.bitLength() > MAX_DIGITS * 3.33) {
            throw tooLong();
        }
        return value.toString();
    }

    static Object multiply(Object a, Object b) {
        if (a instanceof Long x && b instanceof Long y) {
            long high = Math.multiplyHigh(x, y);
            long low = x * y;
            if ((high == 0 && low >= 0) || (high == -1 && low < 0)) {
                return low;
            }
        }
        BigInteger left = big(a);
        BigInteger right = big(b);
        if (left.bitLength() + right.bitLength() > MAX_BITS + 1) {
            throw tooLong();
        }
        return of(left.multiply(right));
    }

    static Object power(BigInteger base, BigInteger exponent) {
        boolean small = base.abs().bitLength() <= 1;
        if (small) {
            boolean negative = base.signum() < 0 && exponent.testBit(0);
            return exponent.signum() == 0
                    ? 1L
                    : (Object) (negative ? -1L : (long) base.abs().intValue());
        }
        if (exponent.bitLength() > 31 || (long) base.bitLength() * exponent.intValue() > MAX_BITS) {
            throw tooLong();
        }
        return of(base.pow(exponent.intValue()));
    }

    /** Divides towards minus infinity, as {@code //} does. */
    static Object floorDivide(Object a, Object b) {
        if (a instanceof Long x && b instanceof Long y && !(x == Long.MIN_VALUE && y == -1L)) {
            return Math.floorDiv(x, y);
        }
        BigInteger[] parts = big(a).divideAndRemainder(big(b));
        boolean down = parts[1].signum() != 0 && parts[1].signum() != big(b).signum();
        return of(down ? parts[0].subtract(BigInteger.ONE) : parts[0]);
    }

    /** Returns the remainder, which has the sign of the divisor. */
    static Object modulo(Object a, Object b) {
        if (a instanceof Long x && b instanceof Long y) {
            return Math.floorMod(x, y);
        }
        BigInteger rest = big(a).remainder(big(b));
        boolean other = rest.signum() != 0 && rest.signum() != big(b).signum();
        return of(other ? rest.add(big(b)) : rest);
    }

    private static JinjaFault tooLong() {
        return JinjaFault.limit("a whole number grew beyond " + MAX_DIGITS + " digits");
    }
}
