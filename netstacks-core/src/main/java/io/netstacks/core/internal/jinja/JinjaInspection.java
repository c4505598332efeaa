package io.netstacks.core.internal.jinja;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks through a template's tree and notes which variables come from outside. Confined to one thread. */
public final class JinjaInspection {

    /**
     * A use of a variable from outside.
     *
     * @param path name and attributes
     * @param line where it is first used
     * @param optional whether no use of it fails without it
     */
    public record Use(String path, int line, boolean optional) {}

    private static final Set<String> ALWAYS = Set.of("loop", "self", "super", "caller", "varargs", "kwargs");

    private final Map<String, Use> uses = new LinkedHashMap<>();
    private final Set<String> templates = new LinkedHashSet<>();
    private final Deque<Set<String>> locals = new ArrayDeque<>();
    private final Set<String> known;
    private int guarded;

    private JinjaInspection(Set<String> known) {
        this.known = known;
        locals.push(new HashSet<>());
    }

    /** Looks through a template; names of functions are no variables. */
    public static JinjaInspection of(JinjaTemplate template, Set<String> functions) {
        JinjaInspection inspection = new JinjaInspection(functions);
        inspection.body(template.body());
        return inspection;
    }

    /** Returns the uses in the order of the template, one for each path. */
    public List<Use> uses() {
        return List.copyOf(uses.values());
    }

    /** Returns the names of templates that are written as text. */
    public List<String> templates() {
        return List.copyOf(templates);
    }

    private void body(JinjaBody body) {
        body.statements().forEach(this::statement);
    }

    private void inner(JinjaBody body, Runnable names) {
        locals.push(new HashSet<>());
        names.run();
        body(body);
        locals.pop();
    }

    private void statement(JinjaStmt statement) {
        if (statement instanceof JinjaLink link) {
            link(link);
        } else if (statement instanceof JinjaStmt.Print print) {
            expression(print.value());
        } else if (statement instanceof JinjaStmt.Do action) {
            expression(action.value());
        } else if (statement instanceof JinjaStmt.If choice) {
            choice(choice);
        } else if (statement instanceof JinjaStmt.For loop) {
            loop(loop);
        } else if (statement instanceof JinjaStmt.Assign assign) {
            expression(assign.value());
            bind(assign.target());
        } else {
            block(statement);
        }
    }

    private void block(JinjaStmt statement) {
        if (statement instanceof JinjaStmt.AssignBlock assign) {
            inner(assign.body(), () -> {});
            filter(assign.filter());
            bind(assign.target());
        } else if (statement instanceof JinjaStmt.With with) {
            with.values().forEach(this::expression);
            inner(with.body(), () -> with.targets().forEach(this::bind));
        } else if (statement instanceof JinjaStmt.Macro macro) {
            locals.element().add(macro.name());
            macro(macro);
        } else if (statement instanceof JinjaStmt.CallBlock call) {
            expression(call.call());
            macro(call.caller());
        } else if (statement instanceof JinjaStmt.FilterBlock filter) {
            filter(filter.filter());
            inner(filter.body(), () -> {});
        } else if (statement instanceof JinjaStmt.Autoescape autoescape) {
            expression(autoescape.on());
            inner(autoescape.body(), () -> {});
        } else if (statement instanceof JinjaStmt.Block block) {
            inner(block.body(), () -> {});
        }
    }

    private void filter(JinjaExpr.@Nullable Filter filter) {
        if (filter != null) {
            filter.parts().forEach(this::expression);
        }
    }

    private void macro(JinjaStmt.Macro macro) {
        inner(macro.body(), () -> {
            locals.element().addAll(macro.parameters());
            macro.defaults().forEach(value -> value.ifPresent(this::expression));
        });
    }

    private void link(JinjaLink link) {
        names(link.template());
        if (link instanceof JinjaLink.Import one) {
            locals.element().add(one.target());
        } else if (link instanceof JinjaLink.FromImport several) {
            locals.element().addAll(several.targets());
        }
    }

    private void names(JinjaExpr template) {
        if (template instanceof JinjaExpr.Const text && text.value() instanceof String name) {
            templates.add(name);
        } else if (template instanceof JinjaExpr.Items items) {
            items.parts().forEach(this::names);
        } else {
            expression(template);
        }
    }

    // What a condition asks for is guarded within what depends on it
    private void choice(JinjaStmt.If choice) {
        Set<String> asked = new HashSet<>();
        for (int i = 0; i < choice.tests().size(); i++) {
            expression(choice.tests().get(i));
            asked(choice.tests().get(i), asked);
            within(asked, choice.bodies().get(i));
        }
        body(choice.bodies().get(choice.tests().size()));
    }

    private void within(Set<String> asked, JinjaBody body) {
        Map<String, Use> before = new LinkedHashMap<>(uses);
        body(body);
        for (String path : asked) {
            Use use = uses.get(path);
            Use earlier = before.get(path);
            if (use != null && (earlier == null || earlier.optional())) {
                uses.put(path, new Use(path, use.line(), true));
            }
        }
    }

    private static void asked(JinjaExpr test, Set<String> asked) {
        if (test instanceof JinjaExpr.Test is && is.name().equals("defined")) {
            asked.add(is.target().source());
        } else if (test instanceof JinjaExpr.Logic logic && logic.and()) {
            asked(logic.left(), asked);
            asked(logic.right(), asked);
        }
    }

    private void loop(JinjaStmt.For loop) {
        expression(loop.items());
        inner(loop.body(), () -> {
            bind(loop.target());
            if (loop.test() != null) {
                expression(loop.test());
            }
        });
        inner(loop.otherwise(), () -> {});
    }

    private void bind(JinjaTarget target) {
        if (target instanceof JinjaTarget.Variable variable) {
            locals.element().add(variable.name());
        } else if (target instanceof JinjaTarget.Several several) {
            several.targets().forEach(this::bind);
        }
    }

    private void expression(JinjaExpr expression) {
        if (expression instanceof JinjaExpr.Name || isPath(expression)) {
            use(expression);
            return;
        }
        boolean guards = (expression instanceof JinjaExpr.Filter filter
                        && Set.of("default", "d").contains(filter.name()))
                || (expression instanceof JinjaExpr.Test test
                        && Set.of("defined", "undefined").contains(test.name()));
        List<JinjaExpr> parts = expression.parts();
        for (int i = 0; i < parts.size(); i++) {
            guarded += guards && i == 0 ? 1 : 0;
            expression(parts.get(i));
            guarded -= guards && i == 0 ? 1 : 0;
        }
    }

    private static boolean isPath(JinjaExpr expression) {
        return expression instanceof JinjaExpr.Attribute attribute
                && (attribute.target() instanceof JinjaExpr.Name || isPath(attribute.target()));
    }

    private void use(JinjaExpr expression) {
        JinjaExpr root = expression;
        while (root instanceof JinjaExpr.Attribute attribute) {
            root = attribute.target();
        }
        JinjaExpr.Name name = (JinjaExpr.Name) root;
        boolean local = locals.stream().anyMatch(scope -> scope.contains(name.name()));
        if (local || known.contains(name.name()) || ALWAYS.contains(name.name())) {
            return;
        }
        String path = expression.source();
        Use earlier = uses.get(path);
        boolean optional = guarded > 0 && (earlier == null || earlier.optional());
        uses.put(path, new Use(path, earlier == null ? name.line() : earlier.line(), optional));
    }
}
