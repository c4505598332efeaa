package io.netstacks.examples.cli;

import io.netstacks.core.text.VisibleText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Prints rows under a header, each on one line, columns as wide as they need to be; no cell steers the terminal. */
final class Table {

    private static final Set<Character.UnicodeScript> WIDE = EnumSet.of(
            Character.UnicodeScript.HAN,
            Character.UnicodeScript.HIRAGANA,
            Character.UnicodeScript.KATAKANA,
            Character.UnicodeScript.HANGUL);

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... header) {
        rows.add(List.of(header));
    }

    void add(String... cells) {
        rows.add(Arrays.stream(cells).map(Table::onOneLine).toList());
    }

    private static String onOneLine(String cell) {
        return cell.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(VisibleText::of)
                .collect(Collectors.joining(" | "));
    }

    void print(PrintWriter out) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - width(row.get(i)) + 2));
            }
            out.println(line.toString().stripTrailing());
        }
    }

    /** Returns how many columns a terminal gives to a text: two to East Asian letters, none to marks upon letters. */
    private static int width(String text) {
        return text.codePoints()
                .map(point -> switch (Character.getType(point)) {
                    case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
                    default -> WIDE.contains(Character.UnicodeScript.of(point)) ? 2 : 1;
                })
                .sum();
    }
}
