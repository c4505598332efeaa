package io.netstacks.core.internal.jinja;

import io.netstacks.core.internal.jinja.JinjaBody.Flow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A statement that brings in another template. */
sealed interface JinjaLink extends JinjaStmt {

    /** Returns the expression that names the template. */
    JinjaExpr template();

    private static JinjaTemplate load(JinjaScope scope, Object name) {
        if (name instanceof JinjaUndefined jinjaUndefined) {
            jinjaUndefined.useAlways();
        }
        if (!PyTypes.isText(name)) {
            throw JinjaFault.type("a template's name is text, not " + PyTypes.name(name));
        }
        return scope.run().template(PyPrinting.str(scope.run(), name));
    }

    private static Map<String, Object> visible(JinjaScope scope) {
        Map<String, Object> all = scope.context().all();
        all.putAll(scope.locals());
        return all;
    }

    private static ModuleObject module(JinjaScope scope, Object name, boolean withContext) {
        return load(scope, name)
                .module(
                        scope.run(),
                        withContext ? visible(scope) : Map.of(),
                        scope.context().globals());
    }

    /**
     * An include.
     *
     * @param captured whether it stands in a macro or a block whose text is taken as a value
     */
    record Include(
            JinjaExpr template, boolean ignoreMissing, boolean withContext, boolean captured, int line, int column)
            implements JinjaLink {
        @Override
        public Flow exec(JinjaScope scope, StringBuilder out) {
            if (captured && !withContext) {
                // Jinja2 prints it where the block begins, or breaks the macro
                throw JinjaFault.unsupported("'include … without context' within a macro, set, call or filter block");
            }
            Object name = template.eval(scope);
            JinjaTemplate found = find(scope, name);
            if (found != null) {
                Map<String, Object> given = withContext ? visible(scope) : new HashMap<>();
                JinjaContext context =
                        new JinjaContext(found, given, scope.context().globals());
                found.run(scope.run(), context, out);
            }
            return Flow.NEXT;
        }

        private @Nullable JinjaTemplate find(JinjaScope scope, Object name) {
            boolean several = name instanceof List || name instanceof PyTuple;
            List<Object> names = several ? PySequences.list(scope.run(), name) : List.of(name);
            for (Object one : names) {
                if (scope.run().templateExists(PyPrinting.str(scope.run(), one))) {
                    return load(scope, one);
                }
            }
            if (ignoreMissing) {
                return null;
            }
            if (!several) {
                return load(scope, name);
            }
            throw JinjaFault.value("none of the templates given were found: "
                    + String.join(
                            ", ",
                            names.stream()
                                    .map(n -> PyPrinting.str(scope.run(), n))
                                    .toList()));
        }
    }

    record Import(JinjaExpr template, String target, boolean withContext, int line, int column) implements JinjaLink {
        @Override
        public Flow exec(JinjaScope scope, StringBuilder out) {
            scope.set(target, module(scope, template.eval(scope), withContext));
            return Flow.NEXT;
        }
    }

    record FromImport(
            JinjaExpr template, List<String> names, List<String> targets, boolean withContext, int line, int column)
            implements JinjaLink {
        @Override
        public Flow exec(JinjaScope scope, StringBuilder out) {
            ModuleObject module = module(scope, template.eval(scope), withContext);
            for (int i = 0; i < names.size(); i++) {
                String name = names.get(i);
                Object value = module.values().get(name);
                scope.set(targets.get(i), value != null ? value : absent(scope, module, name));
            }
            return Flow.NEXT;
        }

        private static Object absent(JinjaScope scope, ModuleObject module, String name) {
            return new JinjaUndefined(
                    scope.run(),
                    name,
                    "the template '" + module.name() + "' does not export the requested name '" + name + "'");
        }
    }

    record Extends(JinjaExpr template, int line, int column) implements JinjaLink {
        @Override
        public Flow exec(JinjaScope scope, StringBuilder out) {
            JinjaTemplate extended = load(scope, template.eval(scope));
            scope.pass().extend(extended);
            scope.context().addBlocks(extended);
            return Flow.NEXT;
        }
    }
}
