package io.netstacks.core.internal.ttp;

import io.netstacks.core.internal.jinja.JinjaFault;
import io.netstacks.core.internal.jinja.PythonValues;
import io.netstacks.core.internal.ttp.MatchFunction.Outcome;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Functions of match variables on text: conditions, parts, joins, conversions. */
final class MatchText {

    private MatchText() {}

    static void addTo(Map<String, MatchFunction> all) {
        all.put("contains", (v, c, s) -> Outcome.check(v, c.values().stream().anyMatch(p -> TtpValues.contains(v, p))));
        all.put("exclude", (v, c, s) -> Outcome.check(v, !TtpValues.contains(v, c.required(0, "pattern"))));
        all.put("equal", (v, c, s) -> Outcome.check(v, TtpValues.same(v, c.required(0, "value"))));
        all.put("notequal", (v, c, s) -> Outcome.check(v, !TtpValues.same(v, c.required(0, "value"))));
        all.put("isdigit", (v, c, s) -> Outcome.check(v, isDigits(v)));
        all.put("notdigit", (v, c, s) -> Outcome.check(v, !isDigits(v)));
        all.put("greaterthan", (v, c, s) -> Outcome.check(v, compared(v, c) > 0));
        all.put("lessthan", (v, c, s) -> Outcome.check(v, compared(v, c) < 0 && comparable(v, c)));
        all.put("sformat", (v, c, s) -> Outcome.of(format(v, c)));
        all.put("join", (v, c, s) -> Outcome.of(joined(v, c)));
        all.put("append", (v, c, s) -> Outcome.of(extended(v, s.resolve(c.required(0, "char")), false)));
        all.put("prepend", (v, c, s) -> Outcome.of(extended(v, s.resolve(c.required(0, "char")), true)));
        all.put("truncate", (v, c, s) -> Outcome.of(truncated(v, c)));
        all.put(
                "unrange",
                (v, c, s) -> Outcome.of(unranged(TtpValues.text(v), c.text(0, "rangechar"), c.text(1, "joinchar"))));
        all.put("item", (v, c, s) -> Outcome.of(item(v, c)));
        all.put("to_str", (v, c, s) -> Outcome.of(TtpValues.text(v)));
        all.put("to_unicode", (v, c, s) -> Outcome.of(v));
        all.put("to_list", (v, c, s) -> Outcome.of(new ArrayList<>(Arrays.asList(v))));
        all.put("to_int", (v, c, s) -> Outcome.of(orSame(TtpValues.whole(v), v)));
        all.put("to_float", (v, c, s) -> Outcome.of(fraction(v)));
        all.put("mac_eui", (v, c, s) -> Outcome.of(macEui(TtpValues.text(v), v)));
        all.put(
                "uptimeparse",
                (v, c, s) -> Outcome.of(
                        UptimeText.parse(TtpValues.text(v), TtpValues.text(c.argument(0, "format", "seconds")))
                                .orElse(v)));
    }

    private static @Nullable Object orSame(@Nullable Object made, @Nullable Object value) {
        return made == null ? value : made;
    }

    private static boolean isDigits(@Nullable Object value) {
        String text = TtpValues.text(value).strip();
        return !text.isEmpty() && text.chars().allMatch(Character::isDigit);
    }

    private static boolean comparable(@Nullable Object value, TtpCall call) {
        return isDigits(value) && isDigits(call.required(0, "value"));
    }

    // What cannot be compared is neither greater nor less
    private static int compared(@Nullable Object value, TtpCall call) {
        if (!comparable(value, call)) {
            return 0;
        }
        return new BigInteger(TtpValues.text(value).strip())
                .compareTo(new BigInteger(call.text(0, "value").strip()));
    }

    private static String format(@Nullable Object value, TtpCall call) {
        try {
            return PythonValues.format(call.text(0, "string"), Arrays.asList(TtpValues.plain(value)), Map.of());
        } catch (JinjaFault e) {
            throw TtpRunException.of("the format of sformat is wrong: " + e.problem());
        }
    }

    private static @Nullable Object joined(@Nullable Object value, TtpCall call) {
        return value instanceof List<?> list
                ? String.join(
                        call.text(0, "char"), list.stream().map(TtpValues::text).toList())
                : value;
    }

    private static @Nullable Object extended(@Nullable Object value, @Nullable Object more, boolean before) {
        if (value instanceof String text) {
            return before ? TtpValues.text(more) + text : text + TtpValues.text(more);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> longer = new ArrayList<>(list);
            longer.add(before ? 0 : longer.size(), more);
            return longer;
        }
        return value;
    }

    private static String truncated(@Nullable Object value, TtpCall call) {
        List<String> words = List.of(TtpValues.text(value).split(" ", -1));
        int most = place(call, "truncate");
        return words.size() < most ? TtpValues.text(value) : String.join(" ", words.subList(0, Math.max(0, most)));
    }

    private static int place(TtpCall call, String key) {
        Object number = TtpValues.whole(call.required(0, key));
        if (!(number instanceof Long place) || place.intValue() != place) {
            throw TtpRunException.of("the function " + call.name() + " takes a whole number, not " + call.text(0, key));
        }
        return place.intValue();
    }

    private static String unranged(String text, String range, String join) {
        if (range.isEmpty() || join.isEmpty() || !text.contains(range)) {
            return text;
        }
        List<String> all = new ArrayList<>();
        for (String part : text.split(Pattern.quote(range), -1)) {
            List<String> items = Arrays.stream(part.split(Pattern.quote(join), -1))
                    .filter(item -> !item.isEmpty())
                    .toList();
            if (!all.isEmpty()) {
                if (items.isEmpty() || !isDigits(items.get(0)) || !isDigits(all.get(all.size() - 1))) {
                    return text;
                }
                addBetween(all, items.get(0), text);
            }
            all.addAll(items);
        }
        return String.join(join, all);
    }

    private static void addBetween(List<String> all, String end, String text) {
        long first = Long.parseLong(all.get(all.size() - 1).strip()) + 1;
        long last = Long.parseLong(end.strip());
        if (last - first > 1_000_000) {
            throw TtpRunException.of("unrange: more than a million numbers in " + text);
        }
        for (long i = first; i < last; i++) {
            all.add(Long.toString(i));
        }
    }

    private static @Nullable Object item(@Nullable Object value, TtpCall call) {
        int wanted = place(call, "item_index");
        List<?> items = value instanceof List<?> list
                ? list
                : TtpValues.text(value)
                        .codePoints()
                        .mapToObj(Character::toString)
                        .toList();
        if (items.isEmpty()) {
            return value;
        }
        int place = wanted < 0 ? Math.max(0, items.size() + wanted) : Math.min(wanted, items.size() - 1);
        return items.get(place);
    }

    private static Object fraction(@Nullable Object value) {
        Double number = TtpValues.fraction(value);
        if (number == null) {
            throw TtpRunException.of("to_float: \"" + TtpValues.text(value) + "\" is no number");
        }
        return number;
    }

    private static @Nullable Object macEui(String text, @Nullable Object value) {
        String digits = text.replaceAll("[.:-]", "").toLowerCase(Locale.ROOT);
        if (digits.isEmpty() || !digits.chars().allMatch(Character::isLetterOrDigit)) {
            return value;
        }
        String whole = digits + "0".repeat(Math.max(0, 12 - digits.length()));
        return whole.replaceAll("(..)(?=.)", "$1:");
    }
}
