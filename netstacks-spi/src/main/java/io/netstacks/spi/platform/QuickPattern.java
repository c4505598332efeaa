package io.netstacks.spi.platform;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A pattern that is tried only on a text that holds one of the texts that it needs; on any text if none is known. Immutable. */
record QuickPattern(Pattern pattern, List<String> required) {

    static QuickPattern of(Pattern pattern) {
        return new QuickPattern(pattern, NecessaryText.of(pattern));
    }

    /** Tells whether trying it could find anything. */
    boolean mayMatch(String text) {
        for (String needed : required) {
            if (text.contains(needed)) {
                return true;
            }
        }
        return required.isEmpty();
    }

    /** Returns where it matches first; -1 if it does not. */
    int find(String text) {
        if (!mayMatch(text)) {
            return -1;
        }
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.start() : -1;
    }

    Matcher matcher(String text) {
        return pattern.matcher(text);
    }
}
