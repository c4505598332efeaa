package io.netstacks.core.internal.jinja;

import io.netstacks.core.internal.jinja.JinjaBody.Flow;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A statement of a template, as the tree that is walked to run it. Those about other templates stand in JinjaLink. */
sealed interface JinjaStmt permits JinjaStmt.Simple, JinjaLink {

    Flow exec(JinjaScope scope, StringBuilder out);

    int line();

    int column();

    /** Prints what stands for a block as it is: it has to be text already. */
    private static void emitText(RenderRun run, StringBuilder out, Object value, String source) {
        if (!PyTypes.isText(value)) {
            throw JinjaFault.type("a block becomes text, but " + source + " gave " + PyTypes.name(value));
        }
        run.emit(out, PyPrinting.str(run, value));
    }

    /** A statement that needs no other template. */
    sealed interface Simple extends JinjaStmt {}

    record Data(String text, int line, int column) implements Simple {
        @Override
        public Flow exec(JinjaScope scope, StringBuilder out) {
            if (!scope.pass().silent()) {
                scope.run().emit(out, text);
            }
            return Flow.NEXT;
        }
    }

    record Print(JinjaExpr value, int line, int column) implements Simple {
        @Override
        public Flow exec(JinjaScope scope, StringBuilder out) {
            if (!scope.pass().silent()) {
                RenderRun run = scope.run();
                Object result = value.eval(scope);
                String text = PyPrinting.str(run, result);
                run.emit(out, run.autoescape() && !(result instanceof Markup) ? Markup.escape(text) : text);
            }
            return Flow.NEXT;
        }
    }

    /** Tests and bodies, the first true one counts; the last body stands for {@code else}. */
    record If(List<JinjaExpr> tests, List<JinjaBody> bodies, int line, int column) implements Simple {
        @Override
        public Flow exec(JinjaScope scope, StringBuilder out) {
            for (int i = 0; i < tests.size(); i++) {
                if (PyOps.truth(scope.run(), tests.get(i).eval(scope))) {
                    return bodies.get(i).exec(scope, out);
                }
            }
            return bodies.get(tests.size()).exec(scope, out);
        }
    }

    /**
     * A loop.
     *
     * @param extended whether anything in its body asks for {@code loop}; without it the loop around stays visible
     */
    record For(
            JinjaTarget target,
            JinjaExpr items,
            @Nullable JinjaExpr test,
            JinjaBody body,
            JinjaBody otherwise,
            boolean recursive,
            boolean extended,
            int line,
            int column)
            implements Simple {
        @Override
        public Flow exec(JinjaScope scope, StringBuilder out) {
            loop(scope, items.eval(scope), 0, out);
            return Flow.NEXT;
        }

        private void loop(JinjaScope around, Object value, int depth, StringBuilder out) {
            RenderRun run = around.run();
            Iterator<Object> all = PySequences.iterate(run, value);
            Iterator<Object> wanted = test == null ? all : new Filtered(all, item -> holds(around, item));
            boolean ended = extended
                    ? withState(
                            around,
                            new LoopState(run, test == null ? value : wanted, wanted, recursion(around), depth),
                            out)
                    : plain(around, wanted, out);
            if (!ended) {
                otherwise.exec(around.inner(), out);
            }
        }

        // As in Jinja2, "else" counts the rounds that came to the end of the body, not those cut short in it
        private boolean plain(JinjaScope around, Iterator<Object> wanted, StringBuilder out) {
            boolean ended = false;
            while (wanted.hasNext()) {
                around.run().step();
                JinjaScope scope = around.inner();
                target.assign(scope, wanted.next());
                Flow flow = body.exec(scope, out);
                if (flow == Flow.BREAK) {
                    break;
                }
                ended |= flow == Flow.NEXT;
            }
            return ended;
        }

        private boolean withState(JinjaScope around, LoopState loop, StringBuilder out) {
            boolean ended = false;
            while (loop.hasNext()) {
                around.run().step();
                JinjaScope scope = around.inner();
                target.assign(scope, loop.next());
                scope.set("loop", loop);
                Flow flow = body.exec(scope, out);
                if (flow == Flow.BREAK) {
                    break;
                }
                ended |= flow == Flow.NEXT;
            }
            return ended;
        }

        private boolean holds(JinjaScope around, Object item) {
            around.run().step();
            JinjaScope scope = around.inner();
            target.assign(scope, item);
            return test == null || PyOps.truth(around.run(), test.eval(scope));
        }

        private LoopState.@Nullable Recursion recursion(JinjaScope around) {
            return recursive ? (inner, level) -> deeper(around, inner, level) : null;
        }

        private String deeper(JinjaScope around, Object value, int depth) {
            StringBuilder out = new StringBuilder();
            around.run().enter("a recursive loop");
            loop(around, value, depth, out);
            around.run().leave();
            return out.toString();
        }
    }

