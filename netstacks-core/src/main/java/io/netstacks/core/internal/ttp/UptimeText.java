package io.netstacks.core.internal.ttp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times as devices tell how long they are up: "2 years, 27 weeks, 3 days, 10 hours, 46 minutes". Pure functions. */
final class UptimeText {

    private static final Map<String, Long> SECONDS = new LinkedHashMap<>();
    private static final Pattern SHAPE;

    static {
        SECONDS.put("years", 365L * 24 * 3600);
        SECONDS.put("months", 30L * 24 * 3600);
        SECONDS.put("weeks", 7L * 24 * 3600);
        SECONDS.put("days", 24L * 3600);
        SECONDS.put("hours", 3600L);
        SECONDS.put("mins", 60L);
        SECONDS.put("secs", 1L);
        SHAPE = Pattern.compile(
                "\\s*" + part("years", "ys?|yrs?.?|years?") + part("months", "mos?.?|mths?.?|months?")
                        + part("weeks", "w|wks?|weeks?") + part("days", "d|dys?|days?") + part("hours", "h|hrs?|hours?")
                        + part("mins", "m|mins?|minutes?") + "(?:(?<secs>\\d+)\\s*(?:s|secs?|seconds?))?\\s*",
                Pattern.CASE_INSENSITIVE);
    }

    private UptimeText() {}

    private static String part(String name, String units) {
        return "(?:(?<" + name + ">\\d+)\\s*(?:" + units + ")\\s*(?:[,/]\\s*)?)?\\s*";
    }

    /** Returns the seconds, or with the format {@code dict} the numbers by unit; empty if the text is no such time. */
    static Optional<Object> parse(String text, String format) {
        Matcher found = SHAPE.matcher(text);
        if (text.isBlank() || !found.matches()) {
            return Optional.empty();
        }
        Map<Object, @Nullable Object> parts = new LinkedHashMap<>();
        long seconds = 0;
        for (Map.Entry<String, Long> unit : SECONDS.entrySet()) {
            String number = found.group(unit.getKey());
            if (number != null) {
                parts.put(unit.getKey(), number);
                seconds += number.length() > 12 ? 0 : Long.parseLong(number) * unit.getValue();
            }
        }
        return switch (format) {
            case "seconds" -> Optional.of(seconds);
            case "dict" -> Optional.of(parts);
            default -> Optional.empty();
        };
    }
}
