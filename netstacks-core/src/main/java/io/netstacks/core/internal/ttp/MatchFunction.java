package io.netstacks.core.internal.ttp;

import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a function of a match variable does with a value. Keeps no state of its own. */
@FunctionalInterface
interface MatchFunction {

    Outcome apply(@Nullable Object value, TtpCall call, TtpState state);

    /**
     * What became of a value.
     *
     * @param kept false when the match is dropped
     * @param fields what is added to the record beside it
     */
    record Outcome(@Nullable Object value, boolean kept, Map<String, @Nullable Object> fields) {

        static Outcome of(@Nullable Object value) {
            return new Outcome(value, true, Map.of());
        }

        static Outcome check(@Nullable Object value, boolean passed) {
            return new Outcome(value, passed, Map.of());
        }

        static Outcome with(@Nullable Object value, String field, @Nullable Object added) {
            return new Outcome(value, true, Collections.singletonMap(field, added));
        }
    }
}
