package io.netstacks.core.parse;

import io.netstacks.core.internal.textfsm.FsmRunException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.NetStacksException;

/**
 * A template did not get through a text: one of its {@code Error} rules matched ({@link ErrorCode#INVALID_INPUT}), or time was
 * up ({@link ErrorCode#DEADLINE_EXCEEDED}). The rows so far are lost. The message names places only; the line of the text,
 * which may hold anything that a device prints, is in {@link #inputLine()}.
 */
public final class TextFsmParseException extends NetStacksException {

    private static final long serialVersionUID = 1L;

    private final String template;
    private final int ruleLine;
    private final int inputLineNumber;
    private final String inputLine;

    TextFsmParseException(String template, FsmRunException cause) {
        super(cause.code(), message(template, cause), cause);
        this.template = template;
        this.ruleLine = cause.ruleLine();
        this.inputLineNumber = cause.inputLineNumber();
        this.inputLine = cause.inputLine();
    }

    private static String message(String template, FsmRunException cause) {
        String rule = cause.ruleLine() == 0 ? "" : ", rule on line " + cause.ruleLine();
        return template + rule + ", at line " + cause.inputLineNumber() + " of the text: " + cause.reason();
    }

    /** Returns the template's name; {@code <template>} for text without a name. */
    public String template() {
        return template;
    }

    /** Returns the line of the template that holds the rule, from 1; 0 when no rule is to blame. */
    public int ruleLine() {
        return ruleLine;
    }

    /** Returns which line of the text it was, from 1. */
    public int inputLineNumber() {
        return inputLineNumber;
    }

    /** Returns the line of the text, as the device printed it: not to be logged or shown without redaction. */
    public String inputLine() {
        return inputLine;
    }
}
