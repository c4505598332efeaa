package io.netstacks.core.internal.config;

import java.util.ArrayList;
import java.util.List;

/** The hunks of a unified diff, as {@code diff -u} (POSIX.1-2017) writes them, without the two lines that name the texts. */
public final class UnifiedHunks {

    private UnifiedHunks() {}

    /** Returns the lines of all hunks; changes that share a line of context stand in one hunk. */
    public static List<String> of(List<String> older, List<String> newer, List<LineMatch.Change> changes, int context) {
        List<String> lines = new ArrayList<>();
        int first = 0;
        while (first < changes.size()) {
            int last = first;
            while (last + 1 < changes.size()
                    && changes.get(last + 1).olderStart() - changes.get(last).olderEnd() <= 2L * context) {
                last++;
            }
            hunk(lines, older, newer, changes.subList(first, last + 1), context);
            first = last + 1;
        }
        return lines;
    }

    private static void hunk(
            List<String> lines, List<String> older, List<String> newer, List<LineMatch.Change> changes, int context) {
        LineMatch.Change first = changes.get(0);
        LineMatch.Change last = changes.get(changes.size() - 1);
        int before = Math.min(context, first.olderStart());
        int after = Math.min(context, older.size() - last.olderEnd());
        lines.add("@@ -" + range(first.olderStart() - before, last.olderEnd() + after) + " +"
                + range(first.newerStart() - before, last.newerEnd() + after) + " @@");
        int place = first.olderStart() - before;
        for (LineMatch.Change change : changes) {
            add(lines, " ", older.subList(place, change.olderStart()));
            add(lines, "-", older.subList(change.olderStart(), change.olderEnd()));
            add(lines, "+", newer.subList(change.newerStart(), change.newerEnd()));
            place = change.olderEnd();
        }
        add(lines, " ", older.subList(place, place + after));
    }

    /** An empty range is named by the line before it. */
    private static String range(int start, int end) {
        int size = end - start;
        int number = size == 0 ? start : start + 1;
        return size == 1 ? Integer.toString(number) : number + "," + size;
    }

    private static void add(List<String> lines, String sign, List<String> more) {
        more.forEach(line -> lines.add(sign + line));
    }
}
