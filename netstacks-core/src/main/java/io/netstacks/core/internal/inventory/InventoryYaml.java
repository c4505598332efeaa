package io.netstacks.core.internal.inventory;

import io.netstacks.core.internal.inventory.InventoryNode.Entries;
import io.netstacks.core.internal.inventory.InventoryNode.Items;
import io.netstacks.core.internal.inventory.InventoryNode.Nothing;
import io.netstacks.core.internal.inventory.InventoryNode.Scalar;
import io.netstacks.core.internal.inventory.InventoryNode.ScalarType;
import io.netstacks.core.internal.inventory.InventoryNode.Vaulted;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/**
 * Reads YAML 1.1, as PyYAML does, into nodes that know their line. Nothing is constructed from tags; anchors are shared, not
 * copied; size and depth are bounded. Confined: one thread at a time.
 */
final class InventoryYaml {

    static final int MOST_CHARS = 64 * 1024 * 1024;
    private static final int MOST_LEVELS = 40;
    private static final int MOST_ALIASES = 10_000;

    private final String file;
    private final InventoryProblems problems;
    private final IdentityHashMap<Node, InventoryNode> done = new IdentityHashMap<>();
    private final IdentityHashMap<Node, Boolean> open = new IdentityHashMap<>();

    private InventoryYaml(String file, InventoryProblems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** Reads the text of a file; what cannot be read becomes a problem and {@link Nothing}. */
    static InventoryNode read(String file, String text, InventoryProblems problems) {
        InventoryPlace top = new InventoryPlace(file, 0);
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(MOST_CHARS);
        limits.setNestingDepthLimit(MOST_LEVELS);
        limits.setMaxAliasesForCollections(MOST_ALIASES);
        try {
            Node root = new Yaml(
                            new SafeConstructor(limits),
                            new Representer(new DumperOptions()),
                            new DumperOptions(),
                            limits)
                    .compose(new StringReader(text));
            return root == null ? new Nothing(top) : new InventoryYaml(file, problems).node(root);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            problems.add(new InventoryPlace(file, line), "is not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            problems.add(top, "is not YAML: " + e.getMessage());
        }
        return new Nothing(top);
    }

    private InventoryNode node(Node node) {
        InventoryNode known = done.get(node);
        if (known != null) {
            return known;
        }
        InventoryPlace place = new InventoryPlace(file, node.getStartMark().getLine() + 1);
        if (open.putIfAbsent(node, true) != null) {
            problems.add(place, "holds itself");
            return new Nothing(place);
        }
        InventoryNode made = convert(node, place);
        open.remove(node);
        done.put(node, made);
        return made;
    }

    private InventoryNode convert(Node node, InventoryPlace place) {
        if (node.getTag().getValue().startsWith("!vault")) {
            return new Vaulted(place);
        }
        if (node instanceof MappingNode map) {
            return new Entries(place, entries(map));
        }
        if (node instanceof SequenceNode list) {
            List<InventoryNode> items = new ArrayList<>();
            list.getValue().forEach(item -> items.add(node(item)));
            return new Items(place, items);
        }
        Tag tag = node.getTag();
        if (tag.equals(Tag.NULL)) {
            return new Nothing(place);
        }
        ScalarType type = tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)
                ? ScalarType.NUMBER
                : tag.equals(Tag.BOOL) ? ScalarType.FLAG : ScalarType.TEXT;
        return new Scalar(place, ((ScalarNode) node).getValue(), type);
    }

    /** What a merge key brings stands behind what the map has itself. */
    private Map<String, InventoryNode> entries(MappingNode map) {
        Map<String, InventoryNode> own = new LinkedHashMap<>();
        List<InventoryNode> merged = new ArrayList<>();
        for (NodeTuple tuple : map.getValue()) {
            InventoryPlace place =
                    new InventoryPlace(file, tuple.getKeyNode().getStartMark().getLine() + 1);
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(place, "a key must be a text");
            } else if (key.getTag().equals(Tag.MERGE)) {
                InventoryNode value = node(tuple.getValueNode());
                merged.addAll(value instanceof Items items ? items.items() : List.of(value));
            } else if (own.put(key.getValue(), at(place, node(tuple.getValueNode()))) != null) {
                problems.add(place, "key \"" + key.getValue() + "\" stands here twice");
            }
        }
        for (InventoryNode each : merged) {
            if (each instanceof Entries more) {
                more.entries().forEach(own::putIfAbsent);
            }
        }
        return own;
    }

    /** People look for a value where its key stands. */
    static InventoryNode at(InventoryPlace place, InventoryNode value) {
        if (value instanceof Scalar scalar) {
            return new Scalar(place, scalar.text(), scalar.type());
        }
        if (value instanceof Entries map) {
            return new Entries(place, map.entries());
        }
        if (value instanceof Items list) {
            return new Items(place, list.items());
        }
        return value instanceof Vaulted ? new Vaulted(place) : new Nothing(place);
    }

    /** Returns the map, empty for nothing; anything else is a problem. */
    static Map<String, InventoryNode> map(@Nullable InventoryNode node, String what, InventoryProblems problems) {
        if (node instanceof Entries map) {
            return map.entries();
        }
        if (node != null && !(node instanceof Nothing)) {
            problems.add(node.place(), what + " must be a map of keys and values");
        }
        return Map.of();
    }
}
