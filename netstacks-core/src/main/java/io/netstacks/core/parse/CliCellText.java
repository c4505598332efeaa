package io.netstacks.core.parse;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Cells as text: text as it is, everything else as Python prints it, which is what readers of such tables expect. */
final class CliCellText {

    private CliCellText() {}

    static String of(Object cell) {
        return cell instanceof String text ? text : inside(cell);
    }

    /** Returns a cell in which lists hold nothing but text. */
    static Object flat(Object cell) {
        boolean mixed = cell instanceof List<?> list && !list.stream().allMatch(String.class::isInstance);
        return mixed
                ? ((List<?>) cell)
                        .stream()
                                .map(entry -> entry instanceof String text ? text : inside(entry))
                                .toList()
                : cell;
    }

    private static String inside(@Nullable Object cell) {
        if (cell == null) {
            return "None";
        }
        if (cell instanceof List<?> list) {
            return list.stream().map(CliCellText::inside).collect(Collectors.joining(", ", "[", "]"));
        }
        if (cell instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(e -> inside(e.getKey()) + ": " + inside(e.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return quoted(cell.toString());
    }

    private static String quoted(String text) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        StringBuilder out = new StringBuilder().append(quote);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\\' -> out.append("\\\\");
                default -> {
                    if (c == quote) {
                        out.append('\\');
                    }
                    out.append(c);
                }
            }
        }
        return out.append(quote).toString();
    }
}
