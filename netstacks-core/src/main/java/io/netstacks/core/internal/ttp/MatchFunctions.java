package io.netstacks.core.internal.ttp;

import io.netstacks.core.internal.jinja.JinjaFault;
import io.netstacks.core.internal.jinja.PythonValues;
import io.netstacks.core.internal.ttp.MatchFunction.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The functions of match variables, by name. */
final class MatchFunctions {

    /** What TTP has and this engine has not, as it reaches out of the template or needs a library. */
    static final Set<String> REFUSED = Set.of("dns", "rdns", "geoip_lookup");

    private static final Map<String, MatchFunction> ALL = all();

    private MatchFunctions() {}

    private static Map<String, MatchFunction> all() {
        Map<String, MatchFunction> all = new HashMap<>();
        MatchText.addTo(all);
        MatchRegex.addTo(all);
        MatchAddress.addTo(all);
        MatchLookup.addTo(all);
        MatchRecord.addTo(all);
        return Map.copyOf(all);
    }

    static Optional<MatchFunction> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    static Set<String> names() {
        return ALL.keySet();
    }

    /** Calls what the value itself has of that name: a method of text or list, an attribute of an address. */
    static Outcome ofValue(@Nullable Object value, TtpCall call) {
        if (value instanceof TtpAddress address) {
            return address.attribute(call.name())
                    .map(found -> judged(value, found))
                    .orElseGet(() -> Outcome.of(value));
        }
        try {
            return PythonValues.call(value, call.name(), plain(call.values()), call.named())
                    .map(answer -> judged(value, answer.value()))
                    .orElseGet(() -> Outcome.of(value));
        } catch (JinjaFault e) {
            throw TtpRunException.of("the function " + call.name() + " failed: " + e.problem());
        }
    }

    private static List<@Nullable Object> plain(List<@Nullable Object> values) {
        return values;
    }

    // True keeps, False drops, anything else takes the value's place
    private static Outcome judged(@Nullable Object value, @Nullable Object answer) {
        return answer instanceof Boolean passed ? Outcome.check(value, passed) : Outcome.of(answer);
    }
}
