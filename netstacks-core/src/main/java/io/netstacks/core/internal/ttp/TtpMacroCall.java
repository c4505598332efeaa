package io.netstacks.core.internal.ttp;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A function of the host in the place of a template's Python. */
@FunctionalInterface
public interface TtpMacroCall {

    /** Returns what becomes of the data. */
    MatchOutcome call(@Nullable Object data);

    /**
     * What became of data.
     *
     * @param kept false when the match or record is dropped
     * @param fields what is added to the record beside it
     */
    record MatchOutcome(@Nullable Object value, boolean kept, Map<String, @Nullable Object> fields) {}
}
