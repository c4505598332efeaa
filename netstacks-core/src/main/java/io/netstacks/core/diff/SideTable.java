package io.netstacks.core.diff;

import io.netstacks.core.diff.DiffPainter.Role;
import io.netstacks.core.text.VisibleText;
import java.util.Optional;

/** Writes a difference as an HTML table with four columns: number and line of the older text, and of the newer one. */
final class SideTable {

    private SideTable() {}

    static String of(ConfigComparison comparison, DiffLayout layout) {
        StringBuilder html = new StringBuilder("<table class=\"diff\">\n<thead><tr><th colspan=\"2\">")
                .append(VisibleText.html(comparison.olderLabel()))
                .append("</th><th colspan=\"2\">")
                .append(VisibleText.html(comparison.newerLabel()))
                .append("</th></tr></thead>\n<tbody>\n");
        for (Optional<DiffRow> row : FoldedRows.of(comparison.rows(), layout.context())) {
            html.append(row.map(SideTable::row).orElse("<tr class=\"heading\"><td colspan=\"4\">…</td></tr>\n"));
        }
        return html.append("</tbody>\n</table>\n").toString();
    }

    private static String row(DiffRow row) {
        return "<tr class=\"" + Role.valueOf(row.kind().name()).cssClass() + "\">" + cells(row.older())
                + cells(row.newer()) + "</tr>\n";
    }

    private static String cells(Optional<DiffRow.Line> line) {
        return line.map(shown ->
                        "<td>" + shown.number() + "</td><td><code>" + VisibleText.html(shown.text()) + "</code></td>")
                .orElse("<td></td><td></td>");
    }
}
