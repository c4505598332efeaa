package io.netstacks.core.diff;

import io.netstacks.core.internal.config.LineMatch;
import io.netstacks.spi.error.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What changed from one configuration to another: without the lines that the platforms say change by themselves, unless
 * {@linkplain #withVolatileLines() asked for}, and with secrets masked. A secret that changed still shows: its masked line is
 * on both sides. Immutable.
 */
public final class ConfigComparison {

    private final DiffSide olderSide;
    private final DiffSide newerSide;
    private final DiffText older;
    private final DiffText newer;
    private final List<LineMatch.Change> changes;

    private ConfigComparison(DiffSide olderSide, DiffSide newerSide, boolean withVolatileLines) {
        this.olderSide = olderSide;
        this.newerSide = newerSide;
        older = DiffText.of(olderSide, withVolatileLines);
        newer = DiffText.of(newerSide, withVolatileLines);
        changes = LineMatch.of(older.lines(), newer.lines()).changes();
    }

    /** Compares two configurations. */
    public static ConfigComparison of(DiffSide older, DiffSide newer) {
        return new ConfigComparison(older, newer, false);
    }

    /**
     * Returns the same comparison with the lines that change by themselves, such as the time of the last change: they are
     * shown, numbered and counted as any other line.
     */
    public ConfigComparison withVolatileLines() {
        return new ConfigComparison(olderSide, newerSide, true);
    }

    /** Returns what the older configuration is called. */
    public String olderLabel() {
        return olderSide.label();
    }

    /** Returns what the newer configuration is called. */
    public String newerLabel() {
        return newerSide.label();
    }

    /** Tells whether no line differs. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** Returns how many lines only the newer configuration has, at their places. */
    public int added() {
        return changes.stream()
                .mapToInt(change -> change.newerEnd() - change.newerStart())
                .sum();
    }

    /** Returns how many lines only the older configuration has, at their places. */
    public int removed() {
        return changes.stream()
                .mapToInt(change -> change.olderEnd() - change.olderStart())
                .sum();
    }

    /** Returns every line of both texts, in order. */
    public List<DiffRow> rows() {
        List<DiffRow> rows = new ArrayList<>();
        int from = 0;
        int to = 0;
        for (LineMatch.Change change : changes) {
            while (from < change.olderStart()) {
                rows.add(row(DiffRow.Kind.SAME, from++, to++));
            }
            while (from < change.olderEnd() && to < change.newerEnd()) {
                rows.add(row(DiffRow.Kind.CHANGED, from++, to++));
            }
            while (from < change.olderEnd()) {
                rows.add(new DiffRow(DiffRow.Kind.REMOVED, Optional.of(line(older, from++)), Optional.empty()));
            }
            while (to < change.newerEnd()) {
                rows.add(new DiffRow(DiffRow.Kind.ADDED, Optional.empty(), Optional.of(line(newer, to++))));
            }
        }
        while (from < older.lines().size()) {
            rows.add(row(DiffRow.Kind.SAME, from++, to++));
        }
        return rows;
    }

    private DiffRow row(DiffRow.Kind kind, int from, int to) {
        return new DiffRow(kind, Optional.of(line(older, from)), Optional.of(line(newer, to)));
    }

    private static DiffRow.Line line(DiffText text, int place) {
        return new DiffRow.Line(place + 1, text.shown().get(place));
    }

    /**
     * Returns the changes section by section. By indentation order counts: a line that stands at another place in its
     * section has moved. Statements in set form and in the braces of a platform that has that form are a set: only names
     * after {@code term}, {@code rule}, {@code rules}, {@code policy}, {@code import} and {@code export} can move. Blank
     * lines and lines that only separate do not count, so there may be no change although lines differ.
     *
     * @throws InvalidInputException if one is in set form and the other in braces
     */
    public List<BlockChange> blocks() {
        return isEmpty() ? List.of() : List.copyOf(BlockDiff.of(olderSide, older, newerSide, newer));
    }

    /**
     * Returns the difference as text that ends with a line break, with three lines of context; empty if there is none.
     *
     * @throws InvalidInputException as {@link #blocks()}, if blocks are asked for
     */
    public String render(DiffFormat format, DiffStyle style) {
        return render(format, style, DiffLayout.DEFAULT);
    }

    /**
     * Returns the difference as text that ends with a line break; empty if there is none.
     *
     * @throws InvalidInputException as {@link #blocks()}, if blocks are asked for
     */
    public String render(DiffFormat format, DiffStyle style, DiffLayout layout) {
        if (isEmpty()) {
            return "";
        }
        return switch (format) {
            case UNIFIED -> DiffPainter.paint(DiffLines.unified(this, layout.context()), style);
            case BLOCKS -> DiffPainter.paint(DiffLines.blocks(blocks()), style);
            case SIDE_BY_SIDE ->
                style == DiffStyle.HTML
                        ? SideTable.of(this, layout)
                        : DiffPainter.paint(SideColumns.of(this, layout), style);
        };
    }

    List<LineMatch.Change> changes() {
        return changes;
    }

    DiffText older() {
        return older;
    }

    DiffText newer() {
        return newer;
    }

    /** Shows how many lines changed, and no text. */
    @Override
    public String toString() {
        return olderLabel() + " -> " + newerLabel() + ": " + added() + " added, " + removed() + " removed";
    }
}
