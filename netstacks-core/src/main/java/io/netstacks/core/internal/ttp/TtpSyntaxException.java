package io.netstacks.core.internal.ttp;

import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.NetStacksException;

/** A text is no TTP template. */
public final class TtpSyntaxException extends NetStacksException {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;
    private final String offending;

    TtpSyntaxException(String problem, int line, int column, String offending) {
        super(ErrorCode.TEMPLATE, problem);
        this.line = line;
        this.column = column;
        this.offending = offending;
    }

    static TtpSyntaxException at(int line, String problem, String offending) {
        return new TtpSyntaxException(problem, line, 0, offending);
    }

    /** Returns the line of the template, from 1; 0 when it is about the whole of it. */
    public int line() {
        return line;
    }

    /** Returns the column, from 1; 0 when it is about the whole line. */
    public int column() {
        return column;
    }

    /** Returns the text that is wrong; empty when something is missing. */
    public String offending() {
        return offending;
    }
}
