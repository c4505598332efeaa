package io.netstacks.core.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows around changes; an empty place stands for rows that are left out. */
final class FoldedRows {

    private FoldedRows() {}

    static List<Optional<DiffRow>> of(List<DiffRow> rows, int context) {
        List<Optional<DiffRow>> folded = new ArrayList<>();
        int[] distance = distances(rows);
        boolean hidden = false;
        for (int i = 0; i < rows.size(); i++) {
            if (distance[i] <= context) {
                if (hidden) {
                    folded.add(Optional.empty());
                }
                folded.add(Optional.of(rows.get(i)));
            }
            hidden = distance[i] > context;
        }
        if (hidden) {
            folded.add(Optional.empty());
        }
        return folded;
    }

    /** How far the next change is. */
    private static int[] distances(List<DiffRow> rows) {
        int[] distance = new int[rows.size()];
        int since = rows.size();
        for (int i = 0; i < rows.size(); i++) {
            since = rows.get(i).kind() == DiffRow.Kind.SAME ? since + 1 : 0;
            distance[i] = since;
        }
        since = rows.size();
        for (int i = rows.size() - 1; i >= 0; i--) {
            since = rows.get(i).kind() == DiffRow.Kind.SAME ? since + 1 : 0;
            distance[i] = Math.min(distance[i], since);
        }
        return distance;
    }
}
