package io.netstacks.core.text;

import java.util.ArrayList;
import java.util.List;

/** One line of comma-separated values, as RFC 4180 quotes them. Pure function. */
public final class CsvLine {

    private CsvLine() {}

    /** Returns the fields of the line, without their quotes and otherwise as they are. */
    public static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
