package io.netstacks.core.parse;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a TextFSM template found, in the order of the text. Immutable.
 *
 * <p>A cell is a {@code String}, empty when nothing was assigned; for a {@code List} value it is a {@code List} whose entries
 * are {@code String}, null for an optional group that took no part, or a {@code Map} from group name to text for a value with
 * named groups inside.
 *
 * @param header the names of the values, in order
 * @param rows the rows; each has as many cells as there are names
 */
public record TextFsmResult(List<String> header, List<List<Object>> rows) {

    /** Copies the lists; the rows are kept as they are. */
    public TextFsmResult {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
    }

    /** Returns the rows as maps from name to cell, in the order of the header. */
    public List<Map<String, Object>> asMaps() {
        List<Map<String, Object>> maps = new ArrayList<>(rows.size());
        for (List<Object> row : rows) {
            maps.add(asMap(header, row));
        }
        return Collections.unmodifiableList(maps);
    }

    static Map<String, Object> asMap(List<String> names, List<Object> row) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>(names.size() * 2);
        for (int i = 0; i < names.size(); i++) {
            map.put(names.get(i), row.get(i));
        }
        return Collections.unmodifiableMap(map);
    }
}
