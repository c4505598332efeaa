package io.netstacks.core.parse;

import io.netstacks.core.internal.textfsm.FsmSyntaxException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.NetStacksException;

/** A text is no TextFSM template; tells where and what. */
public final class TextFsmTemplateException extends NetStacksException {

    private static final long serialVersionUID = 1L;

    private final String template;
    private final int line;
    private final int column;
    private final String offending;

    TextFsmTemplateException(String template, FsmSyntaxException cause) {
        super(ErrorCode.TEMPLATE, message(template, cause), cause);
        this.template = template;
        this.line = cause.line();
        this.column = cause.column();
        this.offending = cause.offending();
    }

    private static String message(String template, FsmSyntaxException cause) {
        String place = cause.line() == 0 ? "" : ", line " + cause.line() + ", column " + cause.column();
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

    /** Returns the column, from 1; 0 when it is about the whole template. */
    public int column() {
        return column;
    }

    /** Returns the text that is wrong; empty when something is missing. */
    public String offending() {
        return offending;
    }
}
