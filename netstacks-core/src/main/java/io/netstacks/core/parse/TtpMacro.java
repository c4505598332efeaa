package io.netstacks.core.parse;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A host's function in the place of a TTP template's Python: what {@code macro("name")} calls for a match, a group's record,
 * an input's text or an output's results. Given a value of text, numbers, lists and maps. To be safe for use by many threads.
 */
@FunctionalInterface
public interface TtpMacro {

    /** Returns what becomes of the value. */
    Result apply(@Nullable Object value);

    /**
     * What became of a value.
     *
     * @param value that takes its place
     * @param kept false when the match or record is dropped
     * @param fields what is added to the record beside it; for matches and groups
     */
    record Result(@Nullable Object value, boolean kept, Map<String, @Nullable Object> fields) {

        /** Returns that the value takes its place. */
        public static Result of(@Nullable Object value) {
            return new Result(value, true, Map.of());
        }

        /** Returns that the value takes its place, with fields beside it. */
        public static Result with(@Nullable Object value, Map<String, @Nullable Object> fields) {
            return new Result(value, true, fields);
        }

        /** Returns that the match or record is dropped. */
        public static Result drop() {
            return new Result(null, false, Map.of());
        }
    }
}
