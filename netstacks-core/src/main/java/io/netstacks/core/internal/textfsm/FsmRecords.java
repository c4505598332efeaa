package io.netstacks.core.internal.textfsm;

import io.netstacks.core.internal.pyregex.PyText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The record that a run is filling, and those that it has put out. Confined to one run. */
final class FsmRecords {

    /** Some gigabytes: a list that is kept from record to record grows with the square of the input. */
    private static final long MAX_CELLS = 50_000_000;

    private final FsmCell[] cells;
    private final List<@Nullable Object[]> rows = new ArrayList<>();
    private long cellCount;

    FsmRecords(List<FsmValue> values) {
        this.cells = values.stream().map(FsmCell::new).toArray(FsmCell[]::new);
    }

    void assign(int index, @Nullable String text, PyText scratch) {
        if (cells[index].assign(text, scratch)) {
            fillUp(index, cells[index].current());
        }
    }

    private void fillUp(int index, @Nullable Object text) {
        for (int row = rows.size() - 1; row >= 0 && FsmCell.isEmpty(rows.get(row)[index]); row--) {
            rows.get(row)[index] = text;
        }
    }

    /** Puts the record out and clears it; one without any text is neither put out nor cleared. */
    void record() {
        @Nullable Object[] row = new Object[cells.length];
        boolean any = false;
        for (int i = 0; i < cells.length; i++) {
            if (!cells[i].save()) {
                clear();
                return;
            }
            Object cell = cells[i].current();
            any |= cell != null && !(cell instanceof List<?> list && list.isEmpty());
            row[i] = cell == null ? "" : cell;
            cellCount += 1 + cells[i].size();
        }
        if (any) {
            rows.add(row);
            clear();
        }
    }

    boolean tooMany() {
        return cellCount > MAX_CELLS;
    }

    void clear() {
        for (FsmCell cell : cells) {
            cell.clear();
        }
    }

    void clearAll() {
        for (FsmCell cell : cells) {
            cell.clearAll();
        }
    }

    void reset() {
        clearAll();
        rows.clear();
        cellCount = 0;
    }

    List<List<@Nullable Object>> rows() {
        List<List<@Nullable Object>> copies = new ArrayList<>(rows.size());
        for (@Nullable Object[] row : rows) {
            copies.add(Collections.unmodifiableList(Arrays.asList(row.clone())));
        }
        return Collections.unmodifiableList(copies);
    }
}
