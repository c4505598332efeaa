package io.netstacks.testkit.fake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A configuration of lines in sections, as IOS, EOS and FRR have it: what is entered takes effect at once, {@code no}
 * removes, a line that is there already is not added again. Named copies of it can be edited apart and put in its place.
 * Safe for use by many threads.
 */
final class LineConfig implements FakeConfig {

    /**
     * What became of an entered line.
     *
     * @param section the section in which the next line is entered, from the outermost on
     * @param accepted whether the line was understood
     */
    record Entered(List<String> section, boolean accepted) {}

    private static final String RUNNING = "";

    private final LineGrammar grammar;
    private final Map<String, LineTree> trees = new LinkedHashMap<>();
    private String startup;

    LineConfig(LineGrammar grammar, String initial) {
        this.grammar = grammar;
        trees.put(RUNNING, LineTree.root());
        change(initial);
        startup = running();
    }

    /** Enters a line into the running configuration or, if {@code copy} is a name, into that copy. */
    synchronized Entered enter(String copy, List<String> section, String line) {
        boolean negative = line.startsWith("no ");
        Optional<String> known = grammar.known(negative ? line.substring(3).strip() : line);
        if (known.isEmpty()) {
            return new Entered(section, false);
        }
        String text = known.get();
        List<String> where = parentSection(section, text);
        LineTree parent = at(tree(copy), where);
        if (negative) {
            parent.remove(text);
            return new Entered(where, true);
        }
        if (grammar.section(text).isPresent()) {
            parent.add(text);
            List<String> inside = new ArrayList<>(where);
            inside.add(text);
            return new Entered(inside, true);
        }
        Optional<String> words = grammar.replacedBy(text);
        if (words.isPresent()) {
            parent.replace(words.get(), text);
        } else {
            parent.add(text);
        }
        return new Entered(where, true);
    }

    /** Puts a text of several lines into the running configuration, in the place of one that begins with the same words. */
    synchronized void enterBlock(String words, String text) {
        tree(RUNNING).replace(words, text);
    }

    /** Returns what the prompt shows in that section. */
    String shown(List<String> section) {
        return section.isEmpty()
                ? ""
                : grammar.section(section.get(section.size() - 1)).orElse("");
    }

    /** Starts a copy of the running configuration, unless there is one of that name. */
    synchronized void startCopy(String name) {
        trees.computeIfAbsent(name, absent -> tree(RUNNING).copy());
    }

    /** Empties a copy. */
    synchronized void emptyCopy(String name) {
        trees.put(name, LineTree.root());
    }

    /** Puts a copy in the place of the running configuration; returns what was there before. */
    synchronized String putInPlace(String name) {
        String before = running();
        LineTree copy = trees.remove(name);
        if (copy != null) {
            trees.put(RUNNING, copy);
        }
        return before;
    }

    synchronized void dropCopy(String name) {
        trees.remove(name);
    }

    synchronized boolean hasCopy(String name) {
        return trees.containsKey(name);
    }

    /** Returns the text of a copy. */
    synchronized String copy(String name) {
        return render(tree(name));
    }

    /** Replaces the running configuration as a whole. */
    synchronized void replaceAll(String lines) {
        trees.put(RUNNING, LineTree.root());
        change(lines);
    }

    /** Returns one section with what is in it. */
    synchronized String section(String heading) {
        return tree(RUNNING)
                .find(heading)
                .map(found -> {
                    StringBuilder text = new StringBuilder();
                    render(found, 0, text);
                    return text.toString();
                })
                .orElse("");
    }

    @Override
    public synchronized String running() {
        return render(tree(RUNNING));
    }

    @Override
    public synchronized String startup() {
        return startup;
    }

    @Override
    public synchronized void save() {
        startup = running();
    }

    @Override
    public synchronized void reload() {
        trees.clear();
        trees.put(RUNNING, LineTree.root());
        change(startup);
    }

    @Override
    public synchronized void change(String lines) {
        List<String> section = new ArrayList<>();
        for (String line : lines.lines().toList()) {
            String text = line.strip();
            if (text.isEmpty() || text.equals(grammar.separator())) {
                continue;
            }
            int depth = (line.length() - line.stripLeading().length())
                    / grammar.indent().length();
            while (section.size() > depth) {
                section.remove(section.size() - 1);
            }
            Entered entered = enter(RUNNING, List.copyOf(section), text);
            if (!entered.accepted()) {
                throw new IllegalArgumentException("the simulated device does not know the line \"" + text + "\"");
            }
            section = new ArrayList<>(entered.section());
        }
    }

    @Override
    public synchronized Optional<String> hostname() {
        return tree(RUNNING).below().stream()
                .map(LineTree::text)
                .filter(line -> line.startsWith("hostname "))
                .map(line -> line.substring("hostname ".length()).strip())
                .findFirst();
    }

    private LineTree tree(String name) {
        LineTree tree = trees.get(name);
        if (tree == null) {
            throw new IllegalArgumentException("no configuration copy named \"" + name + "\"");
        }
        return tree;
    }

    /** Returns the section into which a line goes that is typed in another one. */
    private List<String> parentSection(List<String> section, String line) {
        if (grammar.isGlobal(line) || (grammar.section(line).isPresent() && !grammar.nests(line))) {
            return List.of();
        }
        List<String> where = new ArrayList<>(section);
        while (grammar.nests(line) && !where.isEmpty() && grammar.nests(where.get(where.size() - 1))) {
            where.remove(where.size() - 1);
        }
        return where;
    }

    private static LineTree at(LineTree root, List<String> section) {
        LineTree node = root;
        for (String line : section) {
            node = node.add(line);
        }
        return node;
    }

    private String render(LineTree root) {
        StringBuilder text = new StringBuilder();
        boolean afterSection = false;
        for (LineTree line : root.below()) {
            boolean section =
                    !line.below().isEmpty() || grammar.section(line.text()).isPresent();
            if (section || afterSection) {
                text.append(grammar.separator()).append('\n');
            }
            render(line, 0, text);
            afterSection = section;
        }
        return text.toString();
    }

    private void render(LineTree line, int depth, StringBuilder text) {
        text.append(grammar.indent().repeat(depth)).append(line.text()).append('\n');
        line.below().forEach(child -> render(child, depth + 1, text));
    }
}
