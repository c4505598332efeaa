package io.netstacks.core.internal.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A macro, or the body of a {@code call} block, with the scope that it was defined in. */
final class MacroValue implements JinjaObject, JinjaCallable {

    private final JinjaStmt.Macro macro;
    private final JinjaScope defined;
    private final String template;
    private final boolean autoescape;

    MacroValue(JinjaStmt.Macro macro, JinjaScope defined) {
        this.macro = macro;
        this.defined = defined;
        this.template = defined.context().template().name();
        this.autoescape = defined.run().autoescape();
    }

    @Override
    public Object call(RenderRun run, CallArguments given) {
        JinjaScope scope = defined.apart();
        bind(scope, given);
        run.enter(label());
        boolean before = run.autoescape(autoescape);
        try {
            String text = macro.body().capture(scope);
            return before ? new Markup(text) : text;
        } catch (JinjaFault fault) {
            throw fault.in(template);
        } finally {
            run.autoescape(before);
            run.leave();
        }
    }

    private void bind(JinjaScope scope, CallArguments given) {
        List<Object> values = given.values();
        Map<String, Object> named = new LinkedHashMap<>(given.named());
        List<String> parameters = macro.parameters();
        int count = parameters.size();
        for (int i = 0; i < count; i++) {
            String name = parameters.get(i);
            Object byName = named.remove(name);
            if (i < values.size()) {
                if (byName != null) {
                    throw JinjaFault.type(label() + " got multiple values for argument '" + name + "'");
                }
                scope.set(name, values.get(i));
            } else {
                scope.set(name, byName != null ? byName : defaultOf(scope, i));
            }
        }
        if (macro.uses("varargs")) {
            scope.set(
                    "varargs",
                    PyTuple.copyOf(new ArrayList<>(values.subList(Math.min(count, values.size()), values.size()))));
        } else if (values.size() > count) {
            throw JinjaFault.type(label() + " takes not more than " + count + " argument(s)");
        }
        bindCaller(scope, named);
        bindRest(scope, named);
    }

    private Object defaultOf(JinjaScope scope, int index) {
        JinjaExpr value = macro.defaults().get(index).orElse(null);
        if (value != null) {
            return value.eval(scope);
        }
        String name = macro.parameters().get(index);
        return new JinjaUndefined(scope.run(), name, "parameter '" + name + "' was not provided");
    }

    private void bindCaller(JinjaScope scope, Map<String, Object> named) {
        if (macro.uses("caller") && !macro.parameters().contains("caller")) {
            Object caller = named.remove("caller");
            scope.set(
                    "caller", caller != null ? caller : new JinjaUndefined(scope.run(), "caller", "No caller defined"));
        }
    }

    private void bindRest(JinjaScope scope, Map<String, Object> named) {
        if (macro.uses("kwargs")) {
            PyDict rest = new PyDict();
            named.forEach(rest::put);
            scope.set("kwargs", rest);
        } else if (named.containsKey("caller")) {
            throw JinjaFault.type(label() + " was invoked with two values for the special caller argument");
        } else if (!named.isEmpty()) {
            throw JinjaFault.type(label() + " takes no keyword argument '"
                    + named.keySet().iterator().next() + "'");
        }
    }

    private String label() {
        return macro.name().isEmpty() ? "the body of a call block" : "macro '" + macro.name() + "'";
    }

    @Override
    public @Nullable Object attribute(RenderRun run, String name) {
        return switch (name) {
            case "name" -> macro.name().isEmpty() ? PyNone.NONE : macro.name();
            case "arguments" -> PyTuple.copyOf(new ArrayList<>(macro.parameters()));
            case "catch_varargs" -> macro.uses("varargs");
            case "catch_kwargs" -> macro.uses("kwargs");
            case "caller" -> macro.uses("caller");
            default -> null;
        };
    }

    @Override
    public String typeName() {
        return "Macro";
    }

    @Override
    public String printed() {
        return macro.name().isEmpty() ? "<Macro anonymous>" : "<Macro '" + macro.name() + "'>";
    }
}
