package io.netstacks.core.internal.jinja;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.emitter.Emitter;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.serializer.Serializer;

/** Values as YAML 1.1, laid out as PyYAML does it for Ansible's {@code to_yaml} and {@code to_nice_yaml}. */
final class YamlText {

    /** Those that have no short form like {@code \n}. */
    private static final Pattern CONTROL = Pattern.compile("[\\x01-\\x06\\x0e-\\x1a\\x1c-\\x1f\\x7f-\\x84\\x86-\\x9f]");

    private final RenderRun run;
    private final boolean block;
    private final boolean sorted;

    private YamlText(RenderRun run, boolean block, boolean sorted) {
        this.run = run;
        this.block = block;
        this.sorted = sorted;
    }

    /** Returns every list and dictionary over several lines. */
    static String block(RenderRun run, Object value, int indent, boolean sorted) {
        return write(new YamlText(run, true, sorted).node(value), indent);
    }

    /** Returns lists and dictionaries that hold nothing but scalars in one line. */
    static String flow(RenderRun run, Object value, boolean sorted) {
        return write(new YamlText(run, false, sorted).node(value), 2);
    }

    private static String write(Node root, int indent) {
        DumperOptions options = new DumperOptions();
        options.setIndent(Math.max(2, Math.min(indent, 9)));
        StringWriter out = new StringWriter();
        try {
            Serializer serializer = new Serializer(new Emitter(out, options), new PyYamlResolver(), options, null);
            serializer.open();
            serializer.serialize(root);
            serializer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        boolean open = root instanceof ScalarNode
                && out.getBuffer().charAt(0) != '\''
                && out.getBuffer().charAt(0) != '"';
        return open ? out + "...\n" : out.toString();
    }

    private Node node(Object value) {
        run.step();
        if (value instanceof PyDict dict) {
            return mapping(dict);
        }
        if (value instanceof List<?> list) {
            List<Node> items = new ArrayList<>();
            list.forEach(item -> items.add(node(item)));
            return new SequenceNode(Tag.SEQ, items, style(items));
        }
        return scalar(value);
    }

    private Node mapping(PyDict dict) {
        List<Map.Entry<Object, Object>> entries = new ArrayList<>(dict.entries());
        if (sorted) {
            sort(entries);
        }
        List<Node> all = new ArrayList<>();
        List<NodeTuple> tuples = new ArrayList<>();
        for (Map.Entry<Object, Object> entry : entries) {
            NodeTuple tuple = new NodeTuple(node(entry.getKey()), node(entry.getValue()));
            tuples.add(tuple);
            all.add(tuple.getKeyNode());
            all.add(tuple.getValueNode());
        }
        return new MappingNode(Tag.MAP, tuples, style(all));
    }

    /** Keys that cannot be compared stay as they are. */
    private void sort(List<Map.Entry<Object, Object>> entries) {
        List<Map.Entry<Object, Object>> before = List.copyOf(entries);
        try {
            entries.sort((x, y) -> PyCompare.compare(run, x.getKey(), y.getKey(), "<"));
        } catch (JinjaFault fault) {
            entries.clear();
            entries.addAll(before);
        }
    }

    private FlowStyle style(List<Node> parts) {
        return block || !parts.stream().allMatch(ScalarNode.class::isInstance) ? FlowStyle.BLOCK : FlowStyle.FLOW;
    }

    private Node scalar(Object value) {
        if (value == PyNone.NONE) {
            return plain(Tag.NULL, "null");
        }
        if (value instanceof Boolean truth) {
            return plain(Tag.BOOL, truth ? "true" : "false");
        }
        if (value instanceof Double number) {
            return plain(Tag.FLOAT, text(number));
        }
        if (PyTypes.isNumber(value)) {
            return plain(Tag.INT, PyPrinting.str(run, value));
        }
        if (!PyTypes.isText(value)) {
            throw JinjaFault.type("a " + PyTypes.name(value) + " has no form in YAML; put |list behind it");
        }
        String text = PyPrinting.str(run, value);
        if (CONTROL.matcher(text).find()) {
            throw JinjaFault.unsupported("YAML of text with control characters");
        }
        boolean lines = text.chars().anyMatch(c -> c == '\n' || c == 0x85 || c == 0x2028 || c == 0x2029);
        return lines ? new ScalarNode(Tag.STR, text, null, null, ScalarStyle.SINGLE_QUOTED) : plain(Tag.STR, text);
    }

    private static Node plain(Tag tag, String text) {
        return new ScalarNode(tag, text, null, null, ScalarStyle.PLAIN);
    }

    private static String text(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.isNaN(value) ? ".nan" : value > 0 ? ".inf" : "-.inf";
        }
        String text = PyPrinting.number(value).toLowerCase(Locale.ROOT);
        return text.indexOf('.') < 0 ? text.replaceFirst("e", ".0e") : text;
    }
}
