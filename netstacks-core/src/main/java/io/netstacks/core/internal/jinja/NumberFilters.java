package io.netstacks.core.internal.jinja;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Jinja2's filters on numbers. */
final class NumberFilters {

    private static final Pattern FLOAT = Pattern.compile(
            "[+-]?(?:\\d+(?:_\\d+)*\\.?(?:\\d+(?:_\\d+)*)?|\\.\\d+(?:_\\d+)*)(?:[eE][+-]?\\d+(?:_\\d+)*)?");
    private static final String[] DECIMAL_UNITS = {"kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"};
    private static final String[] BINARY_UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"};

    private NumberFilters() {}

    static void addTo(JinjaLibrary.Builder library) {
        library.filter("abs", "number", NumberFilters::abs);
        library.filter("int", "value ?default base", NumberFilters::toInt);
        library.filter("float", "value ?default", NumberFilters::toFloat);
        library.filter("round", "value ?precision method", NumberFilters::round);
        library.filter("filesizeformat", "value ?binary", NumberFilters::fileSize);
        library.filter("pprint", "value", a -> PrettyText.of(a.run(), a.get(0)));
    }

    private static Object abs(CallBinding a) {
        Object value = a.get(0);
        if (value instanceof JinjaUndefined jinjaUndefined) {
            return jinjaUndefined.useAlways();
        }
        if (value instanceof Double d) {
            return Math.abs(d);
        }
        if (!PyTypes.isIntLike(value)) {
            throw JinjaFault.type("bad operand type for abs(): '" + PyTypes.name(value) + "'");
        }
        return PyInt.of(PyInt.big(value).abs());
    }

    private static Object toInt(CallBinding a) {
        Object value = a.get(0);
        Object otherwise = a.get(1, 0L);
        if (value instanceof JinjaUndefined jinjaUndefined) {
            return jinjaUndefined.useAlways();
        }
        if (PyTypes.isIntLike(value)) {
            return PyOps.asInt(value);
        }
        if (value instanceof Double d) {
            double number = d;
            return Double.isNaN(number) || Double.isInfinite(number) ? otherwise : PyInt.fromDouble(number);
        }
        if (!PyTypes.isText(value)) {
            return otherwise;
        }
        String text = a.soft(0);
        Object whole = parseInt(text, a.number(2, 10));
        if (whole != null) {
            return whole;
        }
        Object number = parseFloat(text);
        return number instanceof Double d && Double.isFinite(d) ? PyInt.fromDouble(d) : otherwise;
    }

    /** Reads a whole number as Python's int does; null if the text is none. */
    static @Nullable Object parseInt(String text, int base) {
        String digits = PyStrings.strip(text, true, true);
        boolean negative = digits.startsWith("-");
        digits = negative || digits.startsWith("+") ? digits.substring(1) : digits;
        String lower = digits.toLowerCase(Locale.ROOT);
        int prefix = lower.startsWith("0x") ? 16 : lower.startsWith("0o") ? 8 : lower.startsWith("0b") ? 2 : 0;
        int radix = base;
        if (prefix != 0 && (base == prefix || base == 0)) {
            radix = prefix;
            digits = digits.substring(digits.length() > 2 && digits.charAt(2) == '_' ? 3 : 2);
        } else if (base == 0) {
            radix = 10;
            if (digits.length() > 1 && digits.startsWith("0") && !digits.matches("0+(_0+)*")) {
                return null;
            }
        }
        if (radix < 2
                || radix > 36
                || digits.isEmpty()
                || digits.startsWith("_")
                || digits.endsWith("_")
                || digits.contains("__")) {
            return null;
        }
        String bare = digits.replace("_", "");
        for (int i = 0; i < bare.length(); i++) {
            if (Character.digit(bare.charAt(i), radix) < 0) {
                return null;
            }
        }
        BigInteger value = PyInt.big(PyInt.parse(bare, radix));
        return PyInt.of(negative ? value.negate() : value);
    }

