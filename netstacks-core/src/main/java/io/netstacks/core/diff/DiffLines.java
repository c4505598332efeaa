package io.netstacks.core.diff;

import io.netstacks.core.diff.DiffPainter.Line;
import io.netstacks.core.diff.DiffPainter.Role;
import io.netstacks.core.internal.config.UnifiedHunks;
import java.util.ArrayList;
import java.util.List;

/** Lays a difference out as lines. */
final class DiffLines {

    private DiffLines() {}

    static List<Line> unified(ConfigComparison comparison, int context) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(Role.HEADING, "--- " + comparison.olderLabel()));
        lines.add(new Line(Role.HEADING, "+++ " + comparison.newerLabel()));
        UnifiedHunks.of(comparison.older().shown(), comparison.newer().shown(), comparison.changes(), context)
                .forEach(line -> lines.add(new Line(role(line.charAt(0)), line)));
        return lines;
    }

    private static Role role(char sign) {
        return switch (sign) {
            case '+' -> Role.ADDED;
            case '-' -> Role.REMOVED;
            case '@' -> Role.HEADING;
            default -> Role.SAME;
        };
    }

    /** Each section's first lines once, then what changed in it. */
    static List<Line> blocks(List<BlockChange> changes) {
        List<Line> lines = new ArrayList<>();
        List<String> told = List.of();
        for (BlockChange change : changes) {
            List<String> path = change.path();
            int known = 0;
            while (known < Math.min(path.size(), told.size()) && path.get(known).equals(told.get(known))) {
                known++;
            }
            path.subList(known, path.size()).forEach(line -> lines.add(new Line(Role.HEADING, "  " + line)));
            told = path;
            for (String line : change.lines()) {
                lines.add(line(change.kind(), line));
            }
        }
        return lines;
    }

    private static Line line(BlockChange.Kind kind, String line) {
        return switch (kind) {
            case ADDED -> new Line(Role.ADDED, "+ " + line);
            case REMOVED -> new Line(Role.REMOVED, "- " + line);
            case MOVED -> new Line(Role.MOVED, "~ " + line + "   (moved)");
        };
    }
}
