package io.netstacks.core.internal.jinja;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Values as JSON, laid out as Python's json module does. */
final class JsonText {

    private final RenderRun run;
    private final int indent;
    private final boolean sorted;
    private final boolean ascii;
    private final StringBuilder out = new StringBuilder();

    private JsonText(RenderRun run, int indent, boolean sorted, boolean ascii) {
        this.run = run;
        this.indent = indent;
        this.sorted = sorted;
        this.ascii = ascii;
    }

    /** Returns JSON that may stand in a web page, as {@code tojson} makes it. */
    static String forHtml(RenderRun run, Object value, int indent) {
        return of(run, value, indent, true, true)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("'", "\\u0027");
    }

    /**
     * Returns JSON.
     *
     * @param indent blanks a level; negative for one line
     */
    static String of(RenderRun run, Object value, int indent, boolean sorted, boolean ascii) {
        JsonText text = new JsonText(run, indent, sorted, ascii);
        text.write(value, 0);
        return text.out.toString();
    }

    private void write(Object value, int level) {
        run.step();
        run.checkLength(out);
        if (value == PyNone.NONE) {
            out.append("null");
        } else if (value instanceof Boolean) {
            out.append(value);
        } else if (PyTypes.isText(value)) {
            quote(PyPrinting.str(run, value));
        } else if (value instanceof Double d) {
            out.append(number(d));
        } else if (value instanceof Long) {
            out.append(value);
        } else if (value instanceof BigInteger bigInteger) {
            out.append(PyInt.text(bigInteger));
        } else if (value instanceof PyDict pyDict) {
            writeDict(pyDict, level);
        } else if (value instanceof List || value instanceof PyTuple) {
            writeList(PySequences.iterate(run, value), level);
        } else if (value instanceof JinjaUndefined jinjaUndefined) {
            jinjaUndefined.useStrictly();
            throw JinjaFault.type("Object of type Undefined is not JSON serializable");
        } else {
            throw JinjaFault.type("Object of type " + PyTypes.name(value) + " is not JSON serializable");
        }
    }

    private static String number(double value) {
        return Double.isNaN(value)
                ? "NaN"
                : Double.isInfinite(value) ? (value > 0 ? "Infinity" : "-Infinity") : PyPrinting.number(value);
    }

    private void writeList(Iterator<Object> items, int level) {
        if (!items.hasNext()) {
            out.append("[]");
            return;
        }
        out.append('[');
        while (items.hasNext()) {
            newLine(level + 1);
            write(items.next(), level + 1);
            out.append(items.hasNext() ? separator() : "");
        }
        newLine(level);
        out.append(']');
    }

    private void writeDict(PyDict dict, int level) {
        if (dict.size() == 0) {
            out.append("{}");
            return;
        }
        List<Map.Entry<Object, Object>> entries = new ArrayList<>(dict.entries());
        if (sorted) {
            entries.sort(Comparator.comparing(Map.Entry::getKey, (x, y) -> PyCompare.compare(run, x, y, "<")));
        }
        out.append('{');
        for (int i = 0; i < entries.size(); i++) {
            newLine(level + 1);
            quote(key(entries.get(i).getKey()));
            out.append(": ");
            write(entries.get(i).getValue(), level + 1);
            out.append(i + 1 < entries.size() ? separator() : "");
        }
        newLine(level);
        out.append('}');
    }

    private String key(Object key) {
        if (PyTypes.isText(key)) {
            return PyPrinting.str(run, key);
        }
        if (key == PyNone.NONE) {
            return "null";
        }
        if (key instanceof Boolean) {
            return key.toString();
        }
        if (PyTypes.isNumber(key)) {
            return PyPrinting.str(run, key);
        }
        throw JinjaFault.type("keys must be str, int, float, bool or None, not " + PyTypes.name(key));
    }

    private String separator() {
        return indent < 0 ? ", " : ",";
    }

    private void newLine(int level) {
        if (indent >= 0) {
            run.reserve((long) indent * level);
            out.append('\n').append(" ".repeat(indent * level));
        }
    }

    private void quote(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int escape = "\"\\\n\r\t\b\f".indexOf(c);
            if (escape >= 0) {
                out.append('\\').append("\"\\nrtbf".charAt(escape));
            } else if (c < ' ' || (c > 126 && ascii)) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
