package io.netstacks.core.internal.ttp;

import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.NetStacksException;
import org.jspecify.annotations.Nullable;

/** A template did not get through a text. */
public final class TtpRunException extends NetStacksException {

    private static final long serialVersionUID = 1L;

    private final int templateLine;

    TtpRunException(ErrorCode code, String problem, int templateLine, @Nullable Throwable cause) {
        super(code, problem, cause);
        this.templateLine = templateLine;
    }

    static TtpRunException of(String problem) {
        return new TtpRunException(ErrorCode.INVALID_INPUT, problem, 0, null);
    }

    /** Returns the same with the line of the template that was at work, unless one is known. */
    TtpRunException at(int line) {
        return templateLine != 0 ? this : new TtpRunException(code(), reason(), line, this);
    }

    /** Returns the line of the template that was at work, from 1; 0 when none is to blame. */
    public int templateLine() {
        return templateLine;
    }
}
