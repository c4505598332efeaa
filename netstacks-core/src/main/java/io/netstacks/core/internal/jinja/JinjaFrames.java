package io.netstacks.core.internal.jinja;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the names that are not there yet when a body begins, although a variable of that name was given. Jinja2 decides per
 * body, before anything runs: a name that the body itself sets before it reads it belongs to the body from its start, so that
 * loops and macros within it that read it earlier find nothing. Names that only a branch of an {@code if} sets, or that a
 * body further out has, are looked up as usual. Confined to one thread.
 */
final class JinjaFrames {

    private final @Nullable JinjaFrames outer;
    private final Set<String> known = new HashSet<>();
    private final Set<String> unset = new LinkedHashSet<>();
    private final List<Runnable> inner = new ArrayList<>();
    private int branches;

    private JinjaFrames(@Nullable JinjaFrames outer) {
        this.outer = outer;
    }

    /** Tells each body of a template which names it begins without. */
    static void settle(JinjaBody template) {
        new JinjaFrames(null).frame(template);
    }

    private void frame(JinjaBody body) {
        statements(body);
        body.beginWithout(unset);
        inner.forEach(Runnable::run);
    }

    private boolean knows(String name) {
        return known.contains(name) || (outer != null && outer.knows(name));
    }

    private void store(String name) {
        if (known.add(name) && branches == 0 && (outer == null || !outer.knows(name))) {
            unset.add(name);
        }
    }

    private void load(JinjaExpr expression) {
        if (expression instanceof JinjaExpr.Name name && !knows(name.name())) {
            known.add(name.name());
        }
        expression.parts().forEach(this::load);
    }

    private void store(JinjaTarget target) {
        if (target instanceof JinjaTarget.Variable variable) {
            store(variable.name());
        } else if (target instanceof JinjaTarget.Several several) {
            several.targets().forEach(this::store);
        } else if (target instanceof JinjaTarget.Field field && !knows(field.name())) {
            known.add(field.name());
        }
    }

    private void statements(JinjaBody body) {
        body.statements().forEach(this::statement);
    }

    private void statement(JinjaStmt statement) {
        if (statement instanceof JinjaStmt.Print print) {
            load(print.value());
        } else if (statement instanceof JinjaStmt.Do action) {
            load(action.value());
        } else if (statement instanceof JinjaStmt.If choice) {
            choice(choice);
        } else if (statement instanceof JinjaStmt.For loop) {
            loop(loop);
        } else if (statement instanceof JinjaStmt.Assign assign) {
            load(assign.value());
            store(assign.target());
        } else if (statement instanceof JinjaLink link) {
            link(link);
        } else {
            withBody(statement);
        }
    }

    private void choice(JinjaStmt.If choice) {
        load(choice.tests().get(0));
        branches++;
        choice.tests().stream().skip(1).forEach(this::load);
        choice.bodies().forEach(this::statements);
        branches--;
    }

    private void loop(JinjaStmt.For loop) {
        load(loop.items());
        later(loop.body(), frame -> frame.store(loop.target()));
        later(loop.otherwise(), frame -> {});
    }

    private void link(JinjaLink link) {
        load(link.template());
        if (link instanceof JinjaLink.Import one) {
            store(one.target());
        } else if (link instanceof JinjaLink.FromImport several) {
            several.targets().forEach(this::store);
        }
    }

    private void withBody(JinjaStmt statement) {
        if (statement instanceof JinjaStmt.AssignBlock assign) {
            store(assign.target());
            later(assign.body(), frame -> {});
        } else if (statement instanceof JinjaStmt.With with) {
            with.values().forEach(this::load);
            later(with.body(), frame -> with.targets().forEach(frame::store));
        } else if (statement instanceof JinjaStmt.Macro macro) {
            store(macro.name());
            macro(macro);
        } else if (statement instanceof JinjaStmt.CallBlock call) {
            load(call.call());
            macro(call.caller());
        } else if (statement instanceof JinjaStmt.FilterBlock filter) {
            filter.filter().parts().forEach(this::load);
            later(filter.body(), frame -> {});
        } else if (statement instanceof JinjaStmt.Autoescape autoescape) {
            later(autoescape.body(), frame -> frame.load(autoescape.on()));
        } else if (statement instanceof JinjaStmt.Block block) {
            inner.add(() -> settle(block.body()));
        }
    }

    private void macro(JinjaStmt.Macro macro) {
        later(macro.body(), frame -> {
            macro.parameters().forEach(frame::store);
            macro.special().forEach(frame::store);
            macro.defaults().forEach(value -> value.ifPresent(frame::load));
        });
    }

    /** Looks into a body when everything about this one is known; what is stored first has a value when the body begins. */
    private void later(JinjaBody body, Consumer<JinjaFrames> first) {
        inner.add(() -> {
            JinjaFrames frame = new JinjaFrames(this);
            first.accept(frame);
            frame.unset.clear();
            frame.frame(body);
        });
    }
}