    record Assign(JinjaTarget target, JinjaExpr value, int line, int column) implements Simple {
        @Override
        public Flow exec(JinjaScope scope, StringBuilder out) {
            target.assign(scope, value.eval(scope));
            return Flow.NEXT;
        }
    }

    record AssignBlock(JinjaTarget target, JinjaExpr.@Nullable Filter filter, JinjaBody body, int line, int column)
            implements Simple {
        @Override
        public Flow exec(JinjaScope scope, StringBuilder out) {
            String text = body.capture(scope.apart());
            Object value = filter == null ? text : filter.applyChain(scope, text);
            boolean mark = scope.run().autoescape() && value instanceof String;
            target.assign(scope, mark ? new Markup((String) value) : value);
            return Flow.NEXT;
        }
    }

    record With(List<JinjaTarget> targets, List<JinjaExpr> values, JinjaBody body, int line, int column)
            implements Simple {
        @Override
        public Flow exec(JinjaScope scope, StringBuilder out) {
            JinjaScope inner = scope.inner();
            for (int i = 0; i < targets.size(); i++) {
                targets.get(i).assign(inner, values.get(i).eval(scope));
            }
            return body.exec(inner, out);
        }
    }

    /**
     * A macro.
     *
     * @param defaults one for each parameter
     * @param special which of varargs, kwargs and caller its body asks for
     */
    record Macro(
            String name,
            List<String> parameters,
            List<Optional<JinjaExpr>> defaults,
            Set<String> special,
            JinjaBody body,
            int line,
            int column)
            implements Simple {
        @Override
        public Flow exec(JinjaScope scope, StringBuilder out) {
            scope.set(name, new MacroValue(this, scope));
            return Flow.NEXT;
        }

        boolean uses(String name) {
            return special.contains(name);
        }
    }

    record CallBlock(JinjaExpr.Call call, Macro caller, int line, int column) implements Simple {
        @Override
        public Flow exec(JinjaScope scope, StringBuilder out) {
            CallArguments given = call.arguments().eval(scope);
            Map<String, Object> named = new LinkedHashMap<>(given.named());
            named.put("caller", new MacroValue(caller, scope));
            Object result = call.invoke(scope, new CallArguments(given.values(), named));
            emitText(scope.run(), out, result, "what is called");
            return Flow.NEXT;
        }
    }

    record FilterBlock(JinjaExpr.Filter filter, JinjaBody body, int line, int column) implements Simple {
        @Override
        public Flow exec(JinjaScope scope, StringBuilder out) {
            String text = body.capture(scope.inner());
            emitText(scope.run(), out, filter.applyChain(scope, text), "filter '" + filter.name() + "'");
            return Flow.NEXT;
        }
    }

    record Do(JinjaExpr value, int line, int column) implements Simple {
        @Override
        public Flow exec(JinjaScope scope, StringBuilder out) {
            value.eval(scope);
            return Flow.NEXT;
        }
    }

    record Jump(Flow flow, int line, int column) implements Simple {
        @Override
        public Flow exec(JinjaScope scope, StringBuilder out) {
            return flow;
        }
    }

    record Autoescape(JinjaExpr on, JinjaBody body, int line, int column) implements Simple {
        @Override
        public Flow exec(JinjaScope scope, StringBuilder out) {
            boolean before = scope.run().autoescape(PyOps.truth(scope.run(), on.eval(scope)));
            try {
                return body.exec(scope.inner(), out);
            } finally {
                scope.run().autoescape(before);
            }
        }
    }

    record Block(String name, boolean scoped, boolean required, JinjaBody body, int line, int column)
            implements Simple {
        @Override
        public Flow exec(JinjaScope scope, StringBuilder out) {
            if (scope.pass().silent()) {
                return Flow.NEXT;
            }
            if (required && scope.context().blocks(name).size() <= 1) {
                throw JinjaFault.value("Required block '" + name + "' not found");
            }
            new BlockReference(scoped ? scope : scope.forBlocks(), name, 0).render(scope.run(), out);
            return Flow.NEXT;
        }
    }
}
