package io.netstacks.core.internal.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** The sections of a configuration. Blank lines and lines that only separate are in no section. */
public final class ConfigTree {

    /** What is nested deeper stands beside its parent; no device nests so deep, and no stack is exhausted. */
    private static final int DEEPEST = 100;

    private static final int TAB = 8;

    private static final Set<String> SEPARATORS = Set.of("", "!", "#");

    private ConfigTree() {}

    /**
     * A line and what stands under it.
     *
     * @param line its place in the text
     * @param text the line without blanks around it
     * @param children what stands under it, in order
     */
    public record Node(int line, String text, List<Node> children) {}

    private record Open(int indent, List<Node> children) {}

    /** Returns the outermost lines. */
    public static List<Node> of(ConfigForm form, List<String> lines) {
        return switch (form) {
            case INDENTED -> indented(lines);
            case BRACES -> braces(lines);
            case SET -> flat(lines);
        };
    }

    /** Returns the places of a line and of everything under it, in braces up to the one that closes it. */
    public static List<Integer> places(ConfigForm form, List<String> lines, Node node) {
        List<Integer> places = new ArrayList<>();
        if (form == ConfigForm.BRACES) {
            int depth = 0;
            int place = node.line();
            do {
                String line = lines.get(place);
                depth += ConfigForm.opens(line) ? 1 : ConfigForm.closes(line) ? -1 : 0;
                places.add(place++);
            } while (depth > 0);
        } else {
            collect(node, places);
        }
        return places;
    }

    private static void collect(Node node, List<Integer> places) {
        places.add(node.line());
        node.children().forEach(child -> collect(child, places));
    }

    private static List<Node> indented(List<String> lines) {
        List<Node> roots = new ArrayList<>();
        Deque<Open> open = new ArrayDeque<>(List.of(new Open(-1, roots)));
        for (int i = 0; i < lines.size(); i++) {
            if (isSeparator(lines.get(i))) {
                continue;
            }
            int indent = indent(lines.get(i));
            while (open.element().indent() >= indent) {
                open.remove();
            }
            Node node = add(open.element().children(), i, lines.get(i));
            if (open.size() <= DEEPEST) {
                open.push(new Open(indent, node.children()));
            }
        }
        return roots;
    }

    private static List<Node> braces(List<String> lines) {
        List<Node> roots = new ArrayList<>();
        Deque<List<Node>> open = new ArrayDeque<>();
        open.push(roots);
        int tooDeep = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (isSeparator(line) || line.startsWith("##")) {
                continue;
            }
            if (ConfigForm.opens(line)) {
                Node node = add(open.element(), i, line);
                if (open.size() <= DEEPEST) {
                    open.push(node.children());
                } else {
                    tooDeep++;
                }
            } else if (!ConfigForm.closes(line)) {
                add(open.element(), i, line);
            } else if (tooDeep > 0) {
                tooDeep--;
            } else {
                open.pop();
            }
        }
        return roots;
    }

    private static List<Node> flat(List<String> lines) {
        List<Node> roots = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!isSeparator(lines.get(i))) {
                add(roots, i, lines.get(i));
            }
        }
        return roots;
    }

    private static Node add(List<Node> siblings, int place, String line) {
        Node node = new Node(place, line.strip(), new ArrayList<>());
        siblings.add(node);
        return node;
    }

    private static boolean isSeparator(String line) {
        return SEPARATORS.contains(line.strip());
    }

    private static int indent(String line) {
        int indent = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\t') {
                indent += TAB - indent % TAB;
            } else if (c == ' ') {
                indent++;
            } else {
                break;
            }
        }
        return indent;
    }
}