    /** Reads a number as Python's float does; null if the text is none. */
    static @Nullable Object parseFloat(String text) {
        String number = PyStrings.strip(text, true, true);
        if (FLOAT.matcher(number).matches()) {
            return Double.parseDouble(number.replace("_", ""));
        }
        String bare = number.toLowerCase(Locale.ROOT);
        String sign = bare.startsWith("-") ? "-" : "";
        bare = bare.startsWith("-") || bare.startsWith("+") ? bare.substring(1) : bare;
        if (bare.equals("inf") || bare.equals("infinity")) {
            return sign.isEmpty() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
        return bare.equals("nan") ? (Object) Double.NaN : null;
    }

    private static Object toFloat(CallBinding a) {
        Object value = a.get(0);
        if (value instanceof JinjaUndefined jinjaUndefined) {
            return jinjaUndefined.useAlways();
        }
        if (PyTypes.isNumber(value)) {
            return PyOps.toDouble(value);
        }
        Object number = PyTypes.isText(value) ? parseFloat(a.soft(0)) : null;
        return number != null ? number : a.get(1, 0.0);
    }

    private static Object round(CallBinding a) {
        String method = a.text(2, "common");
        int precision = a.number(1, 0);
        Object value = a.get(0);
        if (!method.equals("common") && !method.equals("ceil") && !method.equals("floor")) {
            throw JinjaFault.value("method must be common, ceil or floor");
        }
        if (value instanceof JinjaUndefined jinjaUndefined) {
            return jinjaUndefined.useAlways();
        }
        if (!PyTypes.isNumber(value)) {
            throw JinjaFault.type("type " + PyTypes.name(value) + " doesn't define __round__ method");
        }
        if (Math.abs((long) precision) > 400) {
            return precision > 0 ? value : PyTypes.isIntLike(value) ? (Object) 0L : (Object) 0.0;
        }
        if (method.equals("common")) {
            return common(value, precision);
        }
        Object scale = PyOps.power(10L, (long) precision);
        Object scaled = PyOps.isFloat(value, scale)
                ? (Object) (PyOps.toDouble(value) * PyOps.toDouble(scale))
                : PyInt.multiply(PyOps.asInt(value), scale);
        Object whole = scaled instanceof Double d
                ? PyInt.fromDouble(method.equals("ceil") ? Math.ceil(d) : Math.floor(d))
                : scaled;
        return PyOps.divide(whole, scale);
    }

    private static Object common(Object value, int precision) {
        if (PyTypes.isIntLike(value)) {
            if (precision >= 0) {
                return PyOps.asInt(value);
            }
            BigDecimal rounded = new BigDecimal(PyInt.big(value)).setScale(precision, RoundingMode.HALF_EVEN);
            return PyInt.of(rounded.toBigInteger());
        }
        double number = (Double) value;
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return value;
        }
        double rounded = new BigDecimal(number)
                .setScale(precision, RoundingMode.HALF_EVEN)
                .doubleValue();
        return rounded == 0 ? (Object) Math.copySign(0.0, number) : rounded;
    }

    private static Object fileSize(CallBinding a) {
        Object value = a.get(0);
        double bytes = PyTypes.isText(value)
                ? PyOps.toDouble(Objects.requireNonNullElseGet(parseFloat(a.soft(0)), () -> {
                    throw JinjaFault.value("could not convert string to float: " + a.soft(0));
                }))
                : number(value);
        boolean binary = a.truth(1, false);
        double base = binary ? 1024 : 1000;
        if (bytes == 1) {
            return "1 Byte";
        }
        if (bytes < base) {
            return PyInt.fromDouble(bytes) + " Bytes";
        }
        String[] units = binary ? BINARY_UNITS : DECIMAL_UNITS;
        int i = 0;
        double unit = base * base;
        while (i < units.length - 1 && bytes >= unit) {
            unit *= base;
            i++;
        }
        return PyFormatSpec.parse(".1f").apply(a.run(), base * bytes / unit) + " " + units[i];
    }

    private static double number(Object value) {
        if (!PyTypes.isNumber(value)) {
            if (value instanceof JinjaUndefined jinjaUndefined) {
                jinjaUndefined.useAlways();
                return 0;
            }
            throw JinjaFault.type("a number is needed, not " + PyTypes.name(value));
        }
        return PyOps.toDouble(value);
    }
}
