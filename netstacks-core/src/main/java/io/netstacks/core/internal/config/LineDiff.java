package io.netstacks.core.internal.config;

import io.netstacks.spi.config.ConfigDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Line differences with the lines that each change stands under. */
public final class LineDiff {

    private static final int CONTEXT = 3;

    private LineDiff() {}

    /**
     * Compares two texts and masks what is shown; the comparison sees the texts as they are.
     *
     * @param mask gives as many lines as it gets
     */
    public static ConfigDiff of(String older, String newer, UnaryOperator<List<String>> mask) {
        List<String> before = older.lines().toList();
        List<String> after = newer.lines().toList();
        List<LineMatch.Change> places = LineMatch.of(before, after).changes();
        if (places.isEmpty()) {
            return new ConfigDiff(List.of(), "");
        }
        List<String> shownBefore = mask.apply(before);
        List<String> shownAfter = mask.apply(after);
        List<ConfigDiff.Change> changes = new ArrayList<>();
        for (LineMatch.Change place : places) {
            collect(changes, ConfigDiff.Kind.REMOVED, shownBefore, place.olderStart(), place.olderEnd());
            collect(changes, ConfigDiff.Kind.ADDED, shownAfter, place.newerStart(), place.newerEnd());
        }
        List<String> unified = new ArrayList<>(List.of("--- before", "+++ after"));
        unified.addAll(UnifiedHunks.of(shownBefore, shownAfter, places, CONTEXT));
        return new ConfigDiff(changes, String.join("\n", unified) + "\n");
    }

    private static void collect(
            List<ConfigDiff.Change> changes, ConfigDiff.Kind kind, List<String> lines, int start, int end) {
        for (int i = start; i < end; i++) {
            changes.add(new ConfigDiff.Change(kind, lines.get(i), parents(lines, i)));
        }
    }

    private static List<String> parents(List<String> lines, int index) {
        List<String> parents = new ArrayList<>();
        int indent = indent(lines.get(index));
        for (int i = index - 1; i >= 0 && indent > 0; i--) {
            String line = lines.get(i);
            if (!line.isBlank() && indent(line) < indent) {
                parents.add(0, line.strip());
                indent = indent(line);
            }
        }
        return parents;
    }

    static int indent(String line) {
        int indent = 0;
        while (indent < line.length() && line.charAt(indent) == ' ') {
            indent++;
        }
        return indent;
    }
}
