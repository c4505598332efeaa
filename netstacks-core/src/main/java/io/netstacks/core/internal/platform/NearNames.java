package io.netstacks.core.internal.platform;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds names that look like one that does not exist. */
public final class NearNames {

    private static final int MOST = 3;

    private NearNames() {}

    /** Returns at most three of the candidates, the best first; none where nothing looks alike. */
    public static List<String> of(String name, Collection<String> candidates) {
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

    /** Counts the letters to add, drop or change; names that begin alike are nearer. */
    private static int distance(String a, String b) {
        if (a.length() >= 3 && b.startsWith(a)) {
            return 1;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
