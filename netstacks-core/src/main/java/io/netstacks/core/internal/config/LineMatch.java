package io.netstacks.core.internal.config;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.DiffAlgorithmI;
import com.github.difflib.algorithm.myers.MyersDiff;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which lines of two texts belong together, in the order of both. What stands in one text only is left out before the search,
 * which changes nothing in its result and makes texts that differ wholly as cheap as equal ones. Immutable.
 */
public final class LineMatch {

    private static final int NONE = -1;

    /** Up to so many lines of both the plain algorithm, which remembers every step: their square at the worst. */
    private static final int FEW = 2_000;

    /** Up to here the one in linear space; beyond it only lines that are unique in both texts lead the way. */
    private static final int MANY = 20_000;

    private final int[] newerOf;
    private final int newerSize;

    /**
     * Lines that were replaced by others, the ends not included; one of the ranges may be empty. Immutable.
     *
     * @param olderStart the first older line
     * @param olderEnd after the last older line
     * @param newerStart the first newer line
     * @param newerEnd after the last newer line
     */
    public record Change(int olderStart, int olderEnd, int newerStart, int newerEnd) {}

    private LineMatch(int[] newerOf, int newerSize) {
        this.newerOf = newerOf;
        this.newerSize = newerSize;
    }

    /** Matches two texts; the most lines that can keep their order are matched, unless the texts are huge and shuffled. */
    public static LineMatch of(List<String> older, List<String> newer) {
        int[] newerOf = new int[older.size()];
        Arrays.fill(newerOf, NONE);
        int start = 0;
        int olderEnd = older.size();
        int newerEnd = newer.size();
        while (start < Math.min(olderEnd, newerEnd) && older.get(start).equals(newer.get(start))) {
            newerOf[start] = start;
            start++;
        }
        while (olderEnd > start && newerEnd > start && older.get(olderEnd - 1).equals(newer.get(newerEnd - 1))) {
            newerOf[--olderEnd] = --newerEnd;
        }
        new Candidates(older, newer, start, olderEnd, newerEnd).match(newerOf);
        return new LineMatch(newerOf, newer.size());
    }

    private static Map<String, Integer> count(List<String> lines, int start, int end) {
        Map<String, Integer> counts = new HashMap<>();
        for (int i = start; i < end; i++) {
            counts.merge(lines.get(i), 1, Integer::sum);
        }
        return counts;
    }

    private static int[] inBoth(List<String> lines, int start, int end, Map<String, Integer> others) {
        int[] places = new int[end - start];
        int size = 0;
        for (int i = start; i < end; i++) {
            if (others.containsKey(lines.get(i))) {
                places[size++] = i;
            }
        }
        return Arrays.copyOf(places, size);
    }

    /** Returns the newer line that an older one belongs to; -1 if it is gone. */
    public int newerOf(int older) {
        return newerOf[older];
    }

