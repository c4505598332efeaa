package io.netstacks.core.internal.ttp;

import io.netstacks.core.internal.pyregex.PyRegex;
import java.util.List;
import java.util.Map;

/**
 * A line of a template, ready to be matched.
 *
 * @param regex starts with a line feed and what else of the line is fixed
 * @param prefix what every match starts with, the line feed included
 * @param action what a match does with the record
 * @param anyLine whether it takes any line, and so gives way to others
 * @param captured the variables, each with its group in the expression
 * @param unmatched variables of a line that captures nothing: they are given the whole match
 * @param joins by variable, what stands between values that are joined
 * @param number of the line in the template, from 1
 */
record TtpLine(
        PyRegex regex,
        String prefix,
        Action action,
        boolean anyLine,
        List<Captured> captured,
        List<TtpVariable> unmatched,
        Map<String, String> joins,
        int number) {

    /** What a match does with the record of its group. */
    enum Action {
        START,
        START_EMPTY,
        ADD,
        JOIN,
        END;

        boolean starts() {
            return this == START || this == START_EMPTY;
        }
    }

    /** A variable and the number of its group. */
    record Captured(int group, TtpVariable variable) {}

    TtpLine withAction(Action other) {
        return new TtpLine(regex, prefix, other, anyLine, captured, unmatched, joins, number);
    }
}
