package io.netstacks.spi.platform;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A pattern that is tried only on a text that holds what it needs. Immutable. */
record QuickPattern(Pattern pattern, Optional<String> required) {

    static QuickPattern of(Pattern pattern) {
        return new QuickPattern(pattern, NecessaryText.of(pattern));
    }

    /** Tells whether trying it could find anything. */
    boolean mayMatch(String text) {
        return required.isEmpty() || text.contains(required.get());
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
