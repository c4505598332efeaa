package io.netstacks.core.internal.jinja;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@code %} operator of text: conversions such as {@code %s}, {@code %05.1f} and {@code %(name)d}. */
final class PyPercentFormat {

    private final RenderRun run;
    private final String format;
    private final Object arguments;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int used;
    private boolean byName;

    private PyPercentFormat(RenderRun run, String format, Object arguments) {
        this.run = run;
        this.format = format;
        this.arguments = arguments;
    }

    static Object apply(RenderRun run, Object format, Object arguments) {
        if (format instanceof Markup markup) {
            return new Markup(apply(run, markup.text(), escaped(run, arguments)));
        }
        return apply(run, (String) format, arguments);
    }

    private static Object escaped(RenderRun run, Object arguments) {
        if (arguments instanceof String string) {
            return Markup.escape(string);
        }
        if (arguments instanceof PyTuple pyTuple) {
            return PyTuple.copyOf(
                    pyTuple.items().stream().map(item -> escaped(run, item)).toList());
        }
        if (arguments instanceof PyDict pyDict) {
            PyDict copy = new PyDict();
            pyDict.entries().forEach(e -> copy.put(e.getKey(), escaped(run, e.getValue())));
            return copy;
        }
        return arguments;
    }

    private static String apply(RenderRun run, String format, Object arguments) {
        return new PyPercentFormat(run, format, arguments).all();
    }

    private String all() {
        while (at < format.length()) {
            char c = format.charAt(at++);
            if (c == '%') {
                conversion();
            } else {
                out.append(c);
            }
            run.checkLength(out);
        }
        boolean tooMany = arguments instanceof PyTuple pyTuple
                ? used < pyTuple.items().size()
                : used == 0
                        && !byName
                        && !(arguments instanceof PyDict)
                        && !(arguments instanceof JinjaUndefined)
                        && !(arguments instanceof List);
        if (tooMany && !byName) {
            throw JinjaFault.type("not all arguments converted during string formatting");
        }
        return out.toString();
    }

    private void conversion() {
        if (peek() == '%') {
            at++;
            out.append('%');
            return;
        }
        Object named = null;
        if (peek() == '(') {
            named = namedArgument();
        }
        String flags = take("-+ #0");
        Object star = peek() == '*' ? next(named) : null;
        int width = star != null ? starNumber(star) : number();
        int precision = -1;
        if (peek() == '.') {
            at++;
            Object starred = peek() == '*' ? next(named) : null;
            precision = starred != null ? Math.max(0, starNumber(starred)) : number();
        }
        take("hlL");
        char type = peek();
        at++;
        boolean left = flags.indexOf('-') >= 0 || width < 0;
        Object value = named != null ? named : argument();
        out.append(convert(value, type, flags, left, Math.abs(width), precision));
    }

    private String convert(Object value, char type, String flags, boolean left, int width, int precision) {
        boolean zero = flags.indexOf('0') >= 0 && !left;
        char sign = flags.indexOf('+') >= 0 ? '+' : flags.indexOf(' ') >= 0 ? ' ' : '-';
        boolean alternate = flags.indexOf('#') >= 0;
        char align = left ? '<' : '>';
        switch (type) {
            case 's', 'r', 'a' -> {
                String text = PyBraceFormat.converted(run, value, type);
                return new PyFormatSpec(' ', align, '\0', false, width, '\0', precision, 's').apply(run, text);
            }
            case 'c' -> {
                return new PyFormatSpec(' ', align, '\0', false, width, '\0', -1, 's').apply(run, character(value));
            }
            case 'd', 'i', 'u', 'x', 'X', 'o' -> {
                char plain = type == 'i' || type == 'u' ? 'd' : type;
                int digits = Math.max(0, precision);
                String text = new PyFormatSpec('0', '=', sign, alternate, 0, '\0', -1, plain)
                        .apply(run, wholeNumber(value, type));
                text = withDigits(text, digits);
                return pad(text, left, zero, width);
            }
            case 'e', 'E', 'f', 'F', 'g', 'G' -> {
                Object number = number(value);
                boolean finite = Double.isFinite(PyOps.toDouble(number));
                String text = new PyFormatSpec(' ', '>', sign, alternate, 0, '\0', precision < 0 ? 6 : precision, type)
                        .apply(run, PyOps.toDouble(number));
                return pad(text, left, zero && finite, width);
            }
            default ->
                throw JinjaFault.value(
                        "unsupported format character '" + type + "' at index " + (at - 1) + " of '%' formatting");
        }
    }

