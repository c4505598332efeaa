package io.netstacks.core.parse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the rows expected of a sample output where their file is as simple as nearly all are: a list of maps from plain keys to
 * quoted text or lists of it. A YAML library takes most of the time of the whole test for that.
 */
final class NtcExpected {

    private static final Pattern ENTRY = Pattern.compile("(  - |    )([A-Za-z0-9_]+):(?: (\\[]|\"[^\"\\\\]*\"))?");
    private static final Pattern ITEM = Pattern.compile(" {6}- (\"[^\"\\\\]*\")");

    private NtcExpected() {}

    /** Returns the rows; none if the file is not that simple. */
    static List<Map<String, Object>> read(List<String> lines) {
        List<Map<String, Object>> rows = new ArrayList<>();
        List<Object> list = new ArrayList<>();
        for (String line : lines.subList(Math.min(2, lines.size()), lines.size())) {
            Matcher entry = ENTRY.matcher(line);
            Matcher item = ITEM.matcher(line);
            if (entry.matches()) {
                if (entry.group(1).equals("  - ")) {
                    rows.add(new LinkedHashMap<>());
                }
                String value = entry.group(3);
                boolean isText = value != null && value.startsWith("\"");
                list = new ArrayList<>();
                if (rows.isEmpty()) {
                    return List.of();
                }
                rows.get(rows.size() - 1).put(entry.group(2), isText ? unquoted(value) : list);
            } else if (item.matches()) {
                list.add(unquoted(item.group(1)));
            } else {
                return List.of();
            }
        }
        return rows;
    }

    private static String unquoted(String text) {
        return text.substring(1, text.length() - 1);
    }
}
