package io.netstacks.core.internal.platform;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds names that look like one that does not exist. */
public final class NearNames {

    private static final int MOST = 3;
    private static final int LONGEST = 100;

    private NearNames() {}

    /** Returns at most three of the candidates, the best first; none where nothing looks alike. */
    public static List<String> of(String name, Collection<String> candidates) {
        if (name.length() > LONGEST) {
            return List.of();
        }
        Map<String, Integer> distances = candidates.stream()
                .distinct()
                .collect(Collectors.toMap(candidate -> candidate, candidate -> distance(name, candidate)));
        int limit = Math.max(2, name.length() / 3);
        return distances.entrySet().stream()
                .filter(entry -> entry.getValue() <= limit)
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                .limit(MOST)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Counts the letters to add, drop, change or swap; a name that begins with the other is near. */
    private static int distance(String a, String b) {
        if (a.length() >= 3 && b.startsWith(a)) {
            return 1;
        }
        int[][] steps = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                steps[i][j] = i == 0 || j == 0 ? i + j : cheapest(steps, a, b, i, j);
            }
        }
        return steps[a.length()][b.length()];
    }

    private static int cheapest(int[][] steps, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int best = Math.min(steps[i - 1][j - 1] + (same ? 0 : 1), Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, steps[i - 2][j - 2] + 1) : best;
    }
}
