package io.netstacks.core.internal.jinja;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How one value is laid out: Python's format specification mini-language, {@code [[fill]align][sign][#][0][width][,][.n][type]}.
 * The older {@code %} conversions are brought into this form.
 */
record PyFormatSpec(
        int fill, char align, char sign, boolean alternate, int width, char grouping, int precision, char type) {

    private static final Pattern SYNTAX = Pattern.compile(
            "(?:(.)?([<>=^]))?([-+ ])?(#)?(0)?(\\d{1,9})?([,_])?(?:\\.(\\d{1,9}))?([bcdeEfFgGnosxX%])?",
            Pattern.DOTALL | Pattern.UNICODE_CHARACTER_CLASS);

    static PyFormatSpec parse(String spec) {
        Matcher m = SYNTAX.matcher(spec);
        if (!m.matches()) {
            throw JinjaFault.value("Invalid format specifier '" + spec + "'");
        }
        boolean zero = m.group(5) != null;
        char align = m.group(2) != null ? m.group(2).charAt(0) : 0;
        int fill = m.group(1) != null ? m.group(1).codePointAt(0) : zero ? '0' : ' ';
        return new PyFormatSpec(
                fill,
                align,
                m.group(3) == null ? 0 : m.group(3).charAt(0),
                m.group(4) != null,
                m.group(6) == null ? 0 : Integer.parseInt(m.group(6)),
                m.group(7) == null ? 0 : m.group(7).charAt(0),
                m.group(8) == null ? -1 : Integer.parseInt(m.group(8)),
                m.group(9) == null ? 0 : m.group(9).charAt(0));
    }

    String apply(RenderRun run, Object value) {
        if (grouping != 0
                && (type == 'n' || type == 'c' || (grouping == ',' && "boxX".indexOf(type) >= 0 && type != 0))) {
            throw JinjaFault.value("Cannot specify '" + grouping + "' with '" + type + "'.");
        }
        if (value instanceof String || value instanceof Markup) {
            return text(run, PyPrinting.str(run, value));
        }
        boolean whole = PyTypes.isIntLike(value);
        if (value instanceof Boolean && type == 0) {
            return equals(parse("")) ? PyPrinting.str(run, value) : number(run, PyOps.asInt(value), true);
        }
        if (whole || value instanceof Double) {
            return number(run, PyOps.asInt(value), whole);
        }
        if (equals(parse(""))) {
            return PyPrinting.str(run, value);
        }
        throw JinjaFault.type("unsupported format string passed to " + PyTypes.name(value) + ".__format__");
    }

    private String text(RenderRun run, String value) {
        if (type != 0 && type != 's') {
            throw JinjaFault.value("Unknown format code '" + type + "' for object of type 'str'");
        }
        if (align == '=' || sign != 0 || alternate || grouping != 0) {
            throw JinjaFault.value("Sign, '=' alignment, '#' and ',' are not allowed in a format specifier for text");
        }
        boolean longer = precision >= 0 && PyStrings.length(value) > precision;
        String cut = longer ? value.substring(0, value.offsetByCodePoints(0, precision)) : value;
        return pad(run, "", cut, align == 0 ? '<' : align);
    }

    private String number(RenderRun run, Object value, boolean whole) {
        if (whole && (type == 0 || "bcdnoxX".indexOf(type) >= 0)) {
            if (precision >= 0) {
                throw JinjaFault.value("Precision not allowed in integer format specifier");
            }
            return type == 'c' ? character(run, value) : integer(run, PyInt.big(value));
        }
        if (type != 0 && "eEfFgGn%".indexOf(type) < 0) {
            throw JinjaFault.value(
                    "Unknown format code '" + type + "' for object of type '" + PyTypes.name(value) + "'");
        }
        return floating(run, PyOps.toDouble(value));
    }

    private String character(RenderRun run, Object value) {
        if (sign != 0 || alternate) {
            throw JinjaFault.value(
                    (sign != 0 ? "Sign" : "Alternate form (#)") + " not allowed with integer format specifier 'c'");
        }
        char unless = fill == '0' ? '=' : '<';
        return pad(run, "", character(value), align == 0 ? unless : align);
    }

    static String character(Object value) {
        BigInteger code = PyInt.big(value);
        if (code.signum() < 0 || code.bitLength() > 21 || !Character.isValidCodePoint(code.intValue())) {
            throw JinjaFault.value("%c arg not in range(0x110000)");
        }
        return Character.toString(code.intValue());
    }

    private String integer(RenderRun run, BigInteger value) {
        int radix = type == 'x' || type == 'X' ? 16 : type == 'o' ? 8 : type == 'b' ? 2 : 10;
        String digits = radix == 10 ? PyInt.text(value.abs()) : value.abs().toString(radix);
        if (type == 'X') {
            digits = digits.toUpperCase(Locale.ROOT);
        }
        String prefix = alternate && radix != 10 ? "0" + type : "";
        return layout(run, value.signum() < 0, prefix, digits, radix == 10 ? 3 : 4);
    }

    private String floating(RenderRun run, double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            String name = Double.isNaN(value) ? "nan" : "inf";
            boolean upper = Character.isUpperCase(type);
            String shown = (upper ? name.toUpperCase(Locale.ROOT) : name) + (type == '%' ? "%" : "");
            return layout(run, value < 0, "", shown, 0);
        }
        boolean negative = value < 0 || 1 / value < 0;
        int digits = precision < 0 ? 6 : Math.min(precision, 2000);
        BigDecimal exact = new BigDecimal(Math.abs(value));
        String text;
        switch (type) {
            case 'f', 'F' -> text = fixed(exact, digits);
            case '%' -> text = percent(Math.abs(value), digits);
            case 'e', 'E' ->
                text = alternate && digits == 0 ? scientific(exact, 0).replace("e", ".e") : scientific(exact, digits);
            case 'g', 'G', 'n' -> text = general(exact, digits, -4, digits == 0 ? 1 : digits);
            default -> text = precision < 0 ? shortest(Math.abs(value)) : shortFloat(exact, digits);
        }
        return layout(run, negative, "", Character.isUpperCase(type) ? text.toUpperCase(Locale.ROOT) : text, 3);
    }

    // Multiplied as a double, not exactly, as Python does it
    private String percent(double value, int digits) {
        double hundredfold = value * 100;
        return (Double.isInfinite(hundredfold) ? "inf" : fixed(new BigDecimal(hundredfold), digits)) + "%";
    }

    private String shortest(double value) {
        String text = PyPrinting.number(value);
        int e = text.indexOf('e');
        return alternate && e >= 0 ? pointed(text.substring(0, e)) + text.substring(e) : text;
    }

    private String fixed(BigDecimal value, int digits) {
        String text = value.setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
        return alternate && digits == 0 ? text + "." : text;
    }

    private static String scientific(BigDecimal value, int digits) {
        if (value.signum() == 0) {
            return (digits == 0 ? "0" : "0." + "0".repeat(digits)) + "e+00";
        }
        BigDecimal rounded = value.round(new MathContext(digits + 1, RoundingMode.HALF_EVEN));
        String all = rounded.unscaledValue().toString();
        int exponent = all.length() - rounded.scale() - 1;
        String padded =
                all.length() <= digits ? all + "0".repeat(digits + 1 - all.length()) : all.substring(0, digits + 1);
        return padded.charAt(0) + (digits == 0 ? "" : "." + padded.substring(1)) + PyPrinting.exponent(exponent);
    }

    private String general(BigDecimal value, int digits, int lowest, int highest) {
        int significant = Math.max(1, digits);
        if (value.signum() == 0) {
            String zero = alternate ? "0." + "0".repeat(significant - 1) : "0";
            return highest > 0 ? zero : zero + "e+00";
        }
        BigDecimal rounded = value.round(new MathContext(significant, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent < lowest || exponent >= highest) {
            String text = scientific(rounded, significant - 1);
            int e = text.indexOf('e');
            return (alternate ? pointed(text.substring(0, e)) : withoutZeros(text.substring(0, e))) + text.substring(e);
        }
        String text = rounded.setScale(Math.max(0, significant - 1 - exponent), RoundingMode.HALF_EVEN)
                .toPlainString();
        return alternate ? pointed(text) : withoutZeros(text);
    }

    // As general, but a whole number shows ".0", which counts as a digit
    private String shortFloat(BigDecimal value, int digits) {
        int significant = Math.max(1, digits);
        String text = general(value, significant, -4, significant - 1);
        return text.indexOf('.') < 0 && text.indexOf('e') < 0 ? text + ".0" : text;
    }

    private static String pointed(String text) {
        return text.indexOf('.') < 0 ? text + "." : text;
    }

    private static String withoutZeros(String text) {
        if (text.indexOf('.') < 0) {
            return text;
        }
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
    }

    private String layout(RenderRun run, boolean negative, String prefix, String digits, int group) {
        String head = (negative ? "-" : sign == '-' || sign == 0 ? "" : String.valueOf(sign)) + prefix;
        String body = digits;
        if (grouping != 0 && group > 0) {
            int fraction = firstNonDigit(digits, group == 3);
            String whole = digits.substring(0, fraction);
            String rest = digits.substring(fraction);
            if (fill == '0' && aligned() == '=') {
                int missing = Math.min(width, 100_000) - head.length() - rest.length();
                while (grouped(whole, group).length() < missing) {
                    whole = "0" + whole;
                }
            }
            body = grouped(whole, group) + rest;
        }
        return pad(run, head, body, aligned());
    }

    // Filling with zeros alone means to fill behind the sign
    private char aligned() {
        return align != 0 ? align : fill == '0' ? '=' : '>';
    }

    private static int firstNonDigit(String text, boolean digitsOnly) {
        int i = 0;
        while (i < text.length()
                && (digitsOnly ? Character.isDigit(text.charAt(i)) : Character.isLetterOrDigit(text.charAt(i)))) {
            i++;
        }
        return i;
    }

    private String grouped(String digits, int group) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % group == 0) {
                out.append(grouping);
            }
            out.append(digits.charAt(i));
        }
        return out.toString();
    }

    private String pad(RenderRun run, String head, String body, char how) {
        int missing = width - head.length() - PyStrings.length(body);
        if (missing <= 0) {
            return head + body;
        }
        run.reserve(width);
        String padding = Character.toString(fill).repeat(missing);
        switch (how) {
            case '<' -> {
                return head + body + padding;
            }
            case '=' -> {
                return head + padding + body;
            }
            case '^' -> {
                int left = Character.charCount(fill) * (missing / 2);
                return padding.substring(0, left) + head + body + padding.substring(left);
            }
            default -> {
                return padding + head + body;
            }
        }
    }
}
