package io.netstacks.core.internal.config;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Patch;
import io.netstacks.spi.config.ConfigDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Line differences with the lines that each change stands under. */
public final class LineDiff {

    private static final int CONTEXT = 3;
    private static final long MOST_PAIRS = 400_000_000;

    private LineDiff() {}

    /** Compares two texts and masks what is shown; the comparison sees the texts as they are. */
    public static ConfigDiff of(String older, String newer, UnaryOperator<String> mask) {
        List<String> before = older.lines().toList();
        List<String> after = newer.lines().toList();
        Patch<String> patch = compare(before, after);
        if (patch.getDeltas().isEmpty()) {
            return new ConfigDiff(List.of(), "");
        }
        List<String> shownBefore = maskLines(before, mask);
        List<String> shownAfter = maskLines(after, mask);
        List<ConfigDiff.Change> changes = new ArrayList<>();
        for (AbstractDelta<String> delta : patch.getDeltas()) {
            collect(
                    changes,
                    ConfigDiff.Kind.REMOVED,
                    shownBefore,
                    delta.getSource().getPosition(),
                    delta.getSource().size());
            collect(
                    changes,
                    ConfigDiff.Kind.ADDED,
                    shownAfter,
                    delta.getTarget().getPosition(),
                    delta.getTarget().size());
        }
        return new ConfigDiff(changes, unified(patch, shownBefore, shownAfter));
    }

    /** The plain algorithm gives the better difference but needs memory for every step of texts that differ wholly. */
    private static Patch<String> compare(List<String> before, List<String> after) {
        return (long) before.size() * after.size() > MOST_PAIRS
                ? DiffUtils.diff(before, after, new MyersDiffWithLinearSpace<>())
                : DiffUtils.diff(before, after);
    }

    private static String unified(Patch<String> patch, List<String> shownBefore, List<String> shownAfter) {
        Patch<String> shown = new Patch<>();
        for (AbstractDelta<String> delta : patch.getDeltas()) {
            shown.addDelta(delta.withChunks(
                    chunk(
                            shownBefore,
                            delta.getSource().getPosition(),
                            delta.getSource().size()),
                    chunk(
                            shownAfter,
                            delta.getTarget().getPosition(),
                            delta.getTarget().size())));
        }
        List<String> lines = UnifiedDiffUtils.generateUnifiedDiff("before", "after", shownBefore, shown, CONTEXT);
        return String.join("\n", lines) + "\n";
    }

    private static com.github.difflib.patch.Chunk<String> chunk(List<String> lines, int position, int size) {
        return new com.github.difflib.patch.Chunk<>(position, lines.subList(position, position + size));
    }

    /** Masks the whole text at once, because some secrets span lines; falls back to line by line if lines move. */
    private static List<String> maskLines(List<String> lines, UnaryOperator<String> mask) {
        List<String> masked = mask.apply(String.join("\n", lines)).lines().toList();
        return masked.size() == lines.size() ? masked : lines.stream().map(mask).toList();
    }

    private static void collect(
            List<ConfigDiff.Change> changes, ConfigDiff.Kind kind, List<String> lines, int position, int size) {
        for (int i = position; i < position + size; i++) {
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
