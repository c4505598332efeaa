package io.netstacks.core.internal.inventory;

import java.util.ArrayList;
import java.util.List;

/**
 * Records of comma-separated values with quotes and line breaks in fields, as in RFC 4180; or of semicolons, as spreadsheets write
 * where a comma is in numbers: the first line says which. Pure functions.
 */
final class CsvRecords {

    /** One record: the line on which it begins, and its fields. */
    record CsvRecord(int line, List<String> fields) {}

    private CsvRecords() {}

    /**
     * Returns the records of a text; lines without anything are left out.
     *
     * @throws IllegalArgumentException with a sentence if a quote is not closed
     */
    static List<CsvRecord> of(String text) {
        List<CsvRecord> records = new ArrayList<>();
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        int line = 1;
        int first = 1;
        int end = text.length();
        char separator = separator(text);
        for (int i = 0; i <= end; i++) {
            char c = i == end ? '\n' : text.charAt(i);
            if (quoted) {
                if (i == end) {
                    throw new IllegalArgumentException("line " + first + ": a quote is opened and not closed");
                }
                if (c != '"') {
                    field.append(c);
                } else if (i + 1 < end && text.charAt(i + 1) == '"') {
                    field.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == separator) {
                fields.add(field.toString());
                field.setLength(0);
            } else if (c == '\n') {
                fields.add(field.toString());
                field.setLength(0);
                if (fields.size() > 1 || !fields.get(0).isBlank()) {
                    records.add(new CsvRecord(first, List.copyOf(fields)));
                }
                fields.clear();
                first = line + 1;
            } else if (c != '\r' || (i + 1 < end && text.charAt(i + 1) != '\n')) {
                field.append(c);
            }
            line += c == '\n' ? 1 : 0;
        }
        return records;
    }

    private static char separator(String text) {
        int end = text.indexOf('\n');
        String header = end < 0 ? text : text.substring(0, end);
        return header.indexOf(',') < 0 && header.indexOf(';') >= 0 ? ';' : ',';
    }

    /** Returns a field as it is written. */
    static String quoted(String value) {
        boolean plain = value.equals(value.strip()) && value.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