    private String character(Object value) {
        if (!PyTypes.isText(value)) {
            return PyFormatSpec.character(wholeNumber(value, 'c'));
        }
        String text = PyPrinting.str(run, value);
        if (PyStrings.length(text) != 1) {
            throw JinjaFault.type("%c requires int or char");
        }
        return text;
    }

    private String withDigits(String text, int digits) {
        int start = 0;
        while (start < text.length() && !Character.isLetterOrDigit(text.charAt(start))) {
            start++;
        }
        if (text.startsWith("0x", start) || text.startsWith("0X", start) || text.startsWith("0o", start)) {
            start += 2;
        }
        int missing = digits - (text.length() - start);
        if (missing <= 0) {
            return text;
        }
        run.reserve(digits);
        return text.substring(0, start) + "0".repeat(missing) + text.substring(start);
    }

    private String pad(String text, boolean left, boolean zero, int width) {
        int missing = width - text.length();
        if (missing <= 0) {
            return text;
        }
        run.reserve(width);
        return zero
                ? withDigits(text, digitsOf(text) + missing)
                : left ? text + " ".repeat(missing) : " ".repeat(missing) + text;
    }

    private static int digitsOf(String text) {
        int start = 0;
        while (start < text.length() && !Character.isLetterOrDigit(text.charAt(start))) {
            start++;
        }
        boolean prefixed = text.startsWith("0x", start) || text.startsWith("0X", start) || text.startsWith("0o", start);
        return text.length() - start - (prefixed ? 2 : 0);
    }

    private Object wholeNumber(Object value, char type) {
        if (value instanceof Double d && type != 'x' && type != 'X' && type != 'o' && type != 'c') {
            return PyInt.fromDouble(d);
        }
        if (!PyTypes.isIntLike(value)) {
            if (value instanceof JinjaUndefined jinjaUndefined) {
                jinjaUndefined.useAlways();
                return 0L;
            }
            throw JinjaFault.type("%" + type + " format: a number is required, not " + PyTypes.name(value));
        }
        return PyOps.asInt(value);
    }

    private static Object number(Object value) {
        if (!PyTypes.isNumber(value)) {
            if (value instanceof JinjaUndefined jinjaUndefined) {
                jinjaUndefined.useAlways();
                return 0.0;
            }
            throw JinjaFault.type("must be real number, not " + PyTypes.name(value));
        }
        return value;
    }

    private Object namedArgument() {
        int depth = 0;
        int start = at + 1;
        do {
            char c = peek();
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            at++;
        } while (depth > 0);
        if (!(arguments instanceof PyDict pyDict)) {
            throw JinjaFault.type("format requires a mapping");
        }
        byName = true;
        String key = format.substring(start, at - 1);
        Object value = pyDict.get(key);
        if (value == null) {
            throw JinjaFault.value("no key '" + key + "' for '%' formatting");
        }
        return value;
    }

    private Object next(@Nullable Object named) {
        at++;
        if (named != null) {
            throw JinjaFault.type("* wants an argument by place, not by name");
        }
        return argument();
    }

    private Object argument() {
        if (arguments instanceof PyTuple pyTuple) {
            List<Object> items = pyTuple.items();
            if (used < items.size()) {
                return items.get(used++);
            }
        } else if (used++ == 0) {
            return arguments;
        }
        throw JinjaFault.type("not enough arguments for format string");
    }

    private static int starNumber(Object value) {
        if (!PyTypes.isIntLike(value) || PyInt.big(value).bitLength() > 30) {
            throw JinjaFault.type("* wants int");
        }
        return PyInt.big(value).intValue();
    }

    private char peek() {
        if (at >= format.length()) {
            throw JinjaFault.value("incomplete format");
        }
        return format.charAt(at);
    }

    private String take(String chars) {
        int start = at;
        while (at < format.length() && chars.indexOf(format.charAt(at)) >= 0) {
            at++;
        }
        return format.substring(start, at);
    }

    private int number() {
        String digits = take("0123456789");
        if (digits.length() > 9) {
            throw JinjaFault.value("width too big");
        }
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }
}
