package io.netstacks.core.internal.jinja;

import java.util.Collection;
import java.util.List;

/** Statements one after the other. Complete, and immutable from then on, when its template has been read. */
final class JinjaBody {

    static final JinjaBody EMPTY = new JinjaBody(List.of());

    private final List<JinjaStmt> statements;
    private List<String> without = List.of();

    JinjaBody(List<JinjaStmt> statements) {
        this.statements = statements;
    }

    List<JinjaStmt> statements() {
        return statements;
    }

    /** Names what is not there when the body begins, whatever was given; called once, while the template is read. */
    void beginWithout(Collection<String> names) {
        if (!names.isEmpty()) {
            without = List.copyOf(names);
        }
    }

    /** Runs the statements until one leaves the loop around them. */
    Flow exec(JinjaScope scope, StringBuilder out) {
        RenderRun run = scope.run();
        if (!without.isEmpty()) {
            without.forEach(scope::unset);
        }
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
