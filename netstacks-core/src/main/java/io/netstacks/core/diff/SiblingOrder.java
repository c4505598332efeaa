package io.netstacks.core.diff;

import io.netstacks.core.internal.config.ConfigForm;
import io.netstacks.core.internal.config.ConfigTree.Node;
import io.netstacks.core.internal.config.LineMatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the order of siblings counts, and which of them moved. By indentation all order counts. Statements in set form or in
 * Junos braces are a set, but for the words after which Junos evaluates in order (Junos CLI User Guide, "insert"; PAN-OS has
 * {@code rules}).
 */
final class SiblingOrder {

    private static final Set<String> ORDERED = Set.of("term", "rule", "rules", "policy", "import", "export");

    private SiblingOrder() {}

    /** Returns the texts of those siblings that stand in another order now; each is in both lists. */
    static Set<String> movedOfSet(List<Node> older, List<Node> newer) {
        Set<String> moved = new HashSet<>();
        for (String word : ORDERED) {
            moved.addAll(moved(beginningWith(word, older), beginningWith(word, newer)));
        }
        return moved;
    }

    private static List<String> beginningWith(String word, List<Node> siblings) {
        return siblings.stream()
                .map(Node::text)
                .filter(text -> text.startsWith(word + " "))
                .toList();
    }

    /**
     * Returns what moved among statements in set form: the words up to the name, for example
     * {@code set firewall family inet filter edge term allow-bgp}.
     */
    static List<String> movedStatements(List<String> older, List<String> newer) {
        Map<String, Set<String>> before = orderedNames(older);
        Map<String, Set<String>> after = orderedNames(newer);
        List<String> moved = new ArrayList<>();
        after.forEach((scope, names) -> {
            Set<String> old = before.getOrDefault(scope, Set.of());
            moved(List.copyOf(old), List.copyOf(names)).forEach(name -> moved.add(scope + " " + name));
        });
        return moved;
    }

    /** Returns the names after each ordered word, in order, by the words up to it. */
    private static Map<String, Set<String>> orderedNames(List<String> statements) {
        Map<String, Set<String>> names = new LinkedHashMap<>();
        for (String statement : statements) {
            if (!statement.startsWith("set ")) {
                continue;
            }
            String[] words = statement.split(" ");
            for (int i = 0; i + 1 < words.length; i++) {
                if (ORDERED.contains(words[i])) {
                    String scope = String.join(" ", Arrays.copyOf(words, i + 1));
                    names.computeIfAbsent(scope, s -> new LinkedHashSet<>()).add(words[i + 1]);
                }
            }
        }
        return names;
    }

    /** Leaves out what only one list has: what comes or goes moves nothing. */
    private static Set<String> moved(List<String> older, List<String> newer) {
        Set<String> inOlder = new HashSet<>(older);
        Set<String> inNewer = new HashSet<>(newer);
        List<String> before = older.stream().filter(inNewer::contains).toList();
        List<String> after = newer.stream().filter(inOlder::contains).toList();
        Set<String> moved = new LinkedHashSet<>();
        for (LineMatch.Change change : LineMatch.of(before, after).changes()) {
            moved.addAll(after.subList(change.newerStart(), change.newerEnd()));
        }
        return moved;
    }

    /** Tells whether siblings of such a text are a set. */
    static boolean isSet(ConfigForm form, DiffSide side) {
        return form == ConfigForm.SET
                || (form == ConfigForm.BRACES && side.platform().config().show().containsKey("running_set"));
    }
}
