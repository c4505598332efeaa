package io.netstacks.core.internal.ttp;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** TTP's named patterns, as regular expressions in Python's dialect. */
final class TtpPatterns {

    static final String WORD = "\\S+";

    private static final String IP = "(?:[0-9]{1,3}\\.){3}[0-9]{1,3}";
    private static final String IPV6 = "(?:[a-fA-F0-9]{1,4}:|:){1,7}(?:[a-fA-F0-9]{1,4}|:?)";

    private static final Map<String, String> ALL = Map.ofEntries(
            Map.entry("WORD", WORD),
            Map.entry("PHRASE", "(?:\\S+ {1})+?\\S+"),
            Map.entry("ORPHRASE", "\\S+|(?:\\S+ {1})+?\\S+"),
            Map.entry("ROW", "(?:\\S+ +)+?\\S+"),
            Map.entry("DIGIT", "\\d+"),
            Map.entry("IP", IP),
            Map.entry("PREFIX", IP + "/[0-9]{1,2}"),
            Map.entry("IPV6", IPV6),
            Map.entry("PREFIXV6", IPV6 + "/[0-9]{1,3}"),
            Map.entry("MAC", "(?:[0-9a-fA-F]{2}[:.-]){5}[0-9a-fA-F]{2}|(?:[0-9a-fA-F]{4}[:.-]){2}[0-9a-fA-F]{4}"),
            Map.entry("_line_", ".+"));

    private TtpPatterns() {}

    /** Returns the pattern of that name; null if there is none. */
    static @Nullable String find(String name) {
        return ALL.get(name);
    }

    /** Returns the regular expression that a template means: a variable that holds one, a pattern's name, or itself. */
    static String resolve(@Nullable Object given, Map<Object, @Nullable Object> variables) {
        Object variable = variables.get(given);
        if (TtpValues.isTrue(variable)) {
            return TtpValues.text(variable);
        }
        String text = TtpValues.text(given);
        return ALL.getOrDefault(text, text);
    }
}
