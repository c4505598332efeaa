package io.netstacks.core.internal.jinja;

/** {@code str.format}: fields in braces with attributes, conversions and format specifications. */
final class PyBraceFormat {

    private static final int MAX_NESTING = 2;

    private final RenderRun run;
    private final CallArguments arguments;
    private int automatic;
    private boolean byNumber;

    private PyBraceFormat(RenderRun run, CallArguments arguments) {
        this.run = run;
        this.arguments = arguments;
    }

    static String apply(RenderRun run, String format, CallArguments arguments) {
        return new PyBraceFormat(run, arguments).expand(format, 0);
    }

    private String expand(String format, int nesting) {
        if (nesting >= MAX_NESTING) {
            throw JinjaFault.value("Max string recursion exceeded");
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            boolean doubled = i + 1 < format.length() && format.charAt(i + 1) == c;
            if ((c == '{' || c == '}') && doubled && nesting == 0) {
                out.append(c);
                i++;
            } else if (c == '{') {
                int end = closing(format, i);
                out.append(field(format.substring(i + 1, end), nesting));
                i = end;
            } else if (c == '}') {
                throw JinjaFault.value("Single '}' encountered in format string");
            } else {
                out.append(c);
            }
            run.checkLength(out);
        }
        return out.toString();
    }

    private static int closing(String format, int open) {
        int depth = 0;
        for (int i = open; i < format.length(); i++) {
            char c = format.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw JinjaFault.value(
                open + 1 == format.length()
                        ? "Single '{' encountered in format string"
                        : "expected '}' before end of string");
    }

    private String field(String field, int nesting) {
        int end = 0;
        boolean bracket = false;
        while (end < field.length() && (bracket || ":!".indexOf(field.charAt(end)) < 0)) {
            char c = field.charAt(end++);
            bracket = bracket ? c != ']' : c == '[';
        }
        Object value = value(field.substring(0, end));
        String rest = field.substring(end);
        if (rest.startsWith("!")) {
            if (rest.length() < 2 || (rest.length() > 2 && rest.charAt(2) != ':')) {
                throw JinjaFault.value("expected ':' after conversion specifier");
            }
            value = converted(run, value, rest.charAt(1));
            rest = rest.substring(2);
        }
        String spec = rest.isEmpty() ? "" : expand(rest.substring(1), nesting + 1);
        return spec.isEmpty()
                ? PyPrinting.str(run, value)
                : PyFormatSpec.parse(spec).apply(run, value);
    }

    /** Returns a value as the conversion makes text of it: {@code s}, {@code r} or {@code a}. */
    static String converted(RenderRun run, Object value, char how) {
        return switch (how) {
            case 's' -> PyPrinting.str(run, value);
            case 'r' -> PyPrinting.repr(run, value);
            case 'a' -> PyPrinting.ascii(PyPrinting.repr(run, value));
            default -> throw JinjaFault.value("Unknown conversion specifier " + how);
        };
    }

    private Object value(String path) {
        int end = 0;
        while (end < path.length() && ".[".indexOf(path.charAt(end)) < 0) {
            end++;
        }
        Object value = argument(path.substring(0, end));
        while (end < path.length()) {
            if (path.charAt(end) == '.') {
                int stop = end + 1;
                while (stop < path.length() && ".[".indexOf(path.charAt(stop)) < 0) {
                    stop++;
                }
                String name = path.substring(end + 1, stop);
                // Attributes of values are methods, which no format can print; only keys in brackets lead anywhere
                throw JinjaFault.unsupported("the attribute ." + name + " in a format field (write [" + name + "])");
            }
            int stop = path.indexOf(']', end);
            if (stop < 0) {
                throw JinjaFault.value("Missing ']' in format string");
            }
            value = item(value, path.substring(end + 1, stop));
            end = stop + 1;
        }
        return value;
    }

    private Object item(Object value, String key) {
        Object index = !key.isEmpty() && key.chars().allMatch(c -> c >= '0' && c <= '9') ? PyInt.parse(key, 10) : key;
        Object found = PyAccess.subscript(run, value, index);
        if (found == null) {
            throw JinjaFault.value("no item '" + key + "' for a format field");
        }
        return found;
    }

    private Object argument(String name) {
        boolean number = !name.isEmpty() && name.chars().allMatch(c -> c >= '0' && c <= '9');
        if (name.isEmpty() || number) {
            if (name.isEmpty() ? byNumber : automatic > 0) {
                throw JinjaFault.value(
                        "cannot switch between automatic field numbering and manual field specification");
            }
            byNumber = number;
            int index = number ? Integer.parseInt(name.length() > 9 ? "999999999" : name) : automatic++;
            if (index >= arguments.values().size()) {
                throw JinjaFault.value("Replacement index " + index + " out of range for positional args tuple");
            }
            return arguments.values().get(index);
        }
        Object value = arguments.named().get(name);
        if (value == null) {
            throw JinjaFault.value("no argument '" + name + "' for a format field");
        }
        return value;
    }
}
