package io.netstacks.core.internal.ttp;

import io.netstacks.core.internal.ttp.MatchFunction.Outcome;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions of match variables that set, copy, count and note values, or leave it to the host. */
final class MatchRecord {

    private MatchRecord() {}

    static void addTo(Map<String, MatchFunction> all) {
        all.put("let", MatchRecord::let);
        all.put("copy", (v, c, s) -> Outcome.with(v, c.text(0, "name"), TtpValues.copy(v)));
        all.put("set", MatchRecord::set);
        all.put("record", (v, c, s) -> {
            s.record(c.text(0, "record"), v);
            return Outcome.of(v);
        });
        all.put("count", MatchRecord::count);
        all.put("void", (v, c, s) -> Outcome.check(v, false));
        all.put("print", (v, c, s) -> Outcome.of(v));
        all.put("raise", (v, c, s) -> {
            throw TtpRunException.of(TtpValues.text(c.argument(0, "message", "the template's raise")));
        });
        all.put("macro", (v, c, s) -> {
            TtpMacroCall.MatchOutcome outcome = s.macro(c.text(0, "name")).call(TtpValues.plain(v));
            return new Outcome(outcome.kept() ? outcome.value() : v, outcome.kept(), outcome.fields());
        });
    }

    private static Outcome let(@Nullable Object value, TtpCall call, TtpState state) {
        Object second = call.argument(1, "var_value", "");
        return TtpValues.isTrue(second)
                ? Outcome.with(value, call.text(0, "name_or_value"), second)
                : Outcome.of(call.required(0, "name_or_value"));
    }

    private static Outcome set(@Nullable Object value, TtpCall call, TtpState state) {
        String line = TtpValues.text(call.named().get(VariableBuilder.MATCH_LINE));
        if (!TtpValues.text(value).stripTrailing().equals(line)) {
            return Outcome.check(value, false);
        }
        Object given = call.argument(0, "value");
        if (given instanceof String
                && !state.variables().containsKey(given)
                && state.globals().containsKey(given)) {
            return Outcome.of(state.globals().get(given));
        }
        return Outcome.of(given instanceof String ? state.resolve(given) : given);
    }

    private static Outcome count(@Nullable Object value, TtpCall call, TtpState state) {
        add(state.variables(), call.argument(0, "var"));
        add(state.globals(), call.argument(1, "globvar"));
        return Outcome.of(value);
    }

    private static void add(Map<Object, @Nullable Object> to, @Nullable Object name) {
        if (TtpValues.isTrue(name)) {
            to.merge(TtpValues.text(name), 1L, (before, one) -> before instanceof Long n ? n + 1 : one);
        }
    }
}
