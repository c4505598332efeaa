package io.netstacks.core.internal.pyregex;

import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.NetStacksException;

/** A text is no regular expression by Python's rules, or has no counterpart here. */
public final class PyRegexException extends NetStacksException {

    private static final long serialVersionUID = 1L;

    private final String problem;
    private final int offset;

    PyRegexException(String problem, String pattern, int offset) {
        super(ErrorCode.INVALID_INPUT, "regular expression \"" + pattern + "\": " + problem + " at position " + offset);
        this.problem = problem;
        this.offset = offset;
    }

    /** Returns what is wrong, without the pattern and the place. */
    public String problem() {
        return problem;
    }

    /** Returns where, as an index into the pattern, from 0. */
    public int offset() {
        return offset;
    }
}
