package io.netstacks.testkit.fake;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Configuration lines with lines below them, in the order in which they were first entered. Confined to its owner. */
final class LineTree {

    private final String text;
    private final List<LineTree> below = new ArrayList<>();

    private LineTree(String text) {
        this.text = text;
    }

    static LineTree root() {
        return new LineTree("");
    }

    LineTree copy() {
        LineTree copy = new LineTree(text);
        below.forEach(child -> copy.below.add(child.copy()));
        return copy;
    }

    String text() {
        return text;
    }

    List<LineTree> below() {
        return below;
    }

    Optional<LineTree> find(String line) {
        return below.stream().filter(child -> child.text.equals(line)).findFirst();
    }

    /** Returns the line, added if it is not there. */
    LineTree add(String line) {
        return find(line).orElseGet(() -> {
            LineTree child = new LineTree(line);
            below.add(child);
            return child;
        });
    }

    /** Puts a line in the place of the one that begins with the same words, or adds it. */
    void replace(String words, String line) {
        for (int i = 0; i < below.size(); i++) {
            if (below.get(i).is(words)) {
                below.set(i, new LineTree(line));
                return;
            }
        }
        add(line);
    }

    /** Removes the lines that are, or begin with, these words; tells whether there were any. */
    boolean remove(String words) {
        boolean removed = false;
        for (Iterator<LineTree> lines = below.iterator(); lines.hasNext(); ) {
            if (lines.next().is(words)) {
                lines.remove();
                removed = true;
            }
        }
        return removed;
    }

    private boolean is(String words) {
        return text.equals(words) || text.startsWith(words + " ");
    }
}
