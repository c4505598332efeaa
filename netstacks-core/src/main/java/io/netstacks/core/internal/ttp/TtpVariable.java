package io.netstacks.core.internal.ttp;

import java.util.List;

/**
 * A match variable: its name as it goes into results, and what is done with each value.
 *
 * @param steps functions in order
 */
record TtpVariable(String name, List<MatchStep> steps) {

    /**
     * One function with its arguments.
     *
     * @param line of the template, for messages
     */
    record MatchStep(TtpCall call, MatchFunction function, int line) {}
}
