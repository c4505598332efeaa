package io.netstacks.core.internal.jinja;

import java.util.List;

/** Statements one after the other. */
record JinjaBody(List<JinjaStmt> statements) {

    static final JinjaBody EMPTY = new JinjaBody(List.of());

    /** Runs the statements until one leaves the loop around them. */
    Flow exec(JinjaScope scope, StringBuilder out) {
        RenderRun run = scope.run();
        for (JinjaStmt statement : statements) {
            run.step();
            try {
                Flow flow = statement.exec(scope, out);
                if (flow != Flow.NEXT) {
                    return flow;
                }
            } catch (JinjaFault fault) {
                throw fault.at("", statement.line(), statement.column());
            }
        }
        return Flow.NEXT;
    }

    /** Runs the statements into a text of its own. */
    String capture(JinjaScope scope) {
        StringBuilder out = new StringBuilder();
        exec(scope, out);
        return out.toString();
    }

    /** Where to go on after a statement. */
    enum Flow {
        NEXT,
        BREAK,
        CONTINUE
    }
}