    /** Returns what changed, in order; between two changes and around them the lines are the same. */
    public List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        int older = 0;
        int newer = 0;
        while (older < newerOf.length || newer < newerSize) {
            if (older < newerOf.length && newerOf[older] == newer) {
                older++;
                newer++;
                continue;
            }
            int olderEnd = older;
            while (olderEnd < newerOf.length && newerOf[olderEnd] == NONE) {
                olderEnd++;
            }
            int newerEnd = olderEnd < newerOf.length ? newerOf[olderEnd] : newerSize;
            changes.add(new Change(older, olderEnd, newer, newerEnd));
            older = olderEnd;
            newer = newerEnd;
        }
        return changes;
    }

    /** Places of lines that both texts have, and how often each has them. */
    private static final class Candidates {

        private final List<String> older;
        private final List<String> newer;
        private final int[] olderPlaces;
        private final int[] newerPlaces;
        private final Map<String, Integer> inOlder;
        private final Map<String, Integer> inNewer;

        Candidates(List<String> older, List<String> newer, int start, int olderEnd, int newerEnd) {
            this.older = older;
            this.newer = newer;
            inOlder = count(older, start, olderEnd);
            inNewer = count(newer, start, newerEnd);
            olderPlaces = inBoth(older, start, olderEnd, inNewer);
            newerPlaces = inBoth(newer, start, newerEnd, inOlder);
        }

        void match(int[] newerOf) {
            if (olderPlaces.length + newerPlaces.length <= MANY) {
                search(newerOf, 0, olderPlaces.length, 0, newerPlaces.length);
                return;
            }
            int olderStart = 0;
            int newerStart = 0;
            for (int[] anchor : anchors()) {
                gap(newerOf, olderStart, anchor[0], newerStart, anchor[1]);
                newerOf[olderPlaces[anchor[0]]] = newerPlaces[anchor[1]];
                olderStart = anchor[0] + 1;
                newerStart = anchor[1] + 1;
            }
            gap(newerOf, olderStart, olderPlaces.length, newerStart, newerPlaces.length);
        }

        private void gap(int[] newerOf, int olderStart, int olderEnd, int newerStart, int newerEnd) {
            if (olderEnd - olderStart + newerEnd - newerStart <= FEW) {
                search(newerOf, olderStart, olderEnd, newerStart, newerEnd);
            }
        }

        private void search(int[] newerOf, int olderStart, int olderEnd, int newerStart, int newerEnd) {
            List<String> before = lines(older, olderPlaces, olderStart, olderEnd);
            List<String> after = lines(newer, newerPlaces, newerStart, newerEnd);
            DiffAlgorithmI<String> algorithm =
                    before.size() + after.size() <= FEW ? new MyersDiff<>() : new MyersDiffWithLinearSpace<>();
            int from = 0;
            int to = 0;
            for (AbstractDelta<String> delta :
                    DiffUtils.diff(before, after, algorithm).getDeltas()) {
                while (from < delta.getSource().getPosition()) {
                    newerOf[olderPlaces[olderStart + from++]] = newerPlaces[newerStart + to++];
                }
                from += delta.getSource().size();
                to += delta.getTarget().size();
            }
            while (from < before.size()) {
                newerOf[olderPlaces[olderStart + from++]] = newerPlaces[newerStart + to++];
            }
        }

        private static List<String> lines(List<String> lines, int[] places, int start, int end) {
            return Arrays.stream(places, start, end).mapToObj(lines::get).toList();
        }

        /** The longest row of lines, unique in both texts, that stand in the same order in both. */
        private List<int[]> anchors() {
            Map<String, Integer> placeInNewer = new HashMap<>();
            for (int i = 0; i < newerPlaces.length; i++) {
                placeInNewer.put(newer.get(newerPlaces[i]), i);
            }
            List<int[]> unique = new ArrayList<>();
            for (int i = 0; i < olderPlaces.length; i++) {
                String line = older.get(olderPlaces[i]);
                if (inOlder.getOrDefault(line, 0) == 1 && inNewer.getOrDefault(line, 0) == 1) {
                    unique.add(new int[] {i, placeInNewer.getOrDefault(line, 0)});
                }
            }
            return longestRising(unique);
        }

        /** By patience sorting: each pile remembers which one of its cards is on top, each card what lay left of it. */
        private static List<int[]> longestRising(List<int[]> pairs) {
            int[] tops = new int[pairs.size()];
            int[] left = new int[pairs.size()];
            int piles = 0;
            for (int i = 0; i < pairs.size(); i++) {
                int low = 0;
                int high = piles;
                while (low < high) {
                    int middle = (low + high) >>> 1;
                    if (pairs.get(tops[middle])[1] < pairs.get(i)[1]) {
                        low = middle + 1;
                    } else {
                        high = middle;
                    }
                }
                left[i] = low == 0 ? NONE : tops[low - 1];
                tops[low] = i;
                piles = Math.max(piles, low + 1);
            }
            int[][] rising = new int[piles][];
            int card = piles == 0 ? NONE : tops[piles - 1];
            for (int i = piles - 1; i >= 0; i--) {
                rising[i] = pairs.get(card);
                card = left[card];
            }
            return List.of(rising);
        }
    }
}
