package io.netstacks.core.text;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds names that look like a mistyped one, for messages. Pure function. */
public final class NearMatches {

    private static final int MOST = 3;

    /** Nobody mistypes a name that long; comparing texts of any length would be a way to keep us busy. */
    private static final int LONGEST = 100;

    private NearMatches() {}

    /** Returns at most three of the names that are near the wanted one, the nearest first; case does not count. */
    public static List<String> of(String wanted, Collection<String> names) {
        if (wanted.length() > LONGEST) {
            return List.of();
        }
        String lower = wanted.toLowerCase(Locale.ROOT);
        int reach = Math.max(2, wanted.length() / 3);
        Map<String, Integer> near = new HashMap<>();
        for (String name : names) {
            int distance = distance(lower, name.toLowerCase(Locale.ROOT), reach);
            if (distance <= reach) {
                near.put(name, distance);
            }
        }
        return near.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Returns {@code ; did you mean a, b?} as the end of a message, or nothing if no name is near. */
    public static String hint(String wanted, Collection<String> names) {
        List<String> near = of(wanted, names);
        return near.isEmpty() ? "" : "; did you mean " + String.join(", ", near) + "?";
    }

    /** Returns the same, or {@code ; } and what else to do if no name is near. */
    public static String hint(String wanted, Collection<String> names, String otherwise) {
        String hint = hint(wanted, names);
        return hint.isEmpty() ? "; " + otherwise : hint;
    }

    /**
     * Counts the letters to add, drop, change or swap with their neighbour. A name that begins with the wanted one is next to
     * it, one that has it inside is just near; one whose length alone is too far off is not looked at.
     */
    private static int distance(String wanted, String name, int reach) {
        if (wanted.length() >= 3 && name.contains(wanted) && !name.equals(wanted)) {
            return name.startsWith(wanted) ? 1 : reach;
        }
        if (Math.abs(wanted.length() - name.length()) > reach) {
            return reach + 1;
        }
        int[][] steps = new int[wanted.length() + 1][name.length() + 1];
        for (int i = 0; i <= wanted.length(); i++) {
            for (int j = 0; j <= name.length(); j++) {
                steps[i][j] = i == 0 || j == 0 ? i + j : cheapest(steps, wanted, name, i, j);
            }
        }
        return steps[wanted.length()][name.length()];
    }

    private static int cheapest(int[][] steps, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int best = Math.min(steps[i - 1][j - 1] + (same ? 0 : 1), Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, steps[i - 2][j - 2] + 1) : best;
    }
}
