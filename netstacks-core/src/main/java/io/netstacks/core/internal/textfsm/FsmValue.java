package io.netstacks.core.internal.textfsm;

import io.netstacks.core.internal.pyregex.PyRegex;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A value that a template declares: one column. Immutable.
 *
 * @param name its name, as it stands in the header
 * @param options its options, in the order in which they were written, which is the order in which they act
 * @param pattern its regular expression as written, in parentheses
 * @param regex the same, compiled
 */
public record FsmValue(String name, List<FsmOption> options, String pattern, PyRegex regex) {

    /** Tells whether it has the option. */
    public boolean has(FsmOption option) {
        return options.contains(option);
    }

    /** Returns its regular expression as a named group, which is what rules are given for its name. */
    String namedGroup() {
        return "(?P<" + name + ">" + pattern.substring(1);
    }

    /** Returns the line that declares it. */
    @Override
    public String toString() {
        String list = options.stream().map(FsmOption::toString).collect(Collectors.joining(","));
        return "Value " + (list.isEmpty() ? "" : list + " ") + name + " " + pattern;
    }
}
