package io.netstacks.core.internal.config;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells which lines a line of a configuration stands under. Confined: one thread at a time. */
public final class ConfigSections {

    private final Map<Integer, ConfigTree.Node> parents = new HashMap<>();

    private ConfigSections() {}

    /** Looks at all lines of a configuration. */
    public static ConfigSections of(List<String> lines) {
        ConfigSections sections = new ConfigSections();
        Deque<ConfigTree.Node> open = new ArrayDeque<>(ConfigTree.of(ConfigForm.of(lines), lines));
        while (!open.isEmpty()) {
            ConfigTree.Node node = open.remove();
            node.children().forEach(child -> sections.parents.put(child.line(), node));
            open.addAll(node.children());
        }
        return sections;
    }

    /** Returns the lines that the line at a place stands under, the outermost first, without blanks and braces around. */
    public List<String> above(int place) {
        Deque<String> above = new ArrayDeque<>();
        for (ConfigTree.Node node = parents.get(place); node != null; node = parents.get(node.line())) {
            above.addFirst(
                    ConfigForm.opens(node.text())
                            ? node.text()
                                    .substring(0, node.text().lastIndexOf('{'))
                                    .strip()
                            : node.text());
        }
        return List.copyOf(above);
    }
}
