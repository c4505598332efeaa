package io.netstacks.core.internal.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An expression of a template, as the tree that is walked to compute it. Each kind knows how to compute itself, as that is
 * one short method each; {@link #source()} is a short form for messages and lists of variables.
 */
sealed interface JinjaExpr {

    Object eval(JinjaScope scope);

    /** Returns how the template writes it, shortened where it is long. */
    default String source() {
        return "(expression)";
    }

    /** Returns the expressions within this one. */
    List<JinjaExpr> parts();

    record Const(Object value) implements JinjaExpr {
        @Override
        public Object eval(JinjaScope scope) {
            return value;
        }

        @Override
        public String source() {
            return value instanceof String ? "'" + value + "'" : String.valueOf(value);
        }

        @Override
        public List<JinjaExpr> parts() {
            return List.of();
        }
    }

    record Name(String name, int line, int column) implements JinjaExpr {
        @Override
        public Object eval(JinjaScope scope) {
            Object value = scope.find(name);
            return value != null ? value : JinjaUndefined.name(scope.run(), name);
        }

        @Override
        public String source() {
            return name;
        }

        @Override
        public List<JinjaExpr> parts() {
            return List.of();
        }
    }

    record Items(boolean tuple, List<JinjaExpr> parts) implements JinjaExpr {
        @Override
        public Object eval(JinjaScope scope) {
            List<Object> values = new ArrayList<>(parts.size());
            for (JinjaExpr part : parts) {
                values.add(part.eval(scope));
            }
            scope.run().reserve(values.size());
            return tuple ? PyTuple.copyOf(values) : values;
        }
    }

    record Dict(List<JinjaExpr> keys, List<JinjaExpr> values) implements JinjaExpr {
        @Override
        public Object eval(JinjaScope scope) {
            PyDict dict = new PyDict(keys.size());
            for (int i = 0; i < keys.size(); i++) {
                dict.put(keys.get(i).eval(scope), values.get(i).eval(scope));
            }
            return dict;
        }

        @Override
        public List<JinjaExpr> parts() {
            List<JinjaExpr> all = new ArrayList<>(keys);
            all.addAll(values);
            return all;
        }
    }

    record Attribute(JinjaExpr target, String name) implements JinjaExpr {
        @Override
        public Object eval(JinjaScope scope) {
            return PyAccess.attribute(scope.run(), target.eval(scope), name, this);
        }

        @Override
        public String source() {
            return target.source() + "." + name;
        }

        @Override
        public List<JinjaExpr> parts() {
            return List.of(target);
        }
    }

    record Subscript(JinjaExpr target, JinjaExpr key) implements JinjaExpr {
        @Override
        public Object eval(JinjaScope scope) {
            return PyAccess.item(scope.run(), target.eval(scope), key.eval(scope), this);
        }

        @Override
        public String source() {
            return target.source() + "[" + key.source() + "]";
        }

        @Override
        public List<JinjaExpr> parts() {
            return List.of(target, key);
        }
    }

    record Slice(JinjaExpr start, JinjaExpr stop, JinjaExpr step) implements JinjaExpr {
        @Override
        public Object eval(JinjaScope scope) {
            return new PySlice(start.eval(scope), stop.eval(scope), step.eval(scope));
        }

        @Override
        public List<JinjaExpr> parts() {
            return List.of(start, stop, step);
        }
    }

    /** Arguments as written in a call: by place, by name, and spread from a list or a dictionary. */
    record Arguments(
            List<JinjaExpr> values,
            Map<String, JinjaExpr> named,
            @Nullable JinjaExpr list,
            @Nullable JinjaExpr dict) {

        static final Arguments NONE = new Arguments(List.of(), Map.of(), null, null);

        CallArguments eval(JinjaScope scope) {
            return eval(scope, null);
        }

        /** Returns the values, the given one first. */
        CallArguments eval(JinjaScope scope, @Nullable Object first) {
            int extra = first == null ? 0 : 1;
            if (extra + values.size() + named.size() == 0 && list == null && dict == null) {
                return CallArguments.NONE;
            }
            List<Object> places = new ArrayList<>(values.size() + 1);
            if (first != null) {
                places.add(first);
            }
            for (JinjaExpr value : values) {
                places.add(value.eval(scope));
            }
            if (list != null) {
                places.addAll(PySequences.list(scope.run(), list.eval(scope)));
            }
            return new CallArguments(places, names(scope));
        }

        private Map<String, Object> names(JinjaScope scope) {
            if (named.isEmpty() && dict == null) {
                return Map.of();
            }
            Map<String, Object> names = new LinkedHashMap<>();
            named.forEach((name, value) -> names.put(name, value.eval(scope)));
            if (dict != null) {
                Object spread = dict.eval(scope);
                if (!(spread instanceof PyDict pyDict)) {
                    throw JinjaFault.type("argument after ** must be a mapping, not " + PyTypes.name(spread));
                }
                PySequences.named(scope.run(), pyDict).forEach((name, value) -> {
                    if (names.put(name, value) != null) {
                        throw JinjaFault.type("got multiple values for keyword argument '" + name + "'");
                    }
                });
            }
            return names;
        }

        List<JinjaExpr> parts() {
            List<JinjaExpr> all = new ArrayList<>(values);
            all.addAll(named.values());
            if (list != null) {
                all.add(list);
            }
            if (dict != null) {
                all.add(dict);
            }
            return all;
        }
    }

    record Call(JinjaExpr target, Arguments arguments) implements JinjaExpr {
        @Override
        public Object eval(JinjaScope scope) {
            return invoke(scope, arguments.eval(scope));
        }

        Object invoke(JinjaScope scope, CallArguments given) {
            Object function = target.eval(scope);
            RenderRun run = scope.run();
            run.step();
            if (function instanceof JinjaCallable jinjaCallable) {
                return jinjaCallable.call(run, given);
            }
            if (function instanceof JinjaUndefined jinjaUndefined) {
                return jinjaUndefined.useAlways();
            }
            throw JinjaFault.type("'" + PyTypes.name(function) + "' object is not callable: " + target.source());
        }

        @Override
        public String source() {
            return target.source() + "()";
        }

        @Override
        public List<JinjaExpr> parts() {
            List<JinjaExpr> all = new ArrayList<>();
            all.add(target);
            all.addAll(arguments.parts());
            return all;
        }
    }

    /** A filter; where the target is absent, the text of the block that it stands at. */
    record Filter(String name, @Nullable JinjaExpr target, Arguments arguments) implements JinjaExpr {
        @Override
        public Object eval(JinjaScope scope) {
            if (target == null) {
                throw JinjaFault.type("filter '" + name + "' has nothing to work on");
            }
            return apply(scope, target.eval(scope));
        }

        Object apply(JinjaScope scope, Object value) {
            scope.run().step();
            return scope.run().library().filter(name).call(scope.run(), arguments.eval(scope, value));
        }

        /** Applies the chain of filters that ends here to a text. */
        Object applyChain(JinjaScope scope, String text) {
            Object value = target == null ? text : ((Filter) target).applyChain(scope, text);
            return apply(scope, value);
        }

        @Override
        public String source() {
            return (target == null ? "" : target.source()) + "|" + name;
        }

        @Override
        public List<JinjaExpr> parts() {
            List<JinjaExpr> all = new ArrayList<>();
            if (target != null) {
                all.add(target);
            }
            all.addAll(arguments.parts());
            return all;
        }
    }

    record Test(String name, JinjaExpr target, Arguments arguments) implements JinjaExpr {
        @Override
        public Object eval(JinjaScope scope) {
            Object value = target.eval(scope);
            return scope.run().library().test(name).call(scope.run(), arguments.eval(scope, value));
        }

        @Override
        public List<JinjaExpr> parts() {
            List<JinjaExpr> all = new ArrayList<>();
            all.add(target);
            all.addAll(arguments.parts());
            return all;
        }
    }

    record Unary(String operator, JinjaExpr operand) implements JinjaExpr {
        @Override
        public Object eval(JinjaScope scope) {
            Object value = operand.eval(scope);
            return switch (operator) {
                case "not" -> !PyOps.truth(scope.run(), value);
                case "-" -> PyOps.negate(value);
                default -> PyOps.plus(value);
            };
        }

        @Override
        public List<JinjaExpr> parts() {
            return List.of(operand);
        }
    }

    record Binary(String operator, JinjaExpr left, JinjaExpr right) implements JinjaExpr {
        @Override
        public Object eval(JinjaScope scope) {
            Object a = left.eval(scope);
            Object b = right.eval(scope);
            RenderRun run = scope.run();
            return switch (operator) {
                case "+" -> PyOps.add(run, a, b);
                case "-" -> PyOps.subtract(a, b);
                case "*" -> PyOps.multiply(run, a, b);
                case "/" -> PyOps.divide(a, b);
                case "//" -> PyOps.floorDivide(a, b);
                case "%" -> PyOps.modulo(run, a, b);
                default -> PyOps.power(a, b);
            };
        }

        @Override
        public List<JinjaExpr> parts() {
            return List.of(left, right);
        }
    }

    /** {@code and}, {@code or}: the value is that of the operand that decides. */
    record Logic(boolean and, JinjaExpr left, JinjaExpr right) implements JinjaExpr {
        @Override
        public Object eval(JinjaScope scope) {
            Object a = left.eval(scope);
            return PyOps.truth(scope.run(), a) == and ? right.eval(scope) : a;
        }

        @Override
        public List<JinjaExpr> parts() {
            return List.of(left, right);
        }
    }

    /** Comparisons in a chain, each of which has to hold. */
    record Compare(JinjaExpr first, List<String> operators, List<JinjaExpr> others) implements JinjaExpr {
        @Override
        public Object eval(JinjaScope scope) {
            Object a = first.eval(scope);
            for (int i = 0; i < others.size(); i++) {
                Object b = others.get(i).eval(scope);
                if (!holds(scope.run(), operators.get(i), a, b)) {
                    return false;
                }
                a = b;
            }
            return true;
        }

        static boolean holds(RenderRun run, String operator, Object a, Object b) {
            return switch (operator) {
                case "==" -> PyCompare.equal(run, a, b);
                case "!=" -> !PyCompare.equal(run, a, b);
                case "in" -> PySequences.contains(run, b, a);
                case "not in" -> !PySequences.contains(run, b, a);
                default -> ordered(operator, PyCompare.compare(run, a, b, operator), PyCompare.unordered(a, b));
            };
        }

        private static boolean ordered(String operator, int order, boolean unordered) {
            if (unordered) {
                return false;
            }
            return switch (operator) {
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                default -> order >= 0;
            };
        }

        @Override
        public List<JinjaExpr> parts() {
            List<JinjaExpr> all = new ArrayList<>();
            all.add(first);
            all.addAll(others);
            return all;
        }
    }

    record Concat(List<JinjaExpr> parts) implements JinjaExpr {
        @Override
        public Object eval(JinjaScope scope) {
            RenderRun run = scope.run();
            StringBuilder out = new StringBuilder();
            boolean markup = false;
            List<Object> values = new ArrayList<>(parts.size());
            for (JinjaExpr part : parts) {
                Object value = part.eval(scope);
                markup |= value instanceof Markup;
                values.add(value);
            }
            boolean escape = markup && run.autoescape();
            for (Object value : values) {
                String text = PyPrinting.str(run, value);
                out.append(escape && !(value instanceof Markup) ? Markup.escape(text) : text);
            }
            run.reserve(out.length());
            return escape ? new Markup(out.toString()) : out.toString();
        }
    }

    record Conditional(
            JinjaExpr test, JinjaExpr then, @Nullable JinjaExpr otherwise, int line) implements JinjaExpr {
        @Override
        public Object eval(JinjaScope scope) {
            if (PyOps.truth(scope.run(), test.eval(scope))) {
                return then.eval(scope);
            }
            if (otherwise != null) {
                return otherwise.eval(scope);
            }
            return JinjaUndefined.unchosen(
                    scope.run(),
                    then.source(),
                    "the inline if-expression on line " + line
                            + " evaluated to false and no else section was defined.");
        }

        @Override
        public List<JinjaExpr> parts() {
            return otherwise == null ? List.of(test, then) : List.of(test, then, otherwise);
        }
    }
}
