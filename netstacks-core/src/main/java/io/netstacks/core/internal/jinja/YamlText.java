package io.netstacks.core.internal.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Values as block-style YAML, laid out as PyYAML does it for Ansible's to_nice_yaml. */
final class YamlText {

    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z_/.][A-Za-z0-9_/.+()@$^ -]*[A-Za-z0-9_/.+)@$-]|[A-Za-z_/]");
    private static final Pattern MEANS_ELSE = Pattern.compile(
            "(?i)y|n|yes|no|true|false|on|off|null|~|\\.inf|\\.nan|[-+]?[0-9._]+(e[-+]?[0-9]+)?|0x[0-9a-f_]+|<<|=|\\.+");

    private final RenderRun run;
    private final int indent;
    private final boolean sorted;
    private final StringBuilder out = new StringBuilder();

    private YamlText(RenderRun run, int indent, boolean sorted) {
        this.run = run;
        this.indent = indent;
        this.sorted = sorted;
    }

    static String of(RenderRun run, Object value, int indent, boolean sorted) {
        YamlText text = new YamlText(run, Math.max(2, Math.min(indent, 9)), sorted);
        text.write(value, 0);
        return text.out.toString();
    }

    private void write(Object value, int level) {
        run.checkLength(out);
        if (value instanceof PyDict dict && dict.size() > 0) {
            entries(dict, level, false);
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            items(list, level, false);
        } else {
            out.append(scalar(value)).append('\n');
        }
    }

    private void entries(PyDict dict, int level, boolean started) {
        List<Map.Entry<Object, Object>> all = new ArrayList<>(dict.entries());
        if (sorted) {
            all.sort((x, y) -> PyCompare.compare(run, x.getKey(), y.getKey(), "<"));
        }
        boolean inLine = started;
        for (Map.Entry<Object, Object> entry : all) {
            run.step();
            margin(inLine ? 0 : level);
            inLine = false;
            out.append(scalar(entry.getKey())).append(':');
            Object value = entry.getValue();
            if (value instanceof PyDict inner && inner.size() > 0) {
                out.append('\n');
                entries(inner, level + indent, false);
            } else if (value instanceof List<?> list && !list.isEmpty()) {
                out.append('\n');
                items(list, level, false);
            } else {
                out.append(' ').append(scalar(value)).append('\n');
            }
        }
    }

    private void items(List<?> list, int level, boolean started) {
        boolean inLine = started;
        for (Object item : list) {
            run.step();
            margin(inLine ? 0 : level);
            inLine = false;
            out.append('-').append(" ".repeat(indent - 1));
            if (item instanceof PyDict inner && inner.size() > 0) {
                entries(inner, level + indent, true);
            } else if (item instanceof List<?> inner && !inner.isEmpty()) {
                items(inner, level + indent, true);
            } else {
                out.setLength(out.length() - indent + 2);
                out.append(scalar(item)).append('\n');
            }
        }
    }

    private void margin(int level) {
        run.reserve(level);
        out.append(" ".repeat(level));
    }

    private String scalar(Object value) {
        if (value == PyNone.NONE) {
            return "null";
        }
        if (value instanceof Boolean truth) {
            return truth ? "true" : "false";
        }
        if (value instanceof PyDict || value instanceof List) {
            return value instanceof PyDict ? "{}" : "[]";
        }
        if (PyTypes.isNumber(value)) {
            return PyPrinting.str(run, value);
        }
        if (!PyTypes.isText(value)) {
            throw JinjaFault.type("a " + PyTypes.name(value) + " has no form in YAML; put |list behind it");
        }
        String text = PyPrinting.str(run, value);
        if ((text.length() > 80 && text.indexOf(' ') >= 0) || text.chars().anyMatch(c -> c < ' ' || c == 127)) {
            throw JinjaFault.unsupported("to_nice_yaml of text that is long or has line breaks");
        }
        boolean plain =
                PLAIN.matcher(text).matches() && !MEANS_ELSE.matcher(text).matches();
        return plain ? text : "'" + text.replace("'", "''") + "'";
    }
}
