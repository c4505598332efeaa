package io.netstacks.core.internal.jinja;

import io.netstacks.spi.error.TemplateException;
import io.netstacks.spi.error.TemplateException.Phase;
import java.util.List;

/**
 * Something is wrong with a template or a value in it. Raised where it is found, it learns its place on the way out; the
 * engine turns it into the exception that callers see.
 */
public final class JinjaFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Phase phase;
    private final String problem;
    private final boolean missing;
    private String template = "";
    private int line;
    private int column;

    private JinjaFault(Phase phase, String problem, boolean missing) {
        super(problem, null, false, false);
        this.phase = phase;
        this.problem = problem;
        this.missing = missing;
    }

    static JinjaFault syntax(String problem, int line, int column) {
        JinjaFault fault = new JinjaFault(Phase.COMPILE, problem, false);
        fault.line = line;
        fault.column = column;
        return fault;
    }

    static JinjaFault type(String problem) {
        return new JinjaFault(Phase.RENDER, problem, false);
    }

    static JinjaFault value(String problem) {
        return new JinjaFault(Phase.RENDER, problem, false);
    }

    static JinjaFault undefined(String problem) {
        return new JinjaFault(Phase.RENDER, problem, true);
    }

    static JinjaFault limit(String problem) {
        return new JinjaFault(Phase.RENDER, problem, false);
    }

    static JinjaFault unsupported(String what) {
        return new JinjaFault(Phase.RENDER, what + " is not available in templates here", false);
    }

    /** Notes where it happened, unless a place nearer to it is known. */
    JinjaFault at(String name, int atLine, int atColumn) {
        if (line == 0) {
            line = atLine;
            column = atColumn;
        }
        return in(name);
    }

    /** Notes the template, unless a nearer one is known. */
    JinjaFault in(String name) {
        if (template.isEmpty()) {
            template = name;
        }
        return this;
    }

    /** Returns when it happened. */
    public Phase phase() {
        return phase;
    }

    /** Returns what is wrong, without the place. */
    public String problem() {
        return problem;
    }

    /** Tells whether a variable was missing. */
    public boolean missing() {
        return missing;
    }

    /** Returns the template's name; empty when unknown. */
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

    /** Returns the exception for callers. */
    public TemplateException toException(List<String> missingVariables) {
        String name = template.isEmpty() ? "<template>" : template;
        String place = line == 0 ? name : name + ", line " + line + (column == 0 ? "" : ", column " + column);
        String all = missingVariables.size() < 2 ? "" : "; all missing: " + String.join(", ", missingVariables);
        return new TemplateException(phase, place + ": " + problem + all, name, line, column, missingVariables, null);
    }
}
