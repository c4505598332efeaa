package io.netstacks.core.diff;

import io.netstacks.core.internal.config.ConfigForm;
import io.netstacks.core.internal.config.ConfigTree;
import io.netstacks.core.internal.config.ConfigTree.Node;
import io.netstacks.core.internal.config.LineMatch;
import io.netstacks.spi.error.InvalidInputException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares two configurations section by section: sections of the same first line belong together wherever they stand. */
final class BlockDiff {

    private static final int NONE = -1;

    private final ConfigForm form;
    private final DiffText older;
    private final DiffText newer;
    private final boolean isSet;
    private final List<BlockChange> changes = new ArrayList<>();

    private BlockDiff(ConfigForm form, DiffText older, DiffText newer, boolean isSet) {
        this.form = form;
        this.older = older;
        this.newer = newer;
        this.isSet = isSet;
    }

    /** Returns the changes, in the order of the text. */
    static List<BlockChange> of(DiffSide olderSide, DiffText older, DiffSide newerSide, DiffText newer) {
        ConfigForm form = form(olderSide, older, newerSide, newer);
        BlockDiff diff = new BlockDiff(form, older, newer, SiblingOrder.isSet(form, newerSide));
        diff.compare(ConfigTree.of(form, older.lines()), ConfigTree.of(form, newer.lines()), List.of());
        if (form == ConfigForm.SET) {
            SiblingOrder.movedStatements(older.shown(), newer.shown())
                    .forEach(moved ->
                            diff.changes.add(new BlockChange(BlockChange.Kind.MOVED, List.of(), List.of(moved))));
        }
        return diff.changes;
    }

    private static ConfigForm form(DiffSide olderSide, DiffText older, DiffSide newerSide, DiffText newer) {
        if (older.lines().isEmpty()) {
            return ConfigForm.of(newer.lines());
        }
        ConfigForm before = ConfigForm.of(older.lines());
        ConfigForm after = newer.lines().isEmpty() ? before : ConfigForm.of(newer.lines());
        if (before != after) {
            throw InvalidInputException.of(olderSide.label() + " is written in the form " + before + " and "
                    + newerSide.label() + " in the form " + after
                    + "; sections can be compared in one form only. Take both in the same form");
        }
        return before;
    }

    private void compare(List<Node> before, List<Node> after, List<String> path) {
        int[] olderOf = new int[after.size()];
        Arrays.fill(olderOf, NONE);
        LineMatch match = LineMatch.of(texts(before), texts(after));
        boolean[] paired = new boolean[before.size()];
        for (int i = 0; i < before.size(); i++) {
            if (match.newerOf(i) != NONE) {
                olderOf[match.newerOf(i)] = i;
                paired[i] = true;
            }
        }
        Set<Integer> elsewhere = pairRest(before, paired, after, olderOf);
        Set<String> movedOfSet = isSet ? SiblingOrder.movedOfSet(before, after) : Set.of();
        int[] upTo = upTo(olderOf, elsewhere, before.size());
        int removed = 0;
        for (int i = 0; i < after.size(); i++) {
            for (; removed < upTo[i]; removed++) {
                addIf(!paired[removed], BlockChange.Kind.REMOVED, path, older, before.get(removed));
            }
            Node now = after.get(i);
            if (olderOf[i] == NONE) {
                addIf(true, BlockChange.Kind.ADDED, path, newer, now);
                continue;
            }
            if (isSet ? movedOfSet.contains(now.text()) : elsewhere.contains(i)) {
                changes.add(new BlockChange(
                        BlockChange.Kind.MOVED, path, List.of(newer.shown().get(now.line()))));
            }
            descend(before.get(olderOf[i]), now, path);
        }
        for (; removed < before.size(); removed++) {
            addIf(!paired[removed], BlockChange.Kind.REMOVED, path, older, before.get(removed));
        }
    }

    /** Up to where the removed ones are told before each newer sibling: to the next one that kept its order. */
    private static int[] upTo(int[] olderOf, Set<Integer> elsewhere, int end) {
        int[] upTo = new int[olderOf.length];
        int next = end;
        for (int i = olderOf.length - 1; i >= 0; i--) {
            if (olderOf[i] != NONE && !elsewhere.contains(i)) {
                next = olderOf[i];
            }
            upTo[i] = next;
        }
        return upTo;
    }

    /** Pairs what both have but not in the same order; returns the places among the newer ones. */
    private static Set<Integer> pairRest(List<Node> before, boolean[] paired, List<Node> after, int[] olderOf) {
        Map<String, Deque<Integer>> left = new HashMap<>();
        for (int i = 0; i < before.size(); i++) {
            if (!paired[i]) {
                left.computeIfAbsent(before.get(i).text(), text -> new ArrayDeque<>())
                        .add(i);
            }
        }
        Set<Integer> elsewhere = new HashSet<>();
        for (int i = 0; i < after.size(); i++) {
            Deque<Integer> same = left.get(after.get(i).text());
            if (olderOf[i] == NONE && same != null && !same.isEmpty()) {
                olderOf[i] = same.remove();
                paired[olderOf[i]] = true;
                elsewhere.add(i);
            }
        }
        return elsewhere;
    }

    private void descend(Node before, Node now, List<String> path) {
        if (before.children().isEmpty() && now.children().isEmpty()) {
            return;
        }
        List<String> deeper = new ArrayList<>(path);
        deeper.add(newer.shown().get(now.line()));
        compare(before.children(), now.children(), deeper);
    }

    private void addIf(boolean wanted, BlockChange.Kind kind, List<String> path, DiffText text, Node node) {
        if (wanted) {
            changes.add(new BlockChange(
                    kind,
                    path,
                    ConfigTree.places(form, text.lines(), node).stream()
                            .map(text.shown()::get)
                            .toList()));
        }
    }

    private static List<String> texts(List<Node> nodes) {
        return nodes.stream().map(Node::text).toList();
    }
}
