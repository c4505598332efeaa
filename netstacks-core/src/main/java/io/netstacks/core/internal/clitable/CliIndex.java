package io.netstacks.core.internal.clitable;

import io.netstacks.spi.Deadline;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An index of templates: rows of regular expressions over attributes such as Platform and Command. The first row that fits
 * names the templates. Immutable.
 */
public final class CliIndex {

    static final String TEMPLATE = "Template";

    private final List<String> header;
    private final List<CliIndexRow> rows;
    /** By row and column; none for a cell that is empty, which fits everything. */
    private final @Nullable CliIndexCell[][] cells;

    private final int differentCells;
    private final List<String> problems;

    CliIndex(
            List<String> header,
            List<CliIndexRow> rows,
            @Nullable CliIndexCell[][] cells,
            int differentCells,
            List<String> problems) {
        this.header = header;
        this.rows = List.copyOf(rows);
        this.cells = cells;
        this.differentCells = differentCells;
        this.problems = List.copyOf(problems);
    }

    /**
     * Reads an index.
     *
     * @throws CliIndexException if it has no usable header
     */
    public static CliIndex read(String text) {
        return new CliIndexReader(text).read();
    }

    /** Returns the names of the columns. */
    public List<String> header() {
        return header;
    }

    /** Returns the rows that are well-formed, in order. */
    public List<CliIndexRow> rows() {
        return rows;
    }

    /** Returns what is wrong with the rows that were left out, a sentence with the line each. */
    public List<String> problems() {
        return problems;
    }

    /**
     * Returns the first row whose expressions match the attributes from their start. An attribute that is no column, and a
     * column that is no attribute, say nothing.
     */
    public Optional<CliIndexRow> find(Map<String, String> attributes, Deadline deadline) {
        // By column; none for a column that is not asked for
        @Nullable String[] asked = header.stream().map(attributes::get).toArray(String[]::new);
        // By cell: 0 not tried, 1 fits, -1 does not
        byte[] answers = new byte[differentCells];
        for (int row = 0; row < cells.length; row++) {
            if (fits(cells[row], asked, answers, deadline)) {
                return Optional.of(rows.get(row));
            }
        }
        return Optional.empty();
    }

    private static boolean fits(
            @Nullable CliIndexCell[] row, @Nullable String[] asked, byte[] answers, Deadline deadline) {
        for (int column = 0; column < row.length; column++) {
            CliIndexCell cell = row[column];
            String value = asked[column];
            if (cell == null || value == null) {
                continue;
            }
            byte answer = answers[cell.id()];
            if (answer == 0) {
                answer = (byte) (cell.matchesStartOf(value, deadline) ? 1 : -1);
                answers[cell.id()] = answer;
            }
            if (answer < 0) {
                return false;
            }
        }
        return true;
    }
}
