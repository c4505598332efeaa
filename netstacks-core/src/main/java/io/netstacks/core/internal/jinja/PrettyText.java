package io.netstacks.core.internal.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Values over several lines where they are long, as Python's pprint lays them out. */
final class PrettyText {

    private static final int WIDTH = 80;

    private final RenderRun run;
    private final StringBuilder out = new StringBuilder();

    private final int step;

    private PrettyText(RenderRun run, int step) {
        this.run = run;
        this.step = step;
    }

    static String of(RenderRun run, Object value) {
        return of(run, value, 1);
    }

    /**
     * Returns the text.
     *
     * @param step blanks a level
     */
    static String of(RenderRun run, Object value, int step) {
        PrettyText text = new PrettyText(run, step);
        text.write(value, 0, 0);
        return text.out.toString();
    }

    private void write(Object value, int indent, int after) {
        String flat = PyPrinting.repr(run, sorted(value));
        run.checkLength(out);
        if (flat.length() <= WIDTH - indent - after) {
            out.append(flat);
        } else if (value instanceof PyDict pyDict) {
            writeDict(pyDict, indent, after);
        } else if (value instanceof List || value instanceof PyTuple) {
            boolean tuple = value instanceof PyTuple;
            List<?> items = tuple ? ((PyTuple) value).items() : (List<?>) value;
            writeItems(items, tuple ? "(" : "[", !tuple ? "]" : items.size() == 1 ? ",)" : ")", indent, after);
        } else if (PyTypes.isText(value) && flat.length() > WIDTH && flat.indexOf(' ') >= 0) {
            throw JinjaFault.unsupported("pprint of a text longer than " + WIDTH + " characters");
        } else {
            out.append(flat);
        }
    }

    private void writeItems(List<?> items, String open, String close, int indent, int after) {
        out.append(open).append(" ".repeat(step - 1));
        for (int i = 0; i < items.size(); i++) {
            boolean last = i + 1 == items.size();
            write(items.get(i), indent + step, last ? after + close.length() : 1);
            out.append(last ? "" : ",\n" + " ".repeat(indent + step));
        }
        out.append(close);
    }

    private void writeDict(PyDict dict, int indent, int after) {
        out.append('{').append(" ".repeat(step - 1));
        List<Map.Entry<Object, Object>> entries = new ArrayList<>(((PyDict) sorted(dict)).entries());
        for (int i = 0; i < entries.size(); i++) {
            boolean last = i + 1 == entries.size();
            String key = PyPrinting.repr(run, entries.get(i).getKey()) + ": ";
            out.append(key);
            write(entries.get(i).getValue(), indent + step + key.length(), last ? after + 1 : 1);
            out.append(last ? "" : ",\n" + " ".repeat(indent + step));
        }
        out.append('}');
    }

    // Keys are put in order, in what is nested as well
    private Object sorted(Object value) {
        if (value instanceof PyDict pyDict) {
            List<Object> pairs = new ArrayList<>();
            pyDict.entries().forEach(e -> pairs.add(PyTuple.of(e.getKey(), sorted(e.getValue()))));
            PyDict ordered = new PyDict();
            SequenceFilters.sorted(run, pairs, pair -> ((PyTuple) pair).items().get(0), false)
                    .forEach(pair -> ordered.put(
                            ((PyTuple) pair).items().get(0),
                            ((PyTuple) pair).items().get(1)));
            return ordered;
        }
        if (value instanceof List) {
            List<Object> items = new ArrayList<>();
            ((List<?>) value).forEach(item -> items.add(sorted(item)));
            return items;
        }
        return value;
    }
}
