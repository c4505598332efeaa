package io.netstacks.core.parse;

import io.netstacks.core.internal.ttp.TtpRunException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.NetStacksException;

/**
 * A TTP template did not get through a text: one of its functions failed ({@link ErrorCode#INVALID_INPUT}), or time was up
 * ({@link ErrorCode#DEADLINE_EXCEEDED}). What was found so far is lost.
 */
public final class TtpParseException extends NetStacksException {

    private static final long serialVersionUID = 1L;

    private final String template;
    private final int templateLine;

    TtpParseException(String template, TtpRunException cause) {
        super(cause.code(), message(template, cause), cause);
        this.template = template;
        this.templateLine = cause.templateLine();
    }

    private static String message(String template, TtpRunException cause) {
        String line = cause.templateLine() == 0 ? "" : ", line " + cause.templateLine();
        return template + line + ": " + cause.reason();
    }

    /** Returns the template's name; {@code <template>} for text without a name. */
    public String template() {
        return template;
    }

    /** Returns the line of the template that was at work, from 1; 0 when none is to blame. */
    public int templateLine() {
        return templateLine;
    }
}
