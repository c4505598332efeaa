package io.netstacks.core.internal.ttp;

import io.netstacks.core.internal.pyregex.PyMatchException;
import io.netstacks.core.internal.pyregex.PyRegex;
import io.netstacks.core.internal.pyregex.PyRegexException;
import io.netstacks.core.internal.ttp.MatchFunction.Outcome;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Functions of match variables that search and replace. */
final class MatchRegex {

    private MatchRegex() {}

    static void addTo(Map<String, MatchFunction> all) {
        all.put("contains_re", (v, c, s) -> Outcome.check(v, found(v, "%s", c, s)));
        all.put("exclude_re", (v, c, s) -> Outcome.check(v, !found(v, "%s", c, s)));
        all.put("startswith_re", (v, c, s) -> Outcome.check(v, found(v, "^%s", c, s)));
        all.put("notstartswith_re", (v, c, s) -> Outcome.check(v, !found(v, "^%s", c, s)));
        all.put("endswith_re", (v, c, s) -> Outcome.check(v, found(v, "%s$", c, s)));
        all.put("notendswith_re", (v, c, s) -> Outcome.check(v, !found(v, "%s$", c, s)));
        all.put("resub", (v, c, s) -> Outcome.of(replaceOne(TtpValues.text(v), c, s)));
        all.put("resuball", (v, c, s) -> Outcome.of(replaceAll(TtpValues.text(v), c, s, true)));
        all.put("replaceall", (v, c, s) -> Outcome.of(replaceAll(TtpValues.text(v), c, s, false)));
    }

    private static boolean found(@Nullable Object value, String shape, TtpCall call, TtpState state) {
        String pattern = shape.replace("%s", call.text(0, "pattern"));
        return guarded(() -> PyRegex.compile(pattern)
                .matcher(TtpValues.text(value), state.deadline())
                .find());
    }

    private static <T> T guarded(Supplier<T> work) {
        try {
            return work.get();
        } catch (PyRegexException | PyMatchException e) {
            throw new TtpRunException(e.code(), e.reason(), 0, e);
        }
    }

    private static String replaceOne(String text, TtpCall call, TtpState state) {
        String old = call.text(0, "old");
        Object count = TtpValues.whole(call.argument(2, "count", 1L));
        String pattern = state.variables().containsKey(old)
                ? PyRegex.escape(TtpValues.text(state.variables().get(old)))
                : old;
        return replaced(text, pattern, call.text(1, "new"), count instanceof Long n ? n : 1, state);
    }

    private static String replaced(String text, String pattern, String by, long count, TtpState state) {
        return guarded(() -> PyRegex.compile(pattern).replace(text, by, count, state.deadline()));
    }

    private static String replaceAll(String given, TtpCall call, TtpState state, boolean regex) {
        List<String> arguments = call.texts();
        boolean named = arguments.size() > 1;
        String by = named ? arguments.get(0) : "";
        String text = given;
        for (String old : named ? arguments.subList(1, arguments.size()) : arguments) {
            Object variable = state.variables().get(old);
            if (!state.variables().containsKey(old)) {
                text = replace(text, old, by, state, regex);
            } else if (variable instanceof List<?> olds) {
                text = replaceEach(text, olds, by, state, regex);
            } else if (variable instanceof Map<?, ?> bys) {
                for (Map.Entry<?, ?> entry : bys.entrySet()) {
                    List<?> olds =
                            entry.getValue() instanceof List<?> list ? list : List.of(String.valueOf(entry.getValue()));
                    text = replaceEach(text, olds, TtpValues.text(entry.getKey()), state, regex);
                }
            } else if (regex && variable instanceof String literal) {
                text = replaced(text, PyRegex.escape(literal), by, 0, state);
            }
        }
        return text;
    }

    private static String replaceEach(String given, List<?> olds, String by, TtpState state, boolean regex) {
        String text = given;
        for (Object old : olds) {
            if (old instanceof String string) {
                text = replace(text, string, by, state, regex);
            }
        }
        return text;
    }

    private static String replace(String text, String old, String by, TtpState state, boolean regex) {
        return regex ? replaced(text, old, by, 0, state) : text.replace(old, by);
    }
}
