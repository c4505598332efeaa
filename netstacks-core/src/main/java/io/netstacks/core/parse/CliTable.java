package io.netstacks.core.parse;

import io.netstacks.spi.error.ErrorCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A table of what one or several templates found in one output, with the columns that identify a row. A cell is a
 * {@code String} or a {@code List} of them: what is no text inside a list is text here, as Python prints it ({@code None} for
 * a group that took no part). Behaves as clitable of TextFSM 2.1. Immutable.
 */
public final class CliTable {

    private final List<String> header;
    private final List<List<Object>> rows;
    private final Set<String> keys;

    private CliTable(List<String> header, List<List<Object>> rows, Set<String> keys) {
        this.header = header;
        this.rows = Collections.unmodifiableList(rows);
        this.keys = keys;
    }

    /** Returns a table without columns and rows. */
    public static CliTable empty() {
        return new CliTable(List.of(), List.of(), Set.of());
    }

    /** Returns what one template found as a table with the given keys. */
    static CliTable of(TextFsmResult result, Set<String> keys) {
        List<List<Object>> rows = result.rows().stream()
                .map(row -> row.stream().anyMatch(List.class::isInstance)
                        ? row.stream().map(CliCellText::flat).toList()
                        : row)
                .toList();
        return new CliTable(result.header(), rows, Set.copyOf(keys));
    }

    CliTable withSuperkey(Set<String> columns) {
        return new CliTable(header, rows, Set.copyOf(columns));
    }

    /** Returns the names of the columns, in order. */
    public List<String> header() {
        return header;
    }

    /** Returns the rows; each has as many cells as there are columns. */
    public List<List<Object>> rows() {
        return rows;
    }

    /** Returns the columns that identify a row, in the order of the header; empty if none do. */
    public List<String> superkey() {
        return header.stream().filter(keys::contains).toList();
    }

    /** Returns what identifies a row: its cells in the columns of the superkey, or its number from 1 if there are none. */
    public List<Object> keyValue(int row) {
        List<String> superkey = superkey();
        return superkey.isEmpty() ? List.of(String.valueOf(row + 1)) : cells(rows.get(row), superkey);
    }

    private List<Object> cells(List<Object> row, List<String> columns) {
        return columns.stream().map(name -> row.get(header.indexOf(name))).toList();
    }

    /** Returns the rows as maps from column to cell. */
    public List<Map<String, Object>> asMaps() {
        return new TextFsmResult(header, rows).asMaps();
    }

    /**
     * Returns a copy with further columns in the superkey.
     *
     * @throws CliTableException if there is no such column
     */
    public CliTable withKeys(String... columns) {
        Set<String> all = new LinkedHashSet<>(keys);
        for (String column : columns) {
            if (!header.contains(column)) {
                throw unknown(column);
            }
            all.add(column);
        }
        return new CliTable(header, rows, Collections.unmodifiableSet(all));
    }

    /** Returns a copy in which no column identifies a row. */
    public CliTable withoutKeys() {
        return new CliTable(header, rows, Set.of());
    }

    /**
     * Returns a copy sorted by its superkey, as text; without one, by all columns from left to right, numbers by value and
     * before text. Rows that are equal keep their order.
     */
    public CliTable sorted() {
        List<List<Object>> copy = new ArrayList<>(rows);
        List<String> superkey = superkey();
        if (superkey.isEmpty()) {
            copy.sort(CliCellOrder.NUMBERS_BY_VALUE);
        } else {
            copy.sort((a, b) -> CliCellOrder.AS_TEXT.compare(cells(a, superkey), cells(b, superkey)));
        }
        return new CliTable(header, copy, keys);
    }

    /**
     * Returns this table with the columns that only the other has. With keys, a row takes them from the first row of the
     * other that is equal in all keys; without, from the row at the same place. A row without a partner gets empty cells;
     * further rows of the other are lost.
     */
    CliTable extendedBy(CliTable other) {
        List<String> added =
                other.header.stream().filter(name -> !header.contains(name)).toList();
        if (added.isEmpty()) {
            return this;
        }
        List<String> by = List.copyOf(keys);
        for (String key : by) {
            if (!header.contains(key) || !other.header.contains(key)) {
                throw unknown(key);
            }
        }
        Map<List<Object>, List<Object>> partners = new HashMap<>();
        for (int i = other.rows.size() - 1; i >= 0; i--) {
            List<Object> row = other.rows.get(i);
            partners.put(by.isEmpty() ? List.of(i) : other.cells(row, by), other.cells(row, added));
        }
        List<Object> nothing = Collections.nCopies(added.size(), "");
        List<List<Object>> joined = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            List<Object> row = new ArrayList<>(rows.get(i));
            row.addAll(partners.getOrDefault(by.isEmpty() ? List.of(i) : cells(rows.get(i), by), nothing));
            joined.add(Collections.unmodifiableList(row));
        }
        List<String> names = new ArrayList<>(header);
        names.addAll(added);
        return new CliTable(List.copyOf(names), joined, keys);
    }

    private CliTableException unknown(String column) {
        return new CliTableException(
                ErrorCode.INVALID_INPUT, "Unknown key " + column + ": the columns are " + header, null);
    }

    /** Returns the table as text: a line for the header, a line for each row, cells joined by a comma and a blank. */
    public String text() {
        StringBuilder out = new StringBuilder(String.join(", ", header)).append('\n');
        for (List<Object> row : rows) {
            out.append(String.join(", ", row.stream().map(CliCellText::of).toList()))
                    .append('\n');
        }
        return out.toString();
    }

    /**
     * Returns the table as labelled values, a line for each cell that is not part of the superkey:
     * {@code key.key.Column value}. Without a superkey all columns are the label, and only the label line is left.
     */
    public String labelValueText() {
        List<String> superkey = superkey();
        List<String> label = superkey.isEmpty() ? header : superkey;
        StringBuilder out =
                new StringBuilder("# LABEL ").append(String.join(".", label)).append('\n');
        for (List<Object> row : rows) {
            String prefix = String.join(
                    ".", cells(row, label).stream().map(CliCellText::of).toList());
            for (String column : header) {
                if (!label.contains(column)) {
                    String text = CliCellText.of(row.get(header.indexOf(column)));
                    out.append(prefix)
                            .append('.')
                            .append(column)
                            .append(' ')
                            .append(text)
                            .append('\n');
                }
            }
        }
        return out.toString();
    }

    @Override
    public String toString() {
        return "CliTable[" + rows.size() + " rows of " + header + "]";
    }
}
