package io.netstacks.core.parse;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Orders of rows: cell by cell, from the left. */
enum CliCellOrder implements Comparator<List<Object>> {
    /** Every cell by its text. */
    AS_TEXT {
        @Override
        int compareCells(String a, String b) {
            return a.compareTo(b);
        }
    },
    /** Numbers by value and before text. */
    NUMBERS_BY_VALUE {
        @Override
        int compareCells(String a, String b) {
            boolean aIsNumber = NUMBER.matcher(a).matches();
            boolean bIsNumber = NUMBER.matcher(b).matches();
            if (aIsNumber && bIsNumber) {
                return Double.compare(Double.parseDouble(a), Double.parseDouble(b));
            }
            return aIsNumber == bIsNumber ? a.compareTo(b) : aIsNumber ? -1 : 1;
        }
    };

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)(e[+-]?\\d+)?");

    abstract int compareCells(String a, String b);

    @Override
    public int compare(List<Object> a, List<Object> b) {
        for (int i = 0; i < a.size(); i++) {
            int order = compareCells(CliCellText.of(a.get(i)), CliCellText.of(b.get(i)));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
