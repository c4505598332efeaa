package io.netstacks.core.internal.clitable;

import io.netstacks.core.internal.pyregex.PyPrefilter;
import io.netstacks.core.internal.pyregex.PyRegex;
import io.netstacks.spi.Deadline;

/** A regular expression that stands in one column of an index, in one row or in many. Immutable. */
final class CliIndexCell {

    /** Its place among the different cells of the index, so that a look-up asks each only once. */
    private final int id;

    private final PyRegex regex;
    private final PyPrefilter filter;
    private final boolean matchesAll;

    CliIndexCell(int id, PyRegex regex) {
        this.id = id;
        this.regex = regex;
        this.filter = regex.prefilter();
        this.matchesAll = regex.pattern().equals(".*");
    }

    int id() {
        return id;
    }

    boolean matchesStartOf(String value, Deadline deadline) {
        if (matchesAll) {
            return true;
        }
        int first = value.isEmpty() ? PyPrefilter.END : PyPrefilter.index(value.charAt(0));
        return filter.mayBeginWith(first)
                && value.startsWith(filter.prefix())
                && value.contains(filter.required())
                && (filter.isWhole() || regex.matcher(value, deadline).matchStart());
    }
}
