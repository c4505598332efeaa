package io.netstacks.core.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds names that look like a mistyped one, for messages. Pure function. */
public final class NearMatches {

    private static final int MOST = 3;

    private NearMatches() {}

    /** Returns at most three of the names that are near the wanted one, the nearest first. */
    public static List<String> of(String wanted, Collection<String> names) {
        String lower = wanted.toLowerCase(Locale.ROOT);
        int reach = Math.max(2, wanted.length() / 3);
        return names.stream()
                .filter(name -> distance(lower, name) <= reach
                        || (lower.length() >= 3 && name.toLowerCase(Locale.ROOT).contains(lower)))
                .sorted(Comparator.<String>comparingInt(name -> distance(lower, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    /** Counts the single-character edits between the two, as Levenshtein defined them. */
    private static int distance(String lower, String name) {
        String other = name.toLowerCase(Locale.ROOT);
        int[] previous = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= lower.length(); i++) {
            int[] current = new int[other.length() + 1];
            current[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = lower.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                current[j] = Math.min(previous[j - 1] + change, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[other.length()];
    }
}
