package io.netstacks.spi.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A configuration template could not be compiled or rendered. */
public final class TemplateException extends NetStacksException {

    private static final long serialVersionUID = 1L;

    /** When it happened. */
    public enum Phase {
        /** The text is not a template. */
        COMPILE,
        /** The template could not be rendered with these variables. */
        RENDER
    }

    private final Phase phase;
    private final String template;
    private final int line;
    private final int column;
    private final List<String> missingVariables;

    /**
     * Creates it.
     *
     * @param template name of the template; {@code <template>} for text without a name
     * @param line from 1; 0 when unknown
     * @param column from 1; 0 when unknown
     * @param missingVariables paths of variables that were not given, in order of appearance
     */
    public TemplateException(
            Phase phase,
            String message,
            String template,
            int line,
            int column,
            List<String> missingVariables,
            @Nullable Throwable cause) {
        super(ErrorCode.TEMPLATE, message, cause);
        this.phase = phase;
        this.template = template;
        this.line = line;
        this.column = column;
        this.missingVariables = List.copyOf(missingVariables);
    }

    /** Returns when it happened. */
    public Phase phase() {
        return phase;
    }

    /** Returns the template's name; {@code <template>} for text without a name. */
    public String template() {
        return template;
    }

    /** Returns the line, from 1; 0 when unknown. */
    public int line() {
        return line;
    }

    /** Returns the column, from 1; 0 when unknown. */
    public int column() {
        return column;
    }

    /** Returns the paths of variables that were not given, in order of appearance. */
    public List<String> missingVariables() {
        return missingVariables;
    }
}
