package io.netstacks.spi.platform;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Tells whether a text holds any of some texts, in one pass over it however many they are: their first two characters are
 * looked up in a table. Immutable.
 */
final class TextFinder {

    private static final int PLACES = 1024;

    /** A text is looked at in pieces: a small method that is called often is compiled early, a long loop late. */
    private static final int PIECE = 128;

    /** The texts by the place of their beginnings; null where none is. */
    private final String[][] byPlace = new String[PLACES][];

    private final boolean[] taken = new boolean[PLACES];

    private TextFinder(Collection<String> texts) {
        for (String text : texts) {
            int place = place(text.charAt(0), text.charAt(1));
            List<String> there = new ArrayList<>(taken[place] ? List.of(byPlace[place]) : List.of());
            there.add(text);
            byPlace[place] = there.toArray(String[]::new);
            taken[place] = true;
        }
    }

    /** Returns one for texts of two characters or more each. */
    static TextFinder of(Collection<String> texts) {
        return new TextFinder(texts);
    }

    /** Tells whether one of them is in the text. */
    boolean isAnyIn(String text) {
        char[] characters = text.toCharArray();
        for (int from = 0; from < characters.length - 1; from += PIECE) {
            if (isAnyAt(text, characters, from, Math.min(from + PIECE, characters.length - 1))) {
                return true;
            }
        }
        return false;
    }

    private boolean isAnyAt(String text, char[] characters, int from, int to) {
        for (int at = from; at < to; at++) {
            int place = place(characters[at], characters[at + 1]);
            if (taken[place] && startsAt(text, at, byPlace[place])) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsAt(String text, int at, String[] sought) {
        for (String one : sought) {
            if (text.startsWith(one, at)) {
                return true;
            }
        }
        return false;
    }

    private static int place(char first, char second) {
        return (first << 5 ^ second) & PLACES - 1;
    }
}
