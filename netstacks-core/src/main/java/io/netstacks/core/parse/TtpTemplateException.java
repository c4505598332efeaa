package io.netstacks.core.parse;

import io.netstacks.core.internal.ttp.TtpSyntaxException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.NetStacksException;

/** A text is no TTP template, or one that needs what is not there; tells where and what. */
public final class TtpTemplateException extends NetStacksException {

    private static final long serialVersionUID = 1L;

    private final String template;
    private final int line;
    private final int column;
    private final String offending;

    TtpTemplateException(String template, TtpSyntaxException cause) {
        super(ErrorCode.TEMPLATE, message(template, cause), cause);
        this.template = template;
        this.line = cause.line();
        this.column = cause.column();
        this.offending = cause.offending();
    }

    private static String message(String template, TtpSyntaxException cause) {
        String line = cause.line() == 0 ? "" : ", line " + cause.line();
        String place = cause.column() == 0 ? line : line + ", column " + cause.column();
        String text = cause.offending().isEmpty() ? "" : ": " + cause.offending();
        return template + place + ": " + cause.reason() + text;
    }

    /** Returns the template's name; {@code <template>} for text without a name. */
    public String template() {
        return template;
    }

    /** Returns the line, from 1; 0 when it is about the whole template. */
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
