package io.netstacks.core.internal.ttp;

import io.netstacks.core.internal.ttp.MatchFunction.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Functions of match variables that look a value up: in lookup tables, and in results of other templates and groups. */
final class MatchLookup {

    private MatchLookup() {}

    static void addTo(Map<String, MatchFunction> all) {
        all.put("lookup", (v, c, s) -> placed(v, c, table(c, s, 0).flatMap(t -> entry(t, v)), 3));
        all.put("rlookup", (v, c, s) -> placed(v, c, table(c, s, 0).flatMap(t -> withKeyWithin(t, v)), 1));
        all.put("gpvlookup", MatchLookup::byGlob);
    }

    private static Outcome placed(@Nullable Object value, TtpCall call, Optional<Object> found, int fieldPlace) {
        Object field = call.argument(fieldPlace, "add_field", false);
        if (found.isEmpty()) {
            return Outcome.of(value);
        }
        Object copy = TtpValues.copy(found.get());
        return Boolean.FALSE.equals(field) ? Outcome.of(copy) : Outcome.with(value, TtpValues.text(field), copy);
    }

    /**
     * Returns the table that a lookup names.
     *
     * @param place of the argument {@code name}; {@code template} and {@code group} follow it
     */
    static Optional<Map<Object, @Nullable Object>> table(TtpCall call, TtpState state, int place) {
        Object name = call.argument(place, "name");
        Object template = call.argument(place + 1, "template");
        Object group = call.argument(place + 2, "group");
        if (TtpValues.isTrue(name)) {
            return within(state.lookups(), steps(name));
        }
        if (TtpValues.isTrue(template)) {
            List<String> steps = steps(template);
            return state.templateResults(steps.get(0)).flatMap(found -> within(found, steps.subList(1, steps.size())));
        }
        if (TtpValues.isTrue(group)) {
            List<String> steps = steps(group);
            return state.groupResults(steps.get(0)).flatMap(found -> within(found, steps.subList(1, steps.size())));
        }
        return Optional.empty();
    }

    private static List<String> steps(@Nullable Object path) {
        return Arrays.stream(TtpValues.text(path).split("\\.", -1))
                .map(String::strip)
                .toList();
    }

    private static Optional<Map<Object, @Nullable Object>> within(@Nullable Object from, List<String> steps) {
        Object at = from;
        for (String step : steps) {
            Map<Object, @Nullable Object> map = TtpValues.map(at);
            if (map == null) {
                return Optional.empty();
            }
            at = map.get(step);
        }
        return Optional.ofNullable(TtpValues.map(at));
    }

    static Optional<Object> entry(Map<Object, @Nullable Object> table, @Nullable Object key) {
        return Optional.ofNullable(table.get(key));
    }

    private static Optional<Object> withKeyWithin(Map<Object, @Nullable Object> table, @Nullable Object value) {
        return table.entrySet().stream()
                .filter(entry -> TtpValues.contains(value, entry.getKey()))
                .findFirst()
                .map(Map.Entry::getValue);
    }

    private static Outcome byGlob(@Nullable Object value, TtpCall call, TtpState state) {
        boolean all = TtpValues.isTrue(call.argument(3, "multimatch"));
        List<@Nullable Object> found = new ArrayList<>();
        Map<Object, @Nullable Object> table = table(
                        call.withValues(call.values().stream().limit(1).toList()), state, 0)
                .orElseGet(LinkedHashMap::new);
        for (Map.Entry<Object, @Nullable Object> entry : table.entrySet()) {
            List<?> globs = entry.getValue() instanceof List<?> list ? list : Arrays.asList(entry.getValue());
            for (Object glob : globs) {
                if ((all || found.isEmpty()) && matches(TtpValues.text(glob), TtpValues.text(value))) {
                    found.add(entry.getKey());
                }
            }
        }
        Object record = call.argument(2, "record", false);
        if (!Boolean.FALSE.equals(record)) {
            state.record(TtpValues.text(record), found);
        }
        return placed(value, call, found.isEmpty() ? Optional.empty() : Optional.of(found), 1);
    }

    private static boolean matches(String glob, String text) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            int close = c == '[' ? glob.indexOf(']', i + 2) : -1;
            if (close > 0) {
                String set = glob.substring(i + 1, close)
                        .replace("\\", "\\\\")
                        .replace("[", "\\[")
                        .replace("&&", "&\\&");
                regex.append('[')
                        .append(set.startsWith("!") ? "^" + set.substring(1) : set)
                        .append(']');
                i = close;
            } else {
                regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
    }
}
