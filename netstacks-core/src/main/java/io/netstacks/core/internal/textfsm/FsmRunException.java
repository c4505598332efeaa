package io.netstacks.core.internal.textfsm;

import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.NetStacksException;
import org.jspecify.annotations.Nullable;

/** A template did not get through a text. */
public final class FsmRunException extends NetStacksException {

    private static final long serialVersionUID = 1L;

    private final int ruleLine;
    private final int inputLineNumber;
    private final String inputLine;

    FsmRunException(
            ErrorCode code,
            String message,
            int ruleLine,
            int inputLineNumber,
            String inputLine,
            @Nullable Throwable cause) {
        super(code, message, cause);
        this.ruleLine = ruleLine;
        this.inputLineNumber = inputLineNumber;
        this.inputLine = inputLine;
    }

    /** Returns the line of the template that holds the rule, from 1; 0 when no rule is to blame. */
    public int ruleLine() {
        return ruleLine;
    }

    /** Returns which line of the text it was, from 1. */
    public int inputLineNumber() {
        return inputLineNumber;
    }

    /** Returns the line of the text. */
    public String inputLine() {
        return inputLine;
    }
}
