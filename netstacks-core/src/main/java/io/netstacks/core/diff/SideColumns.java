package io.netstacks.core.diff;

import io.netstacks.core.diff.DiffPainter.Line;
import io.netstacks.core.diff.DiffPainter.Role;
import io.netstacks.core.text.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lays a difference out in two columns of text; a line that is too long goes on in the next row. */
final class SideColumns {

    private static final String TAB = "    ";

    private final int digits;
    private final int column;

    private SideColumns(int digits, int column) {
        this.digits = digits;
        this.column = column;
    }

    static List<Line> of(ConfigComparison comparison, DiffLayout layout) {
        int longest = Math.max(
                comparison.older().lines().size(), comparison.newer().lines().size());
        int digits = Integer.toString(longest).length();
        SideColumns columns = new SideColumns(digits, (layout.width() - 3) / 2 - digits - 1);
        List<Line> lines = new ArrayList<>();
        columns.add(
                lines,
                Role.HEADING,
                ' ',
                Optional.empty(),
                comparison.olderLabel(),
                Optional.empty(),
                comparison.newerLabel());
        for (Optional<DiffRow> row : FoldedRows.of(comparison.rows(), layout.context())) {
            row.ifPresentOrElse(
                    shown -> columns.add(lines, shown),
                    () -> lines.add(new Line(Role.HEADING, " ".repeat(digits) + " …")));
        }
        return lines;
    }

    private void add(List<Line> lines, DiffRow row) {
        add(
                lines,
                Role.valueOf(row.kind().name()),
                sign(row.kind()),
                row.older().map(DiffRow.Line::number),
                row.older().map(DiffRow.Line::text).orElse(""),
                row.newer().map(DiffRow.Line::number),
                row.newer().map(DiffRow.Line::text).orElse(""));
    }

    private static char sign(DiffRow.Kind kind) {
        return switch (kind) {
            case SAME -> ' ';
            case CHANGED -> '|';
            case REMOVED -> '<';
            case ADDED -> '>';
        };
    }

    private void add(
            List<Line> lines,
            Role role,
            char sign,
            Optional<Integer> olderNumber,
            String older,
            Optional<Integer> newerNumber,
            String newer) {
        List<String> left = wrap(older);
        List<String> right = wrap(newer);
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            String text = number(olderNumber, i)
                    + padded(part(left, i))
                    + ' '
                    + sign
                    + ' '
                    + number(newerNumber, i)
                    + part(right, i);
            lines.add(new Line(role, text.stripTrailing()));
        }
    }

    private String number(Optional<Integer> number, int part) {
        String text = part == 0 ? number.map(String::valueOf).orElse("") : "";
        return " ".repeat(digits - text.length()) + text + " ";
    }

    private static String part(List<String> parts, int index) {
        return index < parts.size() ? parts.get(index) : "";
    }

    private String padded(String text) {
        return text + " ".repeat(column - text.codePointCount(0, text.length()));
    }

    /** Cuts between code points. */
    private List<String> wrap(String line) {
        String text = VisibleText.of(line.replace("\t", TAB));
        List<String> parts = new ArrayList<>();
        int start = 0;
        while (text.codePointCount(start, text.length()) > column) {
            int end = text.offsetByCodePoints(start, column);
            parts.add(text.substring(start, end));
            start = end;
        }
        parts.add(text.substring(start));
        return parts;
    }
}
