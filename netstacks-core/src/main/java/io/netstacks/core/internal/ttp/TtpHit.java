package io.netstacks.core.internal.ttp;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of a template found in a text.
 *
 * @param offset where, as an index into the text
 * @param line what was found; null for the record of defaults of a group of which nothing was found
 * @param values by variable; null if one of the functions dropped the match
 */
record TtpHit(
        int offset,
        TtpGroup group,
        @Nullable TtpLine line,
        @Nullable Map<Object, @Nullable Object> values) {

    TtpLine.Action action() {
        return line == null ? TtpLine.Action.START : line.action();
    }

    boolean anyLine() {
        return line != null && line.anyLine();
    }
}
