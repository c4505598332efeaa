package io.netstacks.core.backup;

import com.google.re2j.Pattern;
import io.netstacks.core.internal.config.UserRegex;
import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.spi.error.InvalidInputException;
import java.util.function.Predicate;

/**
 * What is looked for in the latest backups, line by line. Secrets are masked before: no search can find, or guess, what is in
 * one. Immutable; each setting gives a copy.
 */
public final class ConfigSearch {

    private static final int MOST_HITS = 10_000;

    private final String wanted;
    private final boolean regex;
    private final boolean ignoreCase;
    private final DeviceSelector selector;
    private final int mostHits;
    private final Predicate<String> line;

    private ConfigSearch(String wanted, boolean regex, boolean ignoreCase, DeviceSelector selector, int mostHits) {
        this.wanted = wanted;
        this.regex = regex;
        this.ignoreCase = ignoreCase;
        this.selector = selector;
        this.mostHits = mostHits;
        line = compile(wanted, regex, ignoreCase);
    }

    private static Predicate<String> compile(String wanted, boolean regex, boolean ignoreCase) {
        if (wanted.isEmpty() || wanted.length() > UserRegex.LONGEST) {
            throw InvalidInputException.of("a search needs a text of 1 to " + UserRegex.LONGEST + " characters");
        }
        if (regex) {
            return UserRegex.compile(wanted, ignoreCase)::isIn;
        }
        Pattern quoted = Pattern.compile(Pattern.quote(wanted), ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
        return line -> quoted.matcher(line).find();
    }

    /**
     * Returns a search for lines that contain a text, on all devices; at most 10,000 of them.
     *
     * @throws InvalidInputException if the text is empty or too long
     */
    public static ConfigSearch text(String text) {
        return new ConfigSearch(text, false, false, DeviceSelector.all(), MOST_HITS);
    }

    /**
     * Returns a search for lines in which a regular expression is found, in time linear in their length (RE2 syntax: no
     * look-around, no back-reference), on all devices; at most 10,000 of them.
     *
     * @throws InvalidInputException if it is none
     */
    public static ConfigSearch regex(String expression) {
        return new ConfigSearch(expression, true, false, DeviceSelector.all(), MOST_HITS);
    }

    /** Takes capital and small letters for the same. */
    public ConfigSearch ignoringCase() {
        return new ConfigSearch(wanted, regex, true, selector, mostHits);
    }

    /** Looks only at these devices, also at disabled ones. */
    public ConfigSearch on(DeviceSelector devices) {
        return new ConfigSearch(wanted, regex, ignoreCase, devices, mostHits);
    }

    /** Ends after so many hits. */
    public ConfigSearch atMost(int hits) {
        if (hits < 1) {
            throw InvalidInputException.of("a search ends after at least 1 hit, not " + hits);
        }
        return new ConfigSearch(wanted, regex, ignoreCase, selector, hits);
    }

    DeviceSelector selector() {
        return selector;
    }

    int mostHits() {
        return mostHits;
    }

    Predicate<String> line() {
        return line;
    }

    @Override
    public String toString() {
        return (regex ? "regex " : "text ") + wanted;
    }
}
