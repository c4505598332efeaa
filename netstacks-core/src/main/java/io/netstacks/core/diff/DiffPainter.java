package io.netstacks.core.diff;

import io.netstacks.core.text.VisibleText;
import java.util.List;
import java.util.Locale;

/** Writes laid-out lines in a style. */
final class DiffPainter {

    private static final String RESET = "\u001B[0m";

    private DiffPainter() {}

    /** What a line says. */
    enum Role {
        SAME(""),
        ADDED("\u001B[32m"),
        REMOVED("\u001B[31m"),
        CHANGED("\u001B[33m"),
        MOVED("\u001B[33m"),
        HEADING("\u001B[36m");

        private final String colour;

        Role(String colour) {
            this.colour = colour;
        }

        /** Its class in HTML. */
        String cssClass() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A laid-out line. */
    record Line(Role role, String text) {}

    static String paint(List<Line> lines, DiffStyle style) {
        StringBuilder painted = new StringBuilder(style == DiffStyle.HTML ? "<pre class=\"diff\">\n" : "");
        for (Line line : lines) {
            painted.append(paint(line, style)).append('\n');
        }
        return painted.append(style == DiffStyle.HTML ? "</pre>\n" : "").toString();
    }

    private static String paint(Line line, DiffStyle style) {
        String text = VisibleText.of(line.text());
        return switch (style) {
            case PLAIN -> text;
            case ANSI -> line.role().colour.isEmpty() ? text : line.role().colour + text + RESET;
            case HTML -> "<span class=\"" + line.role().cssClass() + "\">" + VisibleText.html(line.text()) + "</span>";
        };
    }
}
