package io.netstacks.core.internal.jinja;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Values as text: what {@code str()} and {@code repr()} of Python give. */
final class PyPrinting {

    private PyPrinting() {}

    static String str(RenderRun run, Object value) {
        if (value instanceof String string) {
            return string;
        }
        if (value instanceof Long) {
            return value.toString();
        }
        if (value instanceof Markup markup) {
            return markup.text();
        }
        if (value instanceof JinjaUndefined jinjaUndefined) {
            jinjaUndefined.useStrictly();
            return "";
        }
        return repr(run, value);
    }

    static String repr(RenderRun run, Object value) {
        StringBuilder out = new StringBuilder();
        write(run, out, value, new IdentityHashMap<>());
        return out.toString();
    }

    private static void write(RenderRun run, StringBuilder out, Object value, IdentityHashMap<Object, Boolean> open) {
        if (value instanceof String string) {
            quote(out, string);
        } else if (value instanceof Long || value == PyNone.NONE) {
            out.append(value);
        } else if (value instanceof Boolean b) {
            out.append(b ? "True" : "False");
        } else if (value instanceof Double d) {
            out.append(number(d));
        } else if (value instanceof BigInteger bigInteger) {
            out.append(PyInt.text(bigInteger));
        } else if (open.containsKey(value)) {
            out.append(value instanceof PyDict ? "{...}" : "[...]");
        } else {
            writeContainer(run, out, value, open);
        }
        run.step();
        run.checkLength(out);
    }

    private static void writeContainer(
            RenderRun run, StringBuilder out, Object value, IdentityHashMap<Object, Boolean> open) {
        if (value instanceof List) {
            open.put(value, true);
            writeItems(run, out, "[", (List<?>) value, "]", open);
            open.remove(value);
        } else if (value instanceof PyDict pyDict) {
            open.put(value, true);
            writeDict(run, out, pyDict, open);
            open.remove(value);
        } else if (value instanceof PyTuple pyTuple) {
            List<Object> items = pyTuple.items();
            writeItems(run, out, "(", items, items.size() == 1 ? ",)" : ")", open);
        } else if (value instanceof NamespaceObject namespaceObject) {
            open.put(value, true);
            out.append("<Namespace ");
            writeDict(run, out, namespaceObject.values(), open);
            out.append('>');
            open.remove(value);
        } else if (value instanceof PyView pyView) {
            List<Object> items = new ArrayList<>();
            pyView.forEach(items::add);
            out.append(pyView.kind().typeName());
            writeItems(run, out, "([", items, "])", open);
        } else {
            out.append(other(value));
        }
    }

    private static String other(Object value) {
        if (value instanceof Markup markup) {
            StringBuilder out = new StringBuilder("Markup(");
            quote(out, markup.text());
            return out.append(')').toString();
        }
        if (value instanceof PyRange range) {

            return "range(" + range.start() + ", " + range.stop() + (range.step() == 1 ? "" : ", " + range.step())
                    + ")";
        }
        if (value instanceof JinjaUndefined) {
            return "Undefined";
        }
        if (value instanceof JinjaObject jinjaObject) {
            return jinjaObject.printed();
        }
        if (value instanceof PyIterator pyIterator) {
            throw JinjaFault.type("the result of '" + pyIterator.name()
                    + "' is computed one by one and has no text of its own; put |list or |join behind it");
        }
        throw JinjaFault.type("a " + PyTypes.name(value) + " has no text of its own; is a call with () meant?");
    }

    private static void writeItems(
            RenderRun run,
            StringBuilder out,
            String before,
            List<?> items,
            String after,
            IdentityHashMap<Object, Boolean> open) {
        out.append(before);
        boolean first = true;
        for (Object item : items) {
            if (!first) {
                out.append(", ");
            }
            first = false;
            write(run, out, item, open);
        }
        out.append(after);
    }

    private static void writeDict(
            RenderRun run, StringBuilder out, PyDict dict, IdentityHashMap<Object, Boolean> open) {
        out.append('{');
        boolean first = true;
        for (Map.Entry<Object, Object> entry : dict.entries()) {
            if (!first) {
                out.append(", ");
            }
            first = false;
            write(run, out, entry.getKey(), open);
            out.append(": ");
            write(run, out, entry.getValue(), open);
        }
        out.append('}');
    }

    private static void quote(StringBuilder out, String text) {
        char mark = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        out.append(mark);
        text.codePoints().forEach(c -> quoteOne(out, c, mark));
        out.append(mark);
    }

    private static void quoteOne(StringBuilder out, int c, char mark) {
        if (c == mark || c == '\\') {
            out.append('\\').append((char) c);
        } else if (c == '\n') {
            out.append("\\n");
        } else if (c == '\r') {
            out.append("\\r");
        } else if (c == '\t') {
            out.append("\\t");
        } else if ((c >= ' ' && c < 0x7f) || (c > 0x7f && isPrintable(c))) {
            out.appendCodePoint(c);
        } else {
            escape(out, c);
        }
    }

    /** Returns a printed value with escapes in place of what is not ASCII. */
    static String ascii(String printed) {
        StringBuilder out = new StringBuilder(printed.length());
        printed.codePoints().forEach(c -> {
            if (c < 0x80) {
                out.append((char) c);
            } else {
                escape(out, c);
            }
        });
        return out.toString();
    }

    private static void escape(StringBuilder out, int c) {
        out.append(String.format(c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", c));
    }

    /** Tells what Python's {@code isprintable} says of one character. */
    static boolean isPrintable(int c) {
        if (c == ' ') {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }

    /** Returns the shortest decimal that reads back as the same number, in Python's spelling. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        BigDecimal shortest = shortest(value);
        String digits = shortest.unscaledValue().abs().toString();
        int exponent = digits.length() - shortest.scale() - 1;
        String sign = value < 0 ? "-" : "";
        if (exponent >= -4 && exponent < 16) {
            return sign + plain(digits, exponent);
        }
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        return sign + digits.charAt(0) + fraction + exponent(exponent);
    }

    static String exponent(int exponent) {
        return (exponent < 0 ? "e-" : "e+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }

    private static String plain(String digits, int exponent) {
        if (exponent < 0) {
            return "0." + "0".repeat(-exponent - 1) + digits;
        }
        int whole = exponent + 1;
        if (digits.length() <= whole) {
            return digits + "0".repeat(whole - digits.length()) + ".0";
        }
        return digits.substring(0, whole) + "." + digits.substring(whole);
    }

    // A decimal of up to 15 digits that means this number is its own rounding to 15 digits; else 16 or 17 are needed.
    // The
    // smallest numbers of all have less than 15 digits to tell.
    // Double.toString gives too many digits before JDK 19.
    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        int first = Math.abs(value) < Double.MIN_NORMAL ? 1 : 15;
        for (int precision = first; precision < 17; precision++) {
            BigDecimal rounded = exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == value) {
                return rounded.stripTrailingZeros();
            }
        }
        return exact.round(new MathContext(17, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    }
}
